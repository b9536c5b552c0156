"""Whether a text says yes or no: words of the answer first, words of the court after them.

Both tables are tested row by row with their own examples.
"""

import re
from typing import NamedTuple

from analysis.answer import Outcome
from evals.places import Row


class Cue(NamedTuple):
    """Words that say yes or no; `example` is a text that this row decides, and no row above it."""

    pattern: re.Pattern[str]
    says: bool
    example: str


FIRST_WORDS: tuple[Cue, ...] = (
    # 没有 and 不 come first: 不支持 holds 支持.
    Cue(re.compile(r"(?:NO|No|no)$"), False, "NO"),
    Cue(re.compile(r"(?:YES|Yes|yes)$"), True, "YES"),
    Cue(re.compile(r"否$"), False, "否，法院判决不准离婚。"),
    Cue(re.compile(r"并?(?:没有?|尚?未|从未)[\u4e00-\u9fff]{0,4}$"), False, "没有支持：太概括。"),
    Cue(re.compile(r"并?(?:[无毋][需须]|不必|不用)[\u4e00-\u9fff]{0,4}$"), False, "无需支付。"),
    Cue(re.compile(r"并?不[\u4e00-\u9fff]{0,5}$"), False, "不能。已超过时效。"),
    Cue(
        re.compile(r"(?:是的?|对的?|会|能够?|需?要|应[当该]?|可以|有的?|准许?)$"),
        True,
        "能。判决写明有权追偿。",
    ),
    Cue(
        re.compile(r"(?:予以)?(?:支持|认可|承认|采[信纳]|准予|同意|构成|成立|有效|一致|属于)了?$"),
        True,
        "支持。对方已经违约。",
    ),
)
"""What the first clause of an answer must be, whole, to say yes or no."""

DECISIVE: tuple[Cue, ...] = (
    Cue(re.compile(r"不予(?:支持|采信|采纳|准许|认可)"), False, "对该主张本院不予支持。"),
    Cue(re.compile(r"(?:不准|不准予|不准许)"), False, "判决不准原、被告离婚。"),
    Cue(re.compile(r"无[需须]"), False, "甲公司无需支付该款。"),
    Cue(re.compile(r"驳回"), False, "驳回原告的该项请求。"),
    Cue(re.compile(r"(?<!不)予以(?:支持|采信|采纳|准许|确认)"), True, "理由成立，本院予以支持。"),
    Cue(re.compile(r"(?<!不)准(?:予|许)"), True, "准许原告与被告离婚。"),
    Cue(re.compile(r"有权"), True, "承担责任后，有权向债务人追偿。"),
)  # fmt: skip
"""Words by which a court decides yes or no; all that stand in a text must agree."""

LEAD = re.compile(r"(?:据案例摘要，|您好[，,。！!]?)?([^，,。；;：:、！!？?\s（(“]{1,10})")


def said(text: str) -> bool | None:
    """True for yes, False for no, None where the first clause says neither.

    >>> said("不支持。理由是证据不足。"), said("是。"), said("3万元。")
    (False, True, None)
    """
    lead = LEAD.match(text.strip())
    if lead is None:
        return None
    return next((cue.says for cue in FIRST_WORDS if cue.pattern.match(lead[1])), None)


def decided(text: str) -> bool | None:
    """What decisive words say where the first clause does not; None if none does, or they differ.

    >>> decided("法院认为：“该请求缺乏依据，本院不予支持。”")
    False
    """
    says = {cue.says for cue in DECISIVE if cue.pattern.search(text)}
    return says.pop() if len(says) == 1 else None


def verdict(row: Row) -> bool | None:
    """Yes or no as an answer says it: by its first clause, else by decisive words in it."""
    if row["outcome"] != Outcome.ANSWERED:
        return None
    first = said(row["text"])
    return decided(row["text"]) if first is None else first
