"""What one ranking is worth: the usual measures of retrieval, as trec_eval computes them.

A ranking is row ids, best first, no id twice; grades are by row id, and a row is relevant from
grade 1 on. Every measure is from 0 to 1 and has a value for every question: 0 where nothing was
found, and where nothing is relevant.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log2

Grades = Mapping[str, int]


def ndcg(ranking: Sequence[str], grades: Grades, depth: int) -> float:
    """Discounted cumulated gain over the best possible: gain is the grade, discount log2(rank + 1).

    Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4),
    2002, in the form of trec_eval's `ndcg_cut`.
    """
    ideal = _dcg(sorted((max(0, grade) for grade in grades.values()), reverse=True)[:depth])
    gained = _dcg([max(0, grades.get(id_, 0)) for id_ in ranking[:depth]])
    return gained / ideal if ideal else 0.0


def recall(ranking: Sequence[str], grades: Grades, depth: int) -> float:
    """The share of the relevant rows that stand among the first `depth`."""
    relevant = {id_ for id_, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades, depth: int) -> float:
    """One over the rank of the first relevant row; 0 if it is not among the first `depth`."""
    for rank, id_ in enumerate(ranking[:depth], start=1):
        if grades.get(id_, 0) > 0:
            return 1 / rank
    return 0.0


MEASURES: Mapping[str, tuple[Callable[[Sequence[str], Grades, int], float], int]] = {
    "ndcg@10": (ndcg, 10),
    "recall@5": (recall, 5),
    "recall@10": (recall, 10),
    "recall@100": (recall, 100),
    "mrr@10": (reciprocal_rank, 10),
}
"""The measures in the order they are shown, each with its depth."""

DEPTH = max(depth for _, depth in MEASURES.values())
"""How long a ranking must be."""


def measured(ranking: Sequence[str], grades: Grades) -> list[float]:
    """The value of every measure, in the order of MEASURES.

    >>> dict(zip(MEASURES, measured(["b", "a"], {"a": 1}), strict=True))["mrr@10"]
    0.5
    """
    return [measure(ranking, grades, depth) for measure, depth in MEASURES.values()]


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
