"""What an evaluation came to, read from its folder: as far as it has been answered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from corpus.errors import UsageError
from evals.cards import Scored
from evals.dataset import Question
from evals.estimate import Estimate, estimate
from evals.failures import Failure
from evals.folder import METRICS, RESULTS, RUN
from evals.metrics import Expected, expected, is_available
from evals.places import Row
from evals.question_file import read_questions
from evals.question_row import Texts
from evals.report import scored
from evals.summary import Metrics, summarise
from ui.evaluation.runs import SavedRun


@dataclass(frozen=True, slots=True)
class Results:
    """The answers of one evaluation with their figures; `total` counts those without one too."""

    about: Mapping[str, Any]
    total: int
    rows: Mapping[str, Row]
    metrics: Metrics
    cards: tuple[Scored, ...]  # those answered, in the questions' order

    @property
    def is_whole(self) -> bool:
        return len(self.cards) == self.total

    def card(self, id_: str) -> Scored | None:
        """The question of this id."""
        return next((card for card in self.cards if card.question.id == id_), None)


def read_results(run: SavedRun, texts: Texts) -> Results | None:
    """What there is; None before the first answer. Raises UsageError for a damaged folder."""
    rows = _rows(run)
    if not rows:
        return None
    asked = read_questions(run.question_file, texts).questions
    answered = [question for question in asked if question.id in rows]
    metrics = summarise(answered, rows)
    told = tuple(run.json(METRICS).get("notes", ()))
    notes = tuple(dict.fromkeys((*metrics.notes, *map(str, told))))
    about = run.json(METRICS) or run.json(RUN)
    return Results(
        about, len(asked), rows, replace(metrics, notes=notes), tuple(scored(answered, rows))
    )


def declined_wrongly(cards: Sequence[Scored]) -> Estimate:
    """The share of questions with an answer in the library that got none; n is those questions."""
    return estimate(
        float(Failure.DECLINED_WRONG in card.failures)
        for card in cards
        if expected(card.question) is Expected.ANSWER and is_available(card.row)
    )


class Kind(StrEnum):
    """What a list of questions is narrowed to; the value is what the reader sees."""

    ALL = "全部"
    WRONG = "答错的"
    FAULTY = "有可议之处"
    DECLINED = "没有作答"
    CLEAN = "未见问题"

    def holds(self, card: Scored) -> bool:
        """Whether the question belongs to it. Wrong is an outcome that was not called for, or
        an answer that says the opposite or takes a party's words for the court's."""
        if self is Kind.WRONG:
            return card.scores["outcome_right"] == 0 or bool(_WRONG & set(card.failures))
        if self is Kind.FAULTY:
            return bool(card.failures)
        if self is Kind.DECLINED:
            return not card.row["statements"]
        return self is Kind.ALL or not card.failures


_WRONG = {Failure.SAYS_OPPOSITE, Failure.HOLDING_FROM_PARTY}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the questions is to be seen; "" narrows nothing."""

    kind: Kind = Kind.ALL
    type: str = ""
    failure: str = ""
    words: str = ""

    def of(self, cards: Sequence[Scored]) -> list[Scored]:
        """Those questions, in order."""
        return [card for card in cards if self._holds(card)]

    def _holds(self, card: Scored) -> bool:
        return (
            self.kind.holds(card)
            and self.type in ("", card.question.type)
            and (not self.failure or self.failure in card.failures)
            and self.words.strip().lower() in _text(card.question, card.row)
        )


def _text(question: Question, row: Row) -> str:
    said = [statement["text"] for statement in row["statements"]]
    return "\n".join([question.id, question.question, question.answer, row["text"], *said]).lower()


def _rows(run: SavedRun) -> dict[str, Row]:
    try:
        data = (run.folder / RESULTS).read_bytes()
    except FileNotFoundError:
        return {}
    rows: dict[str, Row] = {}
    for line in data.split(b"\n")[:-1]:  # what follows the last line end is torn
        try:
            row = json.loads(line)
            rows[row["id"]] = row
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError("这次评测的结果文件读不懂，像是被改动过。") from error
    return rows
