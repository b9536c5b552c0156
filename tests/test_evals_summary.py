"""Means, intervals and counts."""

import json

import numpy as np
import pytest
from made_up_answers import cited, hit, question, row

from analysis.answer import Outcome
from corpus.voice import Voice
from evals.dataset import FALSE_PREMISE
from evals.estimate import Estimate, estimate, estimates, percentile, ratio
from evals.metrics import Expected
from evals.summary import summarise
from evals.words import in_words

EDGES = [
    ([], Estimate(0, None, None, None)),
    ([None, None], Estimate(0, None, None, None)),  # applies to no question
    ([0.5], Estimate(1, 0.5, 0.5, 0.5)),  # one value resamples to itself
    ([1.0, None, 1.0], Estimate(2, 1.0, 1.0, 1.0)),  # None does not pull the mean down
]


@pytest.mark.parametrize(("values", "expected"), EDGES)
def test_estimates_at_the_edge(values: list[float | None], expected: Estimate) -> None:
    assert estimate(values) == expected


def test_an_interval_is_the_same_every_time_and_near_the_normal_one() -> None:
    values = [1.0] * 70 + [0.0] * 30
    first = estimate(values)
    assert first == estimate(values)
    assert first.low is not None and first.high is not None
    # Normal approximation: .7 ± 1.96 · sqrt(.7 · .3 / 100) = .7 ± .0898
    assert first.low == pytest.approx(0.7 - 0.0898, abs=0.02)
    assert first.high == pytest.approx(0.7 + 0.0898, abs=0.02)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    generator = np.random.default_rng(5)
    covered = 0
    for _ in range(100):
        found = estimate(float(v) for v in generator.random(60) < 0.6)
        assert found.low is not None and found.high is not None
        covered += found.low <= 0.6 <= found.high
    assert 88 <= covered <= 100


def test_columns_drawn_together_are_what_each_is_alone() -> None:
    whole, holed = [1.0, 0.0, 1.0, 1.0], [None, 1.0, None, None]
    first, second, third = estimates([whole, holed, [None] * 4])
    assert first == estimate(whole)
    assert second == Estimate(1, 1.0, 1.0, 1.0)  # most draws do not hold its one question
    assert third == estimate([]) == Estimate(0, None, None, None)
    assert estimates([[], []]) == [third, third]


def test_a_ratio_is_of_sums_and_leaves_out_draws_without_one() -> None:
    found = ratio([1, 0, 0], [1, 1, 0])
    assert (found.n, found.mean) == (2, 1 / 2)
    assert (found.low, found.high) == (0, 1)
    assert ratio([1], [0]).mean is None


def test_a_percentile_has_an_interval() -> None:
    found = percentile([float(n) for n in range(1, 102)], 0.5)
    assert (found.n, found.mean) == (101, 51)
    # Order statistics: ranks 51 ± 1.96 · sqrt(101)/2, about 41 and 61.
    assert found.low == pytest.approx(41, abs=3) and found.high == pytest.approx(61, abs=3)
    assert percentile([], 0.5).mean is None


def test_a_summary() -> None:
    questions = (
        question((10, 20), id="a", type="amount"),
        question((10, 20), id="b", type="amount"),
        question(id="c", type="unanswerable", answerable=False, voice=None),
        question(id="d", type=FALSE_PREMISE),
        question((10, 20), id="e", type="amount"),
    )
    claim = cited(10, 20, Voice.PLAINTIFF_CLAIM)
    metrics = summarise(
        questions,
        {
            "a": row(cited(10, 20), hits=(hit(10, 20),)),
            "b": row(claim, cited(30, 40, verified=False)),
            "c": row(outcome=Outcome.DECLINED),
            "d": row(cited(50, 60)),
            "e": row(outcome=Outcome.UNAVAILABLE),
        },
    )
    assert metrics.counts == {
        "questions": 5,
        "unavailable": 1,
        "right": 3,
        "wrong": 1,
        "statements": 3,
        "citations": 4,
        "citations_verified": 3,
        "holding_from_party": 1,
    }
    assert metrics.outcomes[Expected.ANSWER] == {
        Outcome.ANSWERED: 2,
        Outcome.DECLINED: 0,
        Outcome.PREMISE_REJECTED: 0,
        Outcome.UNAVAILABLE: 1,
    }
    assert metrics.outcomes[Expected.DECLINE][Outcome.DECLINED] == 1
    assert metrics.outcomes[Expected.CORRECTION][Outcome.ANSWERED] == 1
    assert metrics.overall["outcome_right"].n == 4  # the unavailable one is not among the wrong
    assert metrics.overall["outcome_right"].mean == 3 / 4
    assert metrics.overall["hit@1"].mean == 1 / 2  # a and b
    assert [(group.type, group.questions) for group in metrics.by_type] == [
        ("amount", 3),  # the largest first, then by name
        (FALSE_PREMISE, 1),
        ("unanswerable", 1),
    ]
    assert [(group.type, group.questions) for group in metrics.by_case] == [("loan-7", 5)]
    assert (metrics.latency.n, metrics.latency.p50) == (4, 0.25)
    assert metrics.latency.p95_interval == (0.25, 0.25)  # all equal
    # c is the only one declined; c and d had to be.
    assert (metrics.declining.precision.mean, metrics.declining.recall.mean) == (1, 1 / 2)
    assert metrics.risk_coverage.n == 1  # a alone is an answer with a hit
    json.dumps(metrics.as_json(), allow_nan=False)  # None, never NaN
    words = list(in_words(metrics.as_json()))
    assert (
        "说明无据或指出前提不成立：准确率 100.0%（1 题），召回率 50.0%（2 题），F1 66.7%（4 题）"
        in words
    )
    assert words[-1] == "问法院认定却引了他人之言：1 条（请查看报告）"


def test_what_limits_the_numbers_is_said() -> None:
    asked = question((10, 20), doc=None, voice="narrator")
    several = row(hits=(hit(10, 20), hit(10, 20, source="loan-8")))
    notes = " ".join(summarise((asked,), {"q1": several}).notes)
    assert "narrator" in notes
    assert "没有 doc" in notes
    assert not summarise((question((10, 20)),), {"q1": several}).notes
