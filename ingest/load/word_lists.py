"""Styles and automatic numbers of old Word files, as the parts that newer files have."""

import struct
from xml.etree.ElementTree import Element, SubElement

from ingest.load.word_properties import paragraph_element, properties_in, run_element
from ingest.load.word_streams import Streams

_STYLES, _LISTS, _USES = 1, 73, 74
_PARAGRAPH, _CHARACTER = 1, 2
_NO_STYLE = 0x0FFF
_LEVELS = 9
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand",
    57: "numberInDash", 255: "none",
}  # fmt: skip


def styles_of(streams: Streams, fonts: list[str]) -> Element:
    """A `w:styles` with every paragraph and character style under its number."""
    root = Element("w:styles")
    raw = streams.part(_STYLES)
    if len(raw) < 6:
        return root
    header, count, base = struct.unpack_from("<HHH", raw)
    at = 2 + header
    for number in range(count):
        if at + 2 > len(raw):
            break
        size = struct.unpack_from("<H", raw, at)[0]
        _add_style(root, number, raw[at + 2 : at + 2 + size], base, fonts)
        at += 2 + size + size % 2
    return root


def _add_style(root: Element, number: int, raw: bytes, base: int, fonts: list[str]) -> None:
    if len(raw) < base + 2 or base < 6:
        return
    kind, parent = raw[2] & 0x0F, struct.unpack_from("<H", raw, 2)[0] >> 4
    name = struct.unpack_from("<H", raw, base)[0]
    lists = _property_lists(raw, base + 2 + 2 * name + 2, raw[4] & 0x0F)
    if kind not in (_PARAGRAPH, _CHARACTER):
        return
    style = SubElement(root, "w:style", {"w:styleId": str(number)})
    if parent != _NO_STYLE:
        SubElement(style, "w:basedOn", {"w:val": str(parent)})
    if kind == _PARAGRAPH and lists:
        style.append(paragraph_element(number, properties_in(lists.pop(0)[2:])))
    if lists:
        style.append(run_element(properties_in(lists[0]), fonts))


def _property_lists(raw: bytes, at: int, count: int) -> list[bytes]:
    found = []
    for _ in range(count):
        if at + 2 > len(raw):
            break
        size = struct.unpack_from("<H", raw, at)[0]
        found.append(raw[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    return found


def numbering_of(streams: Streams, fonts: list[str]) -> Element:
    """A `w:numbering` with every list, and its uses under the numbers paragraphs call them by."""
    root = Element("w:numbering")
    start, size = streams.place(_LISTS)
    table = streams.table
    count = struct.unpack_from("<H", table, start)[0] if size else 0
    at = start + size  # the levels follow the lists, beyond what the header counts
    for number in range(count):
        place = start + 2 + 28 * number
        if place + 28 > len(table):
            return root
        identifier = struct.unpack_from("<i", table, place)[0]
        listed = SubElement(root, "w:abstractNum", {"w:abstractNumId": str(identifier)})
        for depth in range(1 if table[place + 26] & 1 else _LEVELS):
            at = _add_level(listed, depth, table, at, fonts)
            if at > len(table):
                return root
    _add_uses(root, streams.part(_USES), fonts)
    return root


def _add_level(parent: Element, depth: int, raw: bytes, at: int, fonts: list[str]) -> int:
    """Add the level that starts here; where the next one starts."""
    if at + 28 > len(raw):
        return len(raw) + 1
    start, kind, flags = struct.unpack_from("<iBB", raw, at)
    follows, run_size, paragraph_size, limit = raw[at + 15], *raw[at + 24 : at + 27]
    look = properties_in(raw[at + 28 + paragraph_size :][:run_size])
    at += 28 + run_size + paragraph_size
    if at + 2 > len(raw):
        return len(raw) + 1
    length = int.from_bytes(raw[at : at + 2], "little")
    signs = raw[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    level = SubElement(parent, "w:lvl", {"w:ilvl": str(depth)})
    SubElement(level, "w:start", {"w:val": str(start)})
    SubElement(level, "w:numFmt", {"w:val": _FORMATS.get(kind, "decimal")})
    text = "".join(f"%{ord(sign) + 1}" if ord(sign) < _LEVELS else sign for sign in signs)
    SubElement(level, "w:lvlText", {"w:val": text})
    level.append(run_element(look, fonts))
    if flags & 0x04:
        SubElement(level, "w:isLgl")
    if flags & 0x08:  # it restarts after fewer levels than all
        SubElement(level, "w:lvlRestart", {"w:val": str(limit)})
    if follows == 2:
        SubElement(level, "w:suff", {"w:val": "nothing"})
    return at + 2 + 2 * length


def _add_uses(root: Element, raw: bytes, fonts: list[str]) -> None:
    count = struct.unpack_from("<I", raw)[0] if len(raw) >= 4 else 0
    at = 4 + 16 * count
    for number in range(count):
        place = 4 + 16 * number
        if place + 16 > len(raw):
            return
        identifier, changes = struct.unpack_from("<i8xB", raw, place)
        use = SubElement(root, "w:num", {"w:numId": str(number + 1)})
        SubElement(use, "w:abstractNumId", {"w:val": str(identifier)})
        at += 4
        for _ in range(changes):
            if at + 8 > len(raw):
                return
            start, flags = struct.unpack_from("<iI", raw, at)
            at += 8
            change = SubElement(use, "w:lvlOverride", {"w:ilvl": str(flags & 0x0F)})
            if flags & 0x10:
                SubElement(change, "w:startOverride", {"w:val": str(start)})
            if flags & 0x20:
                at = _add_level(change, flags & 0x0F, raw, at, fonts)
