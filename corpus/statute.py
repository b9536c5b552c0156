"""Statute references as they stand in a text: 《民法典》第一千一百九十七条第二款."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.numeral import integer_of
from corpus.passage import Span

_NUMBER = r"[〇零一二三四五六七八九十百千0-9０-９]{1,12}"
_ITEM = rf"第?[（(]?({_NUMBER})[）)]?项"
# Careless courts leave out 第 where it cannot be missed: 《合同法》第七十九条、八十一条.
_ARTICLE = re.compile(
    rf"(?:第|(?<=[》、]))({_NUMBER})条(?:之[一二三四五六七八九十]+)?(?:第({_NUMBER})款)?(?:{_ITEM})?"
)
# More of the same article: 第三十二条第二款、第三款第五项, 第四十四条第四项、第五项.
_MORE = re.compile(rf"[、，,和及与或]+(?P<place>第({_NUMBER})款(?:{_ITEM})?|{_ITEM})")

# 《最高人民法院关于适用《中华人民共和国婚姻法》若干问题的解释（一）》: a name within a name.
_LAW = re.compile(r"《([^《》]{0,60}《[^《》]{2,60}》[^《》]{2,60}|[^《》]{2,80})》")

# A contract has articles too, 《离婚协议书》第三条, but they are no law.
_NOT_LAW = re.compile(r"(?:合同|协议|合同书|协议书|章程|承诺书)(?:[（(][^）)]*[）)])?$")

# A list of articles runs on after its law: 《合同法》第六十条、第二百零五条和第二百零六条.
# A bracket after the title gives its short name or number, with a bracket of its own at times:
# 《…解释》（法释〔2020〕17号）第三条, 《…规定》（法释（2001）12号）第六条.
_BRIDGE = re.compile(
    r"[、，,和及与以或的之规定\s]*"
    r"(?:[（(](?:[^（）()]|[（(][^（）()]{1,20}[）)]){1,40}[）)])?[、，,和及与以或的\s]*"
)


@dataclass(frozen=True, slots=True)
class StatuteReference:
    """One article of one law, cited at one place. `article` counts from 1."""

    law: str
    article: int
    paragraph: int | None
    item: int | None
    span: Span

    def as_json(self) -> dict[str, Any]:
        """The contract's statute object."""
        return {
            "law": self.law,
            "article": self.article,
            "paragraph": self.paragraph,
            "item": self.item,
            "start": self.span.start,
            "end": self.span.end,
        }


def statutes_in(text: str) -> tuple[StatuteReference, ...]:
    """Every article cited after a law's name in 《》, in text order.

    An article belongs to the nearest law before it, when only list words stand between them
    or between it and the article before; each paragraph and item of a list is one reference.
    References without a law (该法, 前款) and to contracts are left out.

    >>> [(s.law, s.article) for s in statutes_in("依照《合同法》第六十条、第二百零五条")]
    [('合同法', 60), ('合同法', 205)]
    """
    found: list[StatuteReference] = []
    for law in _LAW.finditer(text):
        if _NOT_LAW.search(law[1]):
            continue
        start: int | None = law.start()  # the first reference begins with the law's name
        position = law.end()
        while article := _article_after(text, position):
            number = integer_of(article[1])
            paragraph, item = _value(article[2]), _value(article[3])
            position = article.end()
            if not number:
                continue
            span = Span(article.start() if start is None else start, position)
            found.append(StatuteReference(law[1], number, paragraph, item, span))
            start = None
            while more := _MORE.match(text, position):
                paragraph = _value(more[2]) or paragraph
                item = _value(more[3] or more[4])
                span = Span(more.start("place"), more.end())
                found.append(StatuteReference(law[1], number, paragraph, item, span))
                position = more.end()
    return tuple(found)


def _article_after(text: str, position: int) -> re.Match[str] | None:
    bridge = _BRIDGE.match(text, position)
    return _ARTICLE.match(text, bridge.end() if bridge else position)


def _value(numeral: str | None) -> int | None:
    return integer_of(numeral) if numeral else None
