"""Drawings: the text boxes, words, pictures and objects in one, each found once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.load.docx_styles import PAGE
from ingest.load.docx_xml import all_at, at, number_of, value_at

EMU = 360_000
"""English metric units a centimetre."""

OFF_PAGE = 45
"""Centimetres beyond which a drawing lies outside any usual page, A3 included."""

SEAL = 40
"""Square centimetres up to which a floating picture is a seal, a signature or a crest."""

_KNOWN = re.compile(r"wp[sgci]|wp14|w1\d\w*|v|a14|p14|am3d|aink|cx\d?")
"""Extensions, by customary prefix, that Word draws itself; for others it shows the fallback."""

_OFFSETS = re.compile(r"(?:margin-)?(?:left|top)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?")
_SIZES = re.compile(r"(?<![\w-])(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_CENTIMETRES = {"in": 2.54, "cm": 1.0, "mm": 0.1, "pt": 2.54 / 72, "px": 2.54 / 96, "": 2.54 / 72}
_HEX = re.compile(r"[0-9A-F]{6}")
_PAINTS = ("a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")
_TEXT = frozenset({"w:txbxContent", "w:t", "a:t", "m:t", "w:sym"})


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: its blocks, the colour under them (None: not known), and whether it is seen."""

    content: Element
    ground: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are part of a drawing itself."""

    text: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the id of its file, and whether it floats and is no larger than a seal."""

    reference: str
    like_seal: bool


@dataclass(frozen=True, slots=True)
class Object:
    """A chart, diagram or embedded document."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for everything inside a drawing or shape."""

    area: float = 0.0
    floating: bool = False
    hidden: bool = False
    ground: str | None = PAGE


Drawn = Box | Words | Picture | Object


def drawn_in(element: Element) -> Iterator[Drawn]:
    """What a `w:drawing`, `w:pict` or `w:object` shows, in order."""
    yield from _drawn(element, _Setting())


def chosen(alternatives: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` that Word shows, None if it has none.

    The first choice that Word understands; a choice without text gives way to a fallback with.
    """
    branches = [
        choice
        for choice in all_at(alternatives, "mc:Choice")
        if all(_KNOWN.fullmatch(need) for need in choice.get("Requires", "").split())
    ]
    branches += all_at(alternatives, "mc:Fallback")
    with_text = (one for one in branches if any(part.tag in _TEXT for part in one.iter()))
    return next(with_text, branches[0] if branches else None)


def _drawn(element: Element, setting: _Setting) -> Iterator[Drawn]:
    tag = element.tag
    if tag == "mc:AlternateContent":
        branch = chosen(element)
        yield from _inside(branch, setting) if branch is not None else ()
    elif tag == "w:txbxContent":
        yield Box(element, setting.ground, setting.hidden)
    elif tag == "a:txBody":
        for line in all_at(element, "a:p"):
            yield Words("".join(t.text or "" for t in line.iter("a:t")), setting.hidden)
    elif tag == "v:textpath":
        yield Words(element.get("string", ""), setting.hidden)
    elif tag == "w:object" or (tag == "a:graphicData" and _is_object(element)):
        yield Object()
    elif tag == "a:blip" or (tag == "v:imagedata" and element.get("r:id")):
        if not setting.hidden:
            reference = element.get("r:embed") or element.get("r:id") or ""
            yield Picture(reference, setting.floating and 0 < setting.area <= SEAL)
    else:
        yield from _inside(element, _under(element, setting))


def _inside(element: Element, setting: _Setting) -> Iterator[Drawn]:
    for child in element:
        yield from _drawn(child, setting)


def _is_object(graphic: Element) -> bool:
    return graphic.get("uri", "").rpartition("/")[2] in ("chart", "diagram", "chartex", "ole")


def _under(element: Element, setting: _Setting) -> _Setting:
    """The setting inside an element: what it says of its own place, size and fill."""
    if element.tag in ("wp:anchor", "wp:inline"):
        width, height = (number_of(value_at(element, "wp:extent", c)) or 0 for c in ("cx", "cy"))
        offsets = [number_of(offset.text) or 0 for offset in _offsets(element)]
        return _Setting(
            area=width * height / EMU**2,
            floating=element.tag == "wp:anchor",
            hidden=setting.hidden
            or value_at(element, "wp:docPr", "hidden") in ("1", "true")
            or any(abs(offset) > OFF_PAGE * EMU for offset in offsets),
            ground=setting.ground,
        )
    if element.tag == "wps:wsp":
        return replace(setting, ground=_fill(element, setting.ground))
    style = element.get("style")
    return _vml(element, style, setting) if style is not None else setting


def _fill(shape: Element, ground: str | None) -> str | None:
    """The colour a shape paints under its text; None for a gradient or a theme's colour."""
    properties = at(shape, "wps:spPr")
    solid = at(properties, "a:solidFill")
    if solid is not None:
        colour = (value_at(solid, "a:srgbClr", "val") or "").upper()
        is_white = value_at(solid, "a:schemeClr", "val") in ("bg1", "lt1")
        return colour if _HEX.fullmatch(colour) else PAGE if is_white else None
    if any(at(properties, paint) is not None for paint in _PAINTS):
        return None
    is_themed = value_at(shape, "wps:style/a:fillRef", "idx") not in (None, "0")
    return None if is_themed and at(properties, "a:noFill") is None else ground


def _offsets(anchor: Element) -> list[Element]:
    found = (at(anchor, f"wp:position{axis}/wp:posOffset") for axis in "HV")
    return [offset for offset in found if offset is not None]


def _vml(element: Element, style: str, setting: _Setting) -> _Setting:
    sides = [_length(size, unit) for _, size, unit in _SIZES.findall(style)]
    offsets = [_length(size, unit) for size, unit in _OFFSETS.findall(style)]
    fill = element.get("fillcolor", "").split(" ")[0].lower()
    is_filled = bool(fill) and element.get("filled") not in ("f", "false")
    known = PAGE if fill in ("white", "#fff", "window") else fill[1:].upper()
    return _Setting(
        area=sides[0] * sides[1] if len(sides) == 2 else setting.area,
        floating=setting.floating or "position:absolute" in style.replace(" ", ""),
        hidden=setting.hidden
        or "visibility:hidden" in style.replace(" ", "")
        or any(abs(offset) > OFF_PAGE for offset in offsets),
        ground=(known if _HEX.fullmatch(known) else None) if is_filled else setting.ground,
    )


def _length(size: str, unit: str) -> float:
    try:
        return float(size) * _CENTIMETRES[unit]
    except ValueError:
        return 0.0
