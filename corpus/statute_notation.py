"""How courts write references to laws: names, articles, lists, ranges, and words for them.

`citations_in` tells what stands in the text and does not resolve: 该法第五条 is a Place without a
law. Who means what by 该法 depends on who speaks, which is decided in ingest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from corpus.law import LONGEST_BARE, bare_name_before
from corpus.numeral import integer_of
from corpus.passage import Span

_N = r"[〇零一二三四五六七八九十百千0-9０-９]{1,9}"
_TO = r"[至到\-－—–~～]"
_LIST = rf"{_N}(?:\s?(?:[、，,和及]|{_TO})\s?{_N}){{0,20}}"
_NOT_ARTICLE = r"(?![件例约幅目]|款(?!规定|的))"
_ITEMS = rf"[（(]?{_N}[）)]?(?:\s?(?:[、，,和及或]|{_TO})\s?第?[（(]?{_N}[）)]?){{0,12}}"

# 《最高人民法院关于适用《中华人民共和国婚姻法》若干问题的解释（一）》: a name within a name.
_LAW = r"《(?P<law>[^《》]{0,60}《[^《》]{2,60}》[^《》]{2,60}|[^《》]{2,80})》"
_POINTER = (
    r"(?P<pointer>前款|该条(?![款件例目约])|(?:该|上述|前述)(?:法律|司法解释|法条)?(?:规定|条款|条文)"
    r"|(?:上述|前述|该)(?:司法)?解释)"
)
_TOKEN = re.compile(rf"{_LAW}|[第笫]\s?(?P<n>{_LIST})\s?条{_NOT_ARTICLE}|{_POINTER}")

# Careless courts leave out 第 where it cannot be missed: 《合同法》第七十九条、八十一条.
_WITHOUT = re.compile(rf"(?P<n>{_N})条{_NOT_ARTICLE}")
_SUFFIX = re.compile(r"\s?之([一二三四五六七八九十]{1,2})")
# 第二款、第三款第五项, 第一款（三）、（四）项, 一款: what goes on about the same article.
_WITHIN = re.compile(
    rf"(?P<gap>[、，,和及与或\s]{{0,2}})(?P<place>第?\s?(?P<p>{_LIST})\s?款|第?\s?(?P<i>{_ITEMS})\s?项)"
)
_RANGE = re.compile(rf"\s?{_TO}\s?(?=第{_N}条)")

# A list of articles runs on after its law: 《合同法》第六十条、第二百零五条和第二百零六条.
# A bracket after the title gives its short name or number, with a bracket of its own at times:
# 《…解释》（法释〔2020〕17号）第三条, 《…规定》（法释（2001）12号）第六条.
_GAP = re.compile(
    r"[、，,;；：:和及与以或的之规定中\s]*"
    r"(?:[（(](?:[^（）()]|[（(][^（）()]{1,20}[）)]){1,40}[）)])?[、，,和及与以或的中\s]*"
)
# 关于适用《中华人民共和国婚姻法》若干问题的解释（二）, 《合同法》司法解释（二）: the name goes on.
_TAIL = re.compile(
    r"(?:若干问题(?:的|之)?(?:司法)?(?:解释|规定|意见)|的?(?:司法)?解释)"
    r"(?:[（(][一二三四五][）)]|[一二三四五](?!第?条))?"
)
_TAIL_OF_PROBLEMS = re.compile(r"的(?:解释|规定|意见)")
_ORDINAL = re.compile(r"[（(][一二三四五][）)]")
_SHORT = re.compile(
    r"[（(](?:以下|下|简)[^（）()《“]{0,4}称(?:为)?[《“]?([^（）()《》“”]{2,30})[》”]?[）)]"
)

# A contract has articles too, 《离婚协议书》第三条, but they are no law.
_NOT_LAW = re.compile(
    r"(?:合同|协议|章程|手册|借条|借据|欠条|公告|责任状|[书证单表函票据册报])(?:[（(][^）)]*[）)])?$"
)
_THAT = re.compile(
    r"(?:该|同|本|上述|前述|此)((?:司法)?解释|法|条例|规定|办法|意见|细则|法律)[的之中]?$"
)
_OTHERS = re.compile(
    r"(?:合同|协议书?|约定|章程|手册|制度|条款|公约|须知|守则|纪要|承诺书?|借条|保单"
    r"|法|条例|解释|规定|办法|意见|细则|规则|通知|[）)]|第\s?\d+\s?号?)[的之中]?[“”]?\s?$"
)


LONGEST_RANGE = 100
"""Articles of the longest range that is read as one, 第十四条至第十六条; more is a slip."""

LONGEST_GAP = 60
"""Characters between a law's name and its article, a bracket with its number among them."""

HIGHEST = 2000
"""No law has more articles; what is higher is a year or a serial number."""

_PARTS = re.compile(rf"{_N}|{_TO}")
_TO_MARKS = frozenset("至到-－—–~～")
_COMMAS = frozenset("、，,")


class Naming(Enum):
    """How an article's law is told."""

    NAMED = auto()  # 《合同法》第六十条, and what follows in its list
    THAT = auto()  # 该法第六十条
    BARE = auto()  # 第六十条, and nothing said


@dataclass(frozen=True, slots=True)
class Name:
    """A title in 《》. `short` is the name it is given for later, 以下简称《规定》."""

    law: str
    is_law: bool
    short: str | None
    span: Span


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


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word for what was cited before, 前款 or 上述规定, without an article of its own."""

    word: str
    span: Span


class _Told(NamedTuple):
    naming: Naming
    law: str | None
    start: int  # where the reference begins, at its law's name or its article


def citations_in(text: str) -> Iterator[Name | Place | Pointer]:
    """Titles, articles and words for them, in text order, none within another."""
    chain: tuple[Naming, str | None] = (Naming.BARE, None)
    position, chain_end = 0, -1
    opens: int | None = None
    while token := _TOKEN.search(text, position):
        position = token.end()
        if token["law"]:
            name, position = _name(text, token)
            yield name
            opens = name.span.start
            chain, chain_end = (Naming.NAMED, name.law if name.is_law else None), position
            without = _WITHOUT.match(text, position)
            if not without:
                continue
            token = without
        elif token["pointer"]:
            yield Pointer(token["pointer"], Span(*token.span()))
            continue
        if _only_list_words(text, chain_end, token.start()):
            told = _Told(*chain, token.start() if opens is None else opens)
        else:
            told = _told_before(text, token.start())
        position = token.end()
        if told.naming is not Naming.NAMED or told.law is not None:  # else a contract's
            places, position = _run(text, token, told)
            yield from places
        chain, chain_end, opens = told[:2], position, None


def _only_list_words(text: str, before: int, start: int) -> bool:
    """Whether only list words stand between what ended at `before` and `start`."""
    if before == start:
        return True
    if before < 0 or start - before > LONGEST_GAP:
        return False
    gap = _GAP.match(text, before)
    return gap is not None and gap.end() >= start


def _name(text: str, token: re.Match[str]) -> tuple[Name, int]:
    """A title with what belongs to it, and where the reading goes on, past its short name."""
    written, end = token["law"], token.end()
    tail = _TAIL.match(text, end)
    if tail is None and written.endswith("问题"):
        tail = _TAIL_OF_PROBLEMS.match(text, end)
        if tail:
            written, end, tail = f"{written}{tail[0]}", tail.end(), None
    if tail:
        inner = written.replace("司法", "")
        rest = tail[0].replace("司法", "")
        written = (
            f"最高人民法院关于适用〈{inner}〉{rest}"
            if "若干" in rest
            else f"{inner}{rest.lstrip('的')}"
        )
        end = tail.end()
    elif written.endswith("解释") and (ordinal := _ORDINAL.match(text, end)):
        written, end = f"{written}{ordinal[0]}", ordinal.end()
    short = _SHORT.match(text, end)
    is_law = not _NOT_LAW.search(written)
    name = Name(written, is_law, short[1] if short else None, Span(token.start(), end))
    return name, short.end() if short else end


def _told_before(text: str, start: int) -> _Told:
    """How the words right before an article tell its law."""
    words = text[max(0, start - LONGEST_BARE - 1) : start]
    bare = words.rstrip("的中之“")
    if name := bare_name_before(bare):
        return _Told(Naming.NAMED, name, start - len(words) + len(bare) - len(name))
    if that := _THAT.search(words):
        return _Told(Naming.THAT, that[1].removeprefix("司法"), start - len(that[0]))
    if _OTHERS.search(words):
        return _Told(Naming.NAMED, None, start)
    return _Told(Naming.BARE, None, start)


def _run(text: str, token: re.Match[str], first: _Told) -> tuple[list[Place], int]:
    """The articles of a list, each with its paragraphs and items, and where the list ends."""
    places: list[Place] = []
    start = first.start
    while True:
        found, position = _article(text, token, first, start)
        places += found
        again: re.Match[str] | None = None
        if found and (to := _RANGE.match(text, position)):
            again = _TOKEN.match(text, to.end())
            until = _numbers(again["n"])[:1] if again else ()
            if again and until and until[0] - found[-1].article <= LONGEST_RANGE:
                span = Span(token.start(), again.end())
                for number in range(found[-1].article + 1, until[0]):
                    places.append(Place(first.naming, first.law, number, None, None, None, span))
        elif text[position : position + 1] in _COMMAS:
            again = _WITHOUT.match(text, position + 1)
        if again is None:
            return places, position
        token, start = again, again.start()


def _article(text: str, token: re.Match[str], told: _Told, start: int) -> tuple[list[Place], int]:
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
