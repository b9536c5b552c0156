"""How well the embedded model finds: alone, and with BM25, on the sets it was not trained on.

    python -m benchmarks.embedding_model --data ../shared/data
    python -m benchmarks.embedding_model --data ../shared/data --folds 5

The first measures the committed weights. The second is for LeCoQA, whose questions the committed
weights were trained on: it trains anew for every fold, so that no question is measured by a model
that saw it, and tells apart the questions whose gold articles the model saw with other questions.
Needs the train extra. Memory 4 GB.
"""
# ruff: noqa: T201 - a command's output

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analyze import Analyzer
from retrieval.embed import EmbeddedModel
from retrieval.model.bm25 import Bm25
from retrieval.model.train import StageB, Trained, stage_a, write

Vectors = NDArray[np.float32]
Ranked = NDArray[np.int64]
DEPTH = 10
QUESTIONS = "lecoqa-train"
_UNIGRAM_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Task:
    """A set to measure on. `gold` gives the places of the right documents for every query."""

    name: str
    documents: tuple[str, ...]
    queries: tuple[str, ...]
    gold: tuple[frozenset[int], ...]
    statutes: bool
    weight: float  # of the cosine, beside a BM25 score scaled to at most 1


def read_task(data: Path, name: str) -> Task:
    """A set by its folder's name; queries without a gold document are left out."""
    statutes = name in (QUESTIONS, "lawbench32")
    rows = _rows(data / ("statutes" if statutes else name) / "corpus.jsonl")
    place = {row["id"]: number for number, row in enumerate(rows)}
    gold: dict[str, set[int]] = defaultdict(set)
    lines = (data / name / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        query, document, _ = line.split("\t")
        gold[query].add(place[document])
    asked = [row for row in _rows(data / name / "queries.jsonl") if row["id"] in gold]
    return Task(
        name,
        tuple(f"{row['meta'].get('law', '')} {row['text']}" for row in rows),
        tuple(row["text"] for row in asked),
        tuple(frozenset(gold[row["id"]]) for row in asked),
        statutes,
        6.0 if name == QUESTIONS else 0.3,
    )


class Lexical:
    """The BM25 score of every document: words and bigrams in one index, and a share of single
    characters; k1 and b by the kind of text.
    """

    def __init__(self, task: Task, analyzer: Analyzer) -> None:
        k1, b = (1.2, 0.75) if task.statutes else (0.9, 0.4)
        fields: tuple[tuple[Callable[[str], list[str]], float], ...] = (
            (analyzer.lexical_terms, 1.0),
            (analyzer.unigrams, _UNIGRAM_SHARE),
        )
        self._parts = [
            (terms, share, Bm25(map(terms, task.documents), k1, b)) for terms, share in fields
        ]

    def scores(self, query: str) -> Vectors:
        """Scaled so that the best document has 1."""
        total: Vectors = sum(
            (share * index.scores(terms(query)) for terms, share, index in self._parts),
            start=np.zeros(1, dtype=np.float32),
        )
        return total / max(float(total.max()), 1e-9)


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the queries: recall and nDCG with binary gains, both at 10."""

    recall: float
    ndcg: float

    def __str__(self) -> str:
        return f"{self.recall:.3f} / {self.ndcg:.3f}"


def figures(ranked: Iterable[tuple[Ranked, frozenset[int]]]) -> Figures:
    """Judge rankings, each the best ten documents in order, against their gold."""
    recalls, ndcgs = [], []
    discount = 1 / np.log2(np.arange(2, DEPTH + 2))
    for top, gold in ranked:
        found = np.array([document in gold for document in top.tolist()])
        recalls.append(found.sum() / len(gold))
        ndcgs.append((found * discount).sum() / discount[: len(gold)].sum())
    return Figures(float(np.mean(recalls)), float(np.mean(ndcgs)))


def best(scores: Vectors) -> Ranked:
    """The places of the ten highest scores, highest first."""
    top = np.argpartition(-scores, DEPTH)[:DEPTH]
    ordered: Ranked = top[np.argsort(-scores[top], kind="stable")]
    return ordered


class Ranking(NamedTuple):
    """The ten best documents for one query, three ways."""

    lexical: Ranked
    dense: Ranked
    hybrid: Ranked


def rank(task: Task, lexical: Vectors, cosines: Vectors) -> Ranking:
    """Rank by BM25, by the cosine, and by both."""
    return Ranking(best(lexical), best(cosines), best(lexical + task.weight * cosines))


def table_row(name: str, gold: Sequence[frozenset[int]], ranked: Sequence[Ranking]) -> str:
    """The figures of the three ways, as a row of a Markdown table."""
    ways = zip(*ranked, strict=True)
    cells = [str(figures(zip(way, gold, strict=True))) for way in ways]
    return f"| {name}, {len(gold)} queries | " + " | ".join(cells) + " |"


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--folds", type=int, default=0, help="measure LeCoQA anew, in so many parts"
    )
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"| R@{DEPTH} / nDCG@{DEPTH} | BM25 | dense alone | BM25 / max + w · cosine |")
    print("|---|---|---|---|")
    if given.folds:
        measure_folds(given.data, given.folds, given.seed)
    else:
        measure_committed(given.data)


def measure_committed(data: Path) -> None:
    """The committed weights on the sets they were not trained on."""
    analyzer = Analyzer()
    embedder = EmbeddedModel(analyzer)
    for name in ("lawbench32", "legaldc", "cjrc-dev"):
        task = read_task(data, name)
        lexical = Lexical(task, analyzer)
        documents = embedder.embed_passages(task.documents)
        cosines = (documents @ embedder.embed_query(query) for query in task.queries)
        ranked = [
            rank(task, lexical.scores(query), cosine)
            for query, cosine in zip(task.queries, cosines, strict=True)
        ]
        print(table_row(f"{name} (w {task.weight})", task.gold, ranked))


def measure_folds(data: Path, folds: int, seed: int) -> None:
    """LeCoQA, every question by a model whose stage B did not see it."""
    analyzer = Analyzer()
    task = read_task(data, QUESTIONS)
    lexical = Lexical(task, analyzer)
    before = stage_a(data, analyzer, seed)
    stage_b = StageB.read(data, before.tokens, analyzer)
    places = [place for place, c in enumerate(stage_b.consultations)]
    assert [c.question for c in stage_b.consultations] == list(task.queries)
    order = np.random.default_rng(seed).permutation(places)
    ranked: dict[int, Ranking] = {}
    seen: set[int] = set()
    with TemporaryDirectory() as folder:
        for fold in range(folds):
            held_out = frozenset(order[fold::folds].tolist())
            write(
                Trained(before.tokens, stage_b.train(before.vectors, seed, held_out)), Path(folder)
            )
            embedder = EmbeddedModel(analyzer, Path(folder))
            documents = embedder.embed_passages(task.documents)
            learned = {a for place in places if place not in held_out for a in task.gold[place]}
            for place in held_out:
                query = task.queries[place]
                cosine = documents @ embedder.embed_query(query)
                ranked[place] = rank(task, lexical.scores(query), cosine)
                if task.gold[place] & learned:
                    seen.add(place)
    for name, part in (
        ("lecoqa-train", places),
        ("– some gold article seen", sorted(seen)),
        ("– no gold article seen", sorted(set(places) - seen)),
    ):
        gold = [task.gold[place] for place in part]
        print(
            table_row(f"{name} ({folds} folds, w {task.weight})", gold, [ranked[p] for p in part])
        )


if __name__ == "__main__":
    main()
