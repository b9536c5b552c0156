"""Cross-encoders: a question and a passage read together, for a better order of the first hits.

Off unless a model is named. sentence-transformers is imported only then: it takes 8 seconds.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Unavailable
from retrieval.hit import Hit
from retrieval.model_folder import (
    ModelUse,
    load_failure,
    model_folder,
    run_failure,
    without_bars,
)

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

USE = ModelUse("重排模型", "PANDU_RERANKER", "不重排")

DEFAULT_BATCH = 32
"""Pairs computed at once."""

RERANKED = 50
"""How many of the first hits are read again."""


class PairScorer(Protocol):
    """Says how well passages answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One score a text, in order; higher is better. Scores of two questions do not compare."""
        ...


def open_scorer(
    name: str | None, *, device: str | None = None, batch_size: int = DEFAULT_BATCH
) -> PairScorer | None:
    """The cross-encoder of this name, a folder or a hub name; None for None. Raises Unavailable."""
    return None if name is None else CrossEncoderScorer(name, device=device, batch_size=batch_size)


class CrossEncoderScorer:
    """A sentence-transformers CrossEncoder with one output.

    Its folder is looked at when it is made, the model loaded (about 10 s) when it is first used.
    Safe to share between threads.
    """

    def __init__(
        self, name: str, *, device: str | None = None, batch_size: int = DEFAULT_BATCH
    ) -> None:
        """Raises Unavailable for what `model_folder` refuses."""
        self.name = name
        self._folder = model_folder(name, USE)
        self._device = device
        self._batch_size = batch_size
        self._lock = threading.Lock()
        self._loaded: CrossEncoder | None = None

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One score a text, in order. Raises Unavailable if the model does not load or fails."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        model = self._model()
        try:
            scores = model.predict(
                [(question, text) for text in texts],
                batch_size=self._batch_size,
                show_progress_bar=False,
            )
        except (RuntimeError, ValueError) as error:  # out of memory is a RuntimeError
            raise run_failure(self.name, USE, error) from error
        return np.asarray(scores, dtype=np.float32)

    def _model(self) -> "CrossEncoder":
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "CrossEncoder":
        try:
            from sentence_transformers import CrossEncoder

            with without_bars():
                model: CrossEncoder = CrossEncoder(
                    str(self._folder),
                    device=self._device,
                    local_files_only=True,
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
            outputs = int(model.num_labels)
        except Exception as error:  # torch, transformers and safetensors share no base class
            raise load_failure(self.name, USE, error) from error
        if outputs != 1:
            raise Unavailable(
                f"重排模型“{self.name}”有 {outputs} 个输出，是分类模型，不是打分模型。"
                "请换用只有一个输出的 CrossEncoder，或去掉 PANDU_RERANKER（不重排）。"
            )
        return model


def reordered(question: str, hits: Sequence[Hit], scorer: PairScorer) -> tuple[Hit, ...]:
    """The first RERANKED hits in the scorer's order, ties as they came; the rest behind them.

    The scores stay where they were, the best with the first: a cross-encoder's scale means
    nothing beside the search's, on which answers are weighed. A scorer that gives no number (nan)
    for any text is no help: then the order stays.
    """
    read = hits[:RERANKED]
    scores = scorer.scores(question, [f"{hit.title}\n{hit.passage.text}" for hit in read])
    if np.isnan(scores).any():
        return tuple(hits)
    best_first = [read[place] for place in np.argsort(-scores, kind="stable")]
    ranked = [replace(hit, score=held.score) for hit, held in zip(best_first, read, strict=True)]
    return (*ranked, *hits[RERANKED:])
