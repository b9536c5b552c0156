"""Two evaluations side by side: what got better, what got worse, and whether it is chance."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from evals.bootstrap import LEVEL, RESAMPLES, SEED, Difference, Values, difference, resampled_means
from evals.compare_runs import Run, refuse_other_questions, settings_apart
from evals.estimate import DECIMALS
from evals.metrics import MEASURES, Measure, Score

TIME = "seconds"
"""Differs from run to run, so it is no change of a question; its mean is compared."""

SHARES = {measure.key: measure.is_share for measure in MEASURES}


class Direction(StrEnum):
    """Where a question went; the value is what the reader sees."""

    WORSE = "变差"
    MIXED = "有好有坏"
    BETTER = "变好"
    OTHER = "另有变化"  # an outcome that changed with no value in both to compare


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one question that is not what it was; both values are there."""

    key: str
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        return (self.after > self.before) is SHARES[self.key]


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question some of whose measures changed, or whose outcome did."""

    id: str
    question: str
    outcomes: tuple[str, str]
    changes: tuple[Change, ...]

    @property
    def direction(self) -> Direction:
        better = {change.is_better for change in self.changes}
        if len(better) > 1:
            return Direction.MIXED
        if not better:
            return Direction.OTHER
        return Direction.BETTER if better.pop() else Direction.WORSE


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure over the questions that have a value in both runs; None where there is none.

    `better` and `worse` count questions. `p` is that of no difference, two-sided.
    """

    key: str
    n: int
    before: float | None
    after: float | None
    apart: Difference | None
    better: int
    worse: int

    @property
    def beyond_chance(self) -> bool:
        """Whether the 95 % interval of the difference leaves out 0."""
        return self.apart is not None and not self.apart.low <= 0 <= self.apart.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the questions that both have; what is listed is in the first's order."""

    names: tuple[str, str]
    shared: int
    only_in: tuple[tuple[str, ...], tuple[str, ...]]
    settings: Mapping[str, tuple[str, str]]
    measures: tuple[MeasureChange, ...]
    questions: tuple[QuestionChange, ...]
    notes: tuple[str, ...]

    def going(self, direction: Direction) -> list[QuestionChange]:
        """The questions that went this way."""
        return [q for q in self.questions if q.direction is direction]

    def as_json(self) -> dict[str, Any]:
        """The document that `--json` prints."""
        return {
            "first": self.names[0],
            "second": self.names[1],
            "shared": self.shared,
            "only_in_first": list(self.only_in[0]),
            "only_in_second": list(self.only_in[1]),
            "settings": {key: list(pair) for key, pair in self.settings.items()},
            "measures": {change.key: _measure_json(change) for change in self.measures},
            "questions": [
                {
                    "id": q.id,
                    "question": q.question,
                    "direction": q.direction.name.lower(),
                    "outcomes": list(q.outcomes),
                    "changes": [asdict(c) | {"better": c.is_better} for c in q.changes],
                }
                for q in self.questions
            ],
            "interval": {
                "method": "paired percentile bootstrap over questions (Efron 1979)",
                "level": LEVEL,
                "resamples": RESAMPLES,
                "seed": SEED,
            },
            "notes": list(self.notes),
        }


def compare(first: Run, second: Run) -> Comparison:
    """What changed from the first run to the second, over the questions that both have.

    The scores are those that each run wrote down; measures that one of them does not know are
    left out. Raises UsageError where the two do not ask the same questions.
    """
    notes = refuse_other_questions(first, second)
    shared = [id_ for id_ in first.rows if id_ in second.rows]
    measures = [
        measure
        for measure in MEASURES
        if all(measure.key in run.rows[id_]["scores"] for run in (first, second) for id_ in shared)
    ]
    unknown = [m.label for m in MEASURES if m not in measures]
    if unknown:
        notes += (f"有一次的结果里没有这些指标，未作对照：{'、'.join(unknown)}。",)
    return Comparison(
        names=(first.name, second.name),
        shared=len(shared),
        only_in=(
            tuple(id_ for id_ in first.rows if id_ not in second.rows),
            tuple(id_ for id_ in second.rows if id_ not in first.rows),
        ),
        settings=settings_apart(first, second),
        measures=tuple(_measure_change(m, first, second, shared) for m in measures),
        questions=tuple(
            change
            for id_ in shared
            if (change := _question_change(id_, measures, first, second)) is not None
        ),
        notes=notes,
    )


def paired(before: Sequence[float], after: Sequence[float]) -> Difference | None:
    """The difference of two means over the same questions, with its interval and p; None of none.

    The questions are drawn once for both, so what they share cancels out.
    """
    if not before:
        return None
    values: Values = np.array([before, after], dtype=np.float64).T
    means = resampled_means(values)
    return difference((values[:, 0], means[:, 0]), (values[:, 1], means[:, 1]))


def _measure_change(
    measure: Measure, first: Run, second: Run, shared: Sequence[str]
) -> MeasureChange:
    pairs = [
        (was, now)
        for id_ in shared
        if (was := _value(first, id_, measure)) is not None
        and (now := _value(second, id_, measure)) is not None
    ]
    before, after = [was for was, _ in pairs], [now for _, now in pairs]
    higher, lower = sum(now > was for was, now in pairs), sum(now < was for was, now in pairs)
    return MeasureChange(
        key=measure.key,
        n=len(pairs),
        before=sum(before) / len(before) if before else None,
        after=sum(after) / len(after) if after else None,
        apart=paired(before, after),
        better=higher if measure.is_share else lower,
        worse=lower if measure.is_share else higher,
    )


def _question_change(
    id_: str, measures: Sequence[Measure], first: Run, second: Run
) -> QuestionChange | None:
    changes = []
    for measure in measures:
        before, after = _value(first, id_, measure), _value(second, id_, measure)
        if not measure.is_share:  # declined before, a plea for a holding now: 0 became 1
            before, after = before or 0.0, after or 0.0
        if measure.key != TIME and before is not None and after is not None and before != after:
            changes.append(Change(measure.key, before, after))
    outcomes = (str(first.rows[id_]["outcome"]), str(second.rows[id_]["outcome"]))
    if not changes and outcomes[0] == outcomes[1]:
        return None
    return QuestionChange(id_, str(first.rows[id_]["question"]), outcomes, tuple(changes))


def _value(run: Run, id_: str, measure: Measure) -> Score:
    value = run.rows[id_]["scores"][measure.key]
    return None if value is None else float(value)


def _measure_json(change: MeasureChange) -> dict[str, Any]:
    apart = change.apart
    return {
        "n": change.n,
        "before": _rounded(change.before),
        "after": _rounded(change.after),
        "difference": apart and {key: _rounded(value) for key, value in asdict(apart).items()},
        "beyond_chance": change.beyond_chance,
        "better": change.better,
        "worse": change.worse,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
