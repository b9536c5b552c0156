"""Stage A's pairs: two pieces of text that belong together, drawn from the text itself."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from retrieval.model.contrastive import Batch
from retrieval.model.texts import Kind
from retrieval.model.vocabulary import Encoded, Ids

MIX = {
    "rest": 0.2,  # a sentence of an article, and the rest of it
    "halves": 0.1,  # the two halves of an article
    "heading": 0.1,  # a law's title and chapter, and an article under them
    "neighbour": 0.05,  # two articles in a row under one chapter
    "excerpt": 0.2,  # some words in a row of an article, and the article without most of them
    "context": 0.1,  # a sentence of a judgment, and the sentences around it
    "clause": 0.25,  # some words in a row of a judgment, and the words around them
}
"""How large a share of each batch the kinds of pairs have."""
DROPPED = 0.5
"""The share of words left out of a paragraph that is to be found by one of its sentences."""
_AROUND = 3  # sentences of a judgment on either side that are a sentence's context
_SHORTEST = 4  # tokens; less is too little to belong anywhere
_ASKED = (4, 14)  # tokens of an excerpt or clause: as many as a question has
_WINDOW = (30, 80)  # tokens of a judgment around a clause: as many as a passage has
_REPEATED = 0.3
"""The share of a clause's own words left standing: questions share words with their answer."""


class Pair(NamedTuple):
    """What is asked with, and what it should find."""

    query: Ids
    passage: Ids


class SelfSupervision:
    """Draws batches of pairs from paragraphs, in an order the seed decides."""

    def __init__(self, paragraphs: tuple[Encoded, ...], seed: int) -> None:
        self._random = np.random.default_rng(seed)
        laws = [p for p in paragraphs if p.kind is Kind.ARTICLE]
        self._articles = [p for p in laws if sum(map(len, p.sentences)) >= 2 * _SHORTEST]
        self._several = [p for p in self._articles if len(p.sentences) > 1]
        self._judgments = [
            p for p in paragraphs if p.kind is Kind.JUDGMENT and len(p.sentences) > 2
        ]
        self._follow = [
            (a, b)
            for a, b in zip(laws, laws[1:], strict=False)
            if a.work == b.work and np.array_equal(a.heading, b.heading)
        ]
        # A long judgment has more sentences to ask with than a short one.
        sizes = np.array([len(p.sentences) for p in self._judgments], dtype=float)
        self._shares = sizes / sizes.sum()

    def batches(self, steps: int, size: int) -> Iterator[Batch]:
        """This many batches of this size, each mixed as MIX says."""
        kinds = list(MIX)
        for _ in range(steps):
            drawn = self._random.choice(len(kinds), size=size, p=list(MIX.values()))
            pairs = [self._pair(kinds[kind]) for kind in drawn]
            yield Batch([p.query for p in pairs], [p.passage for p in pairs])

    def _pair(self, kind: str) -> Pair:
        while True:
            pair: Pair = getattr(self, f"_{kind}")()
            if len(pair.query) >= _SHORTEST and len(pair.passage) >= _SHORTEST:
                return pair

    def _rest(self) -> Pair:
        paragraph = self._several[self._random.integers(len(self._several))]
        return self._one_of(paragraph.sentences)

    def _halves(self) -> Pair:
        paragraph = self._articles[self._random.integers(len(self._articles))]
        tokens = np.concatenate(paragraph.sentences)
        middle = len(tokens) // 2
        return Pair(tokens[:middle], tokens[middle:])

    def _heading(self) -> Pair:
        paragraph = self._articles[self._random.integers(len(self._articles))]
        return Pair(paragraph.heading, np.concatenate(paragraph.sentences))

    def _neighbour(self) -> Pair:
        first, second = self._follow[self._random.integers(len(self._follow))]
        return Pair(np.concatenate(first.sentences), np.concatenate(second.sentences))

    def _excerpt(self) -> Pair:
        paragraph = self._articles[self._random.integers(len(self._articles))]
        pair = self._cut_out(np.concatenate(paragraph.sentences))
        titled = self._random.random() < 0.5  # as passages are indexed
        return Pair(
            pair.query,
            np.concatenate([paragraph.heading, pair.passage]) if titled else pair.passage,
        )

    def _clause(self) -> Pair:
        judgment = self._judgments[self._random.choice(len(self._judgments), p=self._shares)]
        tokens = np.concatenate(judgment.sentences)
        length = min(int(self._random.integers(*_WINDOW)), len(tokens))
        start = int(self._random.integers(len(tokens) - length + 1))
        return self._cut_out(tokens[start : start + length])

    def _cut_out(self, tokens: Ids) -> Pair:
        """Some words in a row, and half of the other words with few of those."""
        length = min(int(self._random.integers(*_ASKED)), len(tokens) // 2)
        start = int(self._random.integers(len(tokens) - length + 1))
        kept = np.full(len(tokens), 1 - DROPPED)
        kept[start : start + length] = _REPEATED
        return Pair(tokens[start : start + length], tokens[self._random.random(len(tokens)) < kept])

    def _context(self) -> Pair:
        judgment = self._judgments[self._random.choice(len(self._judgments), p=self._shares)]
        place = int(self._random.integers(len(judgment.sentences)))
        first = max(0, place - _AROUND)
        return self._one_of(judgment.sentences[first : place + _AROUND + 1], place - first)

    def _one_of(self, sentences: tuple[Ids, ...], place: int | None = None) -> Pair:
        """One sentence, and half the words of the others."""
        if place is None:
            place = int(self._random.integers(len(sentences)))
        rest = np.concatenate([s for i, s in enumerate(sentences) if i != place])
        return Pair(sentences[place], rest[self._random.random(len(rest)) >= DROPPED])
