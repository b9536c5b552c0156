"""The committed form of the model: a byte a number, a scale a row, a token a line."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_LARGEST = 127


class Quantized(NamedTuple):
    """Rows of int8 and what each is to be multiplied with."""

    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]

    def restored(self) -> NDArray[np.float32]:
        """The vectors as float32, each number off by at most half its row's scale."""
        vectors: NDArray[np.float32] = self.vectors.astype(np.float32) * self.scales[:, None]
        return vectors


def quantize(vectors: NDArray[np.float32]) -> Quantized:
    """Round each row on its own scale; a row of zeros stays one."""
    scales = (np.abs(vectors).max(axis=1) / _LARGEST).astype(np.float32)
    safe = np.where(scales > 0, scales, 1)
    return Quantized(np.rint(vectors / safe[:, None]).astype(np.int8), scales)
