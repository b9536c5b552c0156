"""The indexes of one library: derived from the catalog, and rebuilt from it at any time.

    indexes/g1/passages     tantivy, a document a passage
    indexes/g1/judgments    tantivy, a document a judgment: finds the case a question is about
    indexes/g1/vectors      Chroma

A rebuild writes a new folder and is swapped in by one note in the catalog. Every write raises
the generation, so that a reader in another process knows that it must look again.
"""

import shutil
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

from corpus.catalog import Catalog, State
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.scope import Scope
from retrieval.analyze import Analyzer
from retrieval.dense import DenseIndex
from retrieval.embed import Embedder
from retrieval.lexical import Document, LexicalIndex, Scored

FOLDER_NOTE = "index_folder"
GENERATION_NOTE = "generation"
FIRST_FOLDER = "g1"
REBUILD_BATCH = 32  # judgments a commit: a few thousand passages


class PassageIndex:
    """Search over the passages of one library, whatever the engines behind it."""

    def __init__(
        self, folder: Path, catalog: Catalog, analyzer: Analyzer, embedder: Embedder
    ) -> None:
        self._folder = folder
        self._catalog = catalog
        self._analyzer = analyzer
        self._embedder = embedder
        self._generation: str | None = None
        self._open()

    # Writing; the caller holds the library's writer lock

    def put(self, batch: Sequence[tuple[Judgment, Sequence[Passage]]]) -> None:
        """Index judgments with their passages, in place of earlier copies; durable on return."""
        passages = [passage for _, those in batch for passage in those]
        if passages:
            self._passages.put(_passage_document(passage) for passage in passages)
            vectors = self._embedder.embed_passages([passage.search_text for passage in passages])
            self._vectors.put([passage.id for passage in passages], vectors)
        self._judgments.put(_judgment_document(judgment, those) for judgment, those in batch)
        self._advance()

    def remove(self, judgment_ids: Sequence[str]) -> None:
        """Drop judgments whose passages the catalog still knows."""
        for judgment_id in judgment_ids:
            self._vectors.remove([p.id for p in self._catalog.passages_of(judgment_id)])
        self._passages.remove(judgment_ids)
        self._judgments.remove(judgment_ids)
        self._advance()

    def rebuild(self, progress: Callable[[int, int], None]) -> None:
        """Make every index anew beside the old ones, then swap. `progress(done, total)`."""
        outgoing = self._catalog.note(FOLDER_NOTE) or FIRST_FOLDER
        fresh = f"g{int(outgoing[1:]) + 1}"
        shutil.rmtree(self._folder / fresh, ignore_errors=True)  # left by an interrupted rebuild
        ids = self._catalog.ids_in(State.SEARCHABLE)
        self.close()
        self._open_folder(fresh)
        done = 0
        for start in range(0, len(ids), REBUILD_BATCH):
            group = ids[start : start + REBUILD_BATCH]
            self.put(
                [(self._catalog.judgment(id_), self._catalog.passages_of(id_)) for id_ in group]
            )
            done += len(group)
            progress(done, len(ids))
        self._catalog.set_note(FOLDER_NOTE, fresh)
        self._advance()
        shutil.rmtree(self._folder / outgoing, ignore_errors=True)

    # Reading

    def refresh(self) -> None:
        """See what another process has written since the last look; cheap when nothing was."""
        if self._catalog.note(GENERATION_NOTE) != self._generation:
            self.close()
            self._open()

    def lexical(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The best passages by BM25."""
        return self._passages.search(question, limit, scope)

    def dense(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The best passages by cosine."""
        among = None if scope.is_everything else self._catalog.passage_ids(scope)
        return self._vectors.search(self._embedder.embed_query(question), limit, among)

    def judgments(self, question: str, limit: int, scope: Scope) -> list[Scored]:
        """The judgments whose whole text fits best by BM25; the scope's voices do not count."""
        return self._judgments.search(question, limit, Scope(scope.judgment_ids))

    def rarity(self, term: str) -> float:
        """How telling a word is: its inverse document frequency over whole judgments, above 0."""
        judgments, holding = self._judgments.count(), self._judgments.frequency(term)
        return log(1 + (judgments - holding + 0.5) / (holding + 0.5))

    def counts(self) -> dict[str, int]:
        """How many units each index holds."""
        return {
            "passages": self._passages.count(),
            "judgments": self._judgments.count(),
            "vectors": self._vectors.count(),
        }

    def close(self) -> None:
        """Let go of the files."""
        self._vectors.close()

    @property
    def generation(self) -> str:
        """Changes with every write; the same generation gives the same results."""
        return self._generation or "0"

    def _open(self) -> None:
        self._open_folder(self._catalog.note(FOLDER_NOTE) or FIRST_FOLDER)
        self._generation = self._catalog.note(GENERATION_NOTE)

    def _open_folder(self, name: str) -> None:
        root = self._folder / name
        self._passages = LexicalIndex(root / "passages", self._analyzer)
        self._judgments = LexicalIndex(root / "judgments", self._analyzer)
        self._vectors = DenseIndex(root / "vectors")

    def _advance(self) -> None:
        self._generation = str(int(self._catalog.note(GENERATION_NOTE) or "0") + 1)
        self._catalog.set_note(GENERATION_NOTE, self._generation)


def _passage_document(passage: Passage) -> Document:
    return Document(passage.id, passage.judgment_id, passage.voice, passage.search_text)


def _judgment_document(judgment: Judgment, passages: Sequence[Passage]) -> Document:
    text = "\n".join(passage.search_text for passage in passages) or judgment.title
    return Document(judgment.id, judgment.id, None, text)
