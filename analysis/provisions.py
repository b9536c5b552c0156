"""Beside a quote that cites articles stands what they say and whether they are still in force."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.answer import Citation, Statement
from analysis.reader import Reader
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.provision_today import CitedArticle, ToldProvision, told_of

_YEAR = r"((?:19|20)\d\d)\s?年?"
_EDITION = r"(?:第[一二三四]次)?(?:修[正订改]|版)"
# 2019年修正的《反不正当竞争法》第六条
_BEFORE = re.compile(rf"{_YEAR}{_EDITION}(?:后|版)?的?(?:中华人民共和国)?$")
# 《著作权法（2010年修正）》第四十八条, 《著作权法》（2010修正）第四十八条
_WITHIN = re.compile(rf"[（(]{_YEAR}{_EDITION}[^（()）]{{0,6}}[）)]")
_GOES_ON = re.compile(r"[第笫一二三四五六七八九十百千0-9]")
_NEAR = 16
"""Characters before a law's name in which its edition is told."""


def with_provisions(statements: Sequence[Statement], reader: Reader) -> tuple[Statement, ...]:
    """The statements, each verified citation with what is known of the articles that it cites."""
    return tuple(
        replace(s, citations=tuple(_told(citation, reader) for citation in s.citations))
        for s in statements
    )


def _told(citation: Citation, reader: Reader) -> Citation:
    if not citation.verified or citation.span is None:
        return citation
    judgment = reader.judgment(citation.judgment_id)
    return replace(citation, provisions=provisions_in(judgment, citation.span))


def provisions_in(judgment: Judgment, span: Span) -> tuple[ToldProvision, ...]:
    """What is known of the articles cited within a span, in text order, each once.

    Of an article that the tables do not know nothing is told, nor of a law as a whole.
    """
    told: dict[tuple[str, int, int | None], ToldProvision] = {}
    for cited, edition in _articles(judgment):
        if span.start <= cited.span.start and cited.span.end <= span.end:
            known = told_of(cited, edition, judgment.header.date)
            if known:
                told.setdefault((cited.law, cited.article, cited.paragraph), known)
    return tuple(told.values())


def _articles(judgment: Judgment) -> Iterator[tuple[CitedArticle, int | None]]:
    """Every article cited, with the year of its law's edition if the text names it there.

    In a list the edition is told once, before its first article.
    """
    law: str | None = None
    edition: int | None = None
    for cited in judgment.statutes:
        goes_on = cited.law == law and _GOES_ON.match(judgment.text, cited.span.start)
        if not goes_on:
            law, edition = cited.law, _edition(judgment.text, cited.span)
        if cited.law and cited.article and not cited.suffix:
            yield CitedArticle(cited.law, cited.article, cited.paragraph, cited.span), edition


def _edition(text: str, span: Span) -> int | None:
    found = _BEFORE.search(text, max(0, span.start - _NEAR), span.start)
    found = found or _WITHIN.search(text, span.start, span.end)
    return int(found[1]) if found else None
