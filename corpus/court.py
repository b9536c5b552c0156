"""Courts: where a court's name stands in a text, and which level it tells."""

import re

from corpus.passage import Span

_SPECIAL = (
    r"(?:互联网|知识产权|金融|海事|铁路运输(?:中级)?|军事|林区(?:中级|基层)?|农垦(?:中级)?)法院"
)
_PLACE = r"[\u4e00-\u9fff×ＸXx]"
_SPACED = rf"(?:{_PLACE}[ \t　]+){{2,24}}?人[ \t　]+民[ \t　]+法[ \t　]+院"  # 某 市 人 民 法 院
_COURT = re.compile(
    rf"(?:中华人民共和国)?最高人民法院|{_SPACED}|{_PLACE}{{2,24}}?(?:人民法院(?:[^，。；\s]{{2,12}}分院)?|中[级級]法院|{_SPECIAL})"
)

_STATE = re.compile(r"^中?[华華]?人民共和[国國](?=.)")  # pages lose its first characters
_NOT_A_PLACE = re.compile(r"关于|经(?![济开])|向|不服|由|本(?!溪)|原审|一审|二审|该")

# Order matters: the first that is in the name tells.
# 专门 stands for every court whose subject, not whose place, makes its jurisdiction.
LEVELS: tuple[tuple[str, str, str], ...] = (
    # pattern, level, example
    ("^最高", "最高", "最高人民法院"),
    (_SPECIAL, "专门", "北京互联网法院"),
    ("高[级級]人民法院", "高级", "安徽省高级人民法院"),
    ("人民法院.+分院", "高级", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
    ("中[级級](?:人民)?法院", "中级", "杭州市中级人民法院"),
    ("人民法院", "基层", "天津自由贸易试验区人民法院"),
)


def courts_in(text: str) -> tuple[Span, ...]:
    """Every court's name, in text order, as far back as its characters run on.

    A name that follows other words without a mark takes them in (不服某县人民法院): whoever
    reads a head anchors the name at the start of a line.

    >>> text = "浙江省高级人民法院（2020）浙民终1号"
    >>> [span.of(text) for span in courts_in(text)]
    ['浙江省高级人民法院']
    """
    return tuple(Span(m.start(), m.end()) for m in _COURT.finditer(text))


def court_named(name: str) -> str | None:
    """The court's name as the field holds it: spaces and 中华人民共和国 dropped; None if no court.

    >>> court_named("中华人民共和国 最高人民法院")
    '最高人民法院'
    """
    bare = _STATE.sub("", re.sub(r"\s", "", name))
    return bare if _COURT.fullmatch(bare) and not _NOT_A_PLACE.match(bare) else None


def level_of(court: str) -> str | None:
    """基层, 中级, 高级, 最高 or 专门, as the name tells; None if it names no court."""
    return next((level for pattern, level, _ in LEVELS if re.search(pattern, court)), None)
