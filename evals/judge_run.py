"""The answers of a run, graded after it: `judge_answers`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from evals.cited import LookUp, nothing_known
from evals.folder import METRICS, REPORT, RESULTS, RunFolder, as_text
from evals.judge import Graded, Judge, by_rule, is_to_grade, paper_of
from evals.judge_file import GradeFile
from evals.judge_many import grade_all
from evals.judge_summary import JudgeSummary, summarise_grades
from evals.places import Row
from evals.question_file import QuestionFile
from evals.report import render_report
from evals.summary import Metrics
from prompts.judge_render import Paper

TEXTS_KEPT = 64
"""Texts of judgments held while the papers are made: questions about one stand together."""


@dataclass(frozen=True, slots=True)
class Judging:
    """Who grades, how many answers at once, and where texts and judgments are looked up.

    `text_of` gives a document's text by the name that a question has for it, None where the
    library has none.
    """

    judge: Judge
    jobs: int = 1
    text_of: Callable[[str | None], str | None] = lambda _: None
    judgment: LookUp = nothing_known


def judge_answers(
    questions: QuestionFile,
    out: Path,
    metrics: Metrics,
    judging: Judging,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> JudgeSummary:
    """Grade the answers of a finished run in `out`; grades.jsonl, and its figures in the report.

    results.jsonl is only read. A second run asks for no mark that is there, whatever the first
    ended by. `progress` hears of every mark of the model: how many there are, and of how many.
    Raises UsageError for a folder that is in use.
    """
    asked = {question.id: question for question in questions.questions}
    with RunFolder(out) as folder:
        rows = _rows(out)
        text_of = lru_cache(TEXTS_KEPT)(judging.text_of)
        papers = {
            id_: paper_of(question, rows[id_], text_of)
            for id_, question in asked.items()
            if is_to_grade(question, rows[id_])
        }
        ruled = {
            id_: graded
            for id_, question in asked.items()
            if (graded := by_rule(question, rows[id_])) is not None
        }
        keys = {id_: judging.judge.key(paper) for id_, paper in papers.items()}
        file = GradeFile(out, judging.judge.model.name)
        grades = ruled | _graded(papers, keys, file, judging, progress)
        grades = {id_: grades[id_] for id_ in asked if id_ in grades}
        file.write((id_, graded, keys.get(id_)) for id_, graded in grades.items())
        summary = summarise_grades(judging.judge.model.name, grades.values(), len(asked))
        about: dict[str, Any] = json.loads((out / METRICS).read_bytes())
        folder.write(METRICS, as_text(about | {"judge": summary.as_json()}))
        page = render_report(
            questions.questions,
            rows,
            metrics,
            about,
            lru_cache(TEXTS_KEPT)(judging.judgment),
            grades,
        )
        folder.write(REPORT, page)
    return summary


def _graded(
    papers: Mapping[str, Paper],
    keys: Mapping[str, str | None],
    file: GradeFile,
    judging: Judging,
    progress: Callable[[int, int], None],
) -> dict[str, Graded]:
    grades = file.before(keys)
    progress(len(grades), len(papers))
    waiting = {id_: paper for id_, paper in papers.items() if id_ not in grades}
    for id_, graded in grade_all(waiting, judging.judge, judging.jobs):
        file.append(id_, graded, keys[id_])
        grades[id_] = graded
        progress(len(grades), len(papers))
    return grades


def _rows(out: Path) -> dict[str, Row]:
    lines = (out / RESULTS).read_bytes().split(b"\n")
    return {row["id"]: row for row in map(json.loads, filter(None, lines))}
