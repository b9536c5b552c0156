"""Many scores in a few numbers: means with their intervals, counts, and times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from analysis.answer import Outcome
from evals.dataset import Question, unknown_voices
from evals.declining import Declining, RiskCoverage, declining, risk_coverage, sure_and_right
from evals.estimate import METHOD, Estimate, estimates, percentile
from evals.failures import Failure, failures_of
from evals.metrics import MEASURES, Expected, Score, Scores, expected, score
from evals.places import Row, citations_of

__all__ = ["Estimate", "Latency", "Metrics", "TypeSummary", "summarise"]


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds an answer took, over the answers there are; None where n is 0."""

    n: int
    p50: float | None
    p95: float | None
    p50_interval: tuple[float, float] | None = None  # 95 %
    p95_interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class TypeSummary:
    """The measures over the questions of one type, or of one case."""

    type: str
    questions: int
    measures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a whole evaluation amounts to.

    `by_type` and `by_case` have the largest first, then by name; a case is what the question's
    `doc` names, and questions without one belong to none.
    """

    overall: Mapping[str, Estimate]
    by_type: tuple[TypeSummary, ...]
    outcomes: Mapping[Expected, Mapping[Outcome, int]]
    failures: Mapping[Failure, int]
    counts: Mapping[str, int]
    latency: Latency
    declining: Declining
    risk_coverage: RiskCoverage
    by_case: tuple[TypeSummary, ...] = ()
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
            "declining": self.declining.as_json(),
            "risk_coverage": self.risk_coverage.as_json(),
            "by_type": _groups_json(self.by_type),
            "by_case": _groups_json(self.by_case),
            "interval": METHOD,
            "notes": list(self.notes),
        }


def summarise(questions: Sequence[Question], rows: Mapping[str, Row]) -> Metrics:
    """The metrics over all questions; every one must have its row, by id."""
    scored = [(q, rows[q.id], score(q, rows[q.id])) for q in questions]
    failures = [f for q, row, scores in scored for f in failures_of(q, row, scores)]
    sure = [sure_and_right(question, row) for question, row, _ in scored]
    return Metrics(
        overall=_estimates([scores for *_, scores in scored]),
        by_type=_groups((question.type, scores) for question, _, scores in scored),
        by_case=_groups((q.doc, scores) for q, _, scores in scored if q.doc is not None),
        outcomes=_outcomes(questions, rows),
        failures={failure: failures.count(failure) for failure in Failure},
        counts=_counts(scored),
        latency=_latency([scores["seconds"] for *_, scores in scored]),
        declining=declining(questions, [Outcome(rows[q.id]["outcome"]) for q in questions]),
        risk_coverage=risk_coverage([each for each in sure if each is not None]),
        notes=_notes(questions, rows),
    )


def _groups(named: Iterable[tuple[str, Scores]]) -> tuple[TypeSummary, ...]:
    groups: dict[str, list[Scores]] = {}
    for name, scores in named:
        groups.setdefault(name, []).append(scores)
    return tuple(
        TypeSummary(name, len(group), _estimates(group))
        for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _groups_json(groups: Iterable[TypeSummary]) -> dict[str, Any]:
    return {
        group.type: {
            "questions": group.questions,
            "measures": {key: asdict(value) for key, value in group.measures.items()},
        }
        for group in groups
    }


def _estimates(group: list[Scores]) -> dict[str, Estimate]:
    keys = [measure.key for measure in MEASURES]
    columns = [[scores[key] for scores in group] for key in keys]
    return dict(zip(keys, estimates(columns), strict=True))


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
    p50, p95 = percentile(present, 0.5), percentile(present, 0.95)
    return Latency(
        len(present),
        _milliseconds(p50.mean),
        _milliseconds(p95.mean),
        _ends(p50),
        _ends(p95),
    )


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def _ends(value: Estimate) -> tuple[float, float] | None:
    if value.low is None or value.high is None:
        return None
    return round(value.low, 3), round(value.high, 3)


def _notes(questions: Sequence[Question], rows: Mapping[str, Row]) -> tuple[str, ...]:
    notes = []
    unknown = unknown_voices(tuple(questions))
    if unknown:
        names = "、".join(f"{name}（{n} 处）" for name, n in unknown.items())
        notes.append(f"有不认识的说话人名称，未计入“说话人正确”：{names}。")
    loose = [q for q in questions if any(q.doc_of(e) is None for e in q.evidence)]
    judgments = {hit["judgment_id"] for q in loose for hit in rows[q.id]["hits"]}
    if len(judgments) > 1:
        notes.append(
            f"{len(loose)} 题没有 doc（依据在哪份文书），而检索到的文书不止一份："
            "只按位置对照，命中与覆盖可能偏高。"
        )
    return tuple(notes)
