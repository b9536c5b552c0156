"""Garbled reposts: texts in which a machine has swapped words for near-synonyms.

Such a text says 间接侵权 where the court said 直接侵权, so a quote from it is real as a quote and
may still be the opposite of what was held. It is told by forms that sound legal Chinese does not
have (著做权, 帮帮侵权, 存正在), and marked as such wherever it is shown.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.judgment import Quality

MIN_DISTINCT = 5
"""Different marker forms a garbled text must have. The 1,202 sound judgments and 58,995 statute
articles of the data have at most 1; the garbled seed has 57."""

MIN_RATE = 6.0
"""Marker hits per 1,000 characters. The seed has 42; a repost by an engine whose swaps are mostly
unknown still has a few, and a sound text that discusses such reposts stays below."""

FULL_RATE = 30.0
"""Hits per 1,000 characters from which a text counts as garbled throughout."""

LOST_SHARE = 0.0002
"""Replacement characters (U+FFFD) from which lost text is noted: one in a page or two."""

SPUN_NOTE = (
    "文字疑似经机器改写（伪原创），词语可能被替换、句序可能被打乱，引文照录但含义未必是法院原意"
)
LOST_NOTE = "文中有无法识别的字符（�），可能有文字丢失，请核对原件"


@dataclass(frozen=True, slots=True)
class Garbling:
    """What was noticed. `score` is 0.0 for a sound text, 1.0 for one garbled throughout."""

    spun: bool
    score: float
    hits: tuple[tuple[str, int], ...]  # marker and count, most frequent first


@dataclass(frozen=True, slots=True)
class Marker:
    """A row of spin_markers.tsv."""

    form: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A row of spin_swaps.tsv: safe to undo in a text that is known to be garbled."""

    spun: str
    original: str
    risk: str  # to the meaning: LOW, MED, HIGH
    example: str
    source: str


def quality_of(text: str) -> Quality:
    """How far a text can be trusted, with a note in Chinese for each fault that was noticed."""
    garbling = garbling_of(text)
    notes = [SPUN_NOTE] if garbling.spun else []
    lost = text.count("\ufffd") / max(len(text), 1)
    if lost >= LOST_SHARE:
        notes.append(LOST_NOTE)
    score = 1.0 - garbling.score if garbling.spun else 1.0
    return Quality(
        spun=garbling.spun,
        score=max(0.0, score - lost * 10),
        partial=lost >= LOST_SHARE,
        notes=tuple(notes),
    )


def garbling_of(text: str) -> Garbling:
    """Whether a machine has rewritten the text, and by which forms that shows.

    >>> garbling_of("本院认为，被告的行为侵害了原告的著作权。").spun
    False
    """
    hits = Counter(_marker_pattern().findall(text))
    rate = 1000 * hits.total() / max(len(text), 1)
    spun = len(hits) >= MIN_DISTINCT and rate >= MIN_RATE
    return Garbling(spun, min(1.0, rate / FULL_RATE) if spun else 0.0, tuple(hits.most_common()))


def restore(text: str) -> str:
    """The likely original wording of a garbled text: for the search text alone, never shown.

    Longest form first, in one pass, so that 利用→使用 and 使用→应用 do not chain.

    >>> restore("侵害消息收集权的帮帮侵权")
    '侵害信息网络传播权的帮助侵权'
    """
    originals = _originals()
    return _swap_pattern().sub(lambda match: originals[match[0]], text)


@cache
def markers() -> tuple[Marker, ...]:
    """Every marker form."""
    return tuple(Marker(*row) for row in _rows("spin_markers.tsv"))


@cache
def swaps() -> tuple[Swap, ...]:
    """Every swap, longest first."""
    return tuple(Swap(*row) for row in _rows("spin_swaps.tsv"))


@cache
def _marker_pattern() -> re.Pattern[str]:
    return _any_of(m.form for m in markers())


@cache
def _swap_pattern() -> re.Pattern[str]:
    return _any_of(s.spun for s in swaps())


@cache
def _originals() -> dict[str, str]:
    return {s.spun: s.original for s in swaps()}


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))


def _rows(name: str) -> list[list[str]]:
    lines = files("ingest").joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]
