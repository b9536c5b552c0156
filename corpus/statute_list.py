"""Lists of articles as courts write them: 第六十条、第二百零五条第一款和第三款, 第十四条至第十六条.

`run` reads on from a first article to where its list ends. Where the list gets its law from is
read by statute_notation.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from corpus.numeral import integer_of
from corpus.passage import Span

_N = r"[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
_TO = r"[至到\-－—–~～]"
_LIST = rf"{_N}(?:\s?(?:[、，,和及]|{_TO})\s?{_N}){{0,20}}"
_NOT_ARTICLE = r"(?![件例约幅目]|款(?!规定|的))"
_ITEMS = rf"[（(]?{_N}[）)]?(?:\s?(?:[、，,和及或]|{_TO})\s?第?[（(]?{_N}[）)]?){{0,12}}"

ARTICLE = rf"(?P<n>{_LIST})\s?条{_NOT_ARTICLE}"
"""What follows 第; for use in a pattern."""

_NEXT = re.compile(rf"[第笫]\s?{ARTICLE}")
# Careless courts leave out 第 where it cannot be missed: 《合同法》第七十九条、八十一条.
WITHOUT = re.compile(rf"(?P<n>{_N})条{_NOT_ARTICLE}")
# 第一款和二十三条的规定; at the end of a list even 条 is lost: 第三十七条、第三十八之规定.
_WITHOUT_AFTER_AND = re.compile(rf"(?P<n>{_N})条(?=之规定|的规定|规定)")
_WITHOUT_TIAO = re.compile(rf"第(?P<n>{_N})(?=之规定|的规定)")
# 《…意见》之二、四规定: an opinion has points for articles.
POINTS = re.compile(rf"之(?P<n>{_N}(?:[、，和及]{_N}){{0,9}})(?=条?(?:之|的)?规定)(?!条)")
_SUFFIX = re.compile(r"\s?之([一二三四五六七八九十]{1,2})")
# 第二款、第三款第五项, 第一款（三）、（四）项, 一款: what goes on about the same article.
_WITHIN = re.compile(
    rf"(?P<gap>[、，,和及与或\s]{{0,2}})(?P<place>第?\s?(?P<p>{_LIST})\s?款|第?\s?(?P<i>{_ITEMS})\s?项)"
)
_RANGE = re.compile(rf"\s?{_TO}\s?(?=第{_N}条)")

LONGEST_RANGE = 100
"""Articles of the longest range that is read as one, 第十四条至第十六条; more is a slip."""

HIGHEST = 2000
"""No law has more articles; what is higher is a year or a serial number."""

_PARTS = re.compile(rf"{_N}|{_TO}")
_TO_MARKS = frozenset("至到-－—–~～")
_COMMAS = frozenset("、，,")
_ANDS = frozenset("、，,和及与")


class Naming(Enum):
    """How an article's law is told."""

    NAMED = auto()  # 《合同法》第六十条, and what follows in its list
    THAT = auto()  # 该法第六十条
    BARE = auto()  # 第六十条, and nothing said


@dataclass(frozen=True, slots=True)
class Place:
    """An article, paragraph and item at one place of the text."""

    naming: Naming
    law: str | None  # as written; for THAT the kind of law that is meant: 法, 解释
    article: int
    suffix: int | None
    paragraph: int | None
    item: int | None
    span: Span


class Told(NamedTuple):
    """How the law of a list is told, before its first article."""

    naming: Naming
    law: str | None
    start: int  # where the reference begins, at its law's name or its article


def run(text: str, token: re.Match[str], first: Told) -> tuple[list[Place], int]:
    """The articles of a list, each with its paragraphs and items, and where the list ends.

    `token` is the list's first match, its numbers in group `n`; no articles where they are too
    high for any law.
    """
    places: list[Place] = []
    start = first.start
    while True:
        found, position = _article(text, token, first, start)
        places += found
        again: re.Match[str] | None = None
        if found and (to := _RANGE.match(text, position)):
            again = _NEXT.match(text, to.end())
            until = _numbers(again["n"])[:1] if again else ()
            if again and until and until[0] - found[-1].article <= LONGEST_RANGE:
                span = Span(token.start(), again.end())
                for number in range(found[-1].article + 1, until[0]):
                    places.append(Place(first.naming, first.law, number, None, None, None, span))
        elif found and text[position : position + 1] in _ANDS:
            after = position + 1
            again = _WITHOUT_AFTER_AND.match(text, after) or _WITHOUT_TIAO.match(text, after)
            if again is None and text[position] in _COMMAS:
                again = WITHOUT.match(text, after)
        if again is None:
            return places, position
        token, start = again, again.start()


def _article(text: str, token: re.Match[str], told: Told, start: int) -> tuple[list[Place], int]:
    numbers, position = _numbers(token["n"]), token.end()
    if not numbers or max(numbers) > HIGHEST:
        return [], position
    suffix = None
    if text[position : position + 1] == "之" and (match := _SUFFIX.match(text, position)):
        suffix, position = integer_of(match[1]), match.end()
    span = Span(start, position)
    places = [Place(told.naming, told.law, n, None, None, None, span) for n in numbers[:-1]]
    article, paragraph, fresh = numbers[-1], None, True
    places.append(Place(told.naming, told.law, article, suffix, None, None, span))
    while within := _WITHIN.match(text, position):
        position = within.end()
        for number in _numbers(within["p"] or within["i"]):
            begin = within.start("place")
            last = places[-1]
            # 第三款第五项 and 第六十条第一款 say more of what was said; 、第四款 is another.
            same = fresh and not within["gap"].strip()
            if same and (last.paragraph if within["p"] else last.item) is None:
                places.pop()
                begin = last.span.start
            if within["p"]:
                paragraph = number
            item = None if within["p"] else number
            span = Span(begin, position)
            places.append(Place(told.naming, told.law, article, suffix, paragraph, item, span))
            fresh = False
        fresh = True
    return places, position


@lru_cache(maxsize=4096)
def _numbers(listed: str | None) -> tuple[int, ...]:
    """第十四至十六条 is three articles; 第六十四、六十五条 two."""
    if not listed:
        return ()
    numbers: list[int] = []
    ranged = False
    for part in _PARTS.findall(listed):
        if part in _TO_MARKS:
            ranged = True
        elif value := integer_of(part):
            if ranged and numbers and value - numbers[-1] <= LONGEST_RANGE:
                numbers += range(numbers[-1] + 1, value)
            numbers.append(value)
            ranged = False
    return tuple(numbers)
