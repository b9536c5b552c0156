"""Sentences: the text cut without gap or overlap."""

import re

from corpus.passage import Span

_WORD = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[^。！？；!?\n]*[。！？；!?\n]?[”’」』）)》\s]*")


def has_words(text: str) -> bool:
    """Whether a text holds a single letter or Chinese character."""
    return _WORD.search(text) is not None


def sentences_of(text: str, *, shuffled: bool) -> tuple[Span, ...]:
    """The sentences of a text, in order; they cover it with no gap and no overlap."""
    spans = [Span(m.start(), m.end()) for m in _SENTENCE.finditer(text) if m.end() > m.start()]
    return tuple(spans)
