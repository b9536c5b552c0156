"""A small BM25 in memory, to find hard negatives and to measure against; not for libraries.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with
Lucene's inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


class Bm25:
    """Scores every document for a query. A term that a query repeats counts each time."""

    def __init__(self, documents: Iterable[Sequence[str]], k1: float, b: float) -> None:
        from scipy import sparse

        self._terms: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        times: list[int] = []
        lengths: list[int] = []
        for number, terms in enumerate(documents):
            lengths.append(len(terms))
            for term, count in Counter(terms).items():
                rows.append(self._terms.setdefault(term, len(self._terms)))
                columns.append(number)
                times.append(count)
        length = np.array(lengths, dtype=np.float32)
        frequency = np.array(times, dtype=np.float32)
        row, column = np.array(rows), np.array(columns)
        containing = np.bincount(row, minlength=len(self._terms))
        idf = np.log(1 + (len(lengths) - containing + 0.5) / (containing + 0.5))
        norm = k1 * (1 - b + b * length / max(length.mean(), 1))
        weights = idf[row] * frequency * (k1 + 1) / (frequency + norm[column])
        self._matrix = sparse.csr_matrix(
            (weights.astype(np.float32), (row, column)), (len(self._terms), len(lengths))
        )
        self._size = len(lengths)

    def scores(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """One score a document, 0 where no term is shared."""
        total = np.zeros(self._size, dtype=np.float32)
        for term, times in Counter(terms).items():
            row = self._terms.get(term)
            if row is not None:
                start, end = self._matrix.indptr[row], self._matrix.indptr[row + 1]
                total[self._matrix.indices[start:end]] += times * self._matrix.data[start:end]
        return total
