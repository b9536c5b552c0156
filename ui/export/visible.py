"""What no document may carry unseen is shown by its number, the same in every format."""

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # XML forbids most of them; the rest command a terminal
    "\u202a-\u202e\u2066-\u2069"  # they turn a line around: 3万 could be read 万3
    "\ud800-\udfff\ufffe\uffff]"  # no UTF-8, no XML
)

SIGN = "⟦U+"
"""How every replacement begins."""

REPLACED = (
    "以 ⟦U+…⟧ 标示的，是来源文本中不可见或不能存入文件的字符（控制字符、改变文字方向的字符等），"
    "方括号内为其编码；核验按来源文本原样进行。"
)
"""Said wherever a character was replaced."""


def visible(text: str) -> str:
    """The text with every unseen character as its number; line feeds and tabs stay.

    Carriage returns are shown: both Word and Markdown would turn them into line feeds.

    >>> visible("甲\\x00乙\\n丙")
    '甲⟦U+0000⟧乙\\n丙'
    """
    return _UNSEEN.sub(lambda m: f"{SIGN}{ord(m[0]):04X}⟧", text)
