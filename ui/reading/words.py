"""A stretch of a judgment's text as HTML: every character, in sentences, with what is marked.

Whatever is not the judgment's own (numbers of marks and pages) stands in attributes and is drawn
by the style sheet, so that the words between the tags are the text and nothing else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.passage import Sentence, Span
from ui.escape import as_html


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is pointed at; `number` from 1, in the order of the text."""

    number: int
    span: Span


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


def sentences_html(
    text: str,
    sentences: Sequence[Sentence],
    marks: Sequence[Mark] = (),
    page_starts: Sequence[int] = (),
) -> str:
    """Sentences on end, each an element that knows its place. `marks`: as of `marks_of`."""
    return "".join(sentence_html(text, s.span, marks, page_starts) for s in sentences)


def sentence_html(
    text: str, span: Span, marks: Sequence[Mark] = (), page_starts: Sequence[int] = ()
) -> str:
    """One stretch of the text. A mark that goes on from an earlier stretch has no number here."""
    inner = "".join(_pieces(text, span, marks, page_starts))
    return f'<bdi class="pd-st" data-at="{span.start}">{inner}</bdi>'


def exactly(text: str) -> str:
    """Foreign text between tags; a lone carriage return would be read as a line feed.

    >>> exactly("a\\r<b>")
    'a&#13;&lt;b&gt;'
    """
    return as_html(text).replace("\r", "&#13;")


def _pieces(
    text: str, span: Span, marks: Sequence[Mark], page_starts: Sequence[int]
) -> Iterator[str]:
    position = span.start
    for mark in _within(span, marks):
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        yield _paged(text, position, start, page_starts)
        first = start == mark.span.start
        named = f' id="pd-cite-{mark.number}" data-cite="{mark.number}"' if first else ""
        yield f'<mark class="pd-cite"{named}>{_paged(text, start, end, page_starts)}</mark>'
        position = end
    yield _paged(text, position, span.end, page_starts)


def _within(span: Span, marks: Sequence[Mark]) -> Sequence[Mark]:
    first = bisect_right(marks, span.start, key=lambda mark: mark.span.end)
    last = bisect_left(marks, span.end, key=lambda mark: mark.span.start)
    return marks[first:last]


def _paged(text: str, start: int, end: int, page_starts: Sequence[int]) -> str:
    """A stretch with the beginnings of the source's pages in it."""
    parts = []
    for number in range(bisect_left(page_starts, start), bisect_left(page_starts, end)):
        parts.append(exactly(text[start : page_starts[number]]))
        parts.append(f'<span class="pd-page" data-page="{number + 1}"></span>')
        start = page_starts[number]
    return "".join(parts) + exactly(text[start:end])
