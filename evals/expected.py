"""What a question calls for, and whether an outcome is one that it allows."""

from enum import StrEnum

from analysis.answer import Outcome
from evals.dataset import FALSE_PREMISE, Question
from evals.places import Row


class Expected(StrEnum):
    """What a question calls for; the value is what the reader sees."""

    ANSWER = "可答"
    DECLINE = "不可答"
    CORRECTION = "错误前提"
    UNSTATED = "未注明"


def expected(question: Question) -> Expected:
    """What the question calls for; a false premise goes before answerable or not."""
    if question.type == FALSE_PREMISE:
        return Expected.CORRECTION
    if question.answerable is None:
        return Expected.UNSTATED
    return Expected.ANSWER if question.answerable else Expected.DECLINE


def is_available(row: Row) -> bool:
    """Whether there is an answer to score."""
    return bool(row["outcome"] != Outcome.UNAVAILABLE)


def is_right_outcome(kind: Expected, outcome: Outcome) -> bool:
    """Whether this outcome is right for this kind of question, for the first three kinds.

    An answer is right only where one is called for. Where none is, declining is as right as
    rejecting the premise: either way nothing was guessed.
    """
    if kind is Expected.ANSWER:
        return outcome is Outcome.ANSWERED
    return outcome in (Outcome.DECLINED, Outcome.PREMISE_REJECTED)
