"""Mastheads: the document's own court, kind and number, and no other paper's."""

import pytest

from ingest.masthead import CITED, KINDS, court_in, kind_in, masthead_of, number_in

PARTY = "\n上诉人（原审被告）：甲公司，住某市。\n"


@pytest.mark.parametrize(("pattern", "example"), KINDS)
def test_every_kind_is_told_by_its_own_example(pattern: str, example: str) -> None:
    assert kind_in(f"某法院\n{example}\n") == example.replace(" ", "")


@pytest.mark.parametrize(
    ("masthead", "kind"),
    [
        ("某法院\n支 付 令\n", "支付令"),
        ("某法院罚款决定书\n", "罚款决定书"),
        ("某法院\n赔偿委员会决定书\n", "赔偿委员会决定书"),
        ("民事裁定书\n某法院\n民 事 判 决 书\n", "民事判决书"),  # the nearest to the parties
        ("某市某法院民事判决（2020）", "民事判决书"),  # a digest
        ("某公司决定书面答复", None),
        ("有刑事判决书及释放证明、民事裁定书等证据", None),
        ("", None),
    ],
)
def test_kinds(masthead: str, kind: str | None) -> None:
    assert kind_in(masthead) == kind


@pytest.mark.parametrize(
    ("masthead", "court"),
    [
        # a page's table drops the province; the head's own line has it
        ("法院\n某县人民法院\n全文\n某省某县人民法院民 事 判 决 书", "某省某县人民法院"),
        ("某省某县人民法院\n（2020）某民初1号", "某省某县人民法院"),
        ("来源：某省高级人民法院\n\n", None),  # who posted it
        ("一审法院：某县人民法院\n二审法院：某市中级人民法院\n", "某市中级人民法院"),
        ("【审理法院】：某地区/某省/某省某市中级人民法院\n", "某省某市中级人民法院"),
        ("执行法院：\n\n某市中级人民法院\n", "某市中级人民法院"),
        ("华人民共和国最高人民法院\n行政判决书", "最高人民法院"),  # its first letter is lost
        ("徐某盗窃一审刑事判决书 本溪市某区人民法院 刑事判决书", "本溪市某区人民法院"),
        ("原文见《某市中级人民法院2017）某民终1号》：", "某市中级人民法院"),
        ("中 华 人 民 共 和 国 最 高 人 民 法 院\n民事判决书\n", "最高人民法院"),  # set wide
        ("（2014）某行初字第3号\n——某市某区人民法院（2014-6-18）\n", "某市某区人民法院"),
        ("某法院审结一案", None),
    ],
)
def test_courts(masthead: str, court: str | None) -> None:
    found = court_in(masthead)
    assert (found.value if found else None) == court


@pytest.mark.parametrize(
    ("masthead", "number"),
    [
        # a list of the case's other papers stands before the head
        (
            "最高人民法院行政裁定书\n← | （2015）某行初3号 （2016）某行终346号 |\n"
            "最高人民法院行政裁定书 （2018）最高法行再128号 作者",
            "（2018）最高法行再128号",
        ),
        # the point of the case cites another's
        (
            "裁判要旨：与（2010）某民终1号的看法相同。\n某法院\n民事判决书\n（2020）某民终9号",
            "（2020）某民终9号",
        ),
        ("案号：（2020）某民终9号\n当事人：甲\n", "（2020）某民终9号"),
        ("某法院（2020）某民终9号\n原审案号：（2019）某民初8号", "（2020）某民终9号"),
        # a report names both instances in one line
        (
            "□案号 一审：（2015）某刑初字第2号 二审：（2015）某刑终字第9号\n",
            "（2015）某刑终字第9号",
        ),
        # two cases joined: the first
        ("某法院\n民事判决书\n（2012）某民初1号\n\n（2012）某民初5号\n", "（2012）某民初1号"),
        ("某海事法院 \n\n(2003)某海法初字第246 \n\n", "(2003)某海法初字第246"),  # 号 is lost
        ("某法院\n2003年第246\n", None),
        ("不服（2019）某民初8号判决", None),
    ],
)
def test_numbers(masthead: str, number: str | None) -> None:
    found = number_in(masthead)
    assert (found.value if found else None) == number


def test_a_report_of_two_instances_has_the_last_ones_line() -> None:
    text = (
        "1.判决书字号\n一审判决书：某县人民法院（2004）某刑初字第2号刑事判决书。\n"
        "二审裁定书：某市中级人民法院（2005）某刑终字第16号刑事裁定书。\n"
        "公诉机关：某县人民检察院。\n"
    )
    top = masthead_of(text)
    assert top.text == text[top.start :].split("\n")[0]
    found = (court_in(top.text), number_in(top.text))
    assert [f and f.value for f in found] == ["某市中级人民法院", "（2005）某刑终字第16号"]
    assert kind_in(top.text) == "刑事裁定书"


def test_a_report_may_name_the_papers_below_the_parties() -> None:
    text = (
        "再审申请人（一审原告）：甲公司\n被申请人（一审被告）：乙公司\n2.案件索引\n"
        "一审：某市中级人民法院（2018）某01民初4号判决（2018年7月12日）\n"
        "再审：最高人民法院（2019）最高法民申3号裁定（2020年3月5日）\n"
    )
    top = masthead_of(text)
    assert top.text == "最高人民法院（2019）最高法民申3号裁定（2020年3月5日）"
    head = "某县人民法院\n民事判决书\n（2020）某民初1号\n"
    assert masthead_of(head + text).text == head  # it has one of its own
    assert masthead_of("上诉人不服。\n一审：某县人民法院（2018）某民初4号判决\n").text == ""
    above = "一审：某县人民法院（2018）某民初4号判决\n二审：某市中级人民法院（2019）某民终5号判决\n"
    assert masthead_of(above + head + PARTY).text.strip() == head.strip()


@pytest.mark.parametrize(("label", "line"), CITED)
def test_every_label_of_a_case_is_found_by_its_own_example(label: str, line: str) -> None:
    assert masthead_of(f"网站\n{line}\n近日，某法院审结一案。").text.strip() == line


def test_a_page_about_a_case_has_the_last_instances_line_and_one_about_several_none() -> None:
    first, last = "一审案号（2020）某01民初3号", "二审案号（2021）某民终4号"
    assert masthead_of(f"摘要\n{first}\n{last}\n一审结果\n").text.strip() == last
    several = "案例一\n案例索引（2020）某民初3号\n案例二\n案例索引（2020）某民初4号\n"
    assert masthead_of(several).text == ""


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("某法院\n民事裁定书" + PARTY + "后文", "某法院\n民事裁定书\n"),
        ("网站\n甲与乙二审民事裁定书\n经过\n上诉人不服。", "网站\n甲与乙二审民事裁定书\n经过"),
        # a title, a notice and a table that has the number
        (
            "甲与乙二审民事判决书\n下载前请看。\n【审理法院】某法院\n【案件字号】（2020）某民终3号\n后文",
            "甲与乙二审民事判决书\n下载前请看。\n【审理法院】某法院\n【案件字号】（2020）某民终3号",
        ),
        ("近日，某法院审结一案。\n", ""),  # a text, not a title
        ("网站\n首页\n近日，某法院审结一案。", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_mastheads(text: str, top: str) -> None:
    assert masthead_of(text).text == top
