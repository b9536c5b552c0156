"""Stage B's pairs: questions of laypeople, and lawyers' answers, with the articles they rest on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.analyze import Analyzer
from retrieval.model.bm25 import Bm25
from retrieval.model.contrastive import Batch
from retrieval.model.vocabulary import numbers

QUESTIONS = "lecoqa-train"
EPOCHS = 8
BATCH = 256
HARD = 2
"""Wrong articles a pair, drawn from those that BM25 ranks among the first."""
_RANKED_FIRST = 60


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question, its answer where there is one, and the places of the articles it rests on."""

    question: str
    answer: str
    gold: frozenset[int]


def read_consultations(data: Path, articles: Sequence[str]) -> list[Consultation]:
    """Every consultation with a gold article; `articles` are the ids of the statutes, in order."""
    place = {name: number for number, name in enumerate(articles)}
    gold: dict[str, set[int]] = {}
    lines = (data / QUESTIONS / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        query, article, _ = line.split("\t")
        gold.setdefault(query, set()).add(place[article])
    # A few answers are NaN in the source.
    answers = {
        row["id"]: row["answer"]
        for row in _rows(data / QUESTIONS / "answers.jsonl")
        if isinstance(row["answer"], str)
    }
    return [
        Consultation(row["text"], answers.get(row["id"], ""), frozenset(gold[row["id"]]))
        for row in _rows(data / QUESTIONS / "queries.jsonl")
        if row["id"] in gold
    ]


class Supervision:
    """Draws batches of text → article, in an order the seed decides.

    Question and answer each ask for every gold article. The other gold articles of the same
    consultation are neither right nor wrong in the loss.
    """

    def __init__(self, articles: Sequence[str], ids: dict[str, int], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._ids = ids
        self._bm25 = Bm25(map(analyzer.words, articles), 1.5, 0.75)
        self._articles = [numbers(analyzer.embedding_tokens(a), ids) for a in articles]

    def steps(self, consultations: Sequence[Consultation]) -> int:
        """How many batches `batches` gives for these."""
        return EPOCHS * -(-len(self._pairs(consultations)) // BATCH)

    def batches(self, consultations: Sequence[Consultation], seed: int) -> Iterator[Batch]:
        """EPOCHS times all pairs, shuffled each time."""
        random = np.random.default_rng(seed)
        pairs = self._pairs(consultations)
        texts = {text for text, _, _ in pairs}
        asked = {text: numbers(self._analyzer.embedding_tokens(text), self._ids) for text in texts}
        hard = {text: self._first(text, gold) for text, _, gold in pairs}
        for _ in range(EPOCHS):
            order = random.permutation(len(pairs))
            for start in range(0, len(order), BATCH):
                drawn = [pairs[i] for i in order[start : start + BATCH]]
                wrong = [
                    int(a) for text, _, _ in drawn for a in random.choice(hard[text], HARD, False)
                ]
                offered = [right for _, right, _ in drawn] + wrong
                masked = np.array(
                    [[a in gold and a != right for a in offered] for _, right, gold in drawn]
                )
                # The same article may stand twice: only its first place in the row is the target.
                for row, (_, right, _) in enumerate(drawn):
                    same = np.array([a == right for a in offered])
                    same[row] = False
                    masked[row] |= same
                yield Batch(
                    [asked[text] for text, _, _ in drawn],
                    [self._articles[a] for a in offered],
                    masked,
                )

    def _pairs(
        self, consultations: Sequence[Consultation]
    ) -> list[tuple[str, int, frozenset[int]]]:
        return [
            (text, article, c.gold)
            for c in consultations
            for text in (c.question, c.answer)
            if len(numbers(self._analyzer.embedding_tokens(text), self._ids))
            for article in sorted(c.gold)
        ]

    def _first(self, text: str, gold: frozenset[int]) -> list[int]:
        scores = self._bm25.scores(self._analyzer.words(text))
        ranked = np.argsort(-scores, kind="stable")[: _RANKED_FIRST + len(gold)]
        return [int(a) for a in ranked if int(a) not in gold][:_RANKED_FIRST]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
