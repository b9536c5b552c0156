"""What was claimed and awarded in all."""

from dataclasses import replace
from time import perf_counter

import pytest

from corpus.judgment import Header
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ingest.totals import with_amounts

CLAIM, ORDER, LOWER = Voice.PLAINTIFF_CLAIM, Voice.ORDER, Voice.LOWER_COURT
FIRST = Header(doc_type="民事判决书", instance="一审")
APPEAL = replace(FIRST, instance="二审")


def totals(header: Header, *parts: tuple[Voice, str]) -> tuple[float | None, float | None]:
    text, sentences = "", []
    for voice, words in parts:
        sentences.append(Sentence(Span(len(text), len(text) + len(words)), voice))
        text += words
    found = with_amounts(header, text, sentences)
    return found.claimed_amount, found.awarded_amount


@pytest.mark.parametrize(
    ("claim", "claimed"),
    [
        ("诉讼请求：1、支付货款1万元；2、支付违约金2千元。", 12_000),
        ("诉讼请求：1、支付货款1万元；2、诉讼费100元由被告承担。", 10_000),  # costs do not count
        ("诉讼请求：支付货款1万元及利息（按年利率6%计付至清偿之日止）。", 10_000),
        ("诉讼请求：1、支付工资3千元、补偿2千元，以上共计5千元；2、支付医疗费1万元。", 15_000),
        ("诉讼请求：1、支付工资3千元；2、支付补偿2千元。以上各项共计5千元。", 5000),  # of all
        ("诉讼请求：1、偿还1万元；2、被告乙对上述1万元承担连带责任。", 10_000),  # once only
        ("诉讼请求：偿还本息40万元，其中本金30万元、利息10万元。", 400_000),  # its parts
        ("诉讼请求：每月支付抚养费1000元。", None),  # a rate
        ("诉讼请求：判令原告无需支付被告1万元。", None),  # nothing is claimed
        ("诉讼请求：原告不向被告支付补偿金1万元。", None),
        (
            "诉讼请求：支付货款及利息（暂计至2015年1月为2万元）。",
            None,
        ),  # running, or fixed: unclear
        ("诉讼请求：支付租金到退清为止，暂计算至2019年12月为2万元。", None),
        ("訴訟請求：支付貨款1万元。", 10_000),  # traditional
        ("2015年借款3万元。故诉至法院，请求判令偿还2万元。", 20_000),  # the facts come first
        ("被告要求解除合同并要求支付1万元，原告不服。", None),  # another's demand
        ("诉讼请求：1、赔偿2万元。事实和理由：损失共5万元。", 20_000),
        ("诉讼请求：准予离婚。", None),
    ],
)
def test_claimed(claim: str, claimed: float | None) -> None:
    assert totals(FIRST, (CLAIM, claim))[0] == claimed


@pytest.mark.parametrize(
    ("order", "awarded"),
    [
        ("一、支付货款1万元；二、支付违约金2千元；三、驳回其他诉讼请求。", 12_000),
        ("一、支付货款1万元；二、被告乙对上述债务在5万元内承担连带责任。", 10_000),
        ("支付货款1万元。案件受理费50元，由被告负担。", 10_000),
        ("驳回原告的诉讼请求。", 0),  # wholly rejected
        ("驳回原告的起诉。", None),  # labor.jsonl: not ruled on
        ("支付借款3万元及利息（其中，计息本金为2万元；其后，计息本金为1万元）。", 30_000),
        ("每月支付抚养费1000元至十八周岁止。", None),
        ("支付垫款1万元及罚息（截止2016年3月为2千元）。", None),
    ],
)
def test_awarded(order: str, awarded: float | None) -> None:
    assert totals(FIRST, (CLAIM, "诉讼请求：支付2万元。"), (ORDER, order))[1] == awarded


def test_without_a_money_claim_nothing_is_rejected() -> None:
    assert totals(FIRST, (CLAIM, "诉讼请求：离婚。"), (ORDER, "驳回原告的诉讼请求。"))[1] is None


EDICT = "一审法院判决：一、支付1万元；二、支付2万元；三、驳回其他诉讼请求。"


@pytest.mark.parametrize(
    ("order", "awarded"),
    [
        ("驳回上诉，维持原判。", 30_000),  # its figures stand only in the quoted order
        ("一、维持某法院判决第二项；二、变更某法院判决第一项为：支付5千元。", 25_000),
        ("一、撤销某法院判决第二项；二、驳回其他上诉请求。", 10_000),
        ("一、撤销某法院（2015）某民初字第1号民事判决；二、支付4万元。", 40_000),
        ("一、撤销某法院判决第九项。", None),  # there is no such item
    ],
)
def test_awarded_after_an_appeal(order: str, awarded: float | None) -> None:
    assert totals(APPEAL, (LOWER, EDICT), (ORDER, order))[1] == awarded


def test_an_appeal_repeats_the_first_claim_or_has_none() -> None:
    repeated = (CLAIM, "甲公司向一审法院起诉请求：支付货款1万元。")
    assert totals(APPEAL, (CLAIM, "上诉请求：改判支付3万元。"))[0] is None
    assert totals(APPEAL, (CLAIM, "上诉请求：改判。"), (LOWER, "略。"), repeated)[0] == 10_000


@pytest.mark.parametrize(
    "told",
    [
        (CLAIM, "梁某向北京互联网法院起诉甲公司，请求：1．赔偿1万元。"),  # the court by its name
        # among the head's lines, of the highest court's appeals
        (
            Voice.PROCEDURE,
            "甲公司向一审法院提起诉讼，一审法院立案。甲公司起诉请求判令：赔偿1万元。",
        ),
        (LOWER, "甲公司起诉请求判令乙公司支付货款1万元。判令支付过高。"),  # in one sentence
    ],
)
def test_an_appeal_tells_the_first_claim_in_many_ways(told: tuple[Voice, str]) -> None:
    assert totals(APPEAL, told)[0] == 10_000


def test_a_ruling_has_a_claim_and_no_award() -> None:
    header = replace(FIRST, doc_type="民事裁定书")
    assert totals(header, (CLAIM, "诉讼请求：支付2万元。"), (ORDER, "移送1万元。")) == (
        20_000,
        None,
    )


def test_a_list_of_claims_may_stand_among_the_lines_of_the_head() -> None:
    words = "原告向本院提出诉讼请求（变更后）：\n1、赔偿公证费1022元；\n"
    assert totals(FIRST, (Voice.PROCEDURE, words))[0] == 1022


def test_what_the_front_matter_says_stands() -> None:
    given = replace(FIRST, claimed_amount=7.0, awarded_amount=8.0)
    assert totals(given, (CLAIM, "诉讼请求：支付2万元。"), (ORDER, "支付1万元。")) == (7.0, 8.0)


@pytest.mark.parametrize("kind", ["刑事判决书", "民事调解书", "案例摘要"])
def test_other_kinds_have_no_totals(kind: str) -> None:
    header = replace(FIRST, doc_type=kind)
    assert totals(header, (CLAIM, "诉讼请求：支付2万元。"), (ORDER, "支付1万元。")) == (None, None)


@pytest.mark.parametrize(
    "noise", ["（截至1", "驳回", "\n以上合计", "1元", "（其中1元", "一、", "请求", "判令1元；"]
)
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    for header in (FIRST, APPEAL):
        words = noise * 20_000
        totals(header, (CLAIM, f"诉讼请求：{words}"), (LOWER, f"判决：{words}"), (ORDER, words))
    assert perf_counter() - started < 8
