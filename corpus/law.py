"""Laws: their full names, what else they are called, and when they were in force; laws.tsv.

Columns of laws.tsv
  name       the full name; an inner name stands in 〈〉
  aliases    what else it is called, parted by |; the name without 中华人民共和国 or the courts that
             made it is understood
  from, to   ISO days from which and before which it was in force; an empty `to` is in force,
             `?` ended on a day that was not checked
  successor  the law that took its place as a whole
  source     where the days stand
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_BRACKETS = str.maketrans("()〔〕[]【】", "（）（）（）（）")
_MARKS = re.compile(r"[《》〈〉<>﹤﹥＜＞‹›“”‘’\s]|&[lg]t[;；]+|中[华国]人民共和国")
_MAKERS = re.compile(r"^(?:(?:最高人民法院|最高人民检察院|公安部|司法部)[、，和]?)+")
_EDITION = re.compile(r"（(?:19|20)\d\d年?(?:修[正订]|版)?）(?!\d)|（(?:修[正订]|已?失效)）")
_OF = re.compile(r"问题(?=解释|规定|意见)")
_ORDINAL = re.compile(r"(?<=解释)([一二三四五])$")  # 解释三 for 解释（三）, labor.jsonl
_INNER = re.compile(r"（(中华人民共和国[^（）]{2,20}法)）")  # round marks for 〈〉, divorce.jsonl
_STATE = "中华人民共和国同"  # 同 for 国, labor.jsonl

LONGEST_BARE = 24
"""Characters of the longest name that is looked for before 第…条 where no 《》 mark it."""


@dataclass(frozen=True, slots=True)
class Law:
    """One law, or one interpretation of the Supreme People's Court."""

    name: str
    aliases: tuple[str, ...]
    start: str  # ISO: the first day in force
    end: str | None  # ISO: the first day no longer in force; "?" if that was not checked
    successor: str | None  # the full name of the law that took its place as a whole
    source: str

    def in_force(self, date: str | None) -> bool | None:
        """Whether it was in force on an ISO day; None if the day or the law's end is unknown."""
        if date is None:
            return None
        if date < self.start:
            return False
        if self.end == "?":
            return None
        return self.end is None or date < self.end


@lru_cache(maxsize=4096)
def law_named(name: str) -> Law | None:
    """The law called so, with or without 《》, 中华人民共和国 and its makers; None if unknown.

    >>> law_named("《合同法》").name, law_named("民诉法解释").name
    ('中华人民共和国合同法', '最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释')
    """
    return _by_name().get(folded(name)) or _by_name().get(_without_slip(name))


def full_name(name: str) -> str:
    """The full name of a law, or what stands in its 《》 where the law is unknown."""
    law = law_named(name)
    return law.name if law else name.strip("《》 　\n")


def bare_name_before(words: str) -> str | None:
    """The longest known name that `words` end with, as it is written; None if there is none.

    >>> bare_name_before("根据劳动合同法"), bare_name_before("双方签订的买卖合同")
    ('劳动合同法', None)
    """
    for length in range(min(LONGEST_BARE, len(words)), 1, -1):
        if words[-length:].translate(_BRACKETS) in _bare_names():
            return words[-length:]
    return None


def folded(name: str) -> str:
    """A name without what varies from one court to the next; equal for the same law."""
    bare = _INNER.sub(r"\1", name.translate(_BRACKETS))
    bare = _MAKERS.sub("", _MARKS.sub("", bare))
    return _ORDINAL.sub(r"（\1）", _OF.sub("问题的", _EDITION.sub("", bare)))


def _without_slip(name: str) -> str:
    """The name after a garbled 中华人民共和国: 中人华民共和国民事诉讼法, 中华人民共和民事诉讼法.

    Which characters of a run like 国民 belong to the law is told by the table: the longest known
    name that ends the written one; empty if there is none.
    """
    bare = name.strip("《》 　\n")
    run = 0
    while run < len(bare) and bare[run] in _STATE:
        run += 1
    if run < 4:
        return ""
    for start in range(4, run + 1):
        if (rest := folded(bare[start:])) in _by_name():
            return rest
    return ""


@cache
def laws() -> tuple[Law, ...]:
    """Every law of the table, in its order."""
    table = files("corpus").joinpath("laws.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if line and not line.startswith("#")][1:]
    return tuple(
        Law(name, tuple(a for a in aliases.split("|") if a), start, end or None, after or None, src)
        for name, aliases, start, end, after, src in rows
    )


@cache
def _by_name() -> dict[str, Law]:
    known: dict[str, Law] = {}
    for law in laws():
        for name in (law.name, *law.aliases):
            known.setdefault(folded(name), law)
    return known


@cache
def _bare_names() -> frozenset[str]:
    """The names that count without 《》: those that name a law, not a common word."""
    names = {n for law in laws() for n in (law.name, *law.aliases)}
    names |= {n.removeprefix("中华人民共和国") for n in names}
    names = {n.translate(_BRACKETS) for n in names}
    return frozenset(n for n in names if n[-1] != "讼" and len(n) <= LONGEST_BARE)
