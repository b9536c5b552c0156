"""How a garbled text may have read, for the search text and beside a quote; never as a quote.

Swaps are undone longest form first and in one pass, so that 利用→使用 and 使用→应用 do not chain,
and in tiers: those of low and middle risk in place; those that may turn the meaning or a role
(间接侵权→直接侵权) only beside the raw words, so that a search finds both and flips neither. The
swaps of the known engine are undone only where it was at work: elsewhere 使用 is 使用.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.passage import Span
from ingest.spin import any_of, garbling_of, rows_of, substitutes

TURNS_MEANING = "HIGH"
"""The risk of swaps whose undoing may turn the meaning, if it is wrong."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A row of spin_swaps.tsv."""

    spun: str
    original: str
    risk: str  # to the meaning: LOW, MED, HIGH
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Undone:
    """One swap of a text, and what likely stood there."""

    span: Span
    original: str


def restore(text: str, *, known_engine: bool = True) -> str:
    """The likely original wording of a garbled text, whatever the risk.

    >>> restore("侵害消息收集权的帮帮侵权")
    '侵害信息网络传播权的帮助侵权'
    """
    return _undone(text, _originals(known_engine))


def search_reading(text: str, *, known_engine: bool) -> str:
    """What is searched in place of a garbled text: risky swaps stand raw, their originals after.

    >>> search_reading("不形成间接侵权", known_engine=True)
    '不构成间接侵权 直接侵权'
    """
    readings: list[str] = []
    originals = _originals(known_engine)

    def undo(match: re.Match[str]) -> str:
        if match[0] not in _risky():
            return originals[match[0]]
        readings.append(originals[match[0]])
        return _undone(match[0], _harmless(known_engine))

    read = _pattern(known_engine).sub(undo, text)
    return " ".join([read, *dict.fromkeys(readings)])


def likely_reading(quote: str, whole: str | None = None) -> str | None:
    """What a garbled quote may have read, to show as 疑为… beside it; None if it reads the same.

    `whole` is the text it stands in, which tells the engine; without it the quote has to, and
    one without a tell-tale form is left as it is. For quotes of spun judgments only.

    >>> likely_reading("构成侵权") is None, likely_reading("形成帮帮侵权")
    (True, '构成帮助侵权')
    """
    tell_tale = garbling_of(whole).known_engine if whole else _is_marked(quote)
    read = restore(quote, known_engine=tell_tale)
    return None if read == quote else read


def swaps_in(text: str) -> tuple[Undone, ...]:
    """Every swap of a whole garbled text that its likely reading undoes, in text order.

    >>> text = "双方仳离。"
    >>> [(swap.span.of(text), swap.original) for swap in swaps_in(text)]
    [('仳离', '离婚')]
    """
    known = garbling_of(text).known_engine
    originals = _originals(known)
    return tuple(
        Undone(Span(*match.span()), originals[match[0]])
        for match in _pattern(known).finditer(text)
        if originals[match[0]] != match[0]
    )


@cache
def swaps() -> tuple[Swap, ...]:
    """Every swap of the known engine, longest first."""
    return tuple(Swap(*row) for row in rows_of("spin_swaps.tsv"))


def _is_marked(quote: str) -> bool:
    forms = {form for form, _ in garbling_of(quote).hits}
    return bool(forms - {s.form for s in substitutes()})


def _undone(text: str, originals: Mapping[str, str]) -> str:
    return any_of(originals).sub(lambda match: originals[match[0]], text) if originals else text


@cache
def _originals(known_engine: bool) -> dict[str, str]:
    usual = {s.form: s.usual for s in substitutes()}
    return usual | {s.spun: s.original for s in swaps()} if known_engine else usual


@cache
def _pattern(known_engine: bool) -> re.Pattern[str]:
    return any_of(_originals(known_engine))


@cache
def _risky() -> frozenset[str]:
    return frozenset(s.spun for s in swaps() if s.risk == TURNS_MEANING)


@cache
def _harmless(known_engine: bool) -> dict[str, str]:
    return {form: usual for form, usual in _originals(known_engine).items() if form not in _risky()}
