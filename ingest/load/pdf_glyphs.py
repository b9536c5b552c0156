"""The characters a PDF page draws, and whether a person sees them. Knows pypdfium2.

A character is hidden where a person sees none: off the page, tiny, without ink, in the colour of
its ground. Whether there is ink is looked up in a small picture of the page, which finds every
trick, known or not: clips, covers, switched-off layers, transparency.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.load.pdf_picture import FAINT, Greys, PagePicture

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

TINY = 2.5
"""Points below which print is not read; the smallest footnotes have five."""

LIGHT = 200
"""Grey above which print is compared with its ground: light on light hides, light on dark shows."""

LIGHT_CONTRAST = 40
"""Steps of grey that light print must differ from its ground."""

ASCENT = 0.88
"""Share of the em above the base line; Chinese fonts hardly differ."""

DEEPEST_FORM = 8
"""Drawings within drawings that are looked into for pictures."""

LOST = "\ufffd"
"""Stands for a character that the file does not name."""

_UNSEEN_MODES = (3, 7)  # text render modes without ink
_TYPE_PATH, _TYPE_IMAGE, _TYPE_SHADING = 2, 3, 4
_FREE_TEXT, _WIDGET = 3, 20
_WRITTEN = {_FREE_TEXT: b"Contents", _WIDGET: b"V"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as drawn; geometry in points from the upper left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    angle: int  # degrees clockwise; exact quarters where it is within 3 of one
    hidden: bool = False
    over_picture: bool = False
    unmapped: bool = False  # the font does not say which character this is


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one text object is drawn."""

    mode: int
    grey: float
    alpha: int
    size: float
    angle: int
    font: int
    embedded: bool


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def area(self) -> float:
        return max(self.right - self.left, 0) * max(self.bottom - self.top, 0)


class Sheet:
    """One open page: its size as seen, what is drawn on it, and its characters."""

    def __init__(self, page: "PdfPage") -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page
        self.width: float = page.get_width()
        self.height: float = page.get_height()
        self._placed = self._placing()
        self.pictures: list[_Box] = []
        self.drawings = 0
        for thing in page.get_objects(max_depth=DEEPEST_FORM):
            if thing.type in (_TYPE_PATH, _TYPE_IMAGE, _TYPE_SHADING):
                self.drawings += 1
            if thing.type == _TYPE_IMAGE and thing.level == 0:
                self.pictures.append(self._box(*thing.get_bounds()))

    @property
    def picture_share(self) -> float:
        """The largest picture's share of the page."""
        share = max((picture.area for picture in self.pictures), default=0.0)
        return share / max(self.width * self.height, 1.0)

    def has_written_annotations(self) -> bool:
        """Whether typed notes or form fields show words that are no part of the page's text."""
        pdfium = self._pdfium
        for number in range(pdfium.FPDFPage_GetAnnotCount(self._page)):
            note = pdfium.FPDFPage_GetAnnot(self._page, number)
            key = _WRITTEN.get(pdfium.FPDFAnnot_GetSubtype(note))
            # Two bytes are the closing zero alone.
            written = key is not None and pdfium.FPDFAnnot_GetStringValue(note, key, None, 0) > 2
            pdfium.FPDFPage_CloseAnnot(note)
            if written:
                return True
        return False

    def glyphs(self) -> list[Glyph]:
        """All characters in the order they are drawn, hidden ones marked."""
        text_page = self._page.get_textpage()
        try:
            drawn = list(self._drawn(text_page))
        finally:
            text_page.close()
        if not drawn:
            return []
        picture = PagePicture(self._page, self.width, self.height)
        greys = [picture.greys_in(g.left, g.right, g.top, g.bottom) for g, _ in drawn]
        proven = _fonts_with_ink(drawn, greys)
        common = Counter(round(glyph.size) for glyph, _ in drawn).most_common(1)[0][0]
        tiny = min(TINY, 0.4 * max(common, 1))
        glyphs = []
        for (glyph, manner), grey in zip(drawn, greys, strict=True):
            hidden = glyph.size < tiny or grey is None or _unseen(manner, grey, proven, glyph.text)
            glyphs.append(replace(glyph, hidden=hidden))
        return glyphs

    def _drawn(self, text_page: "PdfTextPage") -> Iterator[tuple[Glyph, _Manner]]:
        pdfium = self._pdfium
        manners: dict[int | None, _Manner] = {}
        high = 0
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(pdfium.FPDFText_CountChars(text_page)):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue  # blanks and line ends that pdfium made up: ours come from the geometry
            code = pdfium.FPDFText_GetUnicode(text_page, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            pdfium.FPDFText_GetLooseCharBox(text_page, index, rect)
            pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
            thing = pdfium.FPDFText_GetTextObject(text_page, index)
            key = ctypes.cast(thing, ctypes.c_void_p).value
            if key not in manners:
                manners[key] = self._manner(text_page, index, thing)
            manner = manners[key]
            box = self._box(rect.left, rect.bottom, rect.right, rect.top)
            box = _upright(box, self._placed(x.value, y.value), manner)
            lost = _is_lost(code)
            unmapped = lost or _is_private(code)
            unmapped |= pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
            middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            yield (
                Glyph(
                    LOST if lost else chr(code),
                    box.left, box.right, box.top, box.bottom, manner.size, manner.angle,
                    over_picture=any(picture.holds(*middle) for picture in self.pictures),
                    unmapped=unmapped,
                ),
                manner,
            )  # fmt: skip

    def _manner(self, text_page: "PdfTextPage", index: int, thing: object) -> _Manner:
        pdfium = self._pdfium
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        painted = pdfium.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        x0, y0 = self._placed(0, 0)
        x1, y1 = self._placed(matrix.a, matrix.b)
        degrees = math.degrees(math.atan2(y1 - y0, x1 - x0))
        quarter = round(degrees / 90) * 90
        font = pdfium.FPDFTextObj_GetFont(thing) if thing else None
        return _Manner(
            pdfium.FPDFTextObj_GetTextRenderMode(thing) if thing else 0,
            0.299 * red.value + 0.587 * green.value + 0.114 * blue.value if painted else 0.0,
            alpha.value if painted else 255,
            pdfium.FPDFText_GetFontSize(text_page, index) * scale,
            round(quarter if abs(degrees - quarter) < 3 else degrees) % 360,
            ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0,
            bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 1,
        )

    def _placing(self) -> Callable[[float, float], tuple[float, float]]:
        """The map from the page's own coordinates to points from its upper left corner."""
        scale = 100  # the library answers in whole numbers
        size = math.ceil(self.width * scale), math.ceil(self.height * scale)
        x, y = ctypes.c_int(), ctypes.c_int()

        def at(page_x: float, page_y: float) -> tuple[float, float]:
            self._pdfium.FPDF_PageToDevice(self._page, 0, 0, *size, 0, page_x, page_y, x, y)
            return x.value / scale, y.value / scale

        x0, y0 = at(0, 0)
        (xa, ya), (xb, yb) = at(100, 0), at(0, 100)
        across, down = ((xa - x0) / 100, (ya - y0) / 100), ((xb - x0) / 100, (yb - y0) / 100)

        def placed(page_x: float, page_y: float) -> tuple[float, float]:
            return (
                x0 + across[0] * page_x + down[0] * page_y,
                y0 + across[1] * page_x + down[1] * page_y,
            )

        return placed

    def _box(self, left: float, bottom: float, right: float, top: float) -> _Box:
        (xa, ya), (xb, yb) = self._placed(left, bottom), self._placed(right, top)
        return _Box(min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb))


def _upright(box: _Box, origin: tuple[float, float], manner: _Manner) -> _Box:
    """The box with its extent across the line reckoned from the base line.

    The library's own is flat for flat characters in some fonts: 一 was four points high.
    """
    over, under, (x, y) = ASCENT * manner.size, (1 - ASCENT) * manner.size, origin
    if manner.angle == 0:
        return _Box(box.left, box.right, y - over, y + under)
    if manner.angle == 180:
        return _Box(box.left, box.right, y - under, y + over)
    if manner.angle == 90:
        return _Box(x - under, x + over, box.top, box.bottom)
    if manner.angle == 270:
        return _Box(x - over, x + under, box.top, box.bottom)
    return box


def _fonts_with_ink(
    drawn: Sequence[tuple[Glyph, _Manner]], greys: Sequence[Greys | None]
) -> frozenset[int]:
    """Fonts whose print leaves ink in our picture.

    A font that does not come in the file may be missing on this machine: then nothing of it is
    painted here, though others see it.
    """
    inked: Counter[int] = Counter()
    for (glyph, manner), grey in zip(drawn, greys, strict=True):
        if grey is not None and not glyph.text.isspace() and manner.mode not in _UNSEEN_MODES:
            inked[manner.font] += 1 if grey.has_ink else -1
    own = {manner.font for _, manner in drawn if manner.embedded}
    return frozenset(own | {font for font, more in inked.items() if more >= 0})


def _unseen(manner: _Manner, grey: Greys, proven: frozenset[int], text: str) -> bool:
    if manner.mode in _UNSEEN_MODES or manner.alpha < FAINT:
        return True
    if text.isspace():
        return False
    if manner.grey > LIGHT and abs(manner.grey - grey.ground) < LIGHT_CONTRAST:
        return True
    return manner.font in proven and not grey.has_ink


def _is_lost(code: int) -> bool:
    """Whether the font's table has no entry, or one that is no character."""
    control = code < 0x20 and code not in (2, 9, 10, 13)  # 2 is pdfium's hyphen at a line's end
    return control or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code == 0xFFFD


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
