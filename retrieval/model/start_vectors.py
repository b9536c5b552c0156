"""Start vectors: which tokens keep company with which, in few dimensions.

Positive pointwise mutual information within a window, with the context counts smoothed, after
Levy, Goldberg and Dagan, "Improving Distributional Similarity with Lessons Learned from Word
Embeddings", TACL 3 (2015); its singular vectors by the randomised method of Halko, Martinsson
and Tropp, SIAM Review 53 (2011), algorithm 4.4; rows weighted by smooth inverse frequency, after
Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.model.vocabulary import EncodedText

WINDOW = 5
CONTEXT_POWER = 0.75
RARITY = 1e-3
"""A token as frequent as this weighs half as much as a rare one."""
_OVERSAMPLED = 24
_PASSES = 4


def start_vectors(text: EncodedText, dimension: int, seed: int) -> NDArray[np.float32]:
    """A row a token, of length 1 for rare tokens and less for frequent ones; zeros for a token
    that never has company.
    """
    vectors = _singular(_associations(text), dimension, seed)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    share = text.counts / text.counts.sum()
    weighted: NDArray[np.float32] = (vectors * (RARITY / (RARITY + share))[:, None]).astype(
        np.float32
    )
    return weighted


def _associations(text: EncodedText) -> Any:  # noqa: ANN401 - a scipy matrix; scipy is optional
    from scipy import sparse

    size = len(text.tokens)
    gap = np.full(WINDOW, -1, dtype=np.int32)  # no window reaches into the next paragraph
    pieces = [
        piece for p in text.paragraphs for piece in (p.heading, *p.sentences, gap) if len(piece)
    ]
    stream = np.concatenate(pieces).astype(np.int64)
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, WINDOW + 1):
        left, right = stream[:-distance], stream[distance:]
        both = (left >= 0) & (right >= 0)
        keys, times = np.unique(left[both] * size + right[both], return_counts=True)
        weights = (times / distance).astype(np.float32)
        counts = counts + sparse.csr_matrix((weights, (keys // size, keys % size)), (size, size))
    counts = counts + counts.T
    row = np.asarray(counts.sum(axis=1)).ravel()
    context = row**CONTEXT_POWER
    context /= context.sum()
    pairs = counts.tocoo()
    mutual = np.log(pairs.data / (row[pairs.row] * context[pairs.col]))
    kept = mutual > 0
    return sparse.csr_matrix(
        (mutual[kept].astype(np.float32), (pairs.row[kept], pairs.col[kept])), (size, size)
    )


def _singular(matrix: Any, dimension: int, seed: int) -> NDArray[np.float32]:  # noqa: ANN401
    """The leading left singular vectors, unscaled: scaled by √s, rare tokens look alike, and
    judgments are told apart by rare tokens.
    """
    random = np.random.default_rng(seed)
    sample = random.standard_normal((matrix.shape[1], dimension + _OVERSAMPLED), dtype=np.float32)
    basis, _ = np.linalg.qr(matrix @ sample)
    for _ in range(_PASSES):
        basis, _ = np.linalg.qr(matrix.T @ basis)
        basis, _ = np.linalg.qr(matrix @ basis)
    left, _, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    vectors: NDArray[np.float32] = basis @ left[:, :dimension]
    return vectors
