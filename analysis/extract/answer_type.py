"""Answer types: what a question asks for by name, and the passages that name one."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("answer_types.tsv")

_WH = r"(?:什么|何种|哪(?:一|几)?(?:个|家|所|名|位|份|种|类|处|座|间|类)?|几)(?:样的|具体)?"
_IS_WH = (
    r"(?:各|分别|具体|到底|究竟)?(?:是|叫|为)(?:什么|哪(?:一|几)?(?:个|家|所|种)?)(?:[？?，]|$)"
)

_UNIT = re.compile(
    r"(?:多少|(?<!哪)几)个?(小时|天|年|月|岁|亩|平方米|人|名|件|次|张|套|辆|台|股|吨|公里|级|户)"
)
"""多少小时, 几次: with the unit that the number has."""

_NUMBER = r"(?:\d[\d,，.]*|[一二两三四五六七八九十百千万半双数多]+)(?:余|多|来)?个?"
_SAME_UNIT = {"人": "人|名|位", "名": "人|名|位", "月": "月", "天": "天|日", "小时": "小时|时"}
"""Units that say the same; 三名员工 tells 多少人."""


class AnswerType(NamedTuple):
    """A row of the table."""

    asked: re.Pattern[str]
    needs: re.Pattern[str]
    question: str
    answers: str
    misses: str


@cache
def rows() -> tuple[AnswerType, ...]:
    """The table, in order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(_row(*line.split("\t")) for line in lines if not line.startswith("#"))


def _row(asked: str, needs: str, question: str, answers: str, misses: str) -> AnswerType:
    wanted = re.compile(rf"{_WH}(?:{asked})|(?:{asked}){_IS_WH}")
    return AnswerType(wanted, re.compile(needs), question, answers, misses)


def needed(asked: str) -> tuple[re.Pattern[str], ...]:
    """What a passage must hold to tell what is asked for by name or by unit; empty if it is
    asked for in no such way.

    >>> [bool(p.search("原告加班20小时。")) for p in needed("她加班了多少小时？")]
    [True]
    """
    named = [row.needs for row in rows() if row.asked.search(asked)]
    units = [
        re.compile(rf"{_NUMBER}(?:{_SAME_UNIT.get(unit, unit)})") for unit in _UNIT.findall(asked)
    ]
    return (*named, *units)
