"""Passages: runs of whole sentences of one voice, the unit that is indexed and cited."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from corpus.judgment import Judgment
from corpus.passage import Passage, Sentence, Span
from corpus.voice import Voice
from ingest.cues import is_heading
from ingest.sentences import has_words
from ingest.spin import garbling_of
from ingest.spin_reading import search_reading

TARGET = 120
"""Characters up to which neighbouring sentences are joined: long enough to be understood alone,
short enough that a hit is the answer. Half of all sentences in the data have under 50."""

LONGEST = 200
"""No passage is longer. One sentence in thirty is, and is cut where it pauses."""

# The full-width marks of nearly every sentence. Once they are half-width, most texts are folded,
# and `normalize` sees so at a glance; to normalise a text takes ten times as long.
_WIDE_MARKS = tuple(zip("，：；（）", ",:;()", strict=True))

_PAUSES = (re.compile(r"[；;]"), re.compile(r"[，、]|,(?!\d)"))


def passages_of(judgment: Judgment) -> tuple[Passage, ...]:
    """The passages of a judgment, in text order; `span.of(judgment.text) == text`.

    Sentences of one voice are joined up to TARGET, never across a heading, and never in a garbled
    text, whose clauses stand in no order. Headings and sentences without a word are left out.
    """
    text, spun = judgment.text, judgment.quality.spun
    known = spun and garbling_of(text).known_engine
    prefix = f"{judgment.title} " if judgment.title else ""
    passages: list[Passage] = []
    for span, voice in _spans(text, judgment.sentences, join=not spun):
        quote = span.of(text)
        passages.append(
            Passage(
                id=f"{judgment.id}#{len(passages):04d}",
                judgment_id=judgment.id,
                span=span,
                voice=voice,
                text=quote,
                search_text=prefix
                + folded(search_reading(quote, known_engine=known) if spun else quote),
            )
        )
    return tuple(passages)


def folded(text: str) -> str:
    """Width-folded: full-width letters, digits and punctuation become half-width.

    >>> folded("３％（Ａ）")
    '3%(A)'
    """
    for wide, half in _WIDE_MARKS:
        text = text.replace(wide, half)
    return unicodedata.normalize("NFKC", text)


def _spans(
    text: str, sentences: tuple[Sentence, ...], *, join: bool
) -> Iterator[tuple[Span, Voice]]:
    def kind(sentence: Sentence) -> tuple[Voice, bool]:
        words = sentence.span.of(text)
        return sentence.voice, not has_words(words) or is_heading(words)

    for (voice, left_out), group in groupby(sentences, kind):
        if left_out:
            continue
        for span in _joined(text, [s.span for s in group]) if join else (s.span for s in group):
            for piece in _cut(text, span):
                yield piece, voice


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    run = spans[0]
    for span in spans[1:]:
        longer = Span(run.start, span.end)
        if len(longer.of(text).strip()) <= TARGET:
            run = longer
        else:
            yield run
            run = span
    yield run


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The trimmed span, in pieces of at most LONGEST characters that hold a word."""
    start, end = span.start, span.start + len(span.of(text).rstrip())
    while start < end:
        if text[start].isspace():
            start += 1
            continue
        at = end if end - start <= LONGEST else _pause(text, start, end)
        piece = text[start:at].rstrip()
        if has_words(piece):
            yield Span(start, start + len(piece))
        start = at


def _pause(text: str, start: int, end: int) -> int:
    """Where to cut a run of more than LONGEST characters: the pause nearest to an even share."""
    pieces = -(-(end - start) // LONGEST)
    even = start + (end - start) // pieces
    for pattern in _PAUSES:
        places = [m.end() for m in pattern.finditer(text, start, start + LONGEST)]
        places = [place for place in places if place - start > LONGEST // 5 and place < end]
        if places:
            return min(places, key=lambda place: abs(place - even))
    return _beside_a_number(text, start + LONGEST)


def _beside_a_number(text: str, place: int) -> int:
    """The place, moved before a number or Latin word that it would cut in two."""
    run = re.search(r"[\w.,]{1,39}$", text[place - 40 : place], re.ASCII)
    inside = run is not None and re.match(r"[\w.,]", text[place], re.ASCII)
    return place - len(run[0]) if run and inside else place
