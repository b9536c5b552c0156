"""Ordinals: 第二个因素 means the second thing that the answer before listed."""

import re

_ORDINAL = re.compile(
    r"^(?:那么?)?第([一二三四五六七八九十])(?:个|项|点|种|条|类)[\u4e00-\u9fff]{0,4}?(?=具体|是|呢|指|怎|有|为|包|[？?]|$)"
)
_LIST = re.compile(r"[^。；：“”，,、]+(?:、[^。；：“”，,、]+)+")
_AROUND = re.compile(
    r"^(?:以及|和|及|并|应当?(?:综合)?(?:考虑|考量|分析))|(?:等(?:因素|要素|方面|情况)?|[。.])$"
)
_NUMERALS = "一二三四五六七八九十"


def item_asked_for(asked: str, answer: str) -> tuple[str, str] | None:
    """The item of the answer's longest list that a question means, and the question's rest.

    None if the question begins with no ordinal, or no list has that many items.

    >>> item_asked_for("第二个因素具体指什么？", "考虑服务性质、作品知名度、可能的后果等因素。")
    ('作品知名度', '具体指什么？')
    """
    ordinal = _ORDINAL.match(asked)
    if ordinal is None:
        return None
    lists = [found[0].split("、") for found in _LIST.finditer(answer)]
    items = max(lists, key=len, default=[])
    place = _NUMERALS.index(ordinal[1])
    if place >= len(items):
        return None
    return _AROUND.sub("", items[place].strip()), asked[ordinal.end() :]
