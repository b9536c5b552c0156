"""Garbled reposts: texts in which a machine has swapped words for near-synonyms.

Such a text says 间接侵权 where the court said 直接侵权, so a quote from it is real as a quote and
may still be the opposite of what was held. It is told by forms that sound legal Chinese does not
have (著做权, 帮帮侵权, 存正在), and marked as such wherever it is shown. Other engines swap by
other tables, but the rare synonyms of common words are few: whoever rewrites 离婚, 电话 and 不能
by machine ends at 仳离, 德律风 and 不克不及. Where the words of an engine are ordinary ones, it is
told by the formulas it broke: spin_formulas.py. How a text may have read: spin_reading.py.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.judgment import Quality
from ingest.spin_formulas import formulas_in

MIN_DISTINCT = 5
"""Different marker forms a garbled text must have. The 1,202 sound judgments and 58,995 statute
articles of the data have at most 1; the garbled seed has 57."""

MIN_RATE = 6.0
"""Marker hits per 1,000 characters. The seed has 42; a repost by an engine whose swaps are mostly
unknown still has a few, and a sound text that discusses such reposts stays below."""

MIN_SUBSTITUTES = 5
"""Different unlikely words, markers included, from which a text is taken as rewritten by an
unknown engine. Of the 1,202 judgments 3 have three of them and none more; the same of 1,000
fact sections of all causes."""

MIN_SUBSTITUTE_RATE = 2.5
"""Unlikely words per 1,000 characters: a law of a hundred pages may have nine, far apart."""

FULL_RATE = 30.0
"""Hits per 1,000 characters from which a text counts as garbled throughout."""

LOST_SHARE = 0.0002
"""Replacement characters (U+FFFD) from which lost text is noted: one in a page or two."""

SPUN_NOTE = (
    "文字疑似经机器改写（伪原创），词语可能被替换、句序可能被打乱，引文照录但含义未必是法院原意"
)
SURE = 0.5
"""Score of garbling from which there is no doubt."""

_MENTIONED = re.compile("“[^”]{1,8}”")
# An article about such reposts names the words it means; they say nothing of its own text.

INVERTIBLE = {
    "间接": "直接", "被告": "原告", "权利": "义务", "义务": "责任", "合作": "竞争",
    "不合理": "不正当", "无效": "有效", "无益": "有益", "次要": "主要", "只要": "只有",
}  # fmt: skip
"""Words whose meaning rewriting was seen to turn, and what stood there: the seed and its kind."""

LOST_NOTE = "文中有无法识别的字符（�），可能有文字丢失，请核对原件"


@dataclass(frozen=True, slots=True)
class Garbling:
    """What was noticed. `score` is 0.0 for a sound text, 1.0 for one garbled throughout."""

    spun: bool
    score: float
    hits: tuple[tuple[str, int], ...]  # marker or unlikely word and count, most frequent first
    known_engine: bool = False  # the one whose swaps are in spin_swaps.tsv
    broken: tuple[str, ...] = ()  # formulas of judgments that read otherwise, in text order


@dataclass(frozen=True, slots=True)
class Marker:
    """A row of spin_markers.tsv."""

    form: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Substitute:
    """A row of spin_substitutes.tsv: a word that sound legal Chinese hardly ever has."""

    form: str
    usual: str
    source: str


def quality_of(text: str) -> Quality:
    """How far a text can be trusted, with a note in Chinese for each fault that was noticed."""
    garbling = garbling_of(text)
    notes = [SPUN_NOTE, _how_sure(text, garbling)] if garbling.spun else []
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
    marks = Counter(_marker_pattern().findall(text))
    own = _MENTIONED.sub("", text)
    own_marks = marks if own == text else Counter(_marker_pattern().findall(own))
    unlikely = own_marks + Counter(_substitute_pattern().findall(own))
    characters = max(len(text), 1)
    known = len(marks) >= MIN_DISTINCT and 1000 * marks.total() / characters >= MIN_RATE
    rate = 1000 * unlikely.total() / characters
    formulas = formulas_in(text)
    rare = len(unlikely) >= MIN_SUBSTITUTES and rate >= MIN_SUBSTITUTE_RATE
    spun = known or rare or formulas.rewritten
    rate += 1000 * len(formulas.broken) / characters
    score = min(1.0, rate / FULL_RATE) if spun else 0.0
    return Garbling(spun, score, tuple(unlikely.most_common()), known, formulas.broken)


def _how_sure(text: str, garbling: Garbling) -> str:
    found = sum(count for _, count in garbling.hits) + len(garbling.broken)
    rate = 1000 * found / len(text)
    forms = [*(form for form, _ in garbling.hits), *garbling.broken]
    shown = "、".join(f"“{form}”" for form in forms[:3])
    sure = "改写痕迹明显" if garbling.score >= SURE else "改写痕迹较少，请核对是否误判"
    turned = [word for word in INVERTIBLE if word in text] if garbling.known_engine else []
    words = "、".join(f"“{word}”" for word in turned)
    inverted = f"{words}等词可能被改反" if turned else "当事人称谓、肯定与否定可能被改反"
    return f"{sure}：每千字约 {rate:.0f} 处正常文书少见的写法，如{shown}；文中{inverted}"


@cache
def markers() -> tuple[Marker, ...]:
    """Every marker form."""
    return tuple(Marker(*row) for row in rows_of("spin_markers.tsv"))


@cache
def substitutes() -> tuple[Substitute, ...]:
    """Every unlikely word."""
    return tuple(Substitute(*row) for row in rows_of("spin_substitutes.tsv"))


@cache
def _marker_pattern() -> re.Pattern[str]:
    return any_of(m.form for m in markers())


@cache
def _substitute_pattern() -> re.Pattern[str]:
    return any_of(s.form for s in substitutes())


def any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern of all these forms, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, forms), key=len, reverse=True)))


def rows_of(name: str) -> list[list[str]]:
    """The rows of a table of this package, without its comments and its head."""
    lines = files("ingest").joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]
