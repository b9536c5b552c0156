"""Statute references as they stand in a text: 《民法典》第一千一百九十七条第二款."""

from dataclasses import dataclass
from typing import Any

from corpus.passage import Span
from corpus.provision import Relative
from corpus.statute_list import Naming, Place
from corpus.statute_notation import citations_in
from corpus.voice import Voice


@dataclass(frozen=True, slots=True)
class StatuteReference:
    """One article of one law, cited at one place. `article` counts from 1."""

    law: str  # as it is written, without its 《》
    article: int
    paragraph: int | None
    item: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class CitedStatute:
    """A reference resolved: which law it is, whether it was in force, what took its place."""

    law: str | None  # the full name; as written if unknown to us, None if not told
    article: int | None  # None: the law as a whole, 前述解释
    suffix: int | None  # 1 in 第一百三十三条之一
    paragraph: int | None
    item: int | None
    span: Span
    voice: Voice  # who cites it
    in_force: bool | None = None  # on the day of the decision; None if the day or law is unknown
    successors: tuple[Relative, ...] = ()
    predecessors: tuple[Relative, ...] = ()
    gist: str | None = None  # what the article says, in our own words

    def as_json(self) -> dict[str, Any]:
        """The contract's statute object."""
        return {
            "law": self.law,
            "article": self.article,
            "article_suffix": self.suffix,
            "paragraph": self.paragraph,
            "item": self.item,
            "start": self.span.start,
            "end": self.span.end,
            "in_force": self.in_force,
            "successors": [relative.as_json() for relative in self.successors],
            "predecessors": [relative.as_json() for relative in self.predecessors],
            "gist": self.gist,
            "voice": self.voice.value,
        }


def statutes_in(text: str) -> tuple[StatuteReference, ...]:
    """Every article cited with its law, in text order.

    An article belongs to the law in 《》 before it, when only list words stand between them
    or between it and the article before, or to the known name right before it: 民法典第十条.
    Each article of a range, each paragraph and item of a list is one reference. References
    without a law (该法, 前款) and to contracts are left out.

    >>> [(s.law, s.article) for s in statutes_in("依照《合同法》第六十条、第二百零五条")]
    [('合同法', 60), ('合同法', 205)]
    """
    return tuple(
        StatuteReference(cited.law, cited.article, cited.paragraph, cited.item, cited.span)
        for cited in citations_in(text)
        if isinstance(cited, Place) and cited.naming is Naming.NAMED and cited.law
    )
