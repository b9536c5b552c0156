"""Contrastive training: what belongs together moves together, all else in the batch apart.

The loss is InfoNCE in both directions, after van den Oord, Li and Vinyals, "Representation
Learning with Contrastive Predictive Coding" (2018).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.model.vocabulary import Ids

if TYPE_CHECKING:
    import torch

TEMPERATURE = 0.05


@dataclass(frozen=True, slots=True)
class Batch:
    """Queries and passages: passage i is what query i should find, any further ones are wrong.

    `masked` marks (query, passage) pairs that are right too and so must not be pushed apart.
    """

    queries: Sequence[Ids]
    passages: Sequence[Ids]
    masked: NDArray[np.bool_] | None = None


def train(
    vectors: NDArray[np.float32], batches: Iterable[Batch], steps: int, rate: float, seed: int
) -> NDArray[np.float32]:
    """The vectors after so many steps of Adam, the rate falling to 0 in a straight line.

    One thread and a fixed seed: the same machine gives the same vectors.
    """
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    table = torch.nn.EmbeddingBag.from_pretrained(
        torch.from_numpy(vectors.copy()), freeze=False, mode="mean"
    )
    optimiser = torch.optim.Adam(table.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for batch in batches:
        optimiser.zero_grad()
        _loss(table, batch).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    trained: NDArray[np.float32] = table.weight.detach().numpy()
    return trained


def _loss(table: "torch.nn.EmbeddingBag", batch: Batch) -> "torch.Tensor":
    import torch
    from torch.nn import functional

    queries = functional.normalize(_bags(table, batch.queries), dim=1)
    passages = functional.normalize(_bags(table, batch.passages), dim=1)
    scores = queries @ passages.T / TEMPERATURE
    if batch.masked is not None:
        scores = scores.masked_fill(torch.from_numpy(batch.masked), float("-inf"))
    right = torch.arange(len(batch.queries))
    back = scores[:, : len(batch.queries)].T
    return (functional.cross_entropy(scores, right) + functional.cross_entropy(back, right)) / 2


def _bags(table: "torch.nn.EmbeddingBag", texts: Sequence[Ids]) -> "torch.Tensor":
    import torch

    starts = np.cumsum([0] + [len(text) for text in texts[:-1]])
    means: torch.Tensor = table(
        torch.from_numpy(np.concatenate(texts).astype(np.int64)), torch.from_numpy(starts)
    )
    return means
