"""Sums of money as they stand in a text: 30,000元, 3万元, 人民币叁万元, 五十万元."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.passage import Span
from corpus.voice import Voice

_NUMBER = r"[0-9０-９]{1,15}(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?(?![0-9０-９])"
_UNIT = r"[十百千]?万|亿|千|百"
# 30余万元 and 8万余元 are as good as the round sum; 1亿2000万元 is one sum in two steps.
_STEP = re.compile(rf"({_NUMBER})(?:\s*[余多]?({_UNIT}))?[余多]?")
_CHINESE = rf"[{CHINESE_NUMERALS}]+(?:[余多][{CHINESE_NUMERALS}]*)?"
_DIGIT = rf"[0-9０-９{CHINESE_NUMERALS}]"
_AMOUNT = re.compile(
    rf"(?:(?<![0-9０-９.．])(?P<arabic>(?:{_NUMBER}(?:\s*[余多]?(?:{_UNIT}))?[余多]?){{1,4}})"
    # 几十元, 数万元: how many is not said.
    rf"|(?<![几数{CHINESE_NUMERALS}])(?P<chinese>{_CHINESE}))"
    # 2013元旦 and 三元区 (of 三明市) are no sums.
    rf"\s*[元圆](?![旦月区桥素件]|里(?![包面头]))(?:(?P<jiao>{_DIGIT})角)?(?:零?(?P<fen>{_DIGIT})分)?"
)
# Sums are few and numbers many: a sum is looked for only before a 元 that can end one, or a 万
# that is followed by no word that is counted. The sign itself comes first, so that a search skips
# to it.
_SIGN = re.compile(
    r"[元圆万亿￥¥](?:(?<=[元圆])(?![旦月区桥素件]|里(?![包面头]))|(?<=[￥¥])"
    r"|(?<=[0-9０-９百千十][万亿])(?=[，,。；;、：:（）()”的和及与或至]|现金|人民币|本金|债[权务]))"
)
# 赔偿损失20万: without its 元 a number is a sum only after a word of money.
_WAN = re.compile(rf"(?<![0-9０-９.．])({_NUMBER})\s?({_UNIT})$")
_OF_MONEY = re.compile(
    r"(?:人民币|[￥¥款费金价值债务权欠付给偿还贷取存借资钱礼汇]|损失|[共合总]计|[0-9][万亿][元、和及])"
    r"[^，。；：、\d]{0,5}$"
)
_MARKED = re.compile(rf"[￥¥]\s?({_NUMBER})(?:\s?({_UNIT}))?(?!\s?[0-9０-９元圆万亿])")
_FOREIGN = re.compile(
    r"(?:[日美港欧韩澳加]元|[日港韩台澳]币|美金|英镑|卢布|泰铢)(?:现金|存款|约|共|合?计)?$"
)
_SUM = frozenset(f"0123456789０１２３４５６７８９,，.．余多 　\n\t\xa0{CHINESE_NUMERALS}")
_TO = frozenset("至到-－—–~～")
_LOW = re.compile(
    rf"(?:(?<![0-9０-９.．年月/／第-])({_NUMBER}(?:{_UNIT})?)"
    rf"|(?<![年第{CHINESE_NUMERALS}])([{CHINESE_NUMERALS}]{{1,12}}))[至到\-－—–~～]$"
)
_YEAR = re.compile(r"(?:19|20)\d\d[^\d]$")
LONGEST = 60
"""Characters of the longest sum that is read, down to its 元."""
_SCALE = {
    None: 1, "百": 100, "千": 1000, "万": 10_000, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8,
}  # fmt: skip
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class SumRole(StrEnum):
    """What a sum is in the case. The value is what the reader sees."""

    CLAIMED = "请求"  # what a party asks the court for
    AWARDED = "判赔"  # what the deciding court orders to be paid
    FORFEIT = "罚没"  # what the deciding court takes: fines, confiscation, recovery
    EARLIER = "原裁判"  # what a lower court or an arbitration ordered
    COSTS = "费用"  # fees of the proceedings
    FOUND = "查明"  # a fact, a contract's sum or an item of the reckoning, as a court found it
    ALLEGED = "陈述"  # a fact as a party tells it


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan, and where it stands. Role and voice are None until somebody tells them."""

    yuan: float
    span: Span
    role: SumRole | None = None
    voice: Voice | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's amount object."""
        return {
            "yuan": self.yuan,
            "start": self.span.start,
            "end": self.span.end,
            "role": self.role.value if self.role else None,
            "voice": self.voice.value if self.voice else None,
        }


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every sum of money in yuan, in text order; ratios and dates are not sums.

    A sum is written with 元 or ￥, or is a number of 万 or 亿 after a word of money.

    >>> [a.yuan for a in amounts_in("赔偿3万元及56,442.46元，另付三千五百八十六元一角八分")]
    [30000.0, 56442.46, 3586.18]
    """
    found: list[Amount] = []
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        if sign[0] in "元圆":
            found += _before_yuan(text, end, sign)
        else:
            found += _without_yuan(text, end, sign)
        end = found[-1].span.end if found else 0
    return tuple(found)


def _before_yuan(text: str, end: int, sign: re.Match[str]) -> list[Amount]:
    start = _run_start(text, max(end, sign.start() - LONGEST), sign.start())
    match = _AMOUNT.search(text, start, sign.end() + 8) if start < sign.start() else None
    if match is None or _foreign(text, match.start()):
        return []
    yuan = _yuan(match)
    if yuan is None:
        return []
    return [*_low_end(text, match, yuan), Amount(yuan, Span(*match.span()))]


def _without_yuan(text: str, end: int, sign: re.Match[str]) -> list[Amount]:
    """赔偿20万 and ￥20,000."""
    if sign[0] in "￥¥":
        match = _MARKED.match(text, sign.start())
        start = sign.start()
    else:
        first = max(end, sign.end() - LONGEST)
        match = _WAN.search(text[first : sign.end()])
        start = first + match.start() if match else 0
        before = text[max(0, start - 8) : start]
        if match and (not _OF_MONEY.search(before) or _foreign(text, start)):
            match = None
    if match is None:
        return []
    yuan = float(match[1].translate(_WIDE).replace(",", "")) * _SCALE[match[2]]
    return [Amount(round(yuan, 2), Span(start, start + len(match[0])))]


def _foreign(text: str, start: int) -> bool:
    return bool(_FOREIGN.search(text[max(0, start - 6) : start]))  # 日元100多万元


def _low_end(text: str, high: re.Match[str], yuan: float) -> list[Amount]:
    """The lower sum of a range whose 元 stands at its end only: 3至5万元, 1000-2000元."""
    if text[high.start() - 1 : high.start()] not in _TO:
        return []
    low = _LOW.search(text[max(0, high.start() - LONGEST) : high.start()])
    if low is None:
        return []
    value = _arabic(low[1]) if low[1] else integer_of(low[2])
    if value is None or _YEAR.match(low[0]):
        return []
    if low[1] and low[0][-2] not in "百千万亿" and high["arabic"]:  # 3至5万元: 万 counts for both
        step = _STEP.match(high["arabic"])
        value *= _SCALE[step[2]] if step else 1
    elif low[2] and len(low[2]) == 1 and high["chinese"]:  # 两至三千元
        value *= integer_of(f"一{high['chinese'][1:]}") or 1
    start = high.start() - len(low[0])
    return [Amount(float(value), Span(start, high.start() - 1))] if 0 < value < yuan else []


def _run_start(text: str, earliest: int, sign: int) -> int:
    """Where the characters that a sum is made of begin, right before its 元."""
    start = sign
    while start > earliest and text[start - 1] in _SUM:
        start -= 1
    return start


def _yuan(match: re.Match[str]) -> float | None:
    whole = _arabic(match["arabic"]) if match["arabic"] else _chinese(match["chinese"])
    if whole is None:
        return None
    jiao = integer_of(match["jiao"]) if match["jiao"] else 0
    fen = integer_of(match["fen"]) if match["fen"] else 0
    return round(whole + (jiao or 0) / 10 + (fen or 0) / 100, 2)


def _arabic(steps: str) -> float | None:
    total, last = 0.0, None
    for step in _STEP.finditer(steps):
        scale = _SCALE[step[2]]
        if last is not None and scale >= last:
            return None  # 3万5万元: two sums run together, and which is meant is not said
        total += float(step[1].translate(_WIDE).replace(",", "")) * scale
        last = scale
    return total


def _chinese(numeral: str) -> int | None:
    if numeral[0] in "百千佰仟万亿":  # 万元, 千元: a unit without a number
        return None
    return integer_of(numeral.replace("余", "").replace("多", ""))
