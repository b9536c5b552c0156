"""Passages: runs of whole sentences of one voice, the unit that is indexed and cited."""

import unicodedata

from corpus.judgment import Judgment
from corpus.passage import Passage, Span
from ingest.sentences import has_words
from ingest.spin import restore


SPLITTER_VERSION = 1
"""Raise it with every change that changes a passage; libraries then ask for a rebuild."""


def passages_of(judgment: Judgment) -> tuple[Passage, ...]:
    """The passages of a judgment, in text order; `span.of(judgment.text) == text`."""
    passages: list[Passage] = []
    for sentence in judgment.sentences:
        words = sentence.span.of(judgment.text)
        start = sentence.span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end <= start or not has_words(words):
            continue
        span = Span(start, end)
        quote = span.of(judgment.text)
        folded = unicodedata.normalize("NFKC", restore(quote) if judgment.quality.spun else quote)
        passages.append(
            Passage(
                id=f"{judgment.id}#{len(passages):04d}",
                judgment_id=judgment.id,
                span=span,
                voice=sentence.voice,
                text=quote,
                search_text=f"{judgment.title} {folded}",
            )
        )
    return tuple(passages)
