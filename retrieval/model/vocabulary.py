"""The tokens that get a vector, and training text as their numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.analyze import Analyzer
from retrieval.model.texts import Kind, Paragraph

Ids = NDArray[np.int32]
MIN_PARAGRAPHS = 4
"""A token in fewer paragraphs has too few neighbours to be placed by them."""
MAX_TOKENS = 35_000
"""At 256 bytes a vector this keeps the committed model under 10 MB."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paragraph as token numbers, sentence by sentence."""

    kind: Kind
    work: str
    heading: Ids
    sentences: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class EncodedText:
    """All training text, with the vocabulary its numbers count and how often each occurs."""

    tokens: tuple[str, ...]
    counts: NDArray[np.int64]
    paragraphs: tuple[Encoded, ...]


def encode(paragraphs: Sequence[Paragraph], analyzer: Analyzer) -> EncodedText:
    """Cut, choose the vocabulary, and number everything. The same text gives the same numbers."""
    cut = [
        (analyzer.embedding_tokens(p.heading), [analyzer.embedding_tokens(s) for s in p.sentences])
        for p in paragraphs
    ]
    tokens = choose([h, *s] for h, s in cut)
    ids = {token: number for number, token in enumerate(tokens)}
    encoded = tuple(
        Encoded(
            p.kind,
            p.work,
            numbers(heading, ids),
            tuple(n for n in (numbers(s, ids) for s in cut_sentences) if len(n)),
        )
        for p, (heading, cut_sentences) in zip(paragraphs, cut, strict=True)
    )
    counts = np.zeros(len(tokens), dtype=np.int64)
    for paragraph in encoded:
        for sentence in (paragraph.heading, *paragraph.sentences):
            np.add.at(counts, sentence, 1)
    return EncodedText(tokens, counts, encoded)


def choose(paragraphs: Iterable[Sequence[Sequence[str]]]) -> tuple[str, ...]:
    """The tokens of at least MIN_PARAGRAPHS paragraphs, by falling number of them, then by code
    point.
    """
    found: Counter[str] = Counter()
    for paragraph in paragraphs:
        found.update({token for sentence in paragraph for token in sentence})
    frequent = [token for token, count in found.items() if count >= MIN_PARAGRAPHS]
    return tuple(sorted(frequent, key=lambda token: (-found[token], token))[:MAX_TOKENS])


def numbers(tokens: Iterable[str], ids: dict[str, int]) -> Ids:
    """The numbers of the tokens that have one, as in the embedder."""
    return np.array([ids[token] for token in tokens if token in ids], dtype=np.int32)
