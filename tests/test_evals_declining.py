"""Declining as a search for what must not be answered, and answers by how sure they are."""

from typing import Any

import pytest
from made_up_answers import cited, hit, question, row

from analysis.answer import Outcome
from evals.dataset import FALSE_PREMISE, Question
from evals.declining import declining, risk_coverage, sure_and_right
from evals.estimate import NOTHING

ANSWERED, DECLINED = Outcome.ANSWERED, Outcome.DECLINED
REJECTED, UNAVAILABLE = Outcome.PREMISE_REJECTED, Outcome.UNAVAILABLE

ASKED = {
    "answer": question(),
    "decline": question(answerable=False),
    "correct": question(type=FALSE_PREMISE),
    "unstated": question(answerable=None),
}
DECLINING = [
    # what is called for, what came, then precision, recall and F1
    ([("decline", DECLINED), ("answer", ANSWERED)], 1.0, 1.0, 1.0),
    ([("decline", REJECTED), ("correct", DECLINED)], 1.0, 1.0, 1.0),  # either way not guessed
    # Three declined, one of them rightly; two had to be: 1/3, 1/2, 2 · 1 / (3 + 2).
    (
        [("decline", DECLINED), ("correct", ANSWERED), ("answer", DECLINED), ("answer", REJECTED)],
        1 / 3, 1 / 2, 2 / 5,
    ),
    ([("answer", ANSWERED)], None, None, None),  # nothing declined, nothing to be declined
    ([("decline", ANSWERED)], None, 0.0, 0.0),
    ([("answer", DECLINED)], 0.0, None, 0.0),
    ([("unstated", DECLINED), ("decline", UNAVAILABLE)], None, None, None),  # neither counts
    ([], None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("cases", "precision", "recall", "f1"), DECLINING)
def test_declining(
    cases: list[tuple[str, Outcome]],
    precision: float | None,
    recall: float | None,
    f1: float | None,
) -> None:
    found = declining([ASKED[name] for name, _ in cases], [outcome for _, outcome in cases])
    means = (found.precision.mean, found.recall.mean, found.f1.mean)
    for mean, expected in zip(means, (precision, recall, f1), strict=True):
        assert mean == (None if expected is None else pytest.approx(expected, abs=1e-6))


def test_declining_says_of_how_many() -> None:
    cases = [("decline", DECLINED)] * 8 + [("decline", ANSWERED)] * 2 + [("answer", ANSWERED)] * 5
    found = declining([ASKED[name] for name, _ in cases], [outcome for _, outcome in cases])
    assert (found.precision.n, found.recall.n, found.f1.n) == (8, 10, 15)
    assert found.recall.low is not None and found.recall.high is not None
    assert 0.4 < found.recall.low < 0.8 < found.recall.high <= 1
    assert found.as_json()["recall"]["n"] == 10
    assert declining([], []).f1 == NOTHING


RISKS = [
    # (confidence, right) in any order, risk, aurc
    ([(3, True), (2, True), (1, False)], 1 / 3, (0 + 0 + 1 / 3) / 3),
    ([(1, True), (3, False), (2, True)], 1 / 3, (1 + 1 / 2 + 1 / 3) / 3),  # surest and wrong
    ([(1, True), (1, False)], 1 / 2, (1 / 2 + 1 / 2) / 2),  # equals: every order alike
    ([(0.5, True)], 0.0, 0.0),
    ([], None, None),
]


@pytest.mark.parametrize(("answers", "risk", "aurc"), RISKS)
def test_risk_and_coverage(
    answers: list[tuple[float, bool]], risk: float | None, aurc: float | None
) -> None:
    found = risk_coverage(answers)
    assert found.risk == (None if risk is None else pytest.approx(risk, abs=1e-6))
    assert found.aurc == (None if aurc is None else pytest.approx(aurc, abs=1e-6))


def test_the_share_right_among_the_surest() -> None:
    answers = [(4.0, True), (3.0, True), (2.0, False), (1.0, False)]
    assert risk_coverage(answers).right_at == (
        (0.25, 1.0), (0.5, 1.0), (0.75, round(2 / 3, 6)), (1.0, 0.5),
    )  # fmt: skip
    assert risk_coverage(answers).as_json()["right_at"]["0.25"] == 1


HIT = (hit(10, 20),)
SURE = [
    (question((10, 20)), row(cited(10, 20), hits=HIT), (1.0, True)),
    (question((10, 20)), row(cited(50, 60), hits=HIT), (1.0, False)),  # rests on other words
    (question(), row(cited(50, 60), hits=HIT), (1.0, True)),  # no evidence to hold against it
    (question(answerable=False), row(cited(10, 20), hits=HIT), (1.0, False)),
    (question((10, 20)), row(cited(10, 20)), None),  # counted over the library: no hits
    (question((10, 20)), row(outcome=DECLINED, hits=HIT), None),
    (question((10, 20)), row(outcome=UNAVAILABLE, hits=HIT), None),
    (question((10, 20), answerable=None), row(cited(10, 20), hits=HIT), None),
]


@pytest.mark.parametrize(("asked", "found", "expected"), SURE)
def test_how_sure_and_whether_right(
    asked: Question, found: dict[str, Any], expected: tuple[float, bool] | None
) -> None:
    assert sure_and_right(asked, found) == expected
