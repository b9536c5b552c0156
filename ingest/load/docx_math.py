"""Formulas in one line: a fraction as 1/2, a power as x², every sign of it kept."""

from xml.etree.ElementTree import Element

from ingest.load.docx_symbols import raised
from ingest.load.docx_xml import at, value_at

_DROPPED = frozenset({"w:del", "w:moveFrom", "w:rPr", "m:rPr"})


def linear(element: Element) -> str:
    """A formula, or part of one, as text on one line; empty where it shows nothing."""
    tag = element.tag
    if tag in ("m:t", "w:t"):
        return element.text or ""
    if tag in _DROPPED:
        return ""
    if tag == "m:f":
        return f"{_part(element, 'm:num')}/{_part(element, 'm:den')}"
    if tag == "m:sSup":
        power = linear_at(element, "m:sup")
        written = raised(power)
        return linear_at(element, "m:e") + (written if written != power else f"^{_grouped(power)}")
    if tag == "m:rad":
        degree = linear_at(element, "m:deg")
        return f"{raised(degree)}√{_part(element, 'm:e')}"
    if tag == "m:nary":
        sign = value_at(element, "m:naryPr/m:chr", "m:val") or "∫"
        return sign + _children(element)
    if tag == "m:d":
        opening = value_at(element, "m:dPr/m:begChr", "m:val")
        closing = value_at(element, "m:dPr/m:endChr", "m:val")
        inner = _children(element)
        return f"{'(' if opening is None else opening}{inner}{')' if closing is None else closing}"
    return _children(element)


def linear_at(element: Element, tag: str) -> str:
    """The part of a formula under a tag, or nothing."""
    part = at(element, tag)
    return linear(part) if part is not None else ""


def _children(element: Element) -> str:
    return "".join(linear(child) for child in element)


def _part(element: Element, tag: str) -> str:
    return _grouped(linear_at(element, tag))


def _grouped(text: str) -> str:
    """In brackets, unless it is one number or word: (a+b)/2."""
    return text if text.isalnum() or len(text) <= 1 else f"({text})"
