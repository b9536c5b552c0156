"""Finding a quote in the passage it is said to stand in."""

import re
import unicodedata
from dataclasses import dataclass

WIDE = {0xFF01 + i: 0x21 + i for i in range(0x5E)} | {0x3000: 0x20}
"""Full-width forms to their half-width ones, one code point for one."""

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: half-open, in code points of the passage's text."""

    start: int
    end: int
    exact: bool  # character for character; else only width, white space or invisible ones differ


def locate(quote: str, text: str) -> Place | None:
    """The first place of `quote` in `text`, or None. A quote without a letter or digit has none.

    An exact place wins over one that differs in width, white space or invisible characters.
    White space between two digits is never forgiven: 1 2 is not 12.
    """
    if not any(c.isalnum() for c in quote):
        return None
    start = text.find(quote)
    if start >= 0:
        return Place(start, start + len(quote), exact=True)
    folded, origins = _folded(text)
    wanted, _ = _folded(quote)
    start = folded.find(wanted)
    if start < 0:
        return None
    return Place(origins[start], origins[start + len(wanted) - 1] + 1, exact=False)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in half width without white space, and where each character of it came from."""
    kept: list[str] = []
    origins: list[int] = []
    blank = False
    for index, character in enumerate(text.translate(WIDE)):
        if character.isspace():
            blank = True
            continue
        if unicodedata.category(character) == "Cf":
            continue
        if blank and kept and _DIGIT.match(kept[-1]) and _DIGIT.match(character):
            kept.append(" ")
            origins.append(index - 1)
        kept.append(character)
        origins.append(index)
        blank = False
    return "".join(kept), origins
