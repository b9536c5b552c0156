"""Addresses within the page; they work in a new tab as well."""

from typing import NamedTuple
from urllib.parse import urlencode

from corpus.passage import Span

READING = "read"
"""The address of the page that shows a judgment: the stem of its file in ui/pages."""


class Place(NamedTuple):
    """A judgment, and what to bring into view of it."""

    judgment_id: str
    span: Span | None


def reading_url(judgment_id: str, span: Span | None = None) -> str:
    """Where a judgment can be read, opened at a span.

    >>> reading_url("ab12", Span(3, 9))
    'read?doc=ab12&start=3&end=9'
    """
    place = {"start": span.start, "end": span.end} if span else {}
    return f"{READING}?{urlencode({'doc': judgment_id, **place})}"


def place_in(query: dict[str, str]) -> Place | None:
    """What an address's query names; None if it names no judgment. A bad span counts as none.

    >>> place_in({"doc": "ab12", "start": "9", "end": "3"})
    Place(judgment_id='ab12', span=None)
    """
    judgment_id = query.get("doc", "")
    if not judgment_id:
        return None
    try:
        return Place(judgment_id, Span(int(query["start"]), int(query["end"])))
    except (KeyError, ValueError):
        return Place(judgment_id, None)
