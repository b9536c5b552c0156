"""Facts: what a question asks for by name, what only parties say, and what comes too far behind."""

import pytest
from made_up_library import MadeUpJudgment
from test_analysis_extract import answered, voices

from analysis.answer import Outcome
from analysis.extract.answer_type import AnswerType, needed, rows
from analysis.extract.claimed import ONLY_CLAIMED
from analysis.extract.lay_words import phrases_in
from corpus.voice import Voice

CASE = MadeUpJudgment(
    [
        (Voice.PLAINTIFF_CLAIM, "原告孙某诉称，双方于2019年5月相识，被告在外地另有住处。"),
        (Voice.DEFENDANT_ARGUMENT, "被告周某辩称，因彩礼欠下外债，至今没有还清。"),
        (Voice.COURT_FINDING, "经审理查明，原告孙某在被告处加班较多，孩子由原告抚养成年。"),
        (Voice.COURT_FINDING, "2020年3月1日，甲合作社因经营不善停业。"),
        (Voice.COURT_REASONING, "本院认为，孙某未提供证据，其请求不予支持。"),
        (Voice.ORDER, "驳回原告孙某的诉讼请求。"),
    ],
    title="孙某诉周某案",
)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.question)
def test_a_type_is_asked_for_and_told_as_its_row_says(row: AnswerType) -> None:
    (wanted, *_) = needed(row.question)

    assert wanted.pattern == row.needs.pattern
    assert row.needs.search(row.answers)
    assert not row.needs.search(row.misses)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("她加班了多少小时？", "原告加班20小时。", "原告于2020年加班较多。"),
        ("一共有几个人？", "共有三名员工。", "员工工资每月3000元。"),
        ("分居几年了？", "双方分居两年。", "双方自5月起分居。"),
    ],
)
def test_a_number_is_told_with_its_unit(question: str, told: str, untold: str) -> None:
    (unit,) = needed(question)

    assert unit.search(told) and not unit.search(untold)


@pytest.mark.parametrize(
    "question",
    [
        "要求支付哪几笔钱？",
        "欠的工资是哪几个月的？",  # which months, not how many
        "法院为什么不支持？",
    ],
)
def test_what_is_asked_for_without_a_name_needs_none(question: str) -> None:
    assert needed(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        "孩子在哪所学校读书？",  # 由原告抚养成年 is near and names no school
        "孙某加班了多少小时？",
        "周某欠下的外债是向哪家银行借的？",
    ],
)
def test_what_is_near_and_names_no_such_thing_is_declined(question: str) -> None:
    assert answered(question, CASE).outcome is Outcome.DECLINED


def test_a_fact_that_only_a_party_tells_is_told_as_theirs() -> None:
    extraction = answered("孙某和周某是什么时候相识的？", CASE)

    assert extraction.outcome is Outcome.ANSWERED
    assert voices(extraction) == {Voice.PLAINTIFF_CLAIM}
    assert extraction.statements[0].text.startswith("原告一方主张")
    assert extraction.reason == ONLY_CLAIMED


@pytest.mark.parametrize(
    "question",
    [
        "法院认定孙某和周某是什么时候相识的？",
        # Both halves are asked of the court, though the first does not say so.
        "孙某和周某是什么时候相识的，法院认定的是哪年？",
    ],
)
def test_what_a_court_found_is_never_told_by_a_party(question: str) -> None:
    assert answered(question, CASE).outcome is Outcome.DECLINED


def test_a_cause_is_told_where_one_stands() -> None:
    told = answered("甲合作社为什么停业？", CASE)
    untold = MadeUpJudgment(
        [
            (Voice.COURT_FINDING, "2020年3月1日，甲合作社停业。"),
            (Voice.ORDER, "驳回原告的诉讼请求。"),
        ]
    )

    assert told.outcome is Outcome.ANSWERED
    assert answered("甲合作社为什么停业？", untold).outcome is Outcome.DECLINED


def test_a_layman_s_phrase_is_one_word() -> None:
    assert phrases_in("日子过不下去了，家暴认定了吗？") == ("日子过不下去",)
    assert phrases_in("罚息多少？") == ()


SUMS = MadeUpJudgment(
    [
        (Voice.PLAINTIFF_CLAIM, "原告甲公司请求被告乙公司赔偿经济损失30万元和公证费2000元。"),
        (Voice.COURT_REASONING, "本院认为，公证费2000元应予支持。"),
        (Voice.ORDER, "被告乙公司赔偿原告甲公司3万元。"),
    ],
    title="甲公司诉乙公司案",
    totals=(302_000.0, 30_000.0),
)


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("法院判赔多少钱？", "对照：请求的总额是30.2万元，判令给付的总额是3万元。"),
        ("原告甲公司请求赔偿多少钱？", "对照：请求的总额是30.2万元，判令给付的总额是3万元。"),
        ("法院支持了多少公证费？", ""),  # of one item the totals tell nothing
        ("法院为什么支持公证费？", ""),
    ],
)
def test_claimed_and_awarded_stand_side_by_side(question: str, beside: str) -> None:
    extraction = answered(question, SUMS)

    assert extraction.outcome is Outcome.ANSWERED
    assert extraction.reason == beside


def test_totals_that_were_not_read_are_not_told() -> None:
    without = MadeUpJudgment(SUMS.sentences, title=SUMS.title)

    assert answered("法院判赔多少钱？", without).reason == ""


def test_why_is_told_by_the_reasoning_where_the_order_alone_says_how_it_ended() -> None:
    dismissed = MadeUpJudgment(
        [
            (Voice.PLAINTIFF_CLAIM, "原告孙某请求赔偿9999元。"),
            (Voice.COURT_REASONING, "本院认为，孙某没有受到损害，错误信息与损害之间没有关联。"),
            (Voice.ORDER, "驳回原告孙某的诉讼请求。"),
        ],
        title="孙某诉周某案",
    )

    assert voices(answered("孙某诉周某案法院为什么驳回？", dismissed)) == {Voice.COURT_REASONING}
