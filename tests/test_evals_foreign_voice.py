"""When somebody else's words count in an answer about what the court held, and when they do not."""

from typing import Any

import pytest
from made_up_answers import cited, question, row

from analysis.answer import Outcome
from corpus.passage import Span
from corpus.voice import HOLDING_VOICES, INTRODUCTIONS, Voice
from evals.dataset import Evidence, Question
from evals.foreign_voice import NOT_THE_COURT, holding_from_party, voices_asked_for

DECLINED, REJECTED = Outcome.DECLINED, Outcome.PREMISE_REJECTED
CLAIM, DEFENCE = Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT
LOWER, REASON = Voice.LOWER_COURT, Voice.COURT_REASONING


def marked(start: int, end: int, voice: str) -> Evidence:
    return Evidence(Span(start, end), voice)


FOREIGN = [
    (question((10, 20)), row(cited(10, 20, REASON)), 0.0),
    (question((10, 20)), row(cited(10, 20, CLAIM), cited(50, 60, LOWER)), 2.0),
    (question((10, 20)), row(cited(10, 20, CLAIM, verified=False)), 1.0),  # shown all the same
    (question((10, 20)), row(cited(10, 20, Voice.ISSUE)), 0.0),  # the court's own words
    (question((10, 20), voice="plaintiff_claim"), row(cited(10, 20, CLAIM)), None),  # asked for
    (question((10, 20)), row(outcome=DECLINED), None),  # nothing was said
    (question((10, 20)), row(cited(10, 20, CLAIM), outcome=REJECTED), 1.0),
    # The file itself marks this span as the plaintiff's: to quote it is asked for.
    (
        question(evidence=(marked(10, 20, "plaintiff_claim"),), voice="holding"),
        row(cited(10, 20, CLAIM)),
        0.0,
    ),
    # ... but only in that judgment.
    (
        question(evidence=(marked(10, 20, "plaintiff_claim"),), voice="holding"),
        row(cited(10, 20, CLAIM, source="loan-8")),
        1.0,
    ),
]


@pytest.mark.parametrize(("asked", "found", "expected"), FOREIGN)
def test_holding_from_party(asked: Question, found: dict[str, Any], expected: float | None) -> None:
    assert holding_from_party(asked, found) == expected


@pytest.mark.parametrize("voice", ["court_reasoning", "order", "holding", "court_finding",
                                   "evidence_ruling", "case_fact"])  # fmt: skip
@pytest.mark.parametrize("said_by", sorted(NOT_THE_COURT))
def test_every_holding_voice_is_watched(voice: str, said_by: Voice) -> None:
    assert holding_from_party(question((10, 20), voice=voice), row(cited(10, 20, said_by))) == 1


def test_no_holding_voice_is_foreign() -> None:
    assert not HOLDING_VOICES & NOT_THE_COURT


BOTH = "甲公司主张的违约金是多少，法院判了多少？"
AWARD = "甲某的工资差额，仲裁裁决多少，法院判公司付多少？"
ONLY_COURT = "法院判了多少违约金？"

ASKED_FOR = [
    (BOTH, {CLAIM, DEFENCE, Voice.THIRD_PARTY, Voice.PARTY_EVIDENCE}),
    ("原告请求赔偿多少，法院支持了多少？", {CLAIM, Voice.PARTY_EVIDENCE}),  # no defence
    ("被告怎么答辩的？法院采纳了吗？", {DEFENCE, Voice.THIRD_PARTY}),
    (AWARD, {LOWER}),
    (ONLY_COURT, set()),
    ("原告主张多少违约金？", set()),  # nothing beside it is about the court
    ("原告主张多少，被告怎么答辩的？", set()),  # both are the parties'
    ("法院为什么不支持原告要求的违约金？", set()),  # 要求 beside 法院, in one part
    ("原告要求的违约金为什么没有得到，法院判了多少？", set()),  # asks for reasons
    ("乙公司要求返还定金，法院判返还多少？", set()),  # tells of a claim and asks nothing of it
]


@pytest.mark.parametrize(("asked", "expected"), ASKED_FOR)
def test_voices_that_a_question_asks_for(asked: str, expected: set[Voice]) -> None:
    assert voices_asked_for(question(question=asked)) == expected


def told(voice: Voice, said_by: Voice, text: str, fault: str = "") -> dict[str, Any]:
    """An answer of one statement of this voice, which cites words of `said_by`."""
    found = row(cited(10, 20, said_by))
    findings = [{"fault": fault, "message": "…"}] if fault else []
    found["statements"][0] |= {"voice": voice.value, "text": text, "findings": findings}
    return found


def introduced(voice: Voice, before: str = "") -> str:
    return f"{before}{INTRODUCTIONS[voice]}：“违约金20万元”"


TOLD = [
    # The plea is asked for, and told as theirs.
    (BOTH, told(CLAIM, CLAIM, introduced(CLAIM)), 0),
    (BOTH, told(DEFENCE, DEFENCE, introduced(DEFENCE)), 0),
    (BOTH, told(CLAIM, CLAIM, introduced(CLAIM, "据案例摘要，")), 0),
    (BOTH, told(CLAIM, CLAIM, "原告甲公司主张违约金20万元。"), 0),  # in free words
    (BOTH, told(CLAIM, CLAIM, "张三请求支付20万元。"), 0),  # by a name without a role
    (AWARD, told(LOWER, LOWER, introduced(LOWER)), 0),
    (AWARD, told(LOWER, LOWER, "仲裁委员会裁决支付8000元。"), 0),
    # Told as the court's, by the statement's voice, its beginning, or both.
    (BOTH, told(REASON, CLAIM, introduced(CLAIM)), 1),
    (BOTH, told(CLAIM, CLAIM, "法院认为：“违约金20万元”"), 1),
    (BOTH, told(CLAIM, CLAIM, "判决支付20万元。"), 1),
    (BOTH, told(CLAIM, CLAIM, "违约金是20万元。"), 1),  # nobody is named
    (BOTH, told(CLAIM, CLAIM, introduced(CLAIM, "20万元。")), 1),  # the sum comes first, as if held
    (BOTH, told(CLAIM, CLAIM, introduced(CLAIM), fault="voice_mismatch"), 1),
    (BOTH, told(CLAIM, CLAIM, introduced(DEFENCE)), 1),  # introduced as the other side's
    (BOTH, told(CLAIM, CLAIM, "被告辩称违约金20万元。"), 1),
    # Not asked for, however it is told.
    (ONLY_COURT, told(CLAIM, CLAIM, introduced(CLAIM)), 1),
    ("法院为什么不支持原告要求的违约金？", told(CLAIM, CLAIM, introduced(CLAIM)), 1),
    ("原告请求赔偿多少，法院支持了多少？", told(DEFENCE, DEFENCE, introduced(DEFENCE)), 1),
    (BOTH, told(LOWER, LOWER, introduced(LOWER)), 1),
    (AWARD, told(CLAIM, CLAIM, introduced(CLAIM)), 1),
    (BOTH, told(Voice.COMMENTARY, Voice.COMMENTARY, introduced(Voice.COMMENTARY)), 1),
]


@pytest.mark.parametrize(("asked", "found", "expected"), TOLD)
def test_words_that_are_asked_for_and_told_as_theirs_do_not_count(
    asked: str, found: dict[str, Any], expected: int
) -> None:
    # Gold voice order; the evidence has no voice of its own.
    assert holding_from_party(question((10, 20), question=asked, voice="order"), found) == expected
