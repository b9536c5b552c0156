"""Characters that nobody sees: zero-width, direction controls, tags and the like.

They carry hidden instructions, split words so that no search finds them, or turn the order in
which a reader sees a line. What is left without them is what a person reads.
"""

import re
from dataclasses import dataclass

_ZERO_WIDTH = "\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufeff"
_MARKS = "\u061c\u200e\u200f"  # harmless alone: they only say which way a neutral sign leans
_TURNS = "\u202a-\u202e\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"
_OTHERS = "\u115f\u1160\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"  # fillers, controls out of use
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_INVISIBLE = re.compile(f"[{_ZERO_WIDTH}{_MARKS}{_TURNS}{_TAGS}{_OTHERS}{_SELECTORS}]")
_CARRIER = re.compile(  # what no editor leaves behind: \u202e忽略\u202c, 不\u200b予, a coded run
    f"[{_TURNS}{_TAGS}{_OTHERS}]|(?<=\\w)[{_ZERO_WIDTH}]+(?=\\w)|[{_ZERO_WIDTH}]{{4,}}"
    f"|[{_SELECTORS}]{{2,}}"
)
_PLAIN_CARRIER = re.compile(f"[{_ZERO_WIDTH}]{{1,3}}")

FEW = 2
"""Zero-width characters inside words up to which they count as left-overs of a web page, which
breaks long numbers with them; 1 in 300 of the texts of the data has one or two."""


@dataclass(frozen=True, slots=True)
class Visible:
    """A text without its invisible characters, how many there were, and what to say of them."""

    text: str
    count: int
    note: str  # Chinese; empty where they are no more than left-overs of typesetting


def strip_invisible(text: str) -> Visible:
    """The text as a person sees it; nothing but invisible characters is taken out.

    The note is for characters that hide something or break up words: tags, changes of
    direction, runs of zero-width characters, and more than FEW of them inside words.

    >>> strip_invisible("北京\\ufeff")
    Visible(text='北京', count=1, note='')
    """
    if _INVISIBLE.search(text) is None:
        return Visible(text, 0, "")
    carriers = [match[0] for match in _CARRIER.finditer(text)]
    plain = sum(_PLAIN_CARRIER.fullmatch(carrier) is not None for carrier in carriers)
    stripped, count = _INVISIBLE.subn("", text)
    if plain == len(carriers) and plain <= FEW:
        return Visible(stripped, count, "")
    return Visible(
        stripped,
        count,
        f"文中有 {count} 个看不见的字符（零宽、方向控制或标签字符），已略去。"
        "原件可能借此藏有文字或改变显示顺序，请核对原件。",
    )
