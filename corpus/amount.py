"""Sums of money as they stand in a text: 30,000元, 3万元, 人民币叁万元, 五十万元."""

import re
from dataclasses import dataclass
from typing import Any

from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.passage import Span

_ARABIC = r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
_AMOUNT = re.compile(
    rf"(?P<arabic>{_ARABIC})\s*(?P<unit>[百千]?万|亿|千)?余?元"
    rf"|(?P<chinese>[{CHINESE_NUMERALS}]+)余?元(?:(?P<jiao>[{CHINESE_NUMERALS}])角)?(?:零?(?P<fen>[{CHINESE_NUMERALS}])分)?"
)
_SCALE = {None: 1, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8}
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
    if match["arabic"]:
        digits = match["arabic"].translate(_WIDE).replace(",", "")
        return round(float(digits) * _SCALE[match["unit"]], 2)
    whole = integer_of(match["chinese"])
    if whole is None:
        return None
    jiao = integer_of(match["jiao"]) if match["jiao"] else 0
    fen = integer_of(match["fen"]) if match["fen"] else 0
    return round(whole + (jiao or 0) / 10 + (fen or 0) / 100, 2)
