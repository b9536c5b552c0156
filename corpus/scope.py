"""Scopes: which part of a library a search looks at, and the conditions that choose it.

A `Filter` is what a person asks for; the catalog turns it into a `Selection` of judgments; a
`Scope` is what the engines search. None of them knows the others' database.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.voice import Voice

LEVEL_NAMES = ("基层", "中级", "高级", "最高", "专门")
"""Every level that `corpus.court.LEVELS` tells, lowest first."""

INSTANCE_NAMES = ("一审", "二审", "再审", "再审审查", "特别程序")
"""Every instance that `corpus.case_number.INSTANCES` tells, in the order a case takes."""

_COURT_KIND = re.compile(r"(?:人民)?法院$")
_YEARS = re.compile(r"(\d{4})年?(?:(?:-|~|—+|–|至|到)(\d{4})年?)?")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search; None means everywhere, an empty tuple nowhere."""

    judgment_ids: tuple[str, ...] | None = None
    voices: tuple[Voice, ...] | None = None
    silent: int = field(default=0, compare=False)  # as in the `Selection` it was made from

    @property
    def is_everything(self) -> bool:
        return self.judgment_ids is None and self.voices is None

    @property
    def is_nothing(self) -> bool:
        return self.judgment_ids == () or self.voices == ()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Years:
    """The years from `first` to `last`, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a judgment's head must say: in each field that is asked for, one of the values.

    Courts and causes are parts of names, as `name_key` gives them; the others are whole values.
    A judgment whose head is silent on a field that is asked for does not match.
    """

    courts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[Years, ...] = ()  # of the decision
    causes: tuple[str, ...] = ()
    instances: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return not (self.courts or self.levels or self.years or self.causes or self.instances)

    def __str__(self) -> str:
        """The conditions in words, for the reader; empty if there is none."""
        fields = (
            ("法院", self.courts),
            ("法院层级", self.levels),
            ("裁判年份", tuple(map(str, self.years))),
            ("案由", self.causes),
            ("审级", self.instances),
        )
        return "，".join(f"{name} {'或'.join(values)}" for name, values in fields if values)


NO_FILTER = Filter()


@dataclass(frozen=True, slots=True)
class Selection:
    """The judgments that match a filter, by id, in order.

    `silent` counts those left out because their heads do not say what was asked for, though all
    that they do say matches.
    """

    judgment_ids: tuple[str, ...]
    silent: int


def filter_of(
    *,
    courts: Sequence[str] = (),
    levels: Sequence[str] = (),
    years: Sequence[str] = (),
    causes: Sequence[str] = (),
    instances: Sequence[str] = (),
) -> Filter:
    """The filter that a person's words ask for; no words, no condition.

    >>> str(filter_of(courts=["杭州　互联网"], levels=["中级人民法院"], years=["2020至2023"]))
    '法院 杭州互联网，法院层级 中级，裁判年份 2020-2023'

    Raises ValueError, in Chinese and listing what is valid, for words that ask for nothing.
    """
    return Filter(
        tuple(_part("法院名称", word) for word in courts),
        tuple(_level(word) for word in levels),
        tuple(years_named(word) for word in years),
        tuple(_part("案由", word) for word in causes),
        tuple(_one_of("审级", word, INSTANCE_NAMES) for word in instances),
    )


def years_named(words: str) -> Years:
    """A year or a range of years: 2021, 2021年, 2020-2023, 2020至2023年.

    Raises ValueError for anything else, such as 21, 2023-2020 or 2020-.
    """
    match = _YEARS.fullmatch(name_key(words))
    if match is None:
        raise ValueError(f"“{words}”不是年份。请写四位数的一年或一段，如 2021 或 2020-2023")
    years = Years(int(match[1]), int(match[2] or match[1]))
    if years.first > years.last:
        raise ValueError(f"“{words}”先后颠倒。请写成 {years.last}-{years.first}")
    return years


def year_of(date: str | None) -> int | None:
    """The year that a header's date begins with; None where it does not say.

    >>> year_of("2024-09-25"), year_of("二〇二四年"), year_of(None)
    (2024, None, None)
    """
    match = re.match(r"(?:19|20)\d\d(?!\d)", date or "", re.ASCII)
    return int(match[0]) if match else None


def name_key(name: str) -> str:
    """A name as it is compared: half-width, lower case, without white space.

    >>> name_key("（Ａ） 合同\\n纠纷")
    '(a)合同纠纷'
    """
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).lower()


def _part(what: str, words: str) -> str:
    key = name_key(words)
    if not key:
        raise ValueError(f"{what}是空的。请写名称或其中的几个字")
    return key


def _level(words: str) -> str:
    """A level by its own name or by its courts' (中级人民法院)."""
    return _one_of("法院层级", _COURT_KIND.sub("", name_key(words)) or words, LEVEL_NAMES)


def _one_of(what: str, words: str, names: Sequence[str]) -> str:
    key = name_key(words)
    if key not in names:
        raise ValueError(f"没有“{words}”这种{what}；可用的有：{'、'.join(names)}")
    return key
