"""Copies that a machine rewrote: a garbled repost of a judgment that is held in its own words.

Words were swapped and clauses shuffled, so neither the words in a row nor the header tell. What
is left is compared without order: each clause of the repost, in its likely original wording, must
be found in the other by most of its pairs of characters, with the same numbers, and the names
must be the same. The judgments of a series share their clauses but not these. In doubt two
documents stay two.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.judgment import Judgment
from ingest.copies import (
    bands_of,
    clauses_of,
    folded_words,
    layout_keys,
    lowest_of,
    names_in,
    numbers_in,
    same_document,
)
from ingest.spin import garbling_of
from ingest.spin_reading import restore

ROWS = 2
"""Bins of the MinHash a key: a judgment rewritten by the benchmark's engines shares a key with its
original in 99 of 100 cases, and with one judgment in a hundred of its kind."""

MOST_CANDIDATES = 10
"""Judgments that share the most keys, which are compared. The original came first or second."""

PAIRS_FOUND = 0.6
"""Share of a clause's pairs of characters that one clause of the original must have."""

CLAUSES_FOUND = 0.7
"""Share of the repost, by pairs, that must be found so; the rest may be a reporter's words. Of 200
rewritten judgments all had 0.91 or more, of other judgments of their kind 20 had above 0.7."""

SHORTEST = 5
"""Pairs of a clause that is looked for: 不予支持 is everywhere."""

FEWEST_SIGNS = 3
"""Names and long numbers in clauses that were found: with fewer, nothing tells a series apart."""

SHORT_NAME = 3
"""Characters of a name that must be there, as in 陈某甲; of a longer one the first half."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the copies of a judgment share: keys to keep for it, and keys to look for."""

    layout: tuple[str, ...]  # kept and sought, by judgments as they stand
    kept: tuple[str, ...]
    sought: tuple[str, ...]


def copy_keys(judgment: Judgment) -> Keys:
    """The keys of a judgment; of garbled ones some seek sound ones, and the other way round."""
    words = folded_words(judgment.text)
    lowest = lowest_of(words)
    spun = judgment.quality.spun
    read = lowest_of(folded_words(_reading(judgment))) if spun else lowest
    bands = tuple(bands_of(read, ROWS))
    garbled, sound = tuple(f"!{band}" for band in bands), tuple(f"~{band}" for band in bands)
    return Keys(
        layout_keys(words, lowest),
        kept=garbled if spun else sound,
        sought=sound if spun else garbled,
    )


def is_copy(one: Judgment, other: Judgment) -> bool:
    """Whether two judgments are one document, in two layouts or rewritten."""
    if same_document(one, other):
        return True
    if one.quality.spun == other.quality.spun:
        return False
    return is_rewriting(one, other) if one.quality.spun else is_rewriting(other, one)


def is_rewriting(spun: Judgment, sound: Judgment) -> bool:
    """Whether the first, garbled, rewrites the second, a judgment or a digest of our own."""
    reading = _reading(spun)
    names = _openings_of_names(sound)
    if not all(name in folded_words(spun.text) or name in folded_words(reading) for name in names):
        return False
    clauses = clauses_of(sound.text)
    their_numbers = frozenset(number for clause in clauses for number in numbers_in(clause))
    numbers: set[str] = set()
    found = sought = 0
    shelf = _Clauses(clauses)
    for clause in clauses_of(reading):
        pairs = _pairs(clause)
        if len(pairs) < SHORTEST:
            continue
        sought += len(pairs)
        if shelf.most_of(pairs) >= PAIRS_FOUND:
            found += len(pairs)
            numbers |= numbers_in(clause)
    return (
        found >= CLAUSES_FOUND * max(sought, 1)
        and numbers <= their_numbers
        and len(numbers) + len(names) >= FEWEST_SIGNS
    )


class _Clauses:
    """The clauses of a text, by the pairs of characters in them."""

    def __init__(self, clauses: Sequence[str]) -> None:
        self._holding: dict[str, list[int]] = {}
        for number, clause in enumerate(clauses):
            for pair in _pairs(clause):
                self._holding.setdefault(pair, []).append(number)

    def most_of(self, pairs: frozenset[str]) -> float:
        """The largest share of the pairs that one clause has."""
        held = Counter(number for pair in pairs for number in self._holding.get(pair, ()))
        return max(held.values(), default=0) / len(pairs)


def _openings_of_names(sound: Judgment) -> frozenset[str]:
    """What tells the names apart: 三洲公 of 三洲公司, whose end the engine may have swapped.

    A name that occurs once is left out: 申请对原告 is what was read of 申请对原告某甲.
    """
    words = folded_words(sound.text)
    names = (name for name in map(folded_words, names_in(sound)) if words.count(name) > 1)
    return frozenset(name[: max(SHORT_NAME, len(name) // 2)] for name in names)


def _pairs(clause: str) -> frozenset[str]:
    return frozenset(clause[at : at + 2] for at in range(len(clause) - 1))


def _reading(spun: Judgment) -> str:
    return restore(spun.text, known_engine=garbling_of(spun.text).known_engine)
