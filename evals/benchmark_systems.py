"""The five systems that a benchmark sets side by side, each a question in and ranked rows out."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, Self

from corpus.scope import EVERYTHING
from evals.baseline import JiebaBm25
from evals.benchmark_library import BenchmarkLibrary, built_library, search_text
from evals.benchmark_set import CorpusRow
from evals.fusion import Weighted, score_fusion
from evals.retrieval_metrics import DEPTH
from retrieval.analyze import Analyzer
from retrieval.embed import Embedder
from retrieval.lexical import Scored, scaled
from retrieval.rerank import Profile
from retrieval.search import Asked, search

BASELINE = "bm25-jieba"
SYSTEMS = {
    BASELINE: "bm25s，jieba 普通分词",
    "bm25": "判读，只用关键词",
    "dense": "判读，只用向量",
    "hybrid": "判读，两者分数相加",
    "hybrid+rerank": "判读的检索",
}
"""The systems in the order they are shown, with what a reader is told they are."""

CANDIDATES = 200
"""How many passages each engine of `hybrid` proposes."""

DENSE_WEIGHT = 0.3
"""Weight of the cosine in `hybrid`, beside a BM25 score scaled to at most 1."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, in Chinese, and how far it is: (stage, done, total)."""


class Ranked(NamedTuple):
    """Rows by their place in the corpus, best first, each with its score.

    Arrays, since 100,000 questions are five hundred thousand of these.
    """

    places: "array[int]"
    scores: "array[float]"

    @classmethod
    def of(cls, found: Iterable[tuple[int, float]]) -> Self:
        """From places with their scores, best first."""
        pairs = list(found)
        return cls(array("i", (p for p, _ in pairs)), array("d", (s for _, s in pairs)))


System = Callable[[str], Ranked]


class Built(NamedTuple):
    """The systems by name, and the seconds that each one's index took."""

    systems: Mapping[str, System]
    build_seconds: Mapping[str, float]


@contextmanager
def built_systems(
    rows: Sequence[CorpusRow],
    means: tuple[Analyzer, Embedder],
    folder: Path,
    progress: Progress,
) -> Iterator[Built]:
    """Build all indexes in this folder. Ours share one library, so that its time is theirs."""
    # Both dictionaries are loaded first: that is no part of building an index.
    means[1].embed_passages([rows[0].text])
    baseline = JiebaBm25(folder)
    started = perf_counter()
    with built_library(
        folder / "library", rows, means, lambda done, all_: progress("建判读的索引", done, all_)
    ) as library:
        ours = perf_counter() - started
        started = perf_counter()
        baseline.build(
            [search_text(row) for row in rows],
            lambda done, all_: progress("建 bm25s 的索引", done, all_),
        )
        theirs = perf_counter() - started
        systems = {BASELINE: _baseline(baseline), **_ours(library, _profile_of(rows))}
        yield Built(systems, {name: theirs if name == BASELINE else ours for name in systems})


def _baseline(index: JiebaBm25) -> System:
    return lambda question: Ranked.of(index.search(question, DEPTH))


def _ours(library: BenchmarkLibrary, profile: Profile) -> dict[str, System]:
    index = library.index

    def hybrid(question: str) -> list[Scored]:
        lexical = scaled(index.lexical(question, CANDIDATES, EVERYTHING))
        dense = index.dense(question, CANDIDATES, EVERYTHING)
        return score_fusion([Weighted(lexical, 1.0), Weighted(dense, DENSE_WEIGHT)])[:DEPTH]

    def product(question: str) -> list[Scored]:
        asked = Asked(question, profile=profile)
        found = search(asked, index=index, catalog=library.catalog, limit=DEPTH)
        return [Scored(hit.passage.id, hit.score) for hit in found.hits]

    finders: dict[str, Callable[[str], list[Scored]]] = {
        "bm25": lambda question: index.lexical(question, DEPTH, EVERYTHING),
        "dense": lambda question: index.dense(question, DEPTH, EVERYTHING),
        "hybrid": hybrid,
        "hybrid+rerank": product,
    }
    return {name: _by_place(find, library.place_of) for name, find in finders.items()}


def _profile_of(rows: Sequence[CorpusRow]) -> Profile:
    """What most rows are of."""
    provisions = sum(row.is_provision for row in rows)
    return Profile.PROVISIONS if 2 * provisions > len(rows) else Profile.JUDGMENTS


def _by_place(find: Callable[[str], list[Scored]], place_of: Mapping[str, int]) -> System:
    return lambda question: Ranked.of((place_of[hit.id], hit.score) for hit in find(question))
