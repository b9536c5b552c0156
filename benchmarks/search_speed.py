"""How fast the indexes are built, searched and changed, beside LangChain's usual hybrid.

    python benchmarks/search_speed.py [shared/data] [--passages 100000] [--only search,memory]
                                      [--library DIR]

Builds a library of real passages (articles of national and local law, cut at 200 characters; a
law is a work) with the embedded model, then measures part by part. `--library` keeps the library
there and uses it again, so that a part can be run alone. The baseline needs packages of its own:

    pip install -c constraints.txt langchain-classic langchain-community langchain-chroma rank_bm25
"""
# ruff: noqa: T201 - a command's output

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from analysis.shelf import LibraryShelf
from corpus.catalog import Catalog
from corpus.library import Library
from corpus.scope import EVERYTHING
from evals.benchmark_library import built_library, search_text
from evals.benchmark_set import CorpusRow
from ingest.load.outcome import Arrival
from ingest.read import RawDocument, read_judgment
from ingest.split import LONGEST, passages_of
from retrieval.analyze import Analyzer
from retrieval.embed import EmbeddedModel
from retrieval.index import PassageIndex
from retrieval.search import search

DATA = Path(__file__).parents[1].parent / "shared" / "data"
PARTS = ("build", "search", "memory", "update", "recall", "baseline")
QUERIES = 500  # half from legaldc, half from lecoqa
BASELINE_QUERIES = 50  # each takes a large part of a second
LIMIT = 10
BATCH = 5000  # Chroma takes 5,461 at once
SAME = 1e-5  # cosines closer than this are one: many articles have the same words
GOALS = {
    "build": "≥ 800 passages/s",
    "search": "p50 ≤ 15 ms, p95 ≤ 40 ms",
    "memory": "≤ 500 MB",
    "update": "each ≤ 1 s",
    "recall": "≥ 0.99",
    "baseline": "≥ 20 times as long",
}


class Opened(NamedTuple):
    """A library, opened for searching."""

    index: PassageIndex
    catalog: Catalog
    embedder: EmbeddedModel


def passages(data: Path, most: int) -> Iterator[CorpusRow]:
    """Articles in file order, cut; the national ones first."""
    cut = (
        CorpusRow(f"{row['id']}/{start}", part, row["meta"]["law"], row["meta"]["law"], number)
        for name in ("statutes", "local-regulations")
        for number, row in enumerate(json_lines(data / name / "corpus.jsonl"))
        for start in range(0, len(row["text"]), LONGEST)
        if (part := row["text"][start : start + LONGEST]).strip()
    )
    return islice(cut, most)


def questions(data: Path, count: int) -> list[str]:
    """Questions in file order, half from each set."""
    return [
        row["text"]
        for name in ("legaldc", "lecoqa-train")
        for row in islice(json_lines(data / name / "queries.jsonl"), count // 2)
    ]


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a .jsonl file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@contextmanager
def opened(folder: Path) -> Iterator[Opened]:
    """The library in this folder, closed at the end."""
    library, analyzer = Library(folder), Analyzer()
    embedder = EmbeddedModel(analyzer)
    index = PassageIndex(library.index_folder, library.catalog, analyzer, embedder)
    try:
        yield Opened(index, library.catalog, embedder)
    finally:
        index.close()
        library.close()


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile in milliseconds."""
    p50, p95 = np.percentile(np.array(seconds) * 1000, [50, 95])
    return float(p50), float(p95)


def told(part: str, words: str) -> None:
    """Print one figure with its goal."""
    print(f"{part}: {words} (goal {GOALS[part]})", flush=True)


def build(folder: Path, rows: Sequence[CorpusRow]) -> float:
    """Build the library; give the seconds."""
    analyzer = Analyzer()
    analyzer.words("预热")  # loads the dictionary, once a process
    started = time.perf_counter()
    with built_library(folder, rows, (analyzer, EmbeddedModel(analyzer)), progress):
        return time.perf_counter() - started


def progress(done: int, total: int) -> None:
    """Overwrite one line on standard error."""
    print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def searched(folder: Path, data: Path) -> dict[str, float]:
    """Search in this process, and look at its memory: meant for a process that did not build."""
    asked = questions(data, QUERIES)
    with opened(folder) as at:
        search(asked[0], index=at.index, catalog=at.catalog, limit=LIMIT)  # loads what is lazy
        seconds = []
        for question in asked:
            started = time.perf_counter()
            search(question, index=at.index, catalog=at.catalog, limit=LIMIT)
            seconds.append(time.perf_counter() - started)
        p50, p95 = percentiles(seconds)
        status = Path("/proc/self/status").read_text()
    lines = dict(line.split(":", 1) for line in status.splitlines())
    megabytes = {key: int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM")}
    return {"p50": p50, "p95": p95, "now": megabytes["VmRSS"], "most": megabytes["VmHWM"]}


def searched_apart(folder: Path, data: Path) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, str(data), "--worker", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def update(folder: Path, data: Path) -> dict[str, float]:
    """Seconds to add one judgment of usual length, to replace it, and to delete it."""
    text = next(row["text"] for row in json_lines(data / "civil-judgments" / "loan.jsonl"))
    took = {}
    with opened(folder) as at:
        search("预热", index=at.index, catalog=at.catalog)
        shelf = LibraryShelf(at.catalog, at.index)
        for step, words in (("add", text), ("replace", f"{text}\n本判决书共三页。")):
            judgment = read_judgment(RawDocument(words, "speed.txt"))
            arrival = Arrival(judgment, passages_of(judgment), "speed.txt", "speed.txt")
            started = time.perf_counter()
            shelf.put([arrival])
            took[step] = time.perf_counter() - started
        started = time.perf_counter()
        at.index.remove([judgment.id])
        at.catalog.forget([judgment.id])
        took["delete"] = time.perf_counter() - started
    return took


def recall(folder: Path, rows: Sequence[CorpusRow], data: Path) -> float:
    """The share of Chroma's nearest passages that are among the nearest by brute force."""
    with opened(folder) as at:
        vectors = at.embedder.embed_passages([search_text(row) for row in rows])
        shares = []
        for question in questions(data, QUERIES):
            vector = at.embedder.embed_query(question)
            if not vector.any():
                continue
            tenth = np.sort(np.partition(vectors @ vector, -LIMIT)[-LIMIT:])[0]
            found = at.index.dense(question, LIMIT, EVERYTHING)
            shares.append(sum(hit.score >= tenth - SAME for hit in found) / LIMIT)
    return float(np.mean(shares))


def baseline(folder: Path, rows: Sequence[CorpusRow], data: Path) -> tuple[float, float]:
    """LangChain's EnsembleRetriever over BM25Retriever and Chroma, with jieba and our vectors."""
    try:
        import jieba
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_core.embeddings import Embeddings
    except ImportError as error:
        raise SystemExit(f"the baseline needs packages of its own ({error}):\n{__doc__}") from error

    class Ours(Embeddings):
        model = EmbeddedModel(Analyzer())

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return self.model.embed_passages(texts).tolist()

        def embed_query(self, text: str) -> list[float]:
            return self.model.embed_query(text).tolist()

    texts = [search_text(row) for row in rows]
    lexical = BM25Retriever.from_texts(texts, preprocess_func=jieba.lcut, k=LIMIT)
    store = Chroma(
        "passages",
        Ours(),
        persist_directory=str(folder),
        collection_metadata={"hnsw:space": "cosine"},
    )
    for start in range(0, len(texts), BATCH):
        store.add_texts(texts[start : start + BATCH])
        progress(min(start + BATCH, len(texts)), len(texts))
    dense = store.as_retriever(search_kwargs={"k": LIMIT})
    ensemble = EnsembleRetriever(retrievers=[lexical, dense], weights=[0.5, 0.5])
    asked = questions(data, BASELINE_QUERIES)
    ensemble.invoke(asked[0])
    seconds = []
    for question in asked:
        started = time.perf_counter()
        ensemble.invoke(question)
        seconds.append(time.perf_counter() - started)
    return percentiles(seconds)


def measure(parts: Sequence[str], folder: Path, data: Path, most: int) -> None:
    """Run the parts asked for; what they need is built first."""
    rows = list(passages(data, most))
    library = folder / f"library-{len(rows)}"
    if "build" in parts or not library.exists():
        for left in (library, unfinished := folder / "unfinished"):
            shutil.rmtree(left, ignore_errors=True)
        seconds = build(unfinished, rows)
        unfinished.replace(library)
        works = len({row.work for row in rows})
        told("build", f"{len(rows) / seconds:.0f} passages/s, {len(rows)} of {works} works")
    found: dict[str, float] = {}
    if {"search", "memory", "baseline"} & set(parts):
        found = searched_apart(library, data)
    if "search" in parts:
        told("search", f"p50 {found['p50']:.1f} ms, p95 {found['p95']:.1f} ms, {QUERIES} queries")
    if "memory" in parts:
        told("memory", f"{found['now']:.0f} MB after the queries, {found['most']:.0f} MB at most")
    if "update" in parts:
        took = update(library, data)
        told("update", ", ".join(f"{step} {seconds:.2f} s" for step, seconds in took.items()))
    if "recall" in parts:
        told("recall", f"{recall(library, rows, data):.4f} of the nearest {LIMIT}")
    if "baseline" in parts:
        with TemporaryDirectory() as scratch:
            p50, p95 = baseline(Path(scratch), rows, data)
        ratio = p50 / found["p50"]
        told("baseline", f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, {ratio:.1f} times as long as ours")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, set apart by commas")
    parser.add_argument("--library", type=Path, help="keep the library here, and use it again")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        print(json.dumps(searched(given.worker, given.data)))
        return
    parts = given.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if given.library:
        given.library.mkdir(parents=True, exist_ok=True)
    with nullcontext(given.library) if given.library else TemporaryDirectory() as folder:
        measure(parts, Path(folder), given.data, given.passages)


if __name__ == "__main__":
    main()
