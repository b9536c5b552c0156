"""A small picture of a PDF page, to look up where there is ink. Knows pypdfium2."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

LARGEST_PICTURE = 2_000_000
"""Pixels of the picture of a page; an A4 page at one pixel a point has half a million."""

FAINT = 16
"""Steps of grey, of 255, below which print is not told from its ground."""


@dataclass(frozen=True, slots=True)
class Greys:
    """The greys of the picture where a character stands."""

    seen: bytes
    has_ink: bool

    @property
    def ground(self) -> int:
        return sorted(self.seen)[len(self.seen) // 2]


class PagePicture:
    """A small grey picture of the page, as a person sees it."""

    def __init__(self, page: "PdfPage", width: float, height: float) -> None:
        self._scale = min(1.0, math.sqrt(LARGEST_PICTURE / max(width * height, 1.0)))
        bitmap = page.render(scale=self._scale, grayscale=True, may_draw_forms=False)
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        self._greys = bytes(bitmap.buffer)
        bitmap.close()

    def greys_in(self, left: float, right: float, top: float, bottom: float) -> Greys | None:
        """What is seen in a box; None where its middle is off the page."""
        x, y = (left + right) / 2, (top + bottom) / 2
        if not (0 <= x * self._scale < self._width and 0 <= y * self._scale < self._height):
            return None
        west = max(int(left * self._scale), 0)
        east = min(max(math.ceil(right * self._scale), west + 1), self._width)
        north = max(int(top * self._scale), 0)
        south = min(max(math.ceil(bottom * self._scale), north + 1), self._height)
        rows = range(north * self._stride, south * self._stride, self._stride)
        seen = b"".join([self._greys[row + west : row + east] for row in rows])
        return Greys(seen, max(seen) - min(seen) >= FAINT)
