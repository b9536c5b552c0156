"""The reckoning: which judgments are counted, which do not say, which are kept apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from analysis.count.condition import Condition, Field
from analysis.count.outcome_conditions import ratio_of
from analysis.count.question import CountQuestion
from analysis.count.shapes import Measure
from corpus.catalog_facts import Facts

MOST_SILENT = 0.5
"""Share of the judgments in question that may be silent on a field; more, and a count of the rest
would tell nothing of the library."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted. Digests and garbled judgments are apart: they are in no other number.

    `population` is who was asked, `counted` who meets every condition, largest or latest first;
    `silent` tells of each field how many others would do but do not say.
    """

    population: tuple[Facts, ...]
    counted: tuple[Facts, ...]
    silent: Mapping[Field, int]
    undecided: Field | None  # the field that most do not tell: nothing can be counted by it
    digests_only: bool  # there is no judgment, so the digests are counted
    digests: int  # in the library
    garbled: int
    apart_digests: int  # that meet the conditions
    apart_garbled: int


def tally(question: CountQuestion, facts: Sequence[Facts]) -> Tally:
    """Count the judgments, or where there are none the digests."""
    digests = [f for f in facts if f.is_digest]
    garbled = [f for f in facts if f.spun and not f.is_digest]
    judgments = [f for f in facts if not f.spun and not f.is_digest]
    population = judgments or ([] if garbled else digests)
    digests_only = not judgments and not garbled and bool(digests)
    conditions = question.conditions
    counted = [f for f in population if _meets(f, conditions)]
    undecided = _undecided(population, conditions)
    silent: dict[Field, int] = Counter(
        field for f in population if (field := _silent_on(f, conditions)) is not None
    )
    if question.by is not None:
        told = [f for f in counted if value_of(question.by, f) is not None]
        if len(counted) > len(told):
            silent[question.by] = silent.get(question.by, 0) + len(counted) - len(told)
        if undecided is None and len(counted) - len(told) > MOST_SILENT * len(counted):
            undecided = question.by
        counted = told
    return Tally(
        population=tuple(population),
        counted=tuple(_ordered(question, counted)),
        silent=silent,
        undecided=undecided,
        digests_only=digests_only,
        digests=len(digests),
        garbled=len(garbled),
        apart_digests=0 if digests_only else sum(_meets(f, conditions) for f in digests),
        apart_garbled=sum(_meets(f, conditions) for f in garbled),
    )


def value_of(field: Field, facts: Facts) -> float | str | None:
    """What a judgment has in a field that is grouped or compared by; None where it does not say."""
    head = facts.header
    values: dict[Field, float | str | None] = {
        Field.AWARDED: head.awarded_amount,
        Field.CLAIMED: head.claimed_amount,
        Field.RATIO: ratio_of(facts),
        Field.DATE: head.date,
        Field.YEAR: f"{facts.year}年" if facts.year else None,
        Field.COURT: head.court,
        Field.LEVEL: head.court_level,
        Field.CAUSE: head.cause,
        Field.INSTANCE: head.instance,
        Field.KIND: head.doc_type,
    }
    return values[field]


def groups(field: Field, counted: Sequence[Facts]) -> list[tuple[str, list[Facts]]]:
    """The judgments by what they have in a field; the largest group first, years in their order."""
    found: dict[str, list[Facts]] = {}
    for facts in counted:
        found.setdefault(str(value_of(field, facts)), []).append(facts)
    if field is Field.YEAR:
        return sorted(found.items())
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))


def sums_of(field: Field, counted: Sequence[Facts]) -> list[float]:
    """The numbers that judgments have in a field, in their order."""
    values = (value_of(field, facts) for facts in counted)
    return [value for value in values if isinstance(value, float | int)]


def middle(values: Iterable[float]) -> float:
    """The median; 0.0 of nothing."""
    found = list(values)
    return median(found) if found else 0.0


def _meets(facts: Facts, conditions: Sequence[Condition]) -> bool:
    return all(c.holds(facts) is True for c in conditions)


def _silent_on(facts: Facts, conditions: Sequence[Condition]) -> Field | None:
    """The first field that a judgment does not tell, if all that it tells fits; else None."""
    told = [(c.field, c.holds(facts)) for c in conditions]
    if any(held is False for _, held in told):
        return None
    return next((field for field, held in told if held is None), None)


def _undecided(population: Sequence[Facts], conditions: Sequence[Condition]) -> Field | None:
    """The first field that most of those in question do not tell: those that fit otherwise."""
    for condition in conditions:
        others = [c for c in conditions if c is not condition]
        asked = [f for f in population if all(c.holds(f) is not False for c in others)]
        silent = sum(condition.holds(f) is None for f in asked)
        if silent > MOST_SILENT * len(asked):
            return condition.field
    return None


_BY_SUM = (Field.AWARDED, Field.CLAIMED, Field.RATIO)


def _ordered(question: CountQuestion, counted: Sequence[Facts]) -> list[Facts]:
    """The largest first where sums are asked about, else the latest; ties by id."""
    latest = sorted(counted, key=lambda f: f.judgment_id)
    latest.sort(key=lambda f: f.header.date or "", reverse=True)
    field = question.by or next((c.field for c in question.conditions if c.field in _BY_SUM), None)
    if field is Field.DATE:
        return latest[::-1] if question.measure is Measure.LEAST else latest
    if field not in _BY_SUM:
        return latest
    largest = question.measure is not Measure.LEAST
    return sorted(latest, key=lambda f: _number(field, f), reverse=largest)


def _number(field: Field, facts: Facts) -> float:
    value = value_of(field, facts)
    return float(value) if isinstance(value, float | int) else 0.0
