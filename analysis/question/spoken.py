"""Spoken forms: how people ask aloud, and the plain words that the tables of kinds are made of."""

import re
from typing import NamedTuple

_HAN = r"[\u4e00-\u9fff]"


class SpokenRow(NamedTuple):
    """A row: what is said, what stands for it, and a question that says it."""

    pattern: re.Pattern[str]
    plain: str
    example: str


SPOKEN: tuple[SpokenRow, ...] = (
    SpokenRow(re.compile(r"啥"), "什么", "法院为啥不准？"),
    SpokenRow(re.compile(r"咋(?!舌)"), "怎么", "钱咋算的？"),
    SpokenRow(re.compile(r"干嘛|为嘛"), "为什么", "法院干嘛不支持？"),
    SpokenRow(re.compile(r"怎么讲"), "怎么说", "公司对此怎么讲？"),
    SpokenRow(re.compile(r"几个钱"), "多少钱", "让动物园赔几个钱？"),
    SpokenRow(re.compile(r"多少号人"), "多少人", "一共多少号人？"),
    SpokenRow(re.compile(rf"((?!有){_HAN})没\1(?={_HAN}|[，。？]|$)"), r"有没有\1", "钱还没还？"),
    SpokenRow(re.compile(r"了没(?:有)?(?=[？?，。]|$)"), "了吗", "法院信了没有？"),
    SpokenRow(re.compile(r"俩(?!字)"), "两个", "他俩结婚多久？"),
)  # fmt: skip


def plainly(question: str) -> str:
    """The question with a plain word for every spoken one.

    >>> plainly("钱咋算的，法院信了没有？")
    '钱怎么算的，法院信了吗？'
    """
    for row in SPOKEN:
        question = row.pattern.sub(row.plain, question)
    return question
