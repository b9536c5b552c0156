"""Parties: who stands in a head, however it is laid out; no agents, no representatives."""

from time import perf_counter

import pytest

from corpus.judgment import Party
from ingest.parties import head_starts, parties_in

TOP = "某县人民法院\n民事判决书\n（2020）某01民初1号\n"


def shown(text: str) -> list[str]:
    return [
        f"{p.role}{f'（{p.earlier_role}）' if p.earlier_role else ''}{p.name}"
        for p in parties_in(text)
    ]


@pytest.mark.parametrize(
    ("head", "parties"),
    [
        # a name that begins like a word after a role, and the word itself
        ("被告人于某，男，住某县。\n被告于2015年未到庭。\n", ["被告人于某"]),
        ("公诉机关方某县人民检察院。\n", ["公诉机关方某县人民检察院"]),
        ("自诉人甲某，男。\n公诉机关据此认为，应当定罪。\n", ["自诉人甲某"]),
        # detained: the name has no mark behind it
        ("被告人乙某因涉嫌犯盗窃罪，被拘留。", ["被告人乙某"]),
        # one person in two roles; a page's label before the first; a number of a further ruling
        (
            "附带民事诉讼原告人暨被害人甲某，男。\n",
            ["附带民事诉讼原告人暨被害人甲某"],
        ),
        # a mark between two parties is lost
        (
            "上诉人（原审原告）：甲公司被上诉人（原审被告）：乙某\n",
            ["上诉人（原审原告）甲公司", "被上诉人（原审被告）乙某"],
        ),
        ("当事人 原告：甲某。\n被告：乙公司。\n", ["原告甲某", "被告乙公司"]),
        (
            "执行裁定书（2020）某执2号之一申请执行人：甲某，女。被执行人：乙某，女。",
            ["申请执行人甲某", "被执行人乙某"],
        ),
        # several in one line; numbered; a role printed twice
        ("被告：甲某、乙公司、丙某。\n", ["被告甲某", "被告乙公司", "被告丙某"]),
        ("被告一：甲某，男。\n被告二：乙公司。\n", ["被告甲某", "被告乙公司"]),
        ("原告原告甲某。\n", ["原告甲某"]),
        ("一审被告、二审被上诉人某县人民政府。\n", ["一审被告、二审被上诉人某县人民政府"]),
        # brackets: an earlier role, a person's detail, a part of the name, a former name
        ("被告（反诉原告）甲公司，住某市。\n", ["被告（反诉原告）甲公司"]),
        ("上诉人：（原审被告）甲某。\n", ["上诉人（原审被告）甲某"]),
        ("被告（未到庭）甲某，男。\n", ["被告甲某"]),
        ("被告：甲中心（有限合伙），住某市。\n", ["被告甲中心（有限合伙）"]),
        ("被告：甲公司（原名乙公司），住某市。\n", ["被告甲公司"]),
        (
            "公诉机关某旗（以下简称旗）人民检察院。\n",
            ["公诉机关某旗人民检察院"],
        ),
        # an owner, a representative and agents are no parties
        (
            "原告：甲租赁站。\n经营者：乙某，女。\n诉讼代表人：丙某。\n委托诉讼代理人：丁某。\n",
            ["原告甲租赁站"],
        ),
        # people who are masked alike are each listed; others once
        ("被执行人：***，男。\n被执行人：***，女。\n", ["被执行人***"] * 2),
        ("原告：甲方公司。\n原告：甲方公司。\n", ["原告甲方公司"]),
        # after brackets with a colon; after a space where lines are lost
        ("委托代理人：丁某。（已撤回）被告：乙公司。\n", ["被告乙公司"]),
        ("公诉机关某县人民检察院 被告人乙某，男。", ["公诉机关某县人民检察院", "被告人乙某"]),
        # the head runs into its sentence
        (
            "被上诉人（原审原告）：乙某，男，住某县，上诉人甲某因与被上诉人乙某借款纠纷一案，不服",
            ["被上诉人（原审原告）乙某"],
        ),
        ("原告***与被告甲公司（以下简称甲）合同纠纷一案，原告***向本院", ["原告***", "被告甲公司"]),
    ],
)  # fmt: skip
def test_a_head(head: str, parties: list[str]) -> None:
    assert shown(TOP + head) == parties


def test_a_page_without_a_masthead_still_has_a_head() -> None:
    text = "甲公司诉乙公司一案\n原告：甲公司。住所地：某市。\n| 被告：乙公司 |\n"
    assert shown(text) == ["原告甲公司", "被告乙公司"]


def test_a_summary_that_repeats_the_head_counts_once() -> None:
    head = "原告：甲某某，男。\n被告：乙某某，女。\n"
    assert shown(f"摘要：\n{head}{head}第三人：丙某某。\n") == [
        "原告甲某某",
        "被告乙某某",
        "第三人丙某某",
    ]


def test_traditional_characters_are_read_and_kept() -> None:
    text = (
        "某高級人民法院\n行政裁定書\n（2020）某行申1號\n"
        "再審申請人（一審原告）李夢某，男。\n被申請人：某縣人民政府。\n"
    )
    assert parties_in(text) == (
        Party("李夢某", "再審申請人", "一審原告"),
        Party("某縣人民政府", "被申請人"),
    )


def test_a_head_may_follow_the_point_of_the_case() -> None:
    point = "裁判要旨\n本院认为，举报人没有诉的利益。\n裁判文书\n"
    assert shown(point + TOP + "原告：甲某，男。\n") == ["原告甲某"]
    assert head_starts(point + "原告：甲某，男。\n") is None  # no masthead of its own


@pytest.mark.parametrize("noise", ["原告", "原告：", "，原告甲", "原告甲、", "\n\n", "（以下简称"])
def test_noise_takes_no_time(noise: str) -> None:
    started = perf_counter()
    parties_in(TOP + "原告：甲某，男。\n" + noise * 20_000)
    assert perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # A report that names no 号 and no 判决书 before its own heading.
        ("## 当事人\n原告：甲公司。\n被告：丙某。\n", ["原告甲公司", "被告丙某"]),
        ("某案的案由是合同纠纷。\n\n【当事人信息】\n原告：甲公司。\n", ["原告甲公司"]),
        ("当事人情况：\n原告甲某，某公司职员。\n", ["原告甲某"]),
        # The same lines without it, and a sentence that merely ends so, open none.
        ("原告：甲公司。\n被告：乙公司。\n", []),
        ("法院通知了当事人\n原告：甲公司。\n", []),
        # Under it a sentence is no party.
        ("## 当事人\n原告与被告系夫妻。\n", []),
        # In a body it opens none.
        ("原告诉称，被告违约。\n## 当事人\n原告：甲公司。\n", []),
    ],
)  # fmt: skip
def test_a_heading_opens_a_head(text: str, parties: list[str]) -> None:
    assert shown(text) == parties
