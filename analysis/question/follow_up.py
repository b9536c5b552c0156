"""Follow-ups: a question that leans on an earlier one becomes a question that stands alone."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.answer import Turn
from analysis.question.case_phrase import case_named
from analysis.question.ordinal import item_asked_for

_LEANING = re.compile(
    r"^(?:那|那么|它|他|她|其|这|该|上述|前述|刚才|第[一二三四五六七八九十]个|对方|为什么|理由|还有|呢)"
    r"|(?:呢|它|这个|该案|前者|后者)[？?]?$"
)

_BARE = re.compile(
    r"(?:那么?)?(?:它|其|这)?(?:是)?(?:为什么|为何|凭什么|理由|原因|依据|怎么说)?(?:是什么|呢|吗|的)*[？?]*"
)

SHORT = 12
"""Characters below which a question that follows another one hardly stands alone."""


class Standalone(NamedTuple):
    """A question as it stands alone, and as it was asked."""

    text: str
    asked: str


def stand_alone(asked: str, history: Sequence[Turn]) -> Standalone:
    """The question with the earlier one that it leans on; unchanged if it leans on none.

    A chain of follow-ups leans on the question that began it: 理由呢 after 那赔了多少 is about
    the case that was named before both. `history` comes oldest first.

    Of a question that has its own topic only the case is kept; one without is about the topic
    of the question it leans on, too.

    >>> history = [Turn("杭州奥特曼案谁担责？", "…")]
    >>> stand_alone("那赔了多少？", history).text
    '杭州奥特曼案：那赔了多少？'
    >>> stand_alone("为什么呢？", history).text
    '承接前问“杭州奥特曼案谁担责？”：为什么呢？'
    """
    stripped = asked.strip()
    if not history or not _leans(stripped):
        return Standalone(stripped, stripped)
    if found := item_asked_for(stripped, history[-1].answer):
        item, rest = found
        said = f"{item}{rest}"
        return Standalone(f"承接前问“{history[-1].question.strip()}”：{said}", said)
    earlier = [turn.question.strip() for turn in history]
    begun_by = next((q for q in reversed(earlier) if not _leans(q)), earlier[0])
    case = case_named(begun_by)
    if case is None or _BARE.fullmatch(stripped):
        return Standalone(f"承接前问“{begun_by}”：{stripped}", stripped)
    return Standalone(f"{case}：{stripped}", stripped)


def _leans(question: str) -> bool:
    return len(question) < SHORT or _LEANING.search(question) is not None
