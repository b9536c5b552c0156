"""Dates as they stand in a text: 2018年3月5日, 二〇一八年三月, 2018-03-05, 同年5月6日, 同月8日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.numeral import integer_of
from corpus.passage import Span
from corpus.voice import Voice

ZEROS = "〇○零0０OＯΟО"
"""How the 〇 of 二〇一七年 is written: also as a digit, or as the letter O of three alphabets."""

_C = f"{ZEROS}一二三四五六七八九十"
_NUM = rf"(?:[0-9０-９][0-9０-９{ZEROS}]?|[{_C}]{{1,3}})"  # 2O日 as well
_YEAR = rf"(?:[12１２][0-9０-９{ZEROS}]{{3}}|[一二][{_C}]{{3}})\s?年"
_DATE = re.compile(
    rf"(?P<year>{_YEAR}|(?P<same>[同当]年))\s?(?P<month>{_NUM})\s?月(?:\s?(?P<day>{_NUM})\s?[日号])?"
    rf"|(?P<bare>{_YEAR})|同月\s?(?P<on>{_NUM})\s?[日号]"
    r"|(?<![\d年第号字〔（(-])(?P<y>(?:19|20)\d{2})(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d号字.-])"
)
# A date is looked for only where a sign that each has is near: signs are few, numerals many.
_SIGN = re.compile(r"年|同月|-|\.|/")
BEFORE_SIGN = 5
"""Characters from a date's beginning to its first sign: those of a year, and a space after it."""
# 2018年3月5日、6月7日 and 2018年3月、4月: the next of a list is of the same year.
_ALSO = re.compile(
    rf"\s?(?:[0-9]{{1,2}}时(?:[0-9]{{1,2}}分)?许?)?[、，和及与至到]\s?"
    rf"(?P<month>{_NUM})\s?月(?:\s?(?P<day>{_NUM})\s?[日号])?"
)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789") | dict.fromkeys(map(ord, ZEROS), "0")
_TO_ZERO = str.maketrans(dict.fromkeys(ZEROS, "〇"))
_CHINESE = re.compile("[一二三四五六七八九]")
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

    同年 and 当年 mean the year of the date or year before, 同月 the month of the date before;
    without one they are left out, as are days that no calendar has. A day without its year is
    read only where it goes on a list.

    >>> [d.date for d in dates_in("2018年3月5日借款，同年六月还款；二〇一九年一月十日立案")]
    ['2018-03-05', '2018-06', '2019-01-10']
    """
    found: list[DateMention] = []
    year: int | None = None
    month: str | None = None
    for match in _written(text):
        if match["bare"]:
            year, month = year_of(match["bare"][:-1]), None
            continue
        if not match["same"] and not match["on"]:
            year = year_of(match["y"] or match["year"][:-1])
        month = month if match["on"] else match["m"] or match["month"]
        day = match["on"] or match["d"] or match["day"]
        if month and (date := iso_date(year, month, day)):
            found.append(DateMention(date, Span(*match.span())))
            if match["month"]:
                found += _listed(text, match.end(), year, date)
    return tuple(found)


def _written(text: str) -> Iterator[re.Match[str]]:
    """The matches of _DATE, as `finditer` gives them."""
    end = 0
    for sign in _SIGN.finditer(text):
        for start in range(max(end, sign.start() - BEFORE_SIGN), sign.start() + 1):
            if match := _DATE.match(text, start):
                end = match.end()
                yield match
                break


def _listed(text: str, end: int, year: int | None, last: str) -> list[DateMention]:
    """The days, or the months, that go on a list after one; of its year as long as later."""
    found: list[DateMention] = []
    while also := _ALSO.match(text, end):
        date = iso_date(year, also["month"], also["day"])
        if date is None or date <= last or len(date) != len(last):
            break
        found.append(DateMention(date, Span(also.start("month"), also.end())))
        last, end = date, also.end()
    return found


def year_of(written: str) -> int | None:
    """The year of four numerals, Arabic or Chinese: 2017, 二〇一七, 二0一七; None if it is none.

    >>> year_of("二Ｏ一七"), year_of("２０１７"), year_of("2O17"), year_of("二千")
    (2017, 2017, 2017, None)
    """
    year = _number(written)
    whole = len(re.sub(r"\s", "", written)) == 4
    return year if year and EARLIEST <= year <= LATEST and whole else None


def iso_date(year: int | None, month: str, day: str | None) -> str | None:
    """2018-03-05, or 2018-03 without a day, from numerals; None for a day no calendar has."""
    m = _number(month)
    d = _number(day) if day else None
    if not year or not EARLIEST <= year <= LATEST or not m or not 1 <= m <= 12:
        return None
    if day is None:
        return f"{year:04d}-{m:02d}"
    if not d or not 1 <= d <= _days(year, m):
        return None
    return f"{year:04d}-{m:02d}-{d:02d}"


@lru_cache(1024)  # the same few hundred numerals make all dates
def _number(numeral: str) -> int | None:
    bare = re.sub(r"\s", "", numeral)
    return integer_of(bare.translate(_TO_ZERO if _CHINESE.search(bare) else _WIDE))


def _days(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
