"""Run a file of questions and score the answers. The recipe: `evaluate`."""

import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

from evals.answerer import Answerer
from evals.folder import ABSENT, METRICS, REPORT, RunFolder, as_text
from evals.metrics import is_available
from evals.places import Row
from evals.question_file import QuestionFile
from evals.report import render_report
from evals.result_table import result_table
from evals.spreadsheet import as_csv, as_xlsx
from evals.summary import Metrics, summarise

FORMAT = 2
"""Raised when a row of results.jsonl changes shape, so that old and new are never mixed."""

SOURCE_TREE = "源码"
"""The version where PanDu runs without being installed."""

TABLE_CSV, TABLE_XLSX = "results.csv", "results.xlsx"

JUDGMENTS_KEPT = 64
"""Judgments held while the files are written: questions about one stand together."""

MODEL_FAILED = "语言模型没有给出可用的回答"
"""How the warning begins of an answer that a model should have written, and did not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an evaluation is. `before` were there already, of an earlier run.

    `unavailable` and `unreadable` are no wrong answers: the first have none, the second were
    extracted because what the model wrote could not be used. `right` and `wrong` count outcomes,
    where the file says what a question calls for.
    """

    done: int
    total: int
    before: int
    unavailable: int = 0
    unreadable: int = 0
    right: int = 0
    wrong: int = 0

    def after(self, row: Row) -> Self:
        """The standing with one more row."""
        right = row["scores"]["outcome_right"]
        return replace(
            self,
            done=self.done + 1,
            unavailable=self.unavailable + (not is_available(row)),
            unreadable=self.unreadable + is_unreadable(row),
            right=self.right + (right == 1),
            wrong=self.wrong + (right == 0),
        )


def is_unreadable(row: Row) -> bool:
    """Whether a model was asked and what it wrote could not be used, so that it was extracted."""
    return any(warning.startswith(MODEL_FAILED) for warning in row["warnings"])


def evaluate(
    questions: QuestionFile,
    out: Path,
    answerer: Answerer,
    *,
    setting: Mapping[str, str],
    progress: Callable[[Standing], None],
    date: str | None = None,
) -> Metrics:
    """Ask every question, write results, tables, metrics and report into `out`; the metrics.

    `setting` is whatever the answers depend on (model, scope, library generation): a second run
    into the same folder must have the same, and asks only what has no answer yet; questions
    that were unavailable are asked again. A PanduError from `ask` makes its question
    unavailable. `progress` hears of every answer, first of what was there already. `date` (ISO)
    is only written down. Rows are kept as they come, and stand in the questions' order at last.

    Raises UsageError for a folder that is in use or holds another evaluation. Anything else that
    `ask` raises, an interrupt too, passes through and leaves a folder that can be gone on with.
    """
    run = describe(questions, setting)
    with RunFolder(out) as folder:
        rows = folder.resume(run)
        standing = Standing(0, len(questions.questions), before=len(rows))
        for row in rows.values():
            standing = standing.after(row)
        progress(standing)
        waiting = [question for question in questions.questions if question.id not in rows]
        for row in answerer.rows(waiting, setting.get("model", ABSENT)):
            folder.append(row)
            rows[row["id"]] = row
            standing = standing.after(row)
            progress(standing)
        return _written(questions, rows, folder, answerer, run | {"date": date})


def _written(
    questions: QuestionFile,
    rows: Mapping[str, Row],
    folder: RunFolder,
    answerer: Answerer,
    about: Mapping[str, Any],
) -> Metrics:
    """Every file that is made of the answers."""
    asked = questions.questions
    metrics = summarise(asked, rows)
    metrics = replace(metrics, notes=(*metrics.notes, *_notes(rows.values()), *questions.notes))
    judgment = lru_cache(JUDGMENTS_KEPT)(answerer.judgment)
    table = result_table(asked, rows, judgment)
    folder.write_rows(rows[question.id] for question in asked)
    folder.write_bytes(TABLE_CSV, as_csv(table))
    folder.write_bytes(TABLE_XLSX, as_xlsx(table))
    folder.write(METRICS, as_text({**about, **metrics.as_json()}))
    folder.write(REPORT, render_report(asked, rows, metrics, about, judgment))
    return metrics


def _notes(rows: Iterable[Row]) -> tuple[str, ...]:
    count = sum(map(is_unreadable, rows))
    if not count:
        return ()
    return (f"{count} 题的模型回答不可用，改为摘录原文作答：得分是摘录的，不是模型的。",)


def describe(questions: QuestionFile, setting: Mapping[str, str]) -> dict[str, Any]:
    """What is run, without a place on this machine, so that the files can be passed on."""
    return {
        "format": FORMAT,
        "questions": {
            "file": questions.name,
            "sha256": questions.sha256,
            "count": len(questions.questions),
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
