"""Reads one XML part of a Word file: no document types, bounded size, short names.

The standard library's parser is used: what makes XML dangerous needs a document type, which
Open Packaging forbids, so the first sign of one ends the reading.
"""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MOST_ELEMENTS = 1_000_000
"""Elements of one part. A judgment of 300,000 characters has at most some 900,000."""

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_PREFIXES = {
    # Word writes the first of each group; "Strict Open XML" the second.
    _TRANSITIONAL + "wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    _TRANSITIONAL + "officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    _TRANSITIONAL + "officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    _TRANSITIONAL + "drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    _TRANSITIONAL + "drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    _TRANSITIONAL + "markup-compatibility/2006": "mc",
    _TRANSITIONAL + "package/2006/relationships": "rel",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_EDITING_MARKS = ("w:rsid", "w14:paraId", "w14:textId")  # on every run, and of no use here


class UnsafeXml(ValueError):
    """The part is no well-formed, sober XML; the message is Chinese and says why."""


class _ShortNames(dict[str, str]):
    """Short names by long ones, worked out once each; "" for what editors leave on every run."""

    def __missing__(self, name: str) -> str:
        space, brace, local = name.removeprefix("{").rpartition("}")
        prefix = _PREFIXES.get(space) if brace else None
        short = f"{prefix}:{local}" if prefix else name
        self[name] = "" if short.startswith(_EDITING_MARKS) else short
        return self[name]


class _Builder:
    """Builds the tree under short names (`w:p`), and gives up early on what is meant to harm."""

    def __init__(self) -> None:
        builder = TreeBuilder()
        names = _ShortNames()
        self._elements = 0
        # The parser calls these straight: a step through Python would double its time.
        self.end, self.data, self.close = builder.end, builder.data, builder.close
        self._names, self._start = names, builder.start

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise UnsafeXml("含有文档类型声明（DTD），正常的 Word 文件不会有")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise UnsafeXml(f"内部结构过多（超过 {MOST_ELEMENTS:,} 个元素）")
        names = self._names
        if attrs:
            attrs = {short: attrs[long] for long in attrs if (short := names[long])}
        return self._start(names[tag], attrs)


def parse(data: bytes) -> Element:
    """The root of a part, tags and attributes under short names such as `w:p` and `w:val`.

    Names of other namespaces stay as `{uri}local`. Raises UnsafeXml for what is not well-formed,
    declares a document type, or has more elements than any document a person writes.
    """
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(data)  # in one piece: fed in bits, one huge token is scanned again and again
        root = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        if isinstance(error, UnsafeXml):
            raise
        raise UnsafeXml(f"不是完整的 XML（{error}）") from error
    if not isinstance(root, Element):
        raise UnsafeXml("里面没有内容")
    return root


def all_at(element: Element | None, tag: str) -> list[Element]:
    """The children of one tag, in order; none of a missing element."""
    return [child for child in element if child.tag == tag] if element is not None else []


def at(element: Element | None, path: str) -> Element | None:
    """The element a path of child tags leads to, always by the first child; "" is itself.

    ElementTree's own paths would take `w:` for a namespace prefix that it does not know.
    """
    for tag in path.split("/") if path else ():
        element = next(iter(all_at(element, tag)), None)
    return element


def value_at(element: Element | None, path: str = "", attribute: str = "w:val") -> str | None:
    """An attribute of the element at a path, or None if either is missing."""
    found = at(element, path)
    return found.get(attribute) if found is not None else None


def number_of(text: str | None) -> int | None:
    """A whole number as Word writes it, or None for what is none."""
    return int(text) if text and re.fullmatch(r"-?\d{1,15}", text) else None


def is_on(switch: Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return switch is not None and switch.get("w:val", "1") not in ("0", "false", "off")
