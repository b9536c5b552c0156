"""A throw-away library over the rows of a benchmark set, made of the product's own parts.

A row becomes one passage, whole. Rows of one judgment or law become one judgment, in the order
of the document; a row that belongs to none is a judgment of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.catalog import Catalog, Source
from corpus.judgment import Header, Judgment, judgment_id_of
from corpus.library import Library
from corpus.passage import Passage, Sentence, Span
from corpus.voice import Voice
from evals.benchmark_set import CorpusRow
from ingest.split import folded
from retrieval.analyze import Analyzer
from retrieval.embed import Embedder
from retrieval.index import PassageIndex

BATCH = 2048
"""Passages a commit: many, since Chroma is slow in small ones; few enough to show progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """One judgment with its passages, and the place of each passage's row in the corpus."""

    judgment: Judgment
    passages: tuple[Passage, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkLibrary:
    """What the systems search; `place_of` gives a passage's row by its place in the corpus."""

    index: PassageIndex
    catalog: Catalog
    place_of: dict[str, int]


@contextmanager
def built_library(
    folder: Path,
    rows: Sequence[CorpusRow],
    means: tuple[Analyzer, Embedder],
    progress: Callable[[int, int], None],
) -> Iterator[BenchmarkLibrary]:
    """Index the rows in a library in this folder; closed, not deleted, at the end.

    `progress(done, total)` counts the rows that can be searched.
    """
    library = Library(folder)
    index = PassageIndex(library.index_folder, library.catalog, *means)
    place_of: dict[str, int] = {}
    try:
        for batch in _batches(works_of(rows)):
            read = [(work.judgment, work.passages) for work in batch]
            library.catalog.add_pending(read)
            index.put(read)
            library.catalog.publish((j.id, Source(j.id, j.title or j.id)) for j, _ in read)
            for work in batch:
                ids = (passage.id for passage in work.passages)
                place_of.update(zip(ids, work.places, strict=True))
            progress(len(place_of), len(rows))
        yield BenchmarkLibrary(index, library.catalog, place_of)
    finally:
        index.close()
        library.close()


def works_of(rows: Sequence[CorpusRow]) -> Iterator[Work]:
    """The works, by their first row; their rows by `place`, ties in file order."""
    groups: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        key = ("work", row.work) if row.work is not None else ("row", row.id)
        groups.setdefault(key, []).append(place)
    for (kind, name), places in groups.items():
        places.sort(key=lambda place: rows[place].place)
        yield _work(f"{kind} {name}", [rows[place] for place in places], tuple(places))


def search_text(row: CorpusRow) -> str:
    """What is indexed for a row, as ingest writes it for a passage."""
    return f"{row.title} {folded(row.text)}" if row.title else folded(row.text)


def _work(name: str, rows: Sequence[CorpusRow], places: tuple[int, ...]) -> Work:
    text = "\n".join(row.text for row in rows)
    id_ = judgment_id_of(f"{name}\n{text}")  # the name too: two rows may hold the same text
    passages, sentences, start = [], [], 0
    for number, row in enumerate(rows):
        span = Span(start, start + len(row.text))
        words = search_text(row)
        passages.append(Passage(f"{id_}#{number:04d}", id_, span, Voice.OTHER, row.text, words))
        start = min(span.end + 1, len(text))  # the line end belongs to the sentence before it
        sentences.append(Sentence(Span(span.start, start), Voice.OTHER))
    judgment = Judgment(id_, rows[0].title, text, Header(), tuple(sentences))
    return Work(judgment, tuple(passages), places)


def _batches(works: Iterable[Work]) -> Iterator[list[Work]]:
    """The works in order, in groups of BATCH passages or one work more."""
    batch: list[Work] = []
    waiting = 0
    for work in works:
        batch.append(work)
        waiting += len(work.passages)
        if waiting >= BATCH:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch
