"""How often search finds the evidence inside a known document, beside BM25 alone.

    python benchmarks/known_document.py [shared/data]

The questions of cjrc-dev that name evidence, each searched in its own document, as `pandu search
--in` does; hit@1 and hit@3. BM25 alone is our index of passages with tantivy's k1 and b.
"""
# ruff: noqa: T201 - a command's output

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.scope import Scope
from evals.benchmark_library import BenchmarkLibrary, built_library
from evals.benchmark_set import BenchmarkSet, load_benchmark_set
from retrieval.analyze import Analyzer
from retrieval.embed import EmbeddedModel
from retrieval.search import search

DATA = Path(__file__).parents[1].parent / "shared" / "data"
DEEPEST = 3


def main() -> None:
    """Print a line a way."""
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else DATA) / "cjrc-dev"
    given = load_benchmark_set(folder)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    document = {row["id"]: row["meta"]["doc"] for row in map(json.loads, lines)}
    analyzer = Analyzer()
    with (
        TemporaryDirectory() as place,
        built_library(
            Path(place), given.rows, (analyzer, EmbeddedModel(analyzer)), lambda done, all_: None
        ) as library,
    ):
        works = {given.rows[row].work: id_.split("#")[0] for id_, row in library.place_of.items()}
        scopes = {q.id: Scope((works[document[q.id]],)) for q in given.queries}

        def found(text: str, scope: Scope) -> list[str]:
            result = search(
                text, index=library.index, catalog=library.catalog, limit=DEEPEST, scope=scope
            )
            return [hit.passage.id for hit in result.hits]

        def bm25(text: str, scope: Scope) -> list[str]:
            return [hit.id for hit in library.index.lexical(text, DEEPEST, scope)]

        ways: tuple[tuple[str, Callable[[str, Scope], list[str]]], ...] = (
            ("BM25", bm25),
            ("search", found),
        )
        for name, way in ways:
            hits = [
                [row_of(library, given, id_) in q.grades for id_ in way(q.text, scopes[q.id])]
                for q in given.queries
            ]
            print(f"{name}: {len(hits)} questions, hit@1 {share(h[:1] for h in hits):.3f}, "
                  f"hit@3 {share(hits):.3f}")  # fmt: skip


def row_of(library: BenchmarkLibrary, given: BenchmarkSet, passage_id: str) -> str:
    """The corpus row that a passage is."""
    return given.rows[library.place_of[passage_id]].id


def share(found: Iterable[list[bool]]) -> float:
    """How many of the lists hold a hit."""
    tried = [any(hits) for hits in found]
    return sum(tried) / len(tried)


if __name__ == "__main__":
    main()
