"""What can be held against one answer: the names a reader filters a report by."""

from enum import StrEnum

from analysis.answer import Outcome
from evals.answer_match import says_the_opposite
from evals.dataset import Question
from evals.metrics import Expected, Score, Scores, expected, is_available
from evals.places import Row


class Failure(StrEnum):
    """What can be held against an answer; the value is what the reader sees. Worst first."""

    HOLDING_FROM_PARTY = "问法院认定而引了他人的话"
    ANSWERED_WRONG = "不该答而答"
    PREMISE_ACCEPTED = "错误前提未指出"
    SAYS_OPPOSITE = "是否说反"
    VOICE_WRONG = "说话人有误"
    UNVERIFIED = "引文未通过核验"
    DECLINED_WRONG = "该答而未答"
    EVIDENCE_MISSED = "未引到依据"
    NOT_FOUND = "前十未检出依据"
    UNAVAILABLE = "未能作答"


def failures_of(question: Question, row: Row, scores: Scores) -> tuple[Failure, ...]:
    """What can be held against one answer, worst first; () if nothing can."""
    if not is_available(row):
        return (Failure.UNAVAILABLE,)
    kind, wrong = expected(question), scores["outcome_right"] == 0
    rests_on_quotes = row["outcome"] in (Outcome.ANSWERED, Outcome.PREMISE_REJECTED)
    held = {
        Failure.HOLDING_FROM_PARTY: bool(scores["holding_from_party"]),
        Failure.ANSWERED_WRONG: wrong and kind is Expected.DECLINE,
        Failure.PREMISE_ACCEPTED: wrong and kind is Expected.CORRECTION,
        Failure.SAYS_OPPOSITE: says_the_opposite(question, row),
        Failure.VOICE_WRONG: _below_one(scores["voice_right"]),
        Failure.UNVERIFIED: _below_one(scores["citation_verified"]),
        Failure.DECLINED_WRONG: wrong and kind is Expected.ANSWER,
        Failure.EVIDENCE_MISSED: scores["evidence_cited"] == 0 and rests_on_quotes and not wrong,
        Failure.NOT_FOUND: scores["hit@10"] == 0,
    }
    return tuple(failure for failure in Failure if held.get(failure))


def _below_one(value: Score) -> bool:
    return value is not None and value < 1
