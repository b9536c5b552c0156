"""Properties of old Word files ([MS-DOC] 2.6) as the elements that newer files have."""

import struct
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes of the operand by the opcode's top three bits; 0: counted
_TABLE_DEFINITION = 0xD608  # counted in two bytes, one too many
_TAB_STOPS = 0xC615  # a count of 255 is none
_SAME, _OPPOSITE = 0x80, 0x81  # as the style has it, or not

SWITCHES: Mapping[int, str] = {0x083C: "w:vanish", 0x0837: "w:strike", 0x2A53: "w:dstrike"}
INSERTED, DELETED, SPECIAL, SYMBOL = 0x0801, 0x0800, 0x0855, 0x6A09
SHORT_FORMS: Mapping[int, int] = {0x41: DELETED, 0x42: INSERTED, 0x57: 0x0837, 0x5C: 0x083C}
"""Properties of runs by the short number that a hastily saved piece names them by."""

OBJECTS = (0x0856, 0x080A)
IN_TABLE, ROW_END = 0x2416, 0x2417
CELL_SHADES = (0xD609, 0xD60C, 0xD612, 0xD616, 0xD660, 0xD670, 0xD671, 0xD672)
_LIST, _LEVEL = 0x460B, 0x260A
_LEFT = (0x840F, 0x845E)
_LINE = 0x6412
_SIZE, _SCALE, _RAISE, _CHARACTER_STYLE, _FONT = 0x4A43, 0x4852, 0x2A48, 0x4A30, 0x4A4F
_COLOUR_INDEX, _COLOUR, _HIGHLIGHT, _SHADE = 0x2A42, 0x6870, 0x2A0C, 0xCA71

_COLOURS = (
    "auto", "000000", "0000FF", "00FFFF", "00FF00", "FF00FF", "FF0000", "FFFF00", "FFFFFF",
    "000080", "008080", "008000", "800080", "800000", "808000", "808080", "C0C0C0",
)  # fmt: skip
_HIGHLIGHTS = (
    "none", "black", "blue", "cyan", "green", "magenta", "red", "yellow", "white", "darkBlue",
    "darkCyan", "darkGreen", "darkMagenta", "darkRed", "darkYellow", "darkGray", "lightGray",
)  # fmt: skip

Properties = dict[int, bytes]
"""Operands by opcode; a later one takes the place of an earlier."""


def properties_in(raw: bytes) -> Properties:
    """The properties in a list of them; what is cut off at its end is left out."""
    return dict(_properties(raw))


def _properties(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(raw):
        opcode = struct.unpack_from("<H", raw, at)[0]
        at += 2
        size = _SIZES[opcode >> 13]
        if not size:
            if opcode == _TABLE_DEFINITION:
                size = struct.unpack("<H", raw[at : at + 2].ljust(2, b"\0"))[0] + 1
            elif opcode == _TAB_STOPS and raw[at] == 255:
                return
            else:
                size = raw[at] + 1
        yield opcode, raw[at : at + size]
        at += size


def is_set(properties: Properties, opcode: int) -> bool:
    """Whether a switch is on by the list itself."""
    return properties.get(opcode, b"\0")[:1] not in (b"\0", b"", bytes([_SAME]))


def run_element(properties: Properties, fonts: list[str]) -> Element:
    """The `w:rPr` of a run."""
    element = Element("w:rPr")
    for opcode, tag in SWITCHES.items():
        operand = properties.get(opcode, b"")
        if operand and operand[0] != _SAME:
            SubElement(element, tag, {"w:val": "1" if operand[0] else "0"})
    for opcode, tag in ((_SIZE, "w:sz"), (_SCALE, "w:w")):
        if opcode in properties:
            SubElement(element, tag, {"w:val": str(_word(properties[opcode]))})
    if properties.get(_RAISE) == b"\1":
        SubElement(element, "w:vertAlign", {"w:val": "superscript"})
    if _CHARACTER_STYLE in properties:
        SubElement(element, "w:rStyle", {"w:val": str(_word(properties[_CHARACTER_STYLE]))})
    font = _word(properties[_FONT]) if _FONT in properties else len(fonts)
    if font < len(fonts):
        SubElement(element, "w:rFonts", {"w:ascii": fonts[font]})
    _add_colours(element, properties)
    return element


def paragraph_element(style: int, properties: Properties) -> Element:
    """The `w:pPr` of a paragraph or style."""
    element = Element("w:pPr")
    SubElement(element, "w:pStyle", {"w:val": str(style)})
    if _LIST in properties or _LEVEL in properties:
        numbering = SubElement(element, "w:numPr")
        if _LEVEL in properties:
            SubElement(numbering, "w:ilvl", {"w:val": str(properties[_LEVEL][0])})
        if _LIST in properties:
            SubElement(numbering, "w:numId", {"w:val": str(_word(properties[_LIST]))})
    left = next((properties[code] for code in _LEFT if code in properties), None)
    if left is not None:
        SubElement(element, "w:ind", {"w:left": str(_signed(left))})
    line = _signed(properties[_LINE]) if _LINE in properties else 0
    if line < 0:  # exact, says the sign
        SubElement(element, "w:spacing", {"w:lineRule": "exact", "w:line": str(-line)})
    return element


def symbol_element(operand: bytes, fonts: list[str]) -> Element:
    """A `w:sym`."""
    font, code = struct.unpack("<HH", operand.ljust(4, b"\0")[:4])
    name = fonts[font] if font < len(fonts) else ""
    return Element("w:sym", {"w:font": name, "w:char": f"{code:04X}"})


def _add_colours(element: Element, properties: Properties) -> None:
    index = properties.get(_COLOUR_INDEX, b"")[:1]
    if index and index[0] < len(_COLOURS):
        SubElement(element, "w:color", {"w:val": _COLOURS[index[0]]})
    if _COLOUR in properties:
        SubElement(element, "w:color", {"w:val": _colour(properties[_COLOUR])})
    mark = properties.get(_HIGHLIGHT, b"")[:1]
    if mark and mark[0] < len(_HIGHLIGHTS):
        SubElement(element, "w:highlight", {"w:val": _HIGHLIGHTS[mark[0]]})
    if len(properties.get(_SHADE, b"")) >= 9:
        SubElement(element, "w:shd", {"w:fill": _colour(properties[_SHADE][5:9])})


def _colour(operand: bytes) -> str:
    red, green, blue, automatic = operand.ljust(4, b"\0")[:4]
    return "auto" if automatic else f"{red:02X}{green:02X}{blue:02X}"


def _word(operand: bytes) -> int:
    return int.from_bytes(operand[:2], "little")


def _signed(operand: bytes) -> int:
    return int.from_bytes(operand[:2], "little", signed=True)
