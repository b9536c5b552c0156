"""The results as a table that a lawyer can read: a row a question, a column a citation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.charts import OUTCOMES
from evals.cited import LookUp, heading_of, place_in
from evals.dataset import Question
from evals.failures import failures_of
from evals.metrics import MEASURES, expected, score
from evals.places import Row, citations_of
from evals.question_types import type_label

Cell = str | float | None

MOST_CITATIONS = 20
"""Columns of citations; the last one says how many more there are."""

NARROW, MIDDLE, WIDE = 12, 24, 60
"""Widths of columns in characters, as spreadsheets count them: a Chinese one takes two."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name and how wide it is shown."""

    name: str
    width: int = NARROW


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Headings, and rows of as many cells each."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


def result_table(
    questions: Sequence[Question],
    rows: Mapping[str, Row],
    judgment: LookUp,
) -> ResultTable:
    """A row a question, in the questions' order; every one must have its row, by id.

    As many columns of citations as the answer with most has. Shares are numbers from 0 to 1,
    empty where a measure does not apply.
    """
    cited = [list(citations_of(rows[question.id])) for question in questions]
    columns = min(MOST_CITATIONS, max(map(len, cited), default=0))
    headings = (
        Heading("编号"),
        Heading("问题", MIDDLE + NARROW),
        Heading("类型"),
        Heading("结果"),
        Heading("回答", WIDE),
        *(Heading(f"引文 {number}", WIDE) for number in range(1, columns + 1)),
        Heading("核验", MIDDLE),
        Heading("提示", MIDDLE),
        Heading("标准答案", MIDDLE + NARROW),
        Heading("应否作答"),
        Heading("可议之处", MIDDLE),
        *(Heading(measure.label) for measure in MEASURES),
    )
    return ResultTable(
        headings,
        tuple(
            _row(question, rows[question.id], _cells(found, columns, judgment))
            for question, found in zip(questions, cited, strict=True)
        ),
    )


def _row(question: Question, row: Row, cited: list[Cell]) -> tuple[Cell, ...]:
    scores = score(question, row)
    return (
        question.id,
        question.question,
        type_label(question.type),
        OUTCOMES[row["outcome"]],
        row["text"],
        *cited,
        _verified(row),
        _remarks(row),
        question.answer,
        expected(question).value,
        "；".join(failures_of(question, row, scores)),
        *(scores[measure.key] for measure in MEASURES),
    )


def _cells(cited: Sequence[Mapping[str, Any]], columns: int, judgment: LookUp) -> list[Cell]:
    """One cell a citation: 说话人｜法院案号｜原文引文｜位置."""
    cells: list[Cell] = []
    for citation in cited[:columns]:
        name = heading_of(judgment(citation["judgment_id"]), citation)
        digest = "（案例摘要，非裁判原文）" if citation.get("digest") else ""
        cells.append(
            f"{citation['voice']}｜{name}{digest}｜{citation['quote']}｜{place_in(citation)}"
        )
    if len(cited) > columns:
        cells[-1] = f"另有 {len(cited) - columns + 1} 条引文，见 results.jsonl 与 report.html"
    return cells + [None] * (columns - len(cells))


def _verified(row: Row) -> str:
    checks = [bool(citation["verified"]) for citation in citations_of(row)]
    findings = [f["message"] for s in row["statements"] for f in s["findings"]]
    if not checks and not findings:
        return ""
    whole = all(checks)
    told = "引文均与原文逐字一致" if whole else f"{checks.count(False)} 条引文未通过核验，请勿引用"
    return "\n".join([*([told] if checks else []), *findings])


def _remarks(row: Row) -> str:
    return "\n".join(row["warnings"])
