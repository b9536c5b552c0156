"""Exact look-ups: what a query gives letter for letter, so that its places come first.

A quoted phrase, an article in either kind of numerals, and a query that is nothing but a name, a
case number or a few words. The case number inside a whole question names its case instead, see
naming.py: whoever asks what a case held does not want its head.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.case_number import case_numbers_in
from corpus.law import full_name
from corpus.numeral import CHINESE_NUMERALS, chinese_of, integer_of
from corpus.statute import statutes_in
from retrieval.analyze import fold
from retrieval.asked import question_words

SHORT_QUERY = 16
"""Characters up to which a query that asks nothing is looked for as it stands: a name, a term."""

_QUOTED = re.compile(r"“([^“”]{2,60})”|‘([^‘’]{2,60})’|「([^「」]{2,60})」|\"([^\"]{2,60})\"")
_ARTICLE = re.compile(rf"第\s*([{CHINESE_NUMERALS}\d]{{1,9}})\s*条")
_BRACKETS = str.maketrans("〔［【〕］】", "((()))")
_SENTENCE = re.compile(r"[，。；？！,;?!]")
_BESIDE = 6  # characters that may stand beside a case number in a query that looks it up


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to be found: any of these folded strings, best beside one of `beside`."""

    forms: tuple[str, ...]
    beside: tuple[str, ...] = ()

    def held_by(self, folded: str) -> float:
        """1 if a text, folded as `looked_up` folds, holds it; 0.5 if not beside its law; else 0.

        A list of articles goes on after its law: …第六条、第七条, cut into two passages.
        """
        if not any(form in folded for form in self.forms):
            return 0.0
        return 1.0 if not self.beside or any(name in folded for name in self.beside) else 0.5


def looked_up(text: str) -> str:
    """A text as exact look-ups compare it: width, case, kinds of brackets and spaces aside.

    >>> looked_up("〔2021〕京01民终 123号")
    '(2021)京01民终123号'
    """
    return re.sub(r"\s", "", fold(text).translate(_BRACKETS))


def wanted_exactly(query: str) -> tuple[Wanted, ...]:
    """What a query gives letter for letter; empty for a plain question.

    >>> [w.forms for w in wanted_exactly("谁说“属于避风港”？")]
    [('属于避风港',)]
    >>> wanted_exactly("民法典第1197条")[0].forms
    ('第1197条', '第一千一百九十七条')
    """
    found = [Wanted((looked_up(next(filter(None, m.groups()))),)) for m in _QUOTED.finditer(query)]
    articles = tuple(_articles(query))
    numbers = case_numbers_in(query)
    looking_up = len(query) - sum(len(n.span.of(query)) for n in numbers) <= _BESIDE
    if numbers and looking_up:
        found += [Wanted((looked_up(n.span.of(query)), looked_up(n.number))) for n in numbers]
    elif articles:
        found += articles
    elif not found and len(query) <= SHORT_QUERY and not _asks(query):
        found.append(Wanted((looked_up(query),)))
    return tuple(found)


def share_held(wanted: Sequence[Wanted], text: str) -> float:
    """The share of the wanted things that a text holds, from 0 to 1; 0 if nothing is wanted."""
    if not wanted:
        return 0.0
    folded = looked_up(text)
    return sum(one.held_by(folded) for one in wanted) / len(wanted)


def _asks(query: str) -> bool:
    return bool(question_words().search(query) or _SENTENCE.search(query))


def _articles(query: str) -> Iterable[Wanted]:
    cited = statutes_in(query)
    for reference in cited:
        names = {looked_up(name) for name in (reference.law, full_name(reference.law))}
        names |= {name.removeprefix("中华人民共和国") for name in names}
        yield Wanted(_forms(reference.article), tuple(sorted(names)))
    if not cited:
        for match in _ARTICLE.finditer(query):
            if article := integer_of(match[1]):
                yield Wanted(_forms(article))


def _forms(article: int) -> tuple[str, ...]:
    arabic = f"第{article}条"
    return (arabic, f"第{chinese_of(article)}条") if 1 <= article <= 9999 else (arabic,)
