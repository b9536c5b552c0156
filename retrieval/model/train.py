"""Train the embedded model: words, start vectors, stage A from the text itself, stage B from
questions with their articles, and down to a byte a number.

    python -m retrieval.model.train --data ../shared/data --out retrieval/model/weights --seed 7

Takes 5 minutes on one core and 4 GB of memory, and needs the train extra. README.md here says
what the data is, what may be done with it, and what the result is worth.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.analyze import Analyzer
from retrieval.model.contrastive import train
from retrieval.model.pairs import SelfSupervision
from retrieval.model.quantize import quantize
from retrieval.model.questions import Consultation, Supervision, read_consultations
from retrieval.model.start_vectors import start_vectors
from retrieval.model.texts import training_text
from retrieval.model.vocabulary import encode

DIMENSION = 256
STEPS_A, BATCH_A, RATE_A = 600, 1024, 5e-3
RATE_B = 1e-3


@dataclass(frozen=True, slots=True)
class Trained:
    """A vocabulary and a vector for each of its tokens."""

    tokens: tuple[str, ...]
    vectors: NDArray[np.float32]


def stage_a(data: Path, analyzer: Analyzer, seed: int) -> Trained:
    """The model before it has seen a question with its answer."""
    text = encode(training_text(data), analyzer)
    _say(f"{len(text.tokens)} tokens, {text.counts.sum()} words of text")
    start = start_vectors(text, DIMENSION, seed)
    _say("start vectors made")
    batches = SelfSupervision(text.paragraphs, seed).batches(STEPS_A, BATCH_A)
    return Trained(text.tokens, train(start, batches, STEPS_A, RATE_A, seed))


@dataclass(frozen=True, slots=True)
class StageB:
    """What stage B learns from: the statutes and the consultations about them."""

    supervision: Supervision
    consultations: tuple[Consultation, ...]

    @classmethod
    def read(cls, data: Path, tokens: tuple[str, ...], analyzer: Analyzer) -> "StageB":
        """Raises OSError where a file is missing."""
        with (data / "statutes" / "corpus.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        ids = {token: number for number, token in enumerate(tokens)}
        articles = [f"{row['meta']['law']} {row['text']}" for row in rows]
        consultations = read_consultations(data, [row["id"] for row in rows])
        return cls(Supervision(articles, ids, analyzer), tuple(consultations))

    def train(
        self, vectors: NDArray[np.float32], seed: int, left_out: frozenset[int] = frozenset()
    ) -> NDArray[np.float32]:
        """The vectors after stage B, without the consultations at these places."""
        used = [c for place, c in enumerate(self.consultations) if place not in left_out]
        steps = self.supervision.steps(used)
        return train(vectors, self.supervision.batches(used, seed), steps, RATE_B, seed)


def write(model: Trained, folder: Path) -> None:
    """Store the model as the embedder reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    small = quantize(model.vectors)
    np.savez(folder / "vectors.npz", vectors=small.vectors, scales=small.scales)
    lines = "".join(f"{token}\n" for token in model.tokens)
    (folder / "vocabulary.txt").write_text(lines, encoding="utf-8")


def main() -> None:
    """Run the whole recipe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    analyzer = Analyzer()
    before = stage_a(given.data, analyzer, given.seed)
    _say("stage A done")
    stage_b = StageB.read(given.data, before.tokens, analyzer)
    write(Trained(before.tokens, stage_b.train(before.vectors, given.seed)), given.out)
    _say(f"stage B done, written to {given.out}")


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)  # noqa: T201 - a command's progress


if __name__ == "__main__":
    main()
