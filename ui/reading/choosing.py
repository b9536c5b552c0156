"""Which judgments the reading page offers: those that fit what was typed, lately read first."""

import unicodedata
from collections.abc import Sequence

from corpus.record import Entry

MOST_OFFERED = 50
"""Judgments offered at once."""


def key_of(entry: Entry) -> str:
    """What of an entry is searched: title, number, court and sources, widths and case folded."""
    named = (entry.title, entry.case_number, entry.court, *entry.source_ids)
    return _folded(" ".join(filter(None, named)))


def offered(
    entries: Sequence[Entry], keys: Sequence[str], typed: str, recent: Sequence[str] = ()
) -> list[Entry]:
    """The entries that have every word typed, all of them if none was.

    `keys` are those of `key_of`, in step. `recent` are ids, the last read first: they lead; then
    by day of decision, the latest first, those without one last; ties as given.
    """
    words = _folded(typed).split()
    fitting = [
        e for e, key in zip(entries, keys, strict=True) if all(word in key for word in words)
    ]
    rank = {judgment_id: number for number, judgment_id in enumerate(recent)}
    fitting.sort(key=lambda entry: entry.date or "", reverse=True)  # stable: ties as given
    fitting.sort(key=lambda entry: rank.get(entry.judgment_id, len(rank)))
    return fitting


def about(entry: Entry) -> str:
    """What stands beside an entry's title: court, number, day, and what kind of source it is."""
    labels = [
        *(["案例摘要，非原文"] if entry.is_digest else []),
        *(["疑似改写"] if entry.spun else []),
        *(["文字可能不全"] if entry.partial else []),
    ]
    parts = (entry.court, entry.case_number, entry.date and _day(entry.date), *labels)
    return " · ".join(filter(None, parts))


def _day(iso: str) -> str:
    """
    >>> _day("2021-01-08"), _day("2021")
    ('2021年1月8日', '2021')
    """
    parts = iso.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else iso


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
