"""Terms: words on which liability turns, held against those of the quotes; terms.tsv.

Columns of terms.tsv
  group    what kind of thing the words say; words of one group exclude each other
  value    one of them
  pattern  how it is written
  strict   是: the statement may say it only if its quotes do; 否: only where the quotes say another
           of its group in the same place is it held against the statement
  example  a true sentence that the pattern finds
  flipped  the same sentence with another of the group: it must be told from the example
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from analysis.verify.place import Word, displaced, word_at

LEAST_ALIKE = 3
"""How alike the place of another term must be where the quotes hold the claimed one nowhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row of terms.tsv."""

    group: str
    value: str
    pattern: re.Pattern[str]
    strict: bool
    example: str
    flipped: str


@cache
def terms() -> tuple[Term, ...]:
    """Every row of the table, in its order."""
    table = files("analysis.verify").joinpath("terms.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if line and not line.startswith("#")][1:]
    return tuple(
        Term(group, value, re.compile(pattern), strict == "是", example, flipped)
        for group, value, pattern, strict, example, flipped in rows
    )


def exchanged_term(text: str, quotes: Sequence[str]) -> str | None:
    """What is wrong with a term of the statement, in Chinese; None if nothing is.

    A strict one that no quote holds; or one in whose place the quotes hold another of its group.
    """
    claimed = _by_group(text)
    quoted: dict[str, list[Word[Term]]] = {}
    for quote in quotes:
        for group, words in _by_group(quote).items():
            quoted.setdefault(group, []).extend(words)
    for group, words in claimed.items():
        said = quoted.get(group, [])
        values = {word.value.value for word in said}
        for word in words:
            if word.value.strict and word.value.value not in values:
                other = f"，写的是“{said[0].shown}”" if said else ""
                return f"“{word.shown}”不见于所引原文{other}。"
        absent = [word for word in words if word.value.value not in values]
        pair = displaced(absent, said, _agree, LEAST_ALIKE) or displaced(words, said, _agree)
        if pair:
            return f"“{pair[0].shown}”在所引原文的同一处是“{pair[1].shown}”。"
    return None


def _agree(said: Term, claimed: Term) -> bool:
    return said.value == claimed.value


def _by_group(text: str) -> dict[str, list[Word[Term]]]:
    found: dict[str, list[Word[Term]]] = {}
    for term, start, end in _found(text):
        found.setdefault(term.group, []).append(word_at(text, start, end, term))
    return found


def _found(text: str) -> Iterator[tuple[Term, int, int]]:
    for term in terms():
        for match in term.pattern.finditer(text):
            yield term, *match.span()
