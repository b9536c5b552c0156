"""An evaluation over a real library in a process of its own, for tests that kill it.

python tests/made_up_evaluation.py QUESTIONS OUT LIBRARY JOBS ASKED SECONDS

Every question asked is noted as a line of the file ASKED, and takes SECONDS longer. Where that
is more than 0, the process that evaluates answers none before another one was asked.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis import load_settings, open_assistant
from analysis.answer import Answer
from corpus.scope import EVERYTHING
from evals.answerer import Answerer, Ask
from evals.dataset import Question
from evals.question_file import read_questions
from evals.run import evaluate
from ui.asking import Asking

DEADLY = "致命"
"""A question of this word ends the process that is asked it, but for the one that evaluates."""

PATIENCE = 120.0


@dataclass(frozen=True)
class SlowAsking:
    """As the command asks, but slowly, and with a note of who was asked."""

    asking: Asking
    asked: Path
    seconds: float
    first: int  # the process that evaluates

    def slowed(self, ask: Ask) -> Ask:
        def noted(question: Question) -> Answer:
            with self.asked.open("a", encoding="utf-8") as notes:
                notes.write(f"{question.id} {os.getpid()}\n")
            if DEADLY in question.question and os.getpid() != self.first:
                os._exit(9)
            if self.seconds and os.getpid() == self.first:
                self._await_another()
            time.sleep(self.seconds)
            return ask(question)

        return noted

    def _await_another(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if len({note.split()[1] for note in self.asked.read_text("utf-8").splitlines()}) > 1:
                return
            time.sleep(0.02)

    @contextmanager
    def __call__(self) -> Iterator[Ask]:
        with self.asking() as ask:
            yield self.slowed(ask)


def main(paths: tuple[Path, Path, Path], jobs: int, asked: Path, seconds: float) -> None:
    questions, out, library = paths
    settings = load_settings(library=library, model="none")
    asking = Asking(settings, EVERYTHING, None)
    slow = SlowAsking(asking, asked, seconds, os.getpid())
    with open_assistant(settings) as assistant:
        evaluate(
            read_questions(questions),
            out,
            Answerer(slow.slowed(asking.of(assistant)), jobs, slow),
            setting={"model": "none"},
            progress=lambda standing: None,
        )


if __name__ == "__main__":
    _, *paths, jobs, asked, seconds = sys.argv
    main((Path(paths[0]), Path(paths[1]), Path(paths[2])), int(jobs), Path(asked), float(seconds))
