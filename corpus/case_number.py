"""Case numbers: （2021）京01民终123号 and its older forms, found and written one way."""

import re
from dataclasses import dataclass

from corpus.passage import Span
from corpus.script import simplified

_OPENERS = tuple("（(〔[［【")
_OPEN, _CLOSE = r"[（(〔\[［【]", r"[）)〕\]］】]"
_DIGIT = r"[0-9０-９]"
_TYPE = (
    "(?:初|[终終]|再|申|[监監]|抗|[辖轄]|[执執]|破|清|特|督|催|[赔賠]|保|更|撤|[调調]|[诉訴]前"
    "|[异異]|[复復]|恢|提|[刑民行商]重|司惩|司救|刑核|海法[商事](?=字))"
)
_CODE = "[\u4e00-\u9fffXxＸ×*]"  # 某 courts' codes are masked: （2010）X民初字第X号
# Without the bracket, which may be lost, before the year: so a search skips from digit to digit.
_FROM_YEAR = re.compile(
    rf"(?P<year>(?:19|20|１９|２０){_DIGIT}{{2}})\s*{_CLOSE}?\s*"
    rf"(?P<code>{_CODE}(?:{_CODE}|\s|{_DIGIT}|{_OPEN}[\u4e00-\u9fff]{{1,4}}{_CLOSE}){{0,18}}?{_TYPE}"
    rf"(?:[\u4e00-\u9fff\s]|{_OPEN}[\u4e00-\u9fff]{{1,4}}{_CLOSE}){{0,6}}?)"
    rf"\s*第?\s*(?P<serial>(?:(?:{_DIGIT}|[XxＸ×*＊－-]){{1,8}}|[（(]?略[）)]?)(?:之[一二三四五六七八九十])?)\s*[号號](?:之[一二三四五六七八九十]{{1,2}}(?!审|審))?"
)
_NUMBER = re.compile(rf"{_OPEN}?\s*{_FROM_YEAR.pattern}")
# Numbers of other papers look alike: awards, indictments, notarial deeds, expert opinions.
_NOT_A_CASE = re.compile(r"仲|检|公证|鉴|公交|房权|国用|法释|法发|字样|年|月")
_FOLD = str.maketrans(
    "（()）〔〕[]［］【】０１２３４５６７８９Ｘｘ＊－", "（（））（）（）（）（）0123456789Xx*-"
)

INSTANCES: tuple[tuple[str, str | None, str], ...] = (
    # type mark in the code, instance, example; the first that is in the code tells
    ("执(?!.*[初终])|刑[更核]|司[惩救]", None, "（2021）京01执复4号"),  # no instance of a trial
    ("申|(?<!审)监(?!.*[初终再抗])", "再审审查", "（2016）最高法民申3081号"),  # not 监利's 监民初
    ("再|提|抗", "再审", "（2015）民提字第23号"),
    ("终", "二审", "（2017）湘07民辖终49号"),
    ("初|[刑民行商]重", "一审", "（2009）萧民二初字第33号"),
    ("特|督|催", "特别程序", "（2020）京0105民特12号"),
)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number in its normal form, and where it stands in the text as it is written there."""

    number: str
    span: Span


def case_numbers_in(text: str) -> tuple[CaseNumber, ...]:
    """Every case number, in text order, whosever case it is.

    Brackets may be of any kind or lost, digits of any width, spaces inside.

    >>> [n.number for n in case_numbers_in("(2022)豫 0184 民初 2268 号；2015浙杭商终字第2521号")]
    ['（2022）豫0184民初2268号', '（2015）浙杭商终字第2521号']
    """
    found, end = [], 0
    for match in _FROM_YEAR.finditer(text):
        before = text[end : match.start()].rstrip()
        start = end + len(before) - 1 if before.endswith(_OPENERS) else match.start()
        end = match.end()
        if not _NOT_A_CASE.search(match["code"]):
            found.append(CaseNumber(_normal(match), Span(start, end)))
    return tuple(found)


def normalised(number: str) -> str:
    """A case number as the field holds it: full-width brackets, half-width digits, no spaces.

    What is not one is returned folded the same way.

    >>> normalised("(2021) 京01民终123号")
    '（2021）京01民终123号'
    """
    match = _number(number)
    return _normal(match) if match else re.sub(r"\s", "", number).translate(_FOLD)


def instance_of(number: str) -> str | None:
    """一审, 二审, 再审, 再审审查 or 特别程序, as the type mark tells; None if there is none."""
    match = _number(number)
    if match is None:
        return None
    code = simplified(match["code"])
    return next((name for mark, name, _ in INSTANCES if re.search(mark, code)), None)


def _number(written: str) -> re.Match[str] | None:
    return _NUMBER.search(written) or _NUMBER.fullmatch(f"{written}号")  # its 号 may be lost


def _normal(match: re.Match[str]) -> str:
    folded = re.sub(r"\s", "", match[0]).translate(_FOLD)
    year = match["year"].translate(_FOLD)
    rest = folded.removeprefix("（").removeprefix(year).removeprefix("）")
    return f"（{year}）{rest}"
