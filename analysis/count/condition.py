"""Conditions: what a judgment's head, order or citations must say to be counted, and where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalog_facts import Facts
from corpus.judgment import Judgment
from corpus.passage import Span


class Field(StrEnum):
    """What is read of a judgment; the value is what the reader sees."""

    YEAR = "裁判年份"
    DATE = "裁判日期"
    COURT = "法院"
    LEVEL = "法院层级"
    CAUSE = "案由"
    INSTANCE = "审级"
    KIND = "文书种类"
    DISPOSITION = "二审结果"
    REJECTED = "是否全部驳回"
    AWARDED = "判赔金额"
    CLAIMED = "请求金额"
    RATIO = "判赔比例"
    PARTY = "当事人"
    STATUTE = "引用条文"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is asked of every judgment.

    `holds` tells True, False, or None where the judgment does not say; `shown` gives the spans of
    its text that the field was read from, best first; empty where none was located.
    """

    field: Field
    words: str  # Chinese, after 其中…份: 裁判年份为2016年
    holds: Callable[[Facts], bool | None]
    shown: Callable[[Judgment], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Read:
    """A condition and the stretch of the question that it was read from."""

    condition: Condition
    span: Span
