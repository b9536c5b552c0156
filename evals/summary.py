"""Many scores in a few numbers: means with their intervals, counts, and times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from analysis.answer import Outcome
from evals.dataset import Question, unknown_voices
from evals.failures import Failure, failures_of
from evals.metrics import MEASURES, Expected, Score, Scores, expected, score
from evals.places import Row, citations_of

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20020422
"""Fixed, so that the same answers always give the same intervals; its value means nothing."""

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over the questions it applies to, with its 95 % interval; None where n is 0."""

    n: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds an answer took, over the answers there are; None where n is 0."""

    n: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class TypeSummary:
    """The measures over the questions of one type."""

    type: str
    questions: int
    measures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a whole evaluation amounts to; `by_type` has the largest type first."""

    overall: Mapping[str, Estimate]
    by_type: tuple[TypeSummary, ...]
    outcomes: Mapping[Expected, Mapping[Outcome, int]]
    failures: Mapping[Failure, int]
    counts: Mapping[str, int]
    latency: Latency
    notes: tuple[str, ...] = ()  # Chinese, for the reader: what limits these numbers

    def as_json(self) -> dict[str, Any]:
        """What metrics.json says, but for where it came from."""
        return {
            "counts": dict(self.counts),
            "outcomes": {
                kind.name.lower(): {outcome.value: n for outcome, n in row.items()}
                for kind, row in self.outcomes.items()
            },
            "failures": {failure.name.lower(): n for failure, n in self.failures.items()},
            "latency": asdict(self.latency),
            "overall": {key: asdict(estimate) for key, estimate in self.overall.items()},
            "by_type": {
                group.type: {
                    "questions": group.questions,
                    "measures": {key: asdict(value) for key, value in group.measures.items()},
                }
                for group in self.by_type
            },
            "interval": {
                "method": "percentile bootstrap (Efron 1979)",
                "level": LEVEL,
                "resamples": RESAMPLES,
                "seed": SEED,
            },
            "notes": list(self.notes),
        }


def estimate(values: Iterable[Score]) -> Estimate:
    """The mean of the values that are not None, and its percentile bootstrap interval.

    Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979:
    1,000 samples of the same size drawn with replacement, and the 2.5th and 97.5th percentiles
    of their means. The seed is fixed. With one value, or all equal, the interval is the mean.
    """
    present = np.array([value for value in values if value is not None], dtype=np.float64)
    if present.size == 0:
        return Estimate(0, None, None, None)
    means = _resampled_means(present)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(
        int(present.size),
        round(float(present.mean()), DECIMALS),
        round(float(low), DECIMALS),
        round(float(high), DECIMALS),
    )


def paired_difference(first: Mapping[str, Score], second: Mapping[str, Score]) -> Estimate:
    """By how much `second` is above `first`, question by question, with the interval of that.

    Only questions with a value in both count. An interval that leaves out 0 is a difference
    that another draw of such questions would show too.
    """
    pairs = ((first[key], second[key]) for key in sorted(first.keys() & second.keys()))
    return estimate(b - a for a, b in pairs if a is not None and b is not None)


def summarise(questions: Sequence[Question], rows: Mapping[str, Row]) -> Metrics:
    """The metrics over all questions; every one must have its row, by id."""
    scored = [(q, rows[q.id], score(q, rows[q.id])) for q in questions]
    types: dict[str, list[Scores]] = {}
    for question, _, scores in scored:
        types.setdefault(question.type, []).append(scores)
    failures = [f for q, row, scores in scored for f in failures_of(q, row, scores)]
    return Metrics(
        overall=_estimates([scores for *_, scores in scored]),
        by_type=tuple(
            TypeSummary(name, len(group), _estimates(group))
            for name, group in sorted(types.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        outcomes=_outcomes(questions, rows),
        failures={failure: failures.count(failure) for failure in Failure},
        counts=_counts(scored),
        latency=_latency([scores["seconds"] for *_, scores in scored]),
        notes=_notes(questions, rows),
    )


def _resampled_means(values: "np.ndarray[Any, np.dtype[np.float64]]") -> list[float]:
    # One resample at a time: 1,000 at once would take 50 MB for 6,000 questions.
    generator = np.random.default_rng(SEED)
    return [
        float(values[generator.integers(0, values.size, values.size)].mean())
        for _ in range(RESAMPLES)
    ]


def _estimates(group: list[Scores]) -> dict[str, Estimate]:
    return {measure.key: estimate(s[measure.key] for s in group) for measure in MEASURES}


def _outcomes(
    questions: Sequence[Question], rows: Mapping[str, Row]
) -> dict[Expected, dict[Outcome, int]]:
    table = {kind: dict.fromkeys(Outcome, 0) for kind in Expected}
    for question in questions:
        table[expected(question)][Outcome(rows[question.id]["outcome"])] += 1
    return table


def _counts(scored: Sequence[tuple[Question, Row, Scores]]) -> dict[str, int]:
    rows = [row for _, row, _ in scored]
    citations = [citation for row in rows for citation in citations_of(row)]
    return {
        "questions": len(rows),
        "unavailable": sum(row["outcome"] == Outcome.UNAVAILABLE for row in rows),
        "right": sum(scores["outcome_right"] == 1 for *_, scores in scored),
        "wrong": sum(scores["outcome_right"] == 0 for *_, scores in scored),
        "statements": sum(len(row["statements"]) for row in rows),
        "citations": len(citations),
        "citations_verified": sum(bool(citation["verified"]) for citation in citations),
        "holding_from_party": sum(int(s["holding_from_party"] or 0) for *_, s in scored),
    }


def _latency(values: Sequence[Score]) -> Latency:
    """Percentiles by linear interpolation between ranks, numpy's default."""
    present = [value for value in values if value is not None]
    if not present:
        return Latency(0, None, None)
    p50, p95 = np.percentile(present, [50, 95])
    return Latency(len(present), round(float(p50), 3), round(float(p95), 3))


def _notes(questions: Sequence[Question], rows: Mapping[str, Row]) -> tuple[str, ...]:
    notes = []
    unknown = unknown_voices(tuple(questions))
    if unknown:
        names = "、".join(f"{name}（{n} 处）" for name, n in unknown.items())
        notes.append(f"有不认识的说话人名称，未计入“说话人正确”：{names}。")
    loose = [q for q in questions if q.evidence and q.doc is None]
    judgments = {hit["judgment_id"] for q in loose for hit in rows[q.id]["hits"]}
    if len(judgments) > 1:
        notes.append(
            f"{len(loose)} 题没有 doc（依据在哪份文书），而检索到的文书不止一份："
            "只按位置对照，命中与覆盖可能偏高。"
        )
    return tuple(notes)
