"""How well an evaluation tells what must not be answered: by outcomes, and by confidence."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from analysis.answer import Outcome
from evals.dataset import Question
from evals.estimate import DECIMALS, Estimate, ratio
from evals.evidence_measures import evidence_cited
from evals.expected import Expected, expected, is_available, is_right_outcome
from evals.places import Row

SHARES = (0.25, 0.5, 0.75, 1.0)
"""Of the answers, surest first: where the share of right ones is told."""

NO_ANSWER = (Outcome.DECLINED, Outcome.PREMISE_REJECTED)


@dataclass(frozen=True, slots=True)
class Declining:
    """Declining as a search for the questions that must not be answered.

    Precision: of what was declined or corrected, the share that had to be. Recall: of what had to
    be, the share that was. F1: twice their product over their sum. Van Rijsbergen, "Information
    Retrieval", 1979, chapter 7. Questions whose file does not say what they call for, and answers
    that are unavailable, do not count. n is how many were declined, how many had to be, and how
    many count; none has a value where its denominator is 0.
    """

    precision: Estimate
    recall: Estimate
    f1: Estimate

    def as_json(self) -> dict[str, Any]:
        """What metrics.json says of it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """What share of the answers is wrong, if only the surest are given.

    Selective risk, El-Yaniv & Wiener, "On the Foundations of Noise-free Selective
    Classification", JMLR 11, 2010; `aurc` is the mean of the risks over every coverage, surest
    first (Geifman, Uziel & El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural
    Classifiers", ICLR 2019). Among equals in confidence all orders count alike. A confidence that
    tells nothing has an aurc near `risk`, the share of all answers that is wrong. Answers without
    a confidence are left out. All are None where n is 0.
    """

    n: int
    risk: float | None
    aurc: float | None
    right_at: tuple[tuple[float, float], ...] = ()  # share of the answers, share of them right

    def as_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "risk": self.risk,
            "aurc": self.aurc,
            "right_at": {f"{share:g}": right for share, right in self.right_at},
            "confidence": "score of the first hit",
        }


def declining(questions: Sequence[Question], outcomes: Sequence[Outcome]) -> Declining:
    """Precision, recall and F1 over the questions with their outcomes, in the same order."""
    counted = [
        (kind is not Expected.ANSWER, outcome in NO_ANSWER)
        for question, outcome in zip(questions, outcomes, strict=True)
        if (kind := expected(question)) is not Expected.UNSTATED
        and outcome is not Outcome.UNAVAILABLE
    ]
    must = [float(m) for m, _ in counted]
    did = [float(d) for _, d in counted]
    both = [m * d for m, d in zip(must, did, strict=True)]
    f1 = ratio([2 * b for b in both], [m + d for m, d in zip(must, did, strict=True)])
    return Declining(
        precision=ratio(both, did),
        recall=ratio(both, must),
        f1=replace(f1, n=len(counted) if f1.mean is not None else 0),
    )


def risk_coverage(answers: Sequence[tuple[float, bool]]) -> RiskCoverage:
    """From each answer's confidence and whether it is right; order does not matter."""
    if not answers:
        return RiskCoverage(0, None, None)
    wrong_of: dict[float, list[bool]] = {}
    for confidence, right in answers:
        wrong_of.setdefault(confidence, []).append(not right)
    wrong = [
        sum(group) / len(group)
        for _, group in sorted(wrong_of.items(), reverse=True)
        for _ in group
    ]
    risks, total = [], 0.0
    for number, each in enumerate(wrong, start=1):
        total += each
        risks.append(total / number)
    places = [max(1, round(share * len(risks))) for share in SHARES]
    return RiskCoverage(
        n=len(risks),
        risk=round(risks[-1], DECIMALS),
        aurc=round(sum(risks) / len(risks), DECIMALS),
        right_at=tuple(
            (share, round(1 - risks[place - 1], DECIMALS))
            for share, place in zip(SHARES, places, strict=True)
        ),
    )


def sure_and_right(question: Question, row: Row) -> tuple[float, bool] | None:
    """An answer's confidence, and whether it is right; None for what is no answer, or has none.

    An answer carries no confidence of its own; the score of its first hit, which search gave
    before anything was answered, stands for it. Right is an answer that is called for and, where
    the file gives evidence, cites some of it.
    """
    kind = expected(question)
    given = is_available(row) and row["outcome"] == Outcome.ANSWERED
    if kind is Expected.UNSTATED or not given or not row["hits"]:
        return None
    right = is_right_outcome(kind, Outcome.ANSWERED)
    return float(row["hits"][0]["score"]), right and evidence_cited(question, row) != 0
