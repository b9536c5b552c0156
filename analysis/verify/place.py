"""Places: which word of a quote stands where a word of the statement stands.

A statement says in its own words what its quote says, mostly in the same order. A sum, a party or
a word of liability that the quote has too, but elsewhere, is told by what stands around it:
本金3万元 against 利息3万元. Likeness counts the characters that run on equally from both words, to
either side, and the pairs of characters that both surroundings hold.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST = 200
"""Words of one text that are compared, the first ones; a text made to be slow holds more."""

LONG_RUN = 4
"""Equal characters on one side that make up for a low total: 甲公司是发包人."""

V = TypeVar("V")

WINDOW = 12
"""Characters looked at on either side, within the sentence."""

RUN = 5
"""Equal characters right beside the two words beyond which more tell nothing."""

LEAST, AHEAD = 8, 3
"""How alike another place must be, and how much more than any place that agrees; tuned on the
even documents of benchmarks/verifier.py."""

FAR_AHEAD, LEAST_RUN = 4, 2
"""How much more alike another place must be if it is less alike than LEAST, and how many characters
right beside the two words must then be equal."""

_END = re.compile(r"[。；;！？\n\0]")
# One sense in other characters, so that 系原告 and 是原告 are like surroundings.
_SAME = re.compile(
    r"给付|并未|没有|本院|人民法院|应当|应予|予以|人民币|中华人民共和国|第|了|[，、：:“”\"\s]"
)
_INSTEAD = {
    "给付": "支付",
    "并未": "未",
    "没有": "未",
    "本院": "法院",
    "人民法院": "法院",
    "应当": "应",
}
_CHARACTERS = str.maketrans({"系": "是", "之": "的", "于": "在", "故": "所", "均": "都"})
_NUMERALS = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿.,]+")


@dataclass(frozen=True, slots=True)
class Word(Generic[V]):
    """One word that counts, in one text: what it says, as it is written, and around it."""

    value: V
    shown: str
    left: str
    right: str


def word_at(text: str, start: int, end: int, value: V) -> Word[V]:
    """The word at [start, end) of the text with its surroundings in comparable form."""
    left = _END.split(text[max(0, start - 2 * WINDOW) : start])[-1]
    right = _END.split(text[end : end + 2 * WINDOW])[0]
    return Word(value, text[start:end], _plain(left)[-WINDOW:], _plain(right)[:WINDOW])


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the surroundings of two words are."""

    left: int  # characters that run on equally from the words to the left
    right: int
    shared: int  # pairs of characters that both surroundings hold, each side for itself

    @property
    def total(self) -> int:
        """All of it in one number; 0 where nothing is shared."""
        return min(RUN, self.left) + min(RUN, self.right) + self.shared


def likeness(one: Word[V], other: Word[V]) -> Likeness:
    """How alike the surroundings of two words are."""
    left = len(pairs_of(one.left) & pairs_of(other.left))
    right = len(pairs_of(one.right) & pairs_of(other.right))
    return Likeness(
        _run(one.left[::-1], other.left[::-1]), _run(one.right, other.right), left + right
    )


_NOWHERE = Likeness(0, 0, 0)


def displaced(
    claimed: Sequence[Word[V]],
    said: Sequence[Word[V]],
    agrees: Callable[[V, V], bool],
    least: int = LEAST,
) -> tuple[Word[V], Word[V]] | None:
    """The first claimed word whose place in the quotes holds another one, with that one.

    None if every claimed word has a place that agrees and is about as alike as any other, or
    runs on equally to one side: a clause may have been left out on the other. `agrees` takes
    what the quote says and what is claimed.
    """
    said = list(dict.fromkeys(said))[:MOST]
    for word in list(dict.fromkeys(claimed))[:MOST]:
        own, other_like, other = _NOWHERE, _NOWHERE, word
        for candidate in said:
            like = likeness(word, candidate)
            if agrees(candidate.value, word.value):
                own = max(own, like, key=_total)
            elif like.total > other_like.total:
                other_like, other = like, candidate
        if other_like.total >= least or max(other_like.left, other_like.right) >= LONG_RUN:
            ahead = AHEAD
        elif other_like.left + other_like.right >= LEAST_RUN:
            ahead = FAR_AHEAD
        else:
            continue
        if other_like.total < own.total + ahead:
            continue
        if max(own.left, own.right) >= RUN and min(other_like.left, other_like.right) < RUN:
            continue
        return word, other
    return None


def _total(like: Likeness) -> int:
    return like.total


def _plain(text: str) -> str:
    same = _SAME.sub(lambda match: _INSTEAD.get(match[0], ""), text)
    return _NUMERALS.sub("#", same.translate(_CHARACTERS))


def _run(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text; none of fewer than two."""
    return {text[i : i + 2] for i in range(len(text) - 1)}
