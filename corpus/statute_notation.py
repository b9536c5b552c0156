"""How courts write references to laws: names, articles, lists, ranges, and words for them.

`citations_in` tells what stands in the text and does not resolve: 该法第五条 is a Place without a
law. Who means what by 该法 depends on who speaks, which is decided in ingest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.law import LONGEST_BARE, bare_name_before, law_named
from corpus.passage import Span
from corpus.statute_list import ARTICLE, POINTS, WITHOUT, Naming, Place, Told, run

# 《最高人民法院关于适用《中华人民共和国婚姻法》若干问题的解释（一）》: a name within a name.
_LAW = r"《(?P<law>[^《》]{0,60}《[^《》]{2,60}》[^《》]{2,60}|[^《》]{2,80})》"
_POINTER = (
    r"(?P<pointer>前款|该条(?![款件例目约])|(?:该|上述|前述)(?:法律|司法解释|法条)?(?:规定|条款|条文)"
    r"|(?:上述|前述|该)(?:司法)?解释)"
)
# 保险法16条: without 第 only right after a law's name, in digits.
_TOKEN = re.compile(
    rf"{_LAW}|(?:[第笫]\s?|(?P<bare>(?<=[法典例])(?=[0-9０-９]))){ARTICLE}|{_POINTER}"
)

# What a token begins with or, a 法 before its digits, comes after: a search skips from one to the
# next.
_SIGN = re.compile("《|第|笫|前款|该|上述|前述|法(?=[0-9０-９])|典(?=[0-9０-９])|例(?=[0-9０-９])")

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

_NOTICE = "的通知"  # 印发《…纪要》的通知第九条: what it sends out has the articles
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


LONGEST_NAME = 80
"""Characters of the longest title in 《》."""

LONGEST_GAP = 60
"""Characters between a law's name and its article, a bracket with its number among them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A title in 《》. `short` is the name it is given for later, 以下简称《规定》."""

    law: str
    is_law: bool
    short: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word for what was cited before, 前款 or 上述规定, without an article of its own."""

    word: str
    span: Span


def citations_in(text: str) -> Iterator[Name | Place | Pointer]:
    """Titles, articles and words for them, in text order, none within another."""
    chain: tuple[Naming, str | None] = (Naming.BARE, None)
    position, chain_end = 0, -1
    opens: int | None = None
    while token := _next_token(text, position):
        position = token.end()
        if token["law"]:
            name, position = _name(text, token)
            yield name
            opens = name.span.start
            chain, chain_end = (Naming.NAMED, name.law if name.is_law else None), position
            without = WITHOUT.match(text, position) or POINTS.match(text, position)
            if not without:
                continue
            token = without
        elif token["pointer"]:
            yield Pointer(token["pointer"], Span(*token.span()))
            continue
        if _only_list_words(text, chain_end, token.start()):
            told = Told(*chain, token.start() if opens is None else opens)
        else:
            told = _told_before(text, token.start())
        position = token.end()
        if token.re is _TOKEN and token["bare"] is not None and told.law is None:
            continue  # no law's name: 依法16条
        if told.naming is not Naming.NAMED or told.law is not None:  # else a contract's
            places, position = run(text, token, told)
            yield from places
        chain, chain_end, opens = told[:2], position, None


def _next_token(text: str, position: int) -> re.Match[str] | None:
    while sign := _SIGN.search(text, position):
        position = sign.end()
        if token := _TOKEN.match(text, position if sign[0] in "法典例" else sign.start()):
            return token
    return None


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
    if text.startswith(_NOTICE, end):
        end += len(_NOTICE)
    short = _SHORT.match(text, end)
    is_law = not _NOT_LAW.search(written)
    name = Name(written, is_law, short[1] if short else None, Span(token.start(), end))
    return name, short.end() if short else end


def _told_before(text: str, start: int) -> Told:
    """How the words right before an article tell its law."""
    words = text[max(0, start - LONGEST_BARE - 1) : start]
    bare = words.rstrip("的中之“")
    if name := bare_name_before(bare):
        return Told(Naming.NAMED, name, start - len(words) + len(bare) - len(name))
    if unclosed := _unclosed_before(text, start):
        return unclosed
    if that := _THAT.search(words):
        return Told(Naming.THAT, that[1].removeprefix("司法"), start - len(that[0]))
    if _OTHERS.search(words):
        return Told(Naming.NAMED, None, start)
    return Told(Naming.BARE, None, start)


def _unclosed_before(text: str, start: int) -> Told | None:
    """A known law whose closing mark is lost: 《…若干问题的解释（二）第八条."""
    opening = text.rfind("《", max(0, start - LONGEST_NAME), start)
    if opening < 0 or "》" in text[opening:start]:
        return None
    written = text[opening + 1 : start]
    return Told(Naming.NAMED, written, opening) if law_named(written) else None
