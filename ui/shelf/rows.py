"""Which judgments the table shows, in what order, and what stands in its cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.record import Entry
from corpus.scope import INSTANCE_NAMES, name_key
from evals.spreadsheet import is_like_formula

COLUMNS = (
    "题名", "案号", "法院", "审级", "案由", "裁判日期", "类型", "质量", "段数", "字数", "来源",
)  # fmt: skip

MOST_CAUSES = 300
"""Causes that are offered, the most frequent; the others are found by typing."""


class Condition(StrEnum):
    """How far a text can be trusted."""

    SOUND = "完好"
    SPUN = "疑似改写"
    PARTIAL = "可能不全"
    DIGEST = "摘要"


class Order(StrEnum):
    """How the table is sorted; what has no value comes last, then by title."""

    TITLE = "题名"
    NEWEST = "裁判日期，新的在前"
    OLDEST = "裁判日期，旧的在前"
    COURT = "法院"
    LONGEST = "字数，多的在前"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; nothing given leaves everything in."""

    text: str = ""  # words that must all be in title, number, court, cause or source
    court: str = ""
    first: int | None = None  # years of the decision, both included
    last: int | None = None
    causes: tuple[str, ...] = ()
    instances: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


def search_key(entry: Entry) -> str:
    """All of an entry that the free text is looked for in."""
    said = (entry.title, entry.case_number, entry.court, entry.cause, *entry.source_ids)
    return name_key("\n".join(filter(None, said)))


def conditions_of(entry: Entry) -> tuple[Condition, ...]:
    """What is to be said of an entry's quality; one at least."""
    found = (
        (Condition.DIGEST, entry.is_digest),
        (Condition.SPUN, entry.spun),
        (Condition.PARTIAL, entry.partial),
    )
    return tuple(c for c, is_so in found if is_so) or (Condition.SOUND,)


def fitting(entries: Sequence[Entry], keys: Sequence[str], wanted: Wanted) -> list[Entry]:
    """The entries that are wanted, in their order; `keys` are their search keys.

    An entry that does not say its year, cause or instance does not fit where one is asked for.
    """
    words = [name_key(word) for word in wanted.text.split()]
    court = name_key(wanted.court)
    found = []
    for entry, key in zip(entries, keys, strict=True):
        if not all(word in key for word in words):
            continue
        if court and court not in name_key(entry.court or ""):
            continue
        if wanted.causes and entry.cause not in wanted.causes:
            continue
        if wanted.instances and entry.instance not in wanted.instances:
            continue
        if wanted.conditions and not set(wanted.conditions) & set(conditions_of(entry)):
            continue
        if _in_years(entry.year, wanted.first, wanted.last):
            found.append(entry)
    return found


def _in_years(year: int | None, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    return year is not None and (first or year) <= year <= (last or year)


def in_order(entries: Sequence[Entry], order: Order) -> list[Entry]:
    """The entries, which come by title, in another order; equal ones stay by title."""
    if order is Order.NEWEST:
        dated = sorted((e for e in entries if e.date), key=lambda e: e.date or "", reverse=True)
        return dated + [e for e in entries if not e.date]
    if order is Order.OLDEST:
        return sorted(entries, key=lambda e: (not e.date, e.date or ""))
    if order is Order.COURT:
        return sorted(entries, key=lambda e: (not e.court, e.court or ""))
    if order is Order.LONGEST:
        return sorted(entries, key=lambda e: -e.characters)
    return list(entries)


def cells(entry: Entry) -> tuple[str | int, ...]:
    """An entry as a row, in the order of COLUMNS; what it does not say is empty."""
    return (
        entry.title,
        entry.case_number or "",
        entry.court or "",
        entry.instance or "",
        entry.cause or "",
        entry.date or "",
        entry.doc_type or "",
        "、".join(conditions_of(entry)),
        entry.passages,
        entry.characters,
        "、".join(entry.source_ids),
    )


def columns_of(
    names: Sequence[str], rows: Sequence[Sequence[str | int]]
) -> dict[str, list[str | int]]:
    """Rows as a table takes them: each column under its name.

    >>> columns_of(("甲", "乙"), [("a", 1), ("b", 2)])
    {'甲': ['a', 'b'], '乙': [1, 2]}
    """
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def as_csv(entries: Iterable[Entry]) -> bytes:
    """The list for a spreadsheet: UTF-8 with the mark by which Excel knows it. An apostrophe
    stands before text that begins like a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_harmless(cell) for cell in cells(entry)])
    return written.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and is_like_formula(cell) else cell


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters offer: only what some judgment says."""

    years: tuple[int, ...]  # the latest first
    causes: tuple[str, ...]  # the most frequent first
    instances: tuple[str, ...]  # in the order a case takes


def offered(entries: Iterable[Entry]) -> Offered:
    """What can be asked for of these entries."""
    years, causes, instances = set(), Counter[str](), set()
    for entry in entries:
        years.add(entry.year)
        instances.add(entry.instance)
        if entry.cause:
            causes[entry.cause] += 1
    return Offered(
        tuple(sorted((year for year in years if year), reverse=True)),
        tuple(cause for cause, _ in causes.most_common(MOST_CAUSES)),
        tuple(name for name in INSTANCE_NAMES if name in instances),
    )
