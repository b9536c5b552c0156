"""Answer types: what sort of thing a question asks for, and whether a passage holds one.

何时 asks for a time, so a passage without one is hardly the answer, however well its words fit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True)
class AnswerType:
    """One row of the table; `question` and `passage` are its examples."""

    name: str
    asked: re.Pattern[str]
    held: re.Pattern[str]
    question: str
    passage: str


@cache
def answer_types() -> tuple[AnswerType, ...]:
    """The table's rows, in its order."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return tuple(
        AnswerType(name, re.compile(asked), re.compile(held), question, passage)
        for name, asked, held, question, passage in (row for row in rows if row[0][:1] != "#")
    )


def types_asked(question: str) -> tuple[AnswerType, ...]:
    """What a question asks for, in the table's order; empty where no row knows.

    >>> [row.name for row in types_asked("双方何时、在哪里签订合同？")]
    ['时间', '地点']
    """
    return tuple(row for row in answer_types() if row.asked.search(question))


def holds(types: Iterable[AnswerType], passage: str) -> float:
    """How many of the types a passage holds, 2 at most; 0 for none."""
    return float(min(sum(row.held.search(passage) is not None for row in types), 2))
