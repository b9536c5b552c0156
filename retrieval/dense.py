"""Dense search: nearest vectors by cosine, in an embedded Chroma.

The only module that knows Chroma. We bring our own vectors; Chroma embeds nothing, phones
nobody and is never asked to filter by metadata (that is slow): scopes come as ids, or as
`Members` where they may be broad.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryError
from retrieval.lexical import Scored

COLLECTION = "passages"
INDEX_SETTINGS: Any = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
}

OVER_FETCH = (4, 16)
"""How many times the limit is fetched, in turn, before every id of a broad scope is listed.
4 serves a scope of a quarter of the passages, 16 one of a sixteenth."""


class Members(Protocol):
    """The ids that a search may find."""

    @property
    def few(self) -> bool:
        """Whether they are soon listed."""
        ...

    def every(self) -> Sequence[str]:
        """All of them; of a broad scope, hundreds of thousands."""
        ...

    def of(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these ids that are members."""
        ...


class DenseIndex:
    """Vectors in one folder, made if it is not there. Their dimension is fixed by the first put.

    A client does not see what another process writes: close it and open another. Raises
    LibraryError where Chroma fails.
    """

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._folder = folder
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._client: Any = chromadb.PersistentClient(
                path=str(folder), settings=Settings(anonymized_telemetry=False)
            )
            self._collection: Any = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=INDEX_SETTINGS
            )
        self._held: int | None = None  # Chroma takes 1 ms to count; only we write while open

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add vectors of shape (len(ids), dimension), in place of earlier ones; durable on return.

        A vector of nothing but zeros (a text without a known word) has no direction: left out.
        """
        known = [row for row in range(len(ids)) if vectors[row].any()]
        if not known:
            return
        self._held = None
        batch = self._client.get_max_batch_size()
        with self._translated():
            for start in range(0, len(known), batch):
                rows = known[start : start + batch]
                self._collection.upsert(ids=[ids[row] for row in rows], embeddings=vectors[rows])

    def remove(self, ids: Sequence[str]) -> None:
        """Drop these vectors; unknown ids are no error."""
        self._held = None
        batch = self._client.get_max_batch_size()
        with self._translated():
            for start in range(0, len(ids), batch):
                self._collection.delete(ids=list(ids[start : start + batch]))

    def close(self) -> None:
        """Let go of the folder, so that it can be deleted or opened afresh."""
        self._client.close()

    def count(self) -> int:
        """How many vectors are in the index."""
        if self._held is None:
            with self._translated():
                self._held = int(self._collection.count())
        return self._held

    def holds(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids that have a vector here."""
        found: set[str] = set()
        batch = self._client.get_max_batch_size()
        with self._translated():
            for start in range(0, len(ids), batch):
                part = list(ids[start : start + batch])
                found.update(self._collection.get(ids=part, include=[])["ids"])
        return found

    def search(
        self, vector: NDArray[np.float32], limit: int, among: Sequence[str] | None = None
    ) -> list[Scored]:
        """The nearest passages by cosine, highest first, ties by id.

        `among` limits the search to these ids, those without a vector left out; None means all.
        Empty for a zero vector.
        """
        if not vector.any() or (among is not None and not among) or self.count() == 0:
            return []
        with self._translated():
            found = self._nearest(vector, limit, among)
        scored = [
            Scored(id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(scored, key=lambda hit: (-hit.score, hit.id))

    def search_within(
        self, vector: NDArray[np.float32], limit: int, members: Members
    ) -> list[Scored]:
        """The nearest members by cosine, highest first, ties by id; as many as there are.

        Of a broad scope the nearest passages are fetched and those outside are left out: to list
        400,000 ids takes seconds, to look up 800 takes 0.04. They are listed where so few of the
        nearest lie inside that a deeper look would not bring enough.
        """
        if not members.few:
            for deeper in OVER_FETCH:
                found = self.search(vector, limit * deeper)
                inside = members.of([hit.id for hit in found])
                kept = [hit for hit in found if hit.id in inside]
                if len(kept) >= limit or len(found) < limit * deeper:  # or there is no more
                    return kept[:limit]
                if len(kept) * OVER_FETCH[-1] < limit * deeper:
                    break
        return self.search(vector, limit, members.every())

    def _nearest(
        self, vector: NDArray[np.float32], limit: int, among: Sequence[str] | None
    ) -> dict[str, Any]:
        from chromadb.errors import InternalError

        query = partial(self._collection.query, query_embeddings=[vector], include=["distances"])
        if among is None:
            return dict(query(n_results=min(limit, self.count())))
        try:
            return dict(query(n_results=min(limit, len(among)), ids=list(among)))
        except InternalError:  # "Error finding id": Chroma takes no id that it does not hold
            there = sorted(self.holds(among))
            if len(there) == len(set(among)):
                raise
        if not there:
            return {"ids": [[]], "distances": [[]]}
        return dict(query(n_results=min(limit, len(there)), ids=there))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Chroma's own and its Rust core's share no base class
            raise LibraryError(
                f"向量索引 {self._folder} 损坏或写不进去（{str(error)[:200]}）。请检查磁盘空间，"
                "再运行 pandu ingest --rebuild 重建索引；文书本身没有丢失。"
            ) from error
