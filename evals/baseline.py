"""What a user would run instead: bm25s over plain jieba words. The only module that knows bm25s.

jieba as it comes: its own dictionary, exact mode. Text and questions are folded as ours are, and
punctuation is left out, so that what is measured is the search and not the typing.
"""

import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ingest.split import folded

K1, B = 1.5, 0.75
"""The defaults of bm25s, of Lucene's scoring formula."""

STEP = 1000  # texts between two reports of progress


class JiebaBm25:
    """An index in memory over texts, in their order."""

    def __init__(self, cache: Path) -> None:
        """An empty index, jieba's dictionary loaded; it is kept in this folder."""
        with warnings.catch_warnings():  # unescaped patterns in its source
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()
        self._jieba.tmp_dir = str(cache)
        self._jieba.initialize()
        self._size = 0
        self._index: Any = None

    def build(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> None:
        """Cut and index the texts. `progress(done, total)` counts those that are cut."""
        import bm25s

        corpus = []
        for number, text in enumerate(texts, start=1):
            corpus.append(self._words(text))
            if number % STEP == 0 or number == len(texts):
                progress(number, len(texts))
        self._size = len(corpus)
        if any(corpus):  # bm25s divides by the average length
            self._index = bm25s.BM25(k1=K1, b=B, backend="numpy")
            self._index.index(corpus, show_progress=False)

    def search(self, question: str, limit: int) -> list[tuple[int, float]]:
        """The best texts by their place, with scores above 0; ties in bm25s's order."""
        words = self._words(question)
        if self._index is None or not words:
            return []
        places, scores = self._index.retrieve(
            [words],
            k=min(limit, self._size),
            show_progress=False,
            backend_selection="numpy",  # not JAX where that happens to be installed
        )
        found = zip(places[0].tolist(), scores[0].tolist(), strict=True)
        return [(place, score) for place, score in found if score > 0]

    def _words(self, text: str) -> list[str]:
        cut = self._jieba.cut(folded(text).lower())
        return [word for word in cut if any(map(str.isalnum, word))]
