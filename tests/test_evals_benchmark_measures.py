"""Measures of a ranking and their bootstrap: by hand, and ir_measures as the oracle."""

import math
import random

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, R, ScoredDoc, nDCG

from evals.benchmark_report import LABELS
from evals.bootstrap import RESAMPLES, difference, interval, resampled_means
from evals.retrieval_metrics import MEASURES, measured

ORACLE = {
    "ndcg@10": nDCG @ 10,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "mrr@10": RR @ 10,
}

BY_HAND = [
    # Graded: gain is the grade itself, 2 and 1, not 2^grade - 1.
    (["x", "b", "a"], {"a": 2, "b": 1},
     [(1 / math.log2(3) + 2 / math.log2(4)) / (2 / math.log2(2) + 1 / math.log2(3)),
      1, 1, 1, 1 / 2]),
    # Found at rank 6: too late for recall@5.
    (["x1", "x2", "x3", "x4", "x5", "a"], {"a": 1}, [1 / math.log2(7), 0, 1, 1, 1 / 6]),
    # Found at rank 11: for recall@100 alone.
    ([*(f"x{n}" for n in range(10)), "a"], {"a": 1}, [0, 0, 0, 1, 0]),
    (["x"], {"a": 1}, [0, 0, 0, 0, 0]),
    ([], {"a": 1}, [0, 0, 0, 0, 0]),
    (["a"], {"a": 0}, [0, 0, 0, 0, 0]),  # judged, and nothing is relevant
    (["b", "a"], {"a": 1, "b": -1}, [1 / math.log2(3), 1, 1, 1, 1 / 2]),  # junk counts as 0
    (["a"], {"a": 1, "gone": 1}, [1 / (1 + 1 / math.log2(3)), 1 / 2, 1 / 2, 1 / 2, 1]),
]  # fmt: skip


@pytest.mark.parametrize(("ranking", "grades", "expected"), BY_HAND)
def test_measures_by_hand(
    ranking: list[str], grades: dict[str, int], expected: list[float]
) -> None:
    assert measured(ranking, grades) == pytest.approx(expected)


def test_measures_agree_with_ir_measures() -> None:
    generator = random.Random(7)
    ids = [f"d{n}" for n in range(160)]
    for _ in range(300):
        ranking = generator.sample(ids, generator.randrange(1, 130))
        judged = generator.sample(ids, generator.randrange(1, 30))
        grades = {id_: generator.choice((0, 1, 1, 2, 3)) for id_ in judged}
        run = [ScoredDoc("q", id_, -float(rank)) for rank, id_ in enumerate(ranking)]
        qrels = [ir_measures.Qrel("q", id_, grade) for id_, grade in grades.items()]
        told = ir_measures.calc_aggregate(ORACLE.values(), qrels, run)
        expected = [told[ORACLE[key]] for key in MEASURES]
        assert measured(ranking, grades) == pytest.approx(expected, abs=1e-9)


def test_every_measure_has_its_label() -> None:
    assert list(LABELS) == list(MEASURES)


def test_resampled_means_are_means_of_drawn_questions() -> None:
    values = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]])
    means = resampled_means(values)
    assert means.shape == (RESAMPLES, 2)
    # The columns of one question stay together: here they always sum to 1.
    assert means.sum(axis=1) == pytest.approx(np.ones(RESAMPLES))
    assert set(np.round(means[:, 0] * 6).astype(int)) == set(range(7))  # 0, 1/6, … 1 all occur
    assert (resampled_means(values) == means).all()  # the seed is fixed


def test_resampling_in_pieces_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).random((50, 3))
    whole = resampled_means(values)
    monkeypatch.setattr("evals.bootstrap.AT_ONCE", 999)  # 19 resamples at a time
    assert resampled_means(values) == pytest.approx(whole)


def test_an_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(3)
    covered = 0
    for _ in range(200):
        values = (generator.random((80, 1)) < 0.4).astype(float)
        found = interval(values[:, 0], resampled_means(values)[:, 0])
        assert found.low <= found.mean <= found.high
        covered += found.low <= 0.4 <= found.high
    assert 0.88 <= covered / 200 <= 0.99  # 95 % but for 80 questions and 200 trials


# Column values a question, and what p must be.
PAIRS = [
    ([0.2, 0.4, 0.6], [0.2, 0.4, 0.6], 1.0),  # the same system
    ([0.0] * 40, [1.0] * 40, 2 / (RESAMPLES + 1)),  # better on every question: the least there is
    ([1.0] * 40, [0.0] * 40, 2 / (RESAMPLES + 1)),  # two-sided
    ([1.0, 0.0] * 20, [0.0, 1.0] * 20, None),  # as often better as worse
]


@pytest.mark.parametrize(("first", "second", "p"), PAIRS)
def test_paired_difference(first: list[float], second: list[float], p: float | None) -> None:
    values = np.array([first, second]).T
    means = resampled_means(values)
    found = difference((values[:, 0], means[:, 0]), (values[:, 1], means[:, 1]))
    assert found.mean == pytest.approx(sum(second) / len(second) - sum(first) / len(first))
    assert found.low <= found.mean <= found.high
    assert found.p > 0.5 if p is None else found.p == pytest.approx(p)


def test_no_question_no_bootstrap() -> None:
    with pytest.raises(ValueError, match="no question"):
        resampled_means(np.empty((0, 2)))
