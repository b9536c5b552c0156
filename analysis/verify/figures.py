"""Figures: the numbers, dates, sums, articles and case numbers of a text, and their comparison.

Chinese and Arabic numerals are one and the same figure: 三万元 is 30,000元. A Chinese numeral
counts only before a unit, since 一致, 十分 and 万一 hold numeral characters and no number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from analysis.verify.locate import WIDE
from corpus.amount import amounts_in
from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.statute_list import Place
from corpus.statute_notation import citations_in


class Kind(Enum):
    """What a figure counts; figures of different kinds do not stand for one another."""

    CASE_NUMBER = "案号"
    LAW = "法律"
    ARTICLE = "条款"  # law or None, article, suffix, paragraph, item
    POINT = "款项"  # number and 条, 款 or 项, where no article is told: 判决第二项, 第一、三款
    YUAN = "金额"
    DATE = "日期"  # year, month, day; None where not written
    TERM = "期限与比例"  # value and unit, both of which must agree
    COUNT = "数目"  # only the value must agree


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, in comparable form, and how and where it is written."""

    kind: Kind
    value: tuple[float | str | None, ...]
    shown: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the text it was read from."""
        return self.start + len(self.shown)


@lru_cache(maxsize=512)  # the passages of an answer, for each of its statements
def figures_in(text: str) -> tuple[Figure, ...]:
    """Every figure of the text, in text order. A stretch of text belongs to one figure only."""
    rest = text.translate(WIDE)
    found: list[Figure] = []
    for read in (_case_numbers, _articles, _points, _dates, _amounts, _ratios, _numbers):
        for figure in list(read(rest)):
            found.append(replace(figure, shown=text[figure.start : figure.end]))
            if figure.kind is not Kind.LAW:
                blank = "\0" * (figure.end - figure.start)
                rest = rest[: figure.start] + blank + rest[figure.end :]
    return tuple(sorted(found, key=lambda figure: figure.start))


def cuts_number(text: str, start: int, end: int) -> bool:
    """Whether one of the borders of [start, end) goes through a number: 5|0,000元, 五|十万元."""
    plain = text.translate(WIDE)
    return any(
        _CUT.search(f"{plain[max(0, border - 2) : border]}|{plain[border : border + 2]}")
        for border in (start, end)
    )


_N = rf"[0-9]+|[{CHINESE_NUMERALS}]+"
_CUT = re.compile(
    rf"[0-9{CHINESE_NUMERALS}]\|[0-9{CHINESE_NUMERALS}]|[0-9]\|[.,][0-9]|[0-9][.,]\|[0-9]"
)

# (2021)京01民终123号, 〔2020〕豫民初7号之一, 法释〔2015〕18号
_CASE_NUMBER = re.compile(
    r"[(〔\[]\s*((?:19|20)\d{2})\s*[)〕\]]\s*([\u4e00-\u9fff]{0,4}\d{0,6}[\u4e00-\u9fff]{0,8}?)第?\s*(\d+(?:-\d+)?)\s*号"
)
_LAW = re.compile(r"《([^《》]{2,80})》")
_BARE_ARTICLE = re.compile(
    rf"第({_N})条(?:之([一二三四五六七八九十]))?(?:第({_N})款)?(?:第?[(]?({_N})[)]?项)?"
)
# 判决第二项, 第一、三款 and, of what stands in a list itself, 二、被告返还.
_POINT = re.compile(
    rf"第(?P<list>(?:{_N})(?:[、,，和及]第?(?:{_N}))*)(?P<unit>[款项])"
    rf"|(?:^|(?<=[。；;:：\n]))\s*(?P<own>{_N})[、.．](?!\d)"
)

# 2024年9月25日, 二〇二四年九月, 9月25日, 2024-09-25; 三个月 is a term, not a date.
_YEAR = r"(?:19|20)\d{2}|[一二][〇零○九0-9][〇零○一二三四五六七八九]{2}"
_DATE = re.compile(
    rf"(?:(?P<y>{_YEAR})\s*年\s*)?(?P<m>{_N})\s*月(?:\s*(?P<d>{_N})\s*[日号])?"
    rf"|(?P<y2>{_YEAR})\s*年"
    r"|(?P<y3>(?:19|20)\d{2})\s*[-./]\s*(?P<m3>\d{1,2})\s*[-./]\s*(?P<d3>\d{1,2})(?!\d)"
)
_RATIO = re.compile(
    rf"(?P<percent>[0-9]+(?:\.[0-9]+)?)\s*%|百分之(?P<chinese>{_N})|(?P<mille>[0-9]+(?:\.[0-9]+)?)\s*‰"
    rf"|(?P<below>{_N})分之(?P<above>{_N})"
)

_UNITS = {
    "年": "年", "个月": "月", "月": "月", "日": "日", "天": "日", "周": "周", "星期": "周",
    "小时": "小时", "分钟": "分钟", "倍": "倍", "周岁": "岁", "岁": "岁", "成": "成", "级": "级",
}  # fmt: skip
"""Units that must agree, and the one form under which they are compared."""

_COUNTERS = "名次份套间台辆亩吨期张股棵头只处页户本幅栋层块米家位"
"""Not 人, 笔, 项, 件, 个: a summary counts what its quotes list, 三笔债务 or 二人."""

_STRICT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<arabic>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)\s*(?P<scale>[百千]?万|亿|千)?余?(?:个(?!月))?(?P<unit>{_STRICT})?"
    rf"|(?<![{CHINESE_NUMERALS}])(?P<chinese>[{CHINESE_NUMERALS}]+)余?(?:(?P<cunit>{_STRICT})|(?P<counter>[{_COUNTERS}]|平方米|公斤|公里))"
)
_SCALES = {None: 1.0, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}


def _case_numbers(text: str) -> Iterator[Figure]:
    for match in _CASE_NUMBER.finditer(text):
        value = (match[1], match[2], match[3].lstrip("0"))
        yield Figure(Kind.CASE_NUMBER, value, match[0], match.start())


def _articles(text: str) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for law in _LAW.finditer(text):
        yield Figure(Kind.LAW, (law[1],), law[0], law.start())
    for place in citations_in(text):
        if isinstance(place, Place):
            value = (place.law, place.article, place.suffix, place.paragraph, place.item)
            start, end = place.span.start, place.span.end
            if law_end := text.rfind("》", start, end) + 1:
                start = law_end
            taken.append((start, end))
            yield Figure(Kind.ARTICLE, value, text[start:end], start)
    for bare in _BARE_ARTICLE.finditer(text):
        if not any(bare.start() < right and left < bare.end() for left, right in taken):
            parts = (integer_of(group) if group else None for group in bare.groups())
            yield Figure(Kind.ARTICLE, (None, *parts), bare[0], bare.start())


def _points(text: str) -> Iterator[Figure]:
    for match in _POINT.finditer(text):
        for number in re.findall(_N, match["list"] or match["own"]):
            value = (integer_of(number), match["unit"] or "项")
            yield Figure(Kind.POINT, value, match[0], match.start())


def _dates(text: str) -> Iterator[Figure]:
    for match in _DATE.finditer(text):
        parts = [match["y"] or match["y2"] or match["y3"], match["m"] or match["m3"]]
        parts.append(match["d"] or match["d3"])
        value = tuple(integer_of(p.replace("○", "〇")) if p else None for p in parts)
        yield Figure(Kind.DATE, value, match[0], match.start())


def _amounts(text: str) -> Iterator[Figure]:
    for amount in amounts_in(text):
        yield Figure(Kind.YUAN, (amount.yuan,), amount.span.of(text), amount.span.start)


def _ratios(text: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(text):
        if match["below"]:
            value = (integer_of(match["above"]), integer_of(match["below"]), "分之")
            yield Figure(Kind.TERM, value, match[0], match.start())
            continue
        if match["chinese"]:
            number: float | None = integer_of(match["chinese"])
        else:
            number = float(match["percent"] or match["mille"])
        yield Figure(Kind.TERM, (number, "‰" if match["mille"] else "%"), match[0], match.start())


def _numbers(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        unit = _UNITS.get(match["unit"] or match["cunit"] or "")
        if match["arabic"]:
            number = float(match["arabic"].replace(",", "")) * _SCALES[match["scale"]]
        else:
            whole = integer_of(match["chinese"])
            ordinal = text[match.start() - 1 : match.start()] == "第"  # 第三人 counts nobody
            if whole is None or (not unit and (whole == 1 or ordinal)):  # 一份: an article
                continue
            number = float(whole)
        if unit:
            yield Figure(Kind.TERM, (number, unit), match[0], match.start())
        else:
            yield Figure(Kind.COUNT, (number,), match[0], match.start())
