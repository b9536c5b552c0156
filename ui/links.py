"""Addresses within the page; they work in a new tab as well."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from corpus.passage import Span

READING = "read"
"""The address of the page that shows a judgment: the stem of its file in ui/pages."""


class Places(NamedTuple):
    """A judgment, and what to bring into view of it: the first of the spans."""

    judgment_id: str
    spans: tuple[Span, ...] = ()

    def query(self) -> dict[str, str | list[str]]:
        """The address's query, names that are repeated with all their values.

        >>> Places("ab12", (Span(3, 9),)).query()
        {'doc': 'ab12', 'start': ['3'], 'end': ['9']}
        """
        starts = [str(span.start) for span in self.spans]
        ends = [str(span.end) for span in self.spans]
        return {"doc": self.judgment_id, **({"start": starts, "end": ends} if starts else {})}


def reading_url(judgment_id: str, *spans: Span | None) -> str:
    """Where a judgment can be read, opened at a span; of several the first is brought into view.

    >>> reading_url("ab12", Span(3, 9))
    'read?doc=ab12&start=3&end=9'
    """
    places = Places(judgment_id, tuple(span for span in spans if span is not None))
    return f"{READING}?{urlencode(places.query(), doseq=True)}"


def places_in(query: Mapping[str, Sequence[str]]) -> Places | None:
    """What an address's query names; None if it names no judgment. A bad span counts as none.

    `query` has every value of a name that is repeated: starts and ends go in pairs.

    >>> places_in({"doc": ["ab12"], "start": ["9", "3"], "end": ["3", "9"]})
    Places(judgment_id='ab12', spans=(Span(start=3, end=9),))
    """
    judgment_id = next(iter(query.get("doc", ())), "")
    if not judgment_id:
        return None
    pairs = zip(query.get("start", ()), query.get("end", ()), strict=False)
    return Places(judgment_id, tuple(filter(None, (_span(*pair) for pair in pairs))))


def _span(start: str, end: str) -> Span | None:
    try:
        return Span(int(start), int(end))
    except ValueError:
        return None
