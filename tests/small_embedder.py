"""A small embedder that needs no weights: counts of Chinese characters, hashed into a few rows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class CharacterEmbedder:
    """Vectors of unit length; a text without a Chinese character has the zero vector."""

    name = "characters"
    fingerprint = "characters-1"
    dimension = 64

    def embed_query(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimension, dtype=np.float32)
        for character in text:
            if "\u4e00" <= character <= "\u9fff":
                vector[ord(character) % self.dimension] += 1
        length = float(np.linalg.norm(vector))
        unit: NDArray[np.float32] = vector / length if length else vector
        return unit

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self.embed_query(text)
        return vectors
