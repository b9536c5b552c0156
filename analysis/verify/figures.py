"""Figures: the numbers, dates, sums, articles and case numbers of a text, and their comparison.

Chinese and Arabic numerals are one and the same figure: 三万元 is 30,000元. A Chinese numeral
counts only before a unit, since 一致, 十分 and 万一 hold numeral characters and no number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from analysis.verify.locate import WIDE
from corpus.amount import amounts_in
from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.statute import statutes_in


class Kind(Enum):
    """What a figure counts; figures of different kinds do not stand for one another."""

    CASE_NUMBER = "案号"
    LAW = "法律"
    ARTICLE = "条款"  # law or None, article, paragraph, item
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


def unsupported_figures(text: str, quotes: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The figures of `text` that no quote holds, as they are written, in text order.

    A case number may also stand in a title: the reader was shown it with the passage.
    """
    said = [figure for quote in quotes for figure in figures_in(quote)]
    said += [f for title in titles for f in figures_in(title) if f.kind is Kind.CASE_NUMBER]
    laws = _plain_law("".join(quotes))
    return [
        figure.shown
        for figure in figures_in(text)
        if not any(_stands_for(other, figure) for other in said)
        and not (figure.kind is Kind.LAW and str(figure.value[0]) in laws)
    ]


def figures_in(text: str) -> list[Figure]:
    """Every figure of the text, in text order. A stretch of text belongs to one figure only."""
    rest = text.translate(WIDE)
    found: list[Figure] = []
    for read in (_case_numbers, _articles, _dates, _amounts, _ratios, _numbers):
        for figure in list(read(rest)):
            end = figure.start + len(figure.shown)
            shown = text[figure.start : end]
            found.append(Figure(figure.kind, figure.value, shown.strip(), figure.start))
            if figure.kind is not Kind.LAW:
                rest = rest[: figure.start] + "\0" * (end - figure.start) + rest[end:]
    return sorted(found, key=lambda figure: figure.start)


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
    rf"第({_N})条(?:之[一二三四五六七八九十])?(?:第({_N})款)?(?:第?[(]?({_N})[)]?项)?"
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
    taken = set()
    for law in _LAW.finditer(text):
        yield Figure(Kind.LAW, (_plain_law(law[1]),), law[0], law.start())
    for reference in statutes_in(text):
        bare = _BARE_ARTICLE.search(text, reference.span.start)
        if bare is None or bare.start() in taken:
            continue
        taken.add(bare.start())
        value = (
            _plain_law(reference.law),
            reference.article,
            reference.paragraph,
            reference.item,
        )
        yield Figure(Kind.ARTICLE, value, bare[0], bare.start())
    for bare in _BARE_ARTICLE.finditer(text):
        if bare.start() not in taken:
            parts = (integer_of(group) if group else None for group in bare.groups())
            yield Figure(Kind.ARTICLE, (None, *parts), bare[0], bare.start())


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


def _stands_for(said: Figure, claimed: Figure) -> bool:
    """Whether a quote that says `said` supports a statement that says `claimed`."""
    if claimed.kind is Kind.DATE and said.kind is Kind.DATE:
        return _agrees(said.value, claimed.value)
    if claimed.kind is Kind.ARTICLE and said.kind is Kind.ARTICLE:
        return _same_law(said.value[0], claimed.value[0]) and _agrees(
            said.value[1:], claimed.value[1:]
        )
    if claimed.kind is Kind.LAW and said.kind is Kind.LAW:
        return _same_law(said.value[0], claimed.value[0])
    if claimed.kind is Kind.TERM and said.kind is Kind.DATE:  # 9月25日至28日
        return claimed.value == (said.value[2], "日")
    if {claimed.kind, said.kind} <= {Kind.COUNT, Kind.YUAN}:  # 医疗费5000（元）
        return said.value == claimed.value and (
            claimed.kind is Kind.COUNT or said.kind is Kind.YUAN or "元" not in said.shown
        )
    return said.kind is claimed.kind and said.value == claimed.value


def _agrees(said: tuple[float | str | None, ...], claimed: tuple[float | str | None, ...]) -> bool:
    """Whether every part that is claimed is said; what is not claimed may be said."""
    return all(c is None or c == s for s, c in zip(said, claimed, strict=True))


def _same_law(said: float | str | None, claimed: float | str | None) -> bool:
    if said is None or claimed is None:
        return True
    return str(said).endswith(str(claimed)) or str(claimed).endswith(str(said))


def _plain_law(name: str) -> str:
    return re.sub(r"中华人民共和国|[\s()〈〉]", "", name.translate(WIDE))
