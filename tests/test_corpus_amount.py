"""Sums of money in a text."""

from time import perf_counter

import pytest

from corpus.amount import amounts_in


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("支付3万元。", [("3万元", 30_000)]),
        ("共56,442.46元", [("56,442.46元", 56_442.46)]),
        ("三千五百八十六元一角八分", [("三千五百八十六元一角八分", 3586.18)]),
        ("另付35元5角", [("35元5角", 35.5)]),
        ("人民币叁万元整", [("叁万元", 30_000)]),
        ("共计人民币陆万圆整", [("陆万圆", 60_000)]),  # loan.jsonl writes 圆
        ("1.5亿元", [("1.5亿元", 150_000_000)]),
        ("３０，０００元", [("３０，０００元", 30_000)]),  # full width
        ("3 万元", [("3 万元", 30_000)]),
        ("1亿2000万元", [("1亿2000万元", 120_000_000)]),  # one sum in two steps
        ("3万5千元", [("3万5千元", 35_000)]),
        ("处3百元罚款", [("3百元", 300)]),
        ("40余万元", [("40余万元", 400_000)]),  # divorce.jsonl; was once read as 万元 = 0
        ("8万余元", [("8万余元", 80_000)]),
        ("欠一百多万元", [("一百多万元", 1_000_000)]),
        ("于2018，3000元", [("3000元", 3000)]),  # a comma that groups nothing
        ("2000元、三千元", [("2000元", 2000), ("三千元", 3000)]),
        ("数十万元、几百元、万元", []),  # how much is not said
        ("2万五千元", []),  # half of it would be wrong
        ("年利率12%，自2020年3月起，百分之五", []),  # ratios and dates
        ("100万美元", []),  # not yuan
        ("2013元旦", []),
        ("处3至5万元罚款", [("3", 30_000), ("5万元", 50_000)]),  # 万 counts for both ends
        ("三万至五万元", [("三万", 30_000), ("五万元", 50_000)]),
        ("每月两至三千元", [("两", 2000), ("三千元", 3000)]),
        ("1000-2000元", [("1000", 1000), ("2000元", 2000)]),
        ("自2019-3000元", [("3000元", 3000)]),  # a year is no sum
        ("5000-600元", [("600元", 600)]),  # a subtraction, not a range
        ("日元100多万元、存款美元5000元", []),  # divorce.jsonl: other money
        ("赔偿损失20万，", [("20万", 200_000)]),  # no 元, but a word of money
        ("散装烟支69万、产量20万", []),  # criminal-judgments: cigarettes
        ("贰万元（￥20，000）", [("贰万元", 20_000), ("￥20，000", 20_000)]),
        ("三明市三元区人民法院", []),  # a district's name
        ("9" * 400 + "元", []),  # no float holds it
    ],
)
def test_amounts_in(text: str, sums: list[tuple[str, float]]) -> None:
    assert [(a.span.of(text), a.yuan) for a in amounts_in(text)] == sums


@pytest.mark.parametrize("unit", ["9", "一", "1万", "1,", "1余", "1 "])
def test_a_long_run_of_numerals_takes_no_time(unit: str) -> None:
    started = perf_counter()
    amounts_in(unit * 50_000)
    assert perf_counter() - started < 5  # a quadratic pattern takes minutes
