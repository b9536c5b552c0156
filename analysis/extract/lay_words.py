"""Lay words: what laymen say, and the words in which a judgment says it."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("lay_words.tsv")

SHORTEST_PHRASE = 3
"""Characters from which on a lay word is looked for before a question is cut into words."""


class LayWord(NamedTuple):
    """A row of the table."""

    word: str
    forms: tuple[str, ...]
    question: str  # holds the word
    text: str  # holds one of the forms


@cache
def rows() -> tuple[LayWord, ...]:
    """The table, in order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(LayWord(word, tuple(forms.split("|")), q, t) for word, forms, q, t in fields)


@cache
def forms_of(word: str) -> tuple[str, ...]:
    """The word and the forms that stand for it in judgments; the word alone if it has none.

    >>> forms_of("辞退")[:2], forms_of("罚息")
    (('辞退', '解除劳动合同'), ('罚息',))
    """
    return (word, *next((row.forms for row in rows() if row.word == word), ()))


def phrases_in(question: str) -> tuple[str, ...]:
    """The lay phrases of the table that a question holds, each once, in order; of two that overlap
    the longer one. A phrase such as 日子过不下去 would be cut into words that say something else;
    a word of two characters is no phrase: 证人 stands in 保证人.
    """
    return tuple(dict.fromkeys(_any_phrase().findall(question)))


@cache
def _any_phrase() -> re.Pattern[str]:
    phrases = (row.word for row in rows() if len(row.word) >= SHORTEST_PHRASE)
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
