"""Sums of money as they stand in a text: 30,000元, 3万元, 人民币叁万元, 五十万元."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.passage import Span

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
    rf"\s*[元圆](?![旦月区里桥素件])(?:(?P<jiao>{_DIGIT})角)?(?:零?(?P<fen>{_DIGIT})分)?"
)
_SCALE = {
    None: 1, "百": 100, "千": 1000, "万": 10_000, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8,
}  # fmt: skip
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in yuan, and where it stands."""

    yuan: float
    span: Span

    def as_json(self) -> dict[str, Any]:
        """The contract's amount object."""
        return {"yuan": self.yuan, "start": self.span.start, "end": self.span.end}


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every sum of money written with 元, in text order; ratios and dates are not sums.

    >>> [a.yuan for a in amounts_in("赔偿3万元及56,442.46元，另付三千五百八十六元一角八分")]
    [30000.0, 56442.46, 3586.18]
    """
    found = []
    for match in _AMOUNT.finditer(text):
        yuan = _yuan(match)
        if yuan is not None:
            found.append(Amount(yuan, Span(match.start(), match.end())))
    return tuple(found)


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
