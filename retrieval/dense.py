"""Dense search: nearest vectors by cosine, in an embedded Chroma.

The only module that knows Chroma. We bring our own vectors; Chroma embeds nothing, phones
nobody and is never asked to filter by metadata (that is slow): scopes come as ids.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.lexical import Scored

COLLECTION = "passages"
INDEX_SETTINGS = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
}


class DenseIndex:
    """Vectors in one folder, made if it is not there. `dimension` is fixed by the first put."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._client: Any = None
        self._open()

    def put(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Add vectors of shape (len(ids), dimension), in place of earlier ones; durable on return.

        A vector of nothing but zeros (a text without a known word) has no direction: left out.
        """
        known = [row for row in range(len(ids)) if vectors[row].any()]
        if not known:
            return
        batch = self._client.get_max_batch_size()
        for start in range(0, len(known), batch):
            rows = known[start : start + batch]
            self._collection.upsert(ids=[ids[row] for row in rows], embeddings=vectors[rows])

    def remove(self, ids: Sequence[str]) -> None:
        """Drop these vectors; unknown ids are no error."""
        batch = self._client.get_max_batch_size()
        for start in range(0, len(ids), batch):
            self._collection.delete(ids=list(ids[start : start + batch]))

    def refresh(self) -> None:
        """See what another process has written since: a Chroma client never does by itself."""
        self.close()
        self._open()

    def close(self) -> None:
        """Let go of the folder, so that it can be deleted or opened afresh."""
        self._client.close()

    def count(self) -> int:
        """How many vectors are in the index."""
        return int(self._collection.count())

    def search(
        self, vector: NDArray[np.float32], limit: int, among: Sequence[str] | None = None
    ) -> list[Scored]:
        """The nearest passages by cosine, highest first, ties by id.

        `among` limits the search to these ids; None means all. Empty for a zero vector.
        """
        if not vector.any() or (among is not None and not among) or self.count() == 0:
            return []
        found = self._collection.query(
            query_embeddings=[vector],
            n_results=min(limit, len(among) if among is not None else self.count()),
            ids=list(among) if among is not None else None,
            include=["distances"],
        )
        scored = [
            Scored(id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(scored, key=lambda hit: (-hit.score, hit.id))

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client = chromadb.PersistentClient(
            path=str(self._folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration=INDEX_SETTINGS
        )
