"""Statute references as they stand in a text: 《民法典》第一千一百九十七条第二款."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.numeral import integer_of
from corpus.passage import Span

_NUMBER = r"[〇零一二三四五六七八九十百千0-9０-９]+"
_ARTICLE = re.compile(
    rf"第({_NUMBER})条(?:之[一二三四五六七八九十]+)?(?:第({_NUMBER})款)?(?:第?[（(]?({_NUMBER})[）)]?项)?"
)
_LAW = re.compile(r"《([^《》]{2,80})》")

# A list of articles runs on after its law: 《合同法》第六十条、第二百零五条和第二百零六条.
# A bracket after the title gives its short name or number: 《…解释》（法释〔2020〕17号）第三条.
_BRIDGE = re.compile(
    r"[、，,和及与以的之规定\s]*(?:[（(][^（）()]{1,30}[）)])?[、，,和及与以的\s]*"
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
    or between it and the article before. References without a law (该法, 前款) are left out.

    >>> [(s.law, s.article) for s in statutes_in("依照《合同法》第六十条、第二百零五条")]
    [('合同法', 60), ('合同法', 205)]
    """
    found: list[StatuteReference] = []
    for law in _LAW.finditer(text):
        position = law.end()
        while True:
            bridge = _BRIDGE.match(text, position)
            article = _ARTICLE.match(text, bridge.end() if bridge else position)
            if article is None:
                break
            number = integer_of(article.group(1))
            if number:
                found.append(
                    StatuteReference(
                        law.group(1),
                        number,
                        integer_of(article.group(2)) if article.group(2) else None,
                        integer_of(article.group(3)) if article.group(3) else None,
                        Span(
                            law.start() if position == law.end() else article.start(), article.end()
                        ),
                    )
                )
            position = article.end()
    return tuple(found)
