"""A stretch of a judgment's text as HTML: every character, in sentences, with what is marked.

Whatever is not the judgment's own (numbers of marks and pages) stands in attributes and is drawn
by the style sheet, so that the words between the tags are the text and nothing else.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ui.escape import as_html

if TYPE_CHECKING:
    from ingest.spin_reading import Undone


LONGEST_HEADING = 20
"""Characters of a line that can be a heading."""

_SENTENCE = re.compile(r"[。！？；，：:;,]")


def is_heading(voice: Voice, text: str) -> bool:
    """Whether a part is only a heading, which nobody says: ## 争议焦点, or 三、裁判结果.

    It is shown as it stands; that nobody is known to speak in it need not be told.
    """
    line = text.strip()
    return voice is Voice.OTHER and len(line) <= LONGEST_HEADING and not _SENTENCE.search(line)


class Placed(Protocol):
    """Anything that has a place in the text."""

    @property
    def span(self) -> Span: ...


AnyPlaced = TypeVar("AnyPlaced", bound=Placed)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is pointed at; `number` from 1, in the order of the text."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked in a text: each in text order, none overlapping another of its kind."""

    marks: Sequence[Mark] = ()
    page_starts: Sequence[int] = ()
    swaps: "Sequence[Undone]" = ()  # words that a machine likely put there


NOTHING = Marking()


def marks_of(spans: Sequence[Span]) -> tuple[Mark, ...]:
    """The spans numbered in text order, each once; what overlaps another is one mark with it.

    >>> spans = [Span(8, 9), Span(1, 4), Span(3, 5)]
    >>> [(m.number, m.span.start, m.span.end) for m in marks_of(spans)]
    [(1, 1, 5), (2, 8, 9)]
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(Mark(number, span) for number, span in enumerate(merged, start=1))


def sentences_html(text: str, sentences: Sequence[Sentence], marking: Marking = NOTHING) -> str:
    """Sentences on end, each an element that knows its place."""
    return "".join(sentence_html(text, sentence.span, marking) for sentence in sentences)


def sentence_html(text: str, span: Span, marking: Marking = NOTHING) -> str:
    """One stretch of the text. A mark that goes on from an earlier stretch has no number here."""
    inner = "".join(_marked(text, span, marking))
    return f'<bdi class="pd-st" data-at="{span.start}">{inner}</bdi>'


def exactly(text: str) -> str:
    """Foreign text between tags, no character more or less for the browser.

    A carriage return would be read as a line feed; a NUL, which no page can hold, shows as �.

    >>> exactly("a\\r<b>\\0")
    'a&#13;&lt;b&gt;�'
    """
    return as_html(text).replace("\r", "&#13;").replace("\0", "\ufffd")


def _marked(text: str, span: Span, marking: Marking) -> Iterator[str]:
    position = span.start
    for mark in within(span, marking.marks):
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        yield _paged(text, position, start, marking)
        first = start == mark.span.start
        named = f' data-cite="{mark.number}"' if first else ""
        yield f'<mark class="pd-cite"{named}>{_paged(text, start, end, marking)}</mark>'
        position = end
    yield _paged(text, position, span.end, marking)


def _paged(text: str, start: int, end: int, marking: Marking) -> str:
    """A stretch with the beginnings of the source's pages in it."""
    starts = marking.page_starts
    parts = []
    for number in range(bisect_left(starts, start), bisect_left(starts, end)):
        parts.append(_swapped(text, start, starts[number], marking))
        parts.append(f'<span class="pd-page" data-page="{number + 1}"></span>')
        start = starts[number]
    return "".join(parts) + _swapped(text, start, end, marking)


def _swapped(text: str, start: int, end: int, marking: Marking) -> str:
    if start >= end or not marking.swaps:
        return exactly(text[start:end])
    parts = []
    for swap in within(Span(start, end), marking.swaps):
        first, last = max(swap.span.start, start), min(swap.span.end, end)
        parts.append(
            f'{exactly(text[start:first])}<u class="pd-swap">{exactly(text[first:last])}</u>'
        )
        start = last
    return "".join(parts) + exactly(text[start:end])


def within(span: Span, placed: Sequence[AnyPlaced]) -> Sequence[AnyPlaced]:
    """Those that share a character with a span, of what is in text order without overlaps."""
    first = bisect_right(placed, span.start, key=lambda one: one.span.end)
    last = bisect_left(placed, span.end, key=lambda one: one.span.start)
    return placed[first:last]
