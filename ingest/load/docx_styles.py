"""What a run looks like once its styles are resolved, and whether anybody can see it."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ingest.load.docx_xml import all_at, at, is_on, number_of, value_at

Look = Mapping[str, Element]
"""Run properties by tag, `w:vanish` to `w:sz`, the nearest definition of each."""

PAGE = "FFFFFF"
"""The ground text stands on unless something is painted under it."""

SMALLEST = 2
"""Half-points up to which text is too small to be seen: 1 pt."""

NARROWEST = 5
"""Per cent of its width up to which squeezed text is a hairline."""

ALIKE = 24
"""Steps of 255 in each colour channel below which text cannot be told from its ground."""

OFF_PAGE = 20_000
"""Twentieths of a point, 35 cm, beyond which an indent or frame lies outside any usual page."""

FLATTEST = 20
"""Twentieths of a point, 1 pt, up to which an exact line height cuts off all that stands there."""

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080",
    "darkRed": "800000", "darkYellow": "808000", "green": "00FF00", "lightGray": "C0C0C0",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_WHITE_THEME = ("background1", "light1")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


class Styles:
    """The styles of a document; a file without any has none, and everything looks plain."""

    def __init__(self, root: Element | None) -> None:
        styles = all_at(root, "w:style")
        self._styles = {style.get("w:styleId", ""): style for style in styles}
        self._flat: dict[tuple[str, str], Look] = {}
        self._defaults = children(at(root, "w:docDefaults/w:rPrDefault/w:rPr"))
        self.default_paragraph = next(
            (
                style.get("w:styleId", "")
                for style in styles
                if style.get("w:type") == "paragraph" and style.get("w:default") in ("1", "true")
            ),
            "",
        )

    def properties(self, style: str, kind: str) -> Look:
        """The `w:rPr` or `w:pPr` of a style with what it inherits; empty for an unknown style."""
        known = self._flat.get((style, kind))
        if known is None:
            chain: list[str] = []
            while style in self._styles and style not in chain:  # a ring is a damaged file
                chain.append(style)
                style = value_at(self._styles[style], "w:basedOn") or ""
            merged: dict[str, Element] = {}
            for name in reversed(chain):
                merged |= children(at(self._styles[name], kind))
            known = self._flat[(chain[0] if chain else style, kind)] = merged
        return known

    def paints(self, style: str) -> bool:
        """Whether a table style, or one it is based on, shades any cells."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            if next(self._styles[style].iter("w:shd"), None) is not None:
                return True
            style = value_at(self._styles[style], "w:basedOn") or ""
        return False

    def look(self, paragraph_style: str, direct: Element | None) -> Look:
        """How a run looks: its own properties over its style's over its paragraph's."""
        own = children(direct)
        character = value_at(direct, "w:rStyle") or ""
        outer = self.properties(paragraph_style, "w:rPr")
        inner = self.properties(character, "w:rPr")
        merged = {**self._defaults, **outer, **inner, **own}
        if "w:vanish" in inner and "w:vanish" in outer and "w:vanish" not in own:
            # A toggle: hidden by the paragraph's style and again by the run's is shown.
            merged["w:vanish"] = Element(
                "w:vanish",
                {"w:val": str(int(is_on(inner["w:vanish"]) != is_on(outer["w:vanish"])))},
            )
        return merged


def is_hidden(look: Look, ground: str | None) -> bool:
    """Whether a run cannot be seen: hidden by a property, too small, or of its ground's colour.

    `ground` is the colour under the paragraph, None where it is not known: then colour tells
    nothing.
    """
    size = number_of(value_at(look.get("w:sz")))
    width = number_of((value_at(look.get("w:w")) or "").rstrip("%"))
    return (
        is_on(look.get("w:vanish"))
        or (size is not None and size <= SMALLEST)
        or (width is not None and width <= NARROWEST)
        or _is_transparent(look)
        or _is_alike(_colour(look), _run_ground(look, ground))
    )


def is_out_of_sight(properties: Look) -> bool:
    """Whether a paragraph's place or line height keeps it from being seen."""
    spacing, frame = properties.get("w:spacing"), properties.get("w:framePr")
    indent = properties.get("w:ind")
    if spacing is not None and spacing.get("w:lineRule") == "exact":
        height = number_of(spacing.get("w:line"))
        if height is not None and height <= FLATTEST:
            return True
    places = [indent.get(f"w:{side}") for side in ("left", "start")] if indent is not None else []
    places += [frame.get(f"w:{axis}") for axis in ("x", "y")] if frame is not None else []
    return any(abs(number_of(place) or 0) > OFF_PAGE for place in places)


def shade_of(properties: Element | Look | None, ground: str | None) -> str | None:
    """The ground after a `w:shd` among the properties, if any; None for one that is not known."""
    shade = properties.get("w:shd") if isinstance(properties, Mapping) else None
    if isinstance(properties, Element):
        shade = at(properties, "w:shd")
    if not isinstance(shade, Element):
        return ground
    # A solid pattern covers its ground with the pattern's own colour.
    attribute = "w:color" if shade.get("w:val") == "solid" else "w:fill"
    fill = shade.get(attribute, "auto")
    if _HEX.fullmatch(fill):
        return fill
    return None if shade.get("w:themeFill") or attribute == "w:color" else ground


def _run_ground(look: Look, ground: str | None) -> str | None:
    highlight = value_at(look.get("w:highlight"))
    if highlight in _HIGHLIGHTS:
        return _HIGHLIGHTS[highlight]
    return shade_of(look, ground)


def _colour(look: Look) -> str | None:
    colour = look.get("w:color")
    if colour is None:
        return None
    value = colour.get("w:val", "auto")
    if _HEX.fullmatch(value):
        return value
    is_white = colour.get("w:themeColor") in _WHITE_THEME and not colour.get("w:themeShade")
    return PAGE if is_white else None


def _is_alike(colour: str | None, ground: str | None) -> bool:
    if colour is None or ground is None:
        return False
    pairs = zip(bytes.fromhex(colour), bytes.fromhex(ground), strict=True)
    return all(abs(a - b) < ALIKE for a, b in pairs)


def _is_transparent(look: Look) -> bool:
    fill = look.get("w14:textFill")
    if fill is None or "w14:textOutline" in look:
        return False
    alphas = [alpha.get("w14:val") for alpha in fill.iter("w14:alpha")]
    return at(fill, "w14:noFill") is not None or "100000" in alphas


def children(properties: Element | None) -> dict[str, Element]:
    """Properties by tag; none of a missing element."""
    return {child.tag: child for child in properties} if properties is not None else {}
