"""Answers graded by reading them: what a model's grades are held against."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.answer import Turn
from corpus.errors import UsageError
from evals.judge import Mark, voice_word, with_history
from prompts.judge_render import EvidenceView, Paper

GRADED = Path(__file__).with_name("questions") / "graded.jsonl"
"""The 60 that come with PanDu, over its bundled digests; each was graded by reading it."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Quote(_Strict):
    voice: str
    quote: str


class _Before(_Strict):
    question: str
    answer: str


class GradedRow(_Strict):
    """One row: `of` is the dev question, `source` whether PanDu gave the answer or it was written
    to be graded, and `flaw` in which way a written one is wrong."""

    id: str
    of: str
    question: str
    history: list[_Before] = []
    standard: str
    evidence: list[_Quote]
    given: str
    source: Literal["pandu", "written"]
    flaw: str = ""
    grade: Literal["正确", "部分正确", "错误"]
    reason: str


@dataclass(frozen=True, slots=True)
class HandGraded:
    """A paper with the mark that a reader gave it, and why."""

    id: str
    paper: Paper
    mark: Mark
    reason: str


def read_rows(path: Path = GRADED) -> tuple[GradedRow, ...]:
    """The rows of the file, in order. Raises UsageError, naming the line."""
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"读不了 {path}：{error.strerror}。请检查路径和权限。") from error
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            rows.append(GradedRow.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            raise UsageError(f"{path} 第 {number} 行不是一份评过的回答。") from error
    return tuple(rows)


def read_graded(path: Path = GRADED) -> tuple[HandGraded, ...]:
    """The papers of the file with their marks, in order. Raises UsageError, naming the line."""
    return tuple(
        HandGraded(row.id, _paper(row), Mark(row.grade), row.reason) for row in read_rows(path)
    )


def _paper(row: GradedRow) -> Paper:
    history = [Turn(turn.question, turn.answer) for turn in row.history]
    return Paper(
        with_history(row.question, history),
        row.standard,
        tuple(EvidenceView(voice_word(each.voice), each.quote) for each in row.evidence),
        row.given,
    )
