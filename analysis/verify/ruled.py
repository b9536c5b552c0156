"""Ruled: a ruling that a statement tells must stand in its quotes, and so must what it puts in “”.

An invented order beside a real quote is the forgery that costs a lawyer most: 准予离婚 is not told
by 双方经人介绍相识, though the names and 离婚 stand in both.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class RulingRow(NamedTuple):
    """A ruling as statements tell it, what a quote holds that tells it, and examples of both."""

    told: re.Pattern[str]
    needs: re.Pattern[str]
    statement: str
    bears_out: str  # a quote that tells it
    misses: str  # a real quote that does not


_PAYS = r"返还|偿还|归还|清偿|偿付|支付|给付|赔偿|赔付|补偿|退还|承担|付清|还款|付款|还清"

RULINGS: tuple[RulingRow, ...] = (
    RulingRow(
        re.compile(r"(?<![不有未])准[予许][^，。；]{0,24}离婚|(?<![没未不]有)(?<![未不])判(?:决|令)?[^，。；不]{0,6}离婚"),
        re.compile(r"准[予许]|予以准|支持|解除[^，。；]{0,8}婚姻"),
        "法院判决准予甲某与乙某离婚。",
        "准予原告甲某与被告乙某离婚。",
        "原告甲某与被告乙某经人介绍相识，之后同居生活。",
    ),
    RulingRow(
        re.compile(r"不准[予许]?[^，。；]{0,24}离婚"),
        re.compile(r"不准|不予准|不予支持|不支持|驳回|难以支持"),
        "不准予甲某与乙某离婚。",
        "故对离婚的诉讼请求，本院不予支持。",
        "人民法院审理离婚案件，应当进行调解。",
    ),
    RulingRow(
        re.compile(r"驳回"),
        re.compile(r"驳回|不予?(?:支持|采[纳信]|准许|认可)|不(?:能)?成立|难以支持|维持|不符合[^，。；]{0,12}条件"),
        "驳回丙某的诉讼请求。",
        "对该项请求，本院不予支持。",
        "案件受理费80元，由原告丙某负担。",
    ),
    RulingRow(
        re.compile(
            r"(?:应当?|(?<![无毋不])须|(?<![无毋不])需要?|判[令决]?|责令|有义务)[^，。；不无]{0,20}?"
            r"(?:返还|偿还|归还|清偿|偿付|支付|给付|赔偿|补偿)"
        ),
        re.compile(_PAYS),
        "被告应返还借款。",
        "被告偿还原告借款本金5万元。",
        "案件受理费80元，由被告负担。",
    ),
)  # fmt: skip

_IN_MARKS = re.compile(r"“([^“”]+)”")
LEAST_QUOTED = 8
"""Characters from which on words in “” are taken for a quote, and not for a name or a term."""

_SPACE = re.compile(r"\s+")


def invented_ruling(text: str, quotes: Sequence[str]) -> str | None:
    """The ruling that a statement tells and none of its quotes; None if there is none."""
    for row in RULINGS:
        told = row.told.search(text)
        if told and not any(row.needs.search(quote) for quote in quotes):
            return told[0]
    return None


def invented_quote(text: str, quotes: Sequence[str]) -> str | None:
    """The first words in “” that stand in none of the quotes, white space aside; None if all do."""
    bare = [_SPACE.sub("", quote) for quote in quotes]
    for marked in _IN_MARKS.findall(text):
        words = _SPACE.sub("", marked)
        if len(words) >= LEAST_QUOTED and not any(words in quote for quote in bare):
            return str(marked)
    return None
