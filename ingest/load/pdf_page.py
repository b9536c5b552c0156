"""What a page of a PDF says: its print as pieces of lines, and what is to be known of the rest."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.load.page_layout import WORD_GAP, Piece
from ingest.load.pdf_glyphs import LOST, Glyph, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfPage as Page

FEW = 20
"""Characters of print up to which a page with a picture on it is still a scan: a stamped number."""

SCAN_SHARE = 0.5
"""Share of the page from which a picture on it is the page."""

# Radicals that fonts name in place of the character of the same shape; those of the Kangxi block
# fold by Unicode's own tables, these do not.
_RADICALS = str.maketrans(
    "⺁⺄⺆⺈⺊⺍⺎⺠⺻⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂乙冂刀卜小兀民聿虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as read: upright print, print that stands askew, and what is to be said of it."""

    width: float
    height: float
    pieces: tuple[Piece, ...] = ()
    askew: tuple[Piece, ...] = ()
    shown: int = 0  # characters
    hidden: int = 0
    lost: int = 0  # characters that the file does not name
    unmapped: int = 0  # characters whose font does not say which they are
    is_scan: bool = False  # a picture, with no print to speak of
    over_picture: bool = False  # invisible print over a picture: another program's recognition
    annotated: bool = False  # notes or form fields hold words that are not read


def read_page(page: "Page") -> PdfPage:
    """The print of one open page, in the order in which it is drawn."""
    sheet = Sheet(page)
    glyphs = sheet.glyphs()
    seen = [g for g in glyphs if not g.hidden]
    laid = [g for g in glyphs if g.hidden and g.over_picture and sheet.picture_share > SCAN_SHARE]
    over_picture = _count(laid) > max(_count(seen), FEW)
    if over_picture:
        kept = {id(g) for g in laid} | {id(g) for g in seen}
        seen = [replace(g, hidden=False) for g in glyphs if id(g) in kept]
    angle = _main_angle(seen)
    upright = [g for g in seen if g.angle == angle]
    turned = [_turned(g, angle, sheet) for g in upright] if angle else upright
    width, height = (
        (sheet.height, sheet.width) if angle in (90, 270) else (sheet.width, sheet.height)
    )
    shown = _count(seen)
    is_picture = sheet.picture_share > SCAN_SHARE or (shown == 0 and sheet.drawings > 0)
    return PdfPage(
        width,
        height,
        tuple(_pieces(turned)),
        tuple(_pieces([g for g in seen if g.angle != angle])),
        shown=shown,
        hidden=_count(glyphs) - shown,
        lost=sum(g.text == LOST for g in seen),
        unmapped=sum(g.unmapped for g in seen),
        is_scan=shown <= FEW and is_picture,
        over_picture=over_picture,
        annotated=sheet.has_written_annotations(),
    )


def _count(glyphs: Sequence[Glyph]) -> int:
    return sum(not glyph.text.isspace() for glyph in glyphs)


def _main_angle(glyphs: Sequence[Glyph]) -> int:
    """The quarter turn most of the print has; 0 for a page without print."""
    angles = Counter(glyph.angle for glyph in glyphs if glyph.angle % 90 == 0)
    return angles.most_common(1)[0][0] if angles else 0


def _turned(glyph: Glyph, angle: int, sheet: Sheet) -> Glyph:
    """The glyph on the page turned so that its line runs to the right."""
    corners = [(glyph.left, glyph.top), (glyph.right, glyph.bottom)]
    if angle == 90:  # runs down
        corners = [(y, sheet.width - x) for x, y in corners]
    elif angle == 180:
        corners = [(sheet.width - x, sheet.height - y) for x, y in corners]
    else:  # runs up
        corners = [(sheet.height - y, x) for x, y in corners]
    (xa, ya), (xb, yb) = corners
    return replace(
        glyph,
        left=min(xa, xb),
        right=max(xa, xb),
        top=min(ya, yb),
        bottom=max(ya, yb),
        angle=0,
    )


def _pieces(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Runs of neighbours on one line, as drawn."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_piece(run) for run in runs]


def _follows(before: Glyph, glyph: Glyph) -> bool:
    if before.angle != glyph.angle or before.size != glyph.size:
        return False
    if glyph.angle:
        return abs(glyph.left - before.left) + abs(glyph.top - before.top) < 3 * glyph.size
    gap = glyph.left - before.right
    on_line = abs(before.top - glyph.top) <= 0.3 * glyph.size
    return on_line and -0.5 * glyph.size < gap < WORD_GAP * glyph.size


def _piece(run: Sequence[Glyph]) -> Piece:
    return Piece(
        "".join(_character(glyph.text) for glyph in run),
        min(glyph.left for glyph in run),
        max(glyph.right for glyph in run),
        min(glyph.top for glyph in run),
        max(glyph.bottom for glyph in run),
        run[0].size or 1.0,
    )


def _character(text: str) -> str:
    """The character meant: fonts share one drawing for ⼀ and 一 and name the wrong one."""
    code = ord(text[0])
    if 0x2F00 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", text)
    if 0x2E80 <= code <= 0x2EFF:
        return text.translate(_RADICALS)
    if 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFC", text)
    if code < 0x20 or code == 0xA0:
        return "-" if code == 2 else " "  # pdfium's sign for a hyphen at a line's end
    return text
