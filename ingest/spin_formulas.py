"""Broken formulas: where sound judgments always have one word, a rewriting machine put another.

No table can name the words of every engine, and many of them are ordinary Chinese. But courts
write in formulas: between 本 and ，stands 院认 as in 本院认为. spin_formulas.tsv holds frames, two
characters before and two after, between which the data's judgments have the same two characters
in at least 98 of 100 places. A sound text breaks one here and there; one that breaks many was
rewritten, whatever by. Frames are learned, by spin_formulas_train.py.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLE = "spin_formulas.tsv"

MIN_BROKEN = 6
"""Different broken formulas from which a text is taken as rewritten. Of 1,202 judgments, by frames
of other kinds, the most has 4; an interpretation, which judgments paraphrase, has 5 of 73."""

MIN_SHARE = 0.03
"""Share of its formulas that must be broken: a law of hundreds of pages may break 13, of 1,156."""

SIDE, SLOT = 2, 2
WIDTH = 2 * SIDE + SLOT
"""Characters of a frame's side, of the word in it, and of both sides with the word."""

_NOT_CHINESE = re.compile("[^\u4e00-\u9fff]+")


class Formulas(NamedTuple):
    """How many places of a text are framed by a formula, and which of them hold other words."""

    framed: int
    broken: tuple[str, ...]  # different ones with their frames, in order

    @property
    def rewritten(self) -> bool:
        """Whether so much is broken that a machine did it."""
        return len(self.broken) >= MIN_BROKEN and len(self.broken) >= MIN_SHARE * self.framed


def formulas_in(text: str) -> Formulas:
    """The formulas of a text; none in a text without Chinese.

    >>> formulas_in("经审理查明，被告").broken
    ()
    """
    flat, frames, framed = _flat(text), _numbered(), 0
    broken: list[tuple[int, str]] = []
    # Not places_of: every text is read so, and pairs of characters are found fastest as numbers.
    for first in (0, 1):
        pairs = _pairs(flat[first:])
        for number, words in enumerate(map(frames.get, pairs[:-2])):
            if words is None or (known := words.get(pairs[number + 2])) is None:
                continue
            start = first + 2 * number
            if pairs[number + 1] == known:
                framed += 1
            elif "#" not in flat[start + SIDE : start + SIDE + SLOT]:
                framed += 1
                broken.append((start, flat[start : start + WIDTH].strip("#")))
    return Formulas(framed, tuple(dict.fromkeys(words for _, words in sorted(broken))))


def _pairs(flat: str) -> list[int]:
    """Each two characters, the first two, the next two and so on, as one number."""
    return memoryview(flat[: len(flat) // 2 * 2].encode("utf-16-le")).cast("I").tolist()


@cache
def _numbered() -> Mapping[int, Mapping[int, int]]:
    """The frames that ship with the package, in numbers: before, after, the word between."""
    frames: dict[int, dict[int, int]] = {}
    for frame, word in usual_words().items():
        before, between, after = _pairs(frame[:SIDE] + word + frame[SIDE:])
        frames.setdefault(before, {})[after] = between
    return frames


def places_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Each two characters of a run of Chinese, with two before and two after; # parts runs.

    >>> list(places_of("本院认为，"))
    [('#本', '院认', '为#')]
    """
    flat = _flat(text)
    for start in range(len(flat) - WIDTH + 1):
        place = flat[start : start + WIDTH]
        if "#" not in place[1:-1]:
            yield place[:SIDE], place[SIDE:-SIDE], place[-SIDE:]


def _flat(text: str) -> str:
    return f"#{_NOT_CHINESE.sub('#', text)}#"


@cache
def usual_words() -> Mapping[str, str]:
    """The frames that ship with the package: both sides, and the word between them."""
    return frames_of(files("ingest").joinpath(TABLE).read_text("utf-8"))


def frames_of(table: str) -> Mapping[str, str]:
    """The frames of a table."""
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("% "))
    return {before + after: word for before, word, after in rows}
