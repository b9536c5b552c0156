"""The indexes of one library: derived from the catalog, and rebuilt from it at any time.

    indexes/g1/passages     tantivy, a document a passage
    indexes/g1/judgments    tantivy, a document a judgment: finds the case a question is about
    indexes/g1/vectors      Chroma

A rebuild writes a new folder and is swapped in by one note in the catalog. Every write raises
the generation, so that a reader in another process knows that it must look again.
"""

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Self

from corpus.catalog import Catalog, State
from corpus.errors import LibraryMismatch
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.scope import EVERYTHING, Scope
from retrieval.analyze import Analyzer
from retrieval.dense import DenseIndex
from retrieval.embed import Embedder
from retrieval.lexical import Document, LexicalIndex, QuestionTerms, Scored

FOLDER_NOTE = "index_folder"
VECTORS_NOTE = "vectors_of_"
"""With a folder's name: the fingerprint of the model that a rebuild made its vectors with."""

GENERATION_NOTE = "generation"
FIRST_FOLDER = "g1"
REBUILD_BATCH = 32  # judgments a commit: a few thousand passages
PROBES = 16  # vectors looked up one by one where some are missing

Batch = Sequence[tuple[Judgment, Sequence[Passage]]]


@dataclass(frozen=True, slots=True)
class _Engines:
    """The engines over one folder."""

    passages: LexicalIndex
    judgments: LexicalIndex
    vectors: DenseIndex

    @classmethod
    def open(cls, folder: Path, analyzer: Analyzer) -> Self:
        return cls(
            LexicalIndex(folder / "passages", analyzer),
            LexicalIndex(folder / "judgments", analyzer),
            DenseIndex(folder / "vectors"),
        )


class PassageIndex:
    """Search over the passages of one library, whatever the engines behind it.

    Opened at first use, so that a damaged index can still be rebuilt. Safe to share between
    threads. Raises LibraryError where an engine fails.
    """

    def __init__(
        self, folder: Path, catalog: Catalog, analyzer: Analyzer, embedder: Embedder
    ) -> None:
        self._folder = folder
        self._catalog = catalog
        self._analyzer = analyzer
        self._embedder = embedder
        self._generation: str | None = None
        self._open: _Engines | None = None
        self._lock = threading.RLock()  # nobody searches what another thread just closed

    # Writing; the caller holds the library's writer lock and closed the index after taking it

    def put(self, batch: Batch) -> None:
        """Index judgments with their passages, in place of earlier copies; durable on return."""
        with self._lock:
            engines = self._engines()
        self._write(engines, batch)  # for seconds; others may search meanwhile
        with self._lock:
            self._advance()

    def remove(self, judgment_ids: Sequence[str]) -> None:
        """Drop judgments whose passages the catalog still knows."""
        with self._lock:
            engines = self._engines()
            for judgment_id in judgment_ids:
                engines.vectors.remove([p.id for p in self._catalog.passages_of(judgment_id)])
            engines.passages.remove(judgment_ids)
            engines.judgments.remove(judgment_ids)
            self._advance()

    def announce(self) -> None:
        """Tell readers to look again: the catalog has changed where the indexes have not."""
        with self._lock:
            self._engines()
            self._advance()

    def rebuild(self, progress: Callable[[int, int], None]) -> None:
        """Make every index anew beside the old ones, then swap. `progress(done, total)`.

        The old ones are not opened, and serve until the swap.
        """
        outgoing = self._catalog.note(FOLDER_NOTE) or FIRST_FOLDER
        fresh = f"g{int(outgoing[1:]) + 1}"
        shutil.rmtree(self._folder / fresh, ignore_errors=True)  # left by an interrupted rebuild
        ids = self._catalog.ids_in(State.SEARCHABLE)
        engines = _Engines.open(self._folder / fresh, self._analyzer)
        try:
            for start in range(0, len(ids), REBUILD_BATCH):
                group = ids[start : start + REBUILD_BATCH]
                self._write(
                    engines,
                    [
                        (self._catalog.judgment(id_), self._catalog.passages_of(id_))
                        for id_ in group
                    ],
                )
                progress(start + len(group), len(ids))
        finally:
            engines.vectors.close()
        with self._lock:
            self.close()
            self._catalog.set_note(VECTORS_NOTE + fresh, self._embedder.fingerprint)
            self._catalog.set_note(FOLDER_NOTE, fresh)
            self._advance()
        for folder in self._folder.glob("g*"):
            if folder.name != fresh:
                shutil.rmtree(folder, ignore_errors=True)

    # Reading

    def refresh(self) -> bool:
        """See what another process has written since the last look; whether anything was."""
        with self._lock:
            stale = self._catalog.note(GENERATION_NOTE) != self._generation
            if stale:
                self.close()
                self._engines()
            return stale

    def lexical(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The best passages by BM25."""
        with self._lock:
            return self._engines().passages.search(question, limit, scope)

    def dense(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The best passages by cosine."""
        if scope.is_nothing:
            return []
        vector = self._embedder.embed_query(question)
        with self._lock:
            vectors = self._engines().vectors
            if scope.is_everything:
                return vectors.search(vector, limit)
            return vectors.search_within(vector, limit, self._catalog.scopes.members(scope))

    def judgments(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The judgments whose whole text fits best by BM25; the scope's voices do not count."""
        with self._lock:
            return self._engines().judgments.search(question, limit, Scope(scope.judgment_ids))

    def holding(self, forms: Sequence[str], limit: int, scope: Scope) -> list[Scored]:
        """Passages with every character pair of one of these folded strings."""
        with self._lock:
            return self._engines().passages.holding(forms, limit, scope)

    def question_terms(self, text: str) -> QuestionTerms:
        """What passages are looked for by, and how many hold each term."""
        with self._lock:
            return self._engines().passages.question_terms(text)

    def words(self, text: str) -> list[str]:
        """A text's words, as the indexes know them."""
        return self._analyzer.words(text)

    def rarity(self, term: str) -> float:
        """How telling a word is: its inverse document frequency over whole judgments, above 0."""
        with self._lock:
            whole = self._engines().judgments
            judgments, holding = whole.count(), whole.frequency(term)
        return log(1 + (judgments - holding + 0.5) / (holding + 0.5))

    def counts(self) -> dict[str, int]:
        """How many units each index holds."""
        with self._lock:
            engines = self._engines()
            return {
                "passages": engines.passages.count(),
                "judgments": engines.judgments.count(),
                "vectors": engines.vectors.count(),
            }

    def lacks(self) -> list[str]:
        """What the catalog shows and an index does not hold, in words; empty if all is there.

        An index may hold more: what is on its way in or out.
        """
        held, size = self.counts(), self._catalog.size()
        found = [
            f"{name}应有 {due} {unit}，只有 {held[key]} {unit}"
            for key, name, due, unit in (
                ("passages", "段落索引", size.passages, "段"),
                ("judgments", "文书索引", size.judgments, "份"),
            )
            if held[key] < due
        ]
        if held["vectors"] < size.passages and self._lost_vectors():
            found.append(f"向量索引应有约 {size.passages} 段，只有 {held['vectors']} 段")
        return found

    def close(self) -> None:
        """Let go of the files; the next use opens them afresh."""
        with self._lock:
            if self._open is not None:
                self._open.vectors.close()
                self._open = None

    @property
    def generation(self) -> str:
        """Changes with every write; the same generation gives the same results."""
        return self._generation or "0"

    def _engines(self) -> _Engines:
        if self._open is None:
            # The generation first: a write that falls between is then seen at the next refresh.
            generation = self._catalog.note(GENERATION_NOTE)
            name = self._catalog.note(FOLDER_NOTE) or FIRST_FOLDER
            self._check_vectors(name)
            self._generation = generation
            self._open = _Engines.open(self._folder / name, self._analyzer)
        return self._open

    def _check_vectors(self, name: str) -> None:
        """Raise LibraryMismatch where another model made the vectors after this library was opened.

        Its numbers mean nothing beside ours: a search would find anything, and a write spoil it.
        """
        made_with = self._catalog.note(VECTORS_NOTE + name)
        if made_with not in (None, self._embedder.fingerprint):
            raise LibraryMismatch(
                "文库的索引刚用另一个向量模型重建过，这里打开的还是旧的。"
                "请重新运行命令，或重新启动 pandu chat，按现在的设置打开。"
            )

    def _write(self, engines: _Engines, batch: Batch) -> None:
        passages = [passage for _, those in batch for passage in those]
        if passages:
            engines.passages.put(_passage_document(passage) for passage in passages)
            vectors = self._embedder.embed_passages([passage.search_text for passage in passages])
            engines.vectors.put([passage.id for passage in passages], vectors)
        engines.judgments.put(_judgment_document(judgment, those) for judgment, those in batch)

    def _lost_vectors(self) -> bool:
        """Whether one of a few passages, evenly spread, has lost its vector.

        Fewer vectors than passages are no fault by themselves: a text without a known word has
        none.
        """
        ids = self._catalog.passage_ids(EVERYTHING)
        probes = ids[:: max(1, len(ids) // PROBES)]
        with self._lock:
            missing = set(probes) - self._engines().vectors.holds(probes)
        texts = [
            passage.search_text for passage in self._catalog.passages(sorted(missing)).values()
        ]
        return bool(texts) and bool(self._embedder.embed_passages(texts).any())

    def _advance(self) -> None:
        self._generation = str(int(self._catalog.note(GENERATION_NOTE) or "0") + 1)
        self._catalog.set_note(GENERATION_NOTE, self._generation)


def _passage_document(passage: Passage) -> Document:
    return Document(passage.id, passage.judgment_id, passage.voice, passage.search_text)


def _judgment_document(judgment: Judgment, passages: Sequence[Passage]) -> Document:
    text = "\n".join(passage.search_text for passage in passages) or judgment.title
    return Document(judgment.id, judgment.id, None, text)
