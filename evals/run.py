"""Run a file of questions and score the answers. The recipe: `evaluate`."""

import hashlib
import platform
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.answer import Answer, Outcome
from corpus.errors import PanduError
from evals.dataset import Question, load_questions
from evals.folder import ABSENT, METRICS, REPORT, RunFolder, as_text
from evals.metrics import score
from evals.report import render_report
from evals.summary import Metrics, summarise

FORMAT = 1
"""Raised when a row of results.jsonl changes shape, so that old and new are never mixed."""

SOURCE_TREE = "源码"
"""The version where PanDu runs without being installed."""


def evaluate(
    questions_file: Path,
    out: Path,
    ask: Callable[[Question], Answer],
    *,
    setting: Mapping[str, str],
    progress: Callable[[int, int], None],
    date: str | None = None,
) -> Metrics:
    """Ask every question, write results, metrics and report into `out`, give back the metrics.

    `setting` is whatever the answers depend on (model, scope, library generation): a second run
    into the same folder must have the same, and asks only what has no answer yet; questions
    that were unavailable are asked again. A PanduError from `ask` makes its question
    unavailable. `progress` is told (done, total), first with what was there already. `date`
    (ISO) is only written down.

    Raises UsageError for a questions file that cannot be read, and for a folder that is in use
    or holds another evaluation. Anything else that `ask` raises, an interrupt too, passes
    through and leaves a folder that can be gone on with.
    """
    questions = load_questions(questions_file)
    run = _describe(questions_file, len(questions), setting)
    with RunFolder(out) as folder:
        rows = folder.resume(run)
        progress(len(rows), len(questions))
        for question in questions:
            if question.id not in rows:
                row = _row(question, ask, setting)
                folder.append(row)
                rows[question.id] = row
                progress(len(rows), len(questions))
        metrics = summarise(questions, rows)
        about = run | {"date": date}
        folder.write(METRICS, as_text(about | metrics.as_json()))
        folder.write(REPORT, render_report(questions, rows, metrics, about))
    return metrics


def _describe(questions_file: Path, count: int, setting: Mapping[str, str]) -> dict[str, Any]:
    """What is run, without a place on this machine, so that the files can be passed on."""
    return {
        "format": FORMAT,
        "questions": {
            "file": questions_file.name,
            "sha256": hashlib.sha256(questions_file.read_bytes()).hexdigest(),
            "count": count,
        },
        "settings": {key: _without_folder(value) for key, value in setting.items()},
        "versions": {"pandu": _own_version(), "python": platform.python_version()},
    }


def _own_version() -> str:
    try:
        return version("pandu")
    except PackageNotFoundError:  # run from the source tree, not installed
        return SOURCE_TREE


def _without_folder(value: str) -> str:
    """A setting that is an absolute path, such as a model's folder, by its last name only."""
    return Path(value).name if Path(value).is_absolute() else value


def _row(
    question: Question, ask: Callable[[Question], Answer], setting: Mapping[str, str]
) -> dict[str, Any]:
    """One row of results.jsonl: the question's id, the answer's JSON, and its scores."""
    started = time.perf_counter()
    try:
        answer = ask(question)
    except PanduError as error:
        answer = Answer(
            question=question.question,
            standalone_question=question.question,
            outcome=Outcome.UNAVAILABLE,
            text="",
            statements=(),
            hits=(),
            warnings=(str(error),),
            model=setting.get("model", ABSENT),
            seconds=time.perf_counter() - started,
        )
    row = {"id": question.id, **answer.as_json()}
    return row | {"scores": score(question, row)}
