"""A passage in its context: what stands around a quote, who says it, and the quote marked."""

from collections.abc import Iterator
from itertools import groupby

from corpus.judgment import Judgment
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ui.badges import badge_html, family_of, note_html
from ui.reading.words import Marking, is_heading, marks_of, sentences_html

AROUND = 240
"""Characters shown before a quote and after it."""

SLACK = 60
"""Characters more that are shown where they complete a sentence."""


def context_html(judgment: Judgment, span: Span, around: int = AROUND) -> str:
    """The text around a span, in parts by voice, each named and drawn so; the span marked.

    About `around` characters on either side; a sentence is shown whole where no more than SLACK
    characters are missing, and what is cut off shows as ……. The characters of `Judgment.text` are
    exactly those of the elements `.pd-st`. Styles: reading.css. Raises ValueError for a span that
    begins beyond the text.
    """
    if span.start >= len(judgment.text):
        raise ValueError(f"span {span} lies beyond the {len(judgment.text)} characters of the text")
    shown = tuple(_shown(judgment, span, around))
    marks = marks_of([Span(span.start, min(span.end, len(judgment.text)))])
    marking = Marking(marks, judgment.given.page_starts)
    groups = [(voice, tuple(group)) for voice, group in groupby(shown, key=lambda each: each.voice)]
    last = len(groups) - 1
    before = _CUT if shown[0].span.start > 0 else ""
    after = _CUT if shown[-1].span.end < len(judgment.text) else ""
    parts = []
    for number, (voice, sentences) in enumerate(groups):
        words = sentences_html(judgment.text, sentences, marking)
        said = Span(sentences[0].span.start, sentences[-1].span.end).of(judgment.text)
        heads = 0 < number < last and is_heading(voice, said)  # the outer two may be cut short
        cut = (before if number == 0 else "") + words + (after if number == last else "")
        parts.append(_part(voice, cut, heads=heads))
    return f'<div class="pd-context">{"".join(parts)}</div>'


_CUT = '<span class="pd-cut">……</span>'


def _part(voice: Voice, words: str, *, heads: bool) -> str:
    if heads:
        return f'<div class="pd-part pd-titled"><p class="pd-words">{words}</p></div>'
    return (
        f'<div class="pd-part {family_of(voice)}"><div class="pd-part-head">{badge_html(voice)}'
        f'{note_html(voice)}</div><p class="pd-words">{words}</p></div>'
    )


def _shown(judgment: Judgment, span: Span, around: int) -> Iterator[Sentence]:
    """The sentences of the window, the first and last cut where they reach far beyond it."""
    first = max(0, span.start - around)
    last = min(len(judgment.text), span.end + around)
    for sentence in judgment.sentences:
        start, end = sentence.span.start, sentence.span.end
        if end <= first or start >= last:
            continue
        start = start if start >= first - SLACK else first
        end = end if end <= last + SLACK else last
        yield Sentence(Span(start, end), sentence.voice)
