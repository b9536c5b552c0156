"""Dates as they stand in a text: 2018年3月5日, 二〇一八年三月, 2018-03-05, 同年5月6日."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.numeral import integer_of
from corpus.passage import Span
from corpus.voice import Voice

ZEROS = "〇○零0０OＯΟО"
"""How the 〇 of 二〇一七年 is written: also as a digit, or as the letter O of three alphabets."""

_C = f"{ZEROS}一二三四五六七八九十"
_NUM = rf"(?:[0-9０-９]{{1,2}}|[{_C}]{{1,3}})"
_YEAR = rf"(?:(?:[12１２][0-9０-９]{{3}}|[一二][{_C}]{{3}})\s?年|(?P<same>[同当]年))"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})\s?(?P<month>{_NUM})\s?月(?:\s?(?P<day>{_NUM})\s?[日号])?"
    r"|(?<![\d年第号字〔（(-])(?P<y>(?:19|20)\d{2})(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d号字.-])"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_TO_ZERO = str.maketrans(dict.fromkeys(ZEROS, "〇"))
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day or a month that a text names, and who names it."""

    date: str  # ISO: 2018-03-05, or 2018-03 where no day is said
    span: Span
    voice: Voice | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's date object."""
        return {
            "date": self.date,
            "start": self.span.start,
            "end": self.span.end,
            "voice": self.voice.value if self.voice else None,
        }


def dates_in(text: str) -> tuple[DateMention, ...]:
    """Every day and every month of a year, in text order; a year alone is none.

    同年 and 当年 mean the year of the date before; without one they are left out, as are days
    that no calendar has.

    >>> [d.date for d in dates_in("2018年3月5日借款，同年六月还款；二〇一九年一月十日立案")]
    ['2018-03-05', '2018-06', '2019-01-10']
    """
    found: list[DateMention] = []
    year = None
    for match in _DATE.finditer(text):
        if match["same"]:
            if year is None:
                continue
        else:
            year = year_of(match["y"] or match["year"][:-1])
        if date := iso_date(year, match["m"] or match["month"], match["d"] or match["day"]):
            found.append(DateMention(date, Span(*match.span())))
    return tuple(found)


def year_of(written: str) -> int | None:
    """The year of four numerals, Arabic or Chinese: 2017, 二〇一七, 二0一七; None if it is none.

    >>> year_of("二Ｏ一七"), year_of("２０１７"), year_of("二千")
    (2017, 2017, None)
    """
    bare = re.sub(r"\s", "", written)
    chinese = any(c in "一二三四五六七八九" for c in bare)
    year = integer_of(bare.translate(_TO_ZERO if chinese else _WIDE))
    return year if year and EARLIEST <= year <= LATEST and len(bare) == 4 else None


def iso_date(year: int | None, month: str, day: str | None) -> str | None:
    """2018-03-05, or 2018-03 without a day, from numerals; None for a day no calendar has."""
    m = integer_of(_folded(month))
    d = integer_of(_folded(day)) if day else None
    if not year or not EARLIEST <= year <= LATEST or not m or not 1 <= m <= 12:
        return None
    if day is None:
        return f"{year:04d}-{m:02d}"
    if not d or not 1 <= d <= _days(year, m):
        return None
    return f"{year:04d}-{m:02d}-{d:02d}"


def _folded(numeral: str) -> str:
    return re.sub(r"\s", "", numeral).translate(_WIDE)


def _days(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
