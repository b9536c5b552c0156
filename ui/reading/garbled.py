"""A garbled text beside what it likely said: sentence by sentence, the swapped words marked."""

from bisect import bisect_right
from collections.abc import Sequence

from corpus.passage import Sentence, Span
from ingest.spin_reading import Undone
from ui.reading.words import Marking, exactly, sentence_html, within

GUESSED = "推测，不是原文"
"""Stands on every reading; no reading can be selected, so none is copied without it."""

UNCHANGED = "未见被替换的词"


def swaps_within(sentences: Sequence[Sentence], swaps: Sequence[Undone]) -> tuple[Undone, ...]:
    """The swaps that lie in one sentence; a form across two is none that a machine put there."""
    ends = [sentence.span.end for sentence in sentences]
    return tuple(
        swap for swap in swaps if swap.span.end <= ends[bisect_right(ends, swap.span.start)]
    )


def pairs_html(text: str, sentences: Sequence[Sentence], marking: Marking) -> str:
    """Rows of a sentence and its likely reading; `marking.swaps` are those of `swaps_within`."""
    rows = "".join(_pair(text, sentence.span, marking) for sentence in sentences)
    return (
        '<div class="pd-pairs"><div class="pd-pair pd-pair-head" aria-hidden="true">'
        f"<span>来源原文（照录）</span><span>{GUESSED}</span></div>{rows}</div>"
    )


def reading_html(text: str, span: Span, swaps: Sequence[Undone]) -> str:
    """What a stretch likely said, the words put back marked; empty where nothing was swapped."""
    parts, position = [], span.start
    for swap in within(span, swaps):
        parts.append(exactly(text[position : swap.span.start]))
        parts.append(f'<u class="pd-swap">{exactly(swap.original)}</u>')
        position = swap.span.end
    return "".join(parts) + exactly(text[position : span.end]) if parts else ""


def _pair(text: str, span: Span, marking: Marking) -> str:
    reading = reading_html(text, span, marking.swaps)
    beside = (
        f'<p class="pd-likely"><span class="pd-label pd-alarm">{GUESSED}</span>'
        f"<bdi>{reading}</bdi></p>"
        if reading
        else f'<p class="pd-likely pd-same">{UNCHANGED}</p>'
    )
    return (
        f'<div class="pd-pair"><p class="pd-words">{sentence_html(text, span, marking)}</p>'
        f"{beside}</div>"
    )
