"""From pieces of print on a page to its lines, in reading order.

All lengths are in one unit a document (points, or pixels of a scan), measured from the page's
upper left corner, y downwards.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean

CELL_GAP = 0.9
"""Ems between two pieces of a row from which a space is read: 审判长　张三. Justified Chinese is
spread by less than half an em."""

WORD_GAP = 0.2
"""Ems between Latin words; a space in print is a quarter of an em or more."""

COLUMN_ROWS = 6
"""Rows that must break at the same place before a page counts as set in two columns."""

COLUMN_LENGTH = 8
"""Characters a line of a column has on average; cells of a table are shorter."""

ASKEW = 9
"""Column number of lines that do not run as the page does; they are joined to no other."""

_LATIN = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters without a gap, on one line."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float  # the em

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print as it is read; `column` is 0 across the page, 1, 2 or ASKEW."""

    text: str
    left: float
    right: float
    top: float
    size: float
    column: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order; `doubtful` if they may be read in another one."""

    width: float
    height: float
    lines: tuple[Line, ...] = ()
    doubtful: bool = False


def page_of(pieces: Sequence[Piece], width: float, height: float) -> Page:
    """The lines of a page: top to bottom, left to right, a left column before a right one.

    `pieces` come in the order in which they were drawn. Where two columns are drawn row by row,
    they may be a table as well, and the order is doubtful. No pieces make a page without lines.
    """
    rows = _rows([piece for piece in pieces if piece.text.strip()])
    gutter = _gutter(rows)
    if gutter is None:
        return Page(width, height, tuple(_line(row, 0) for row in rows))
    lines: list[Line] = []
    for crosses, run in groupby(rows, key=lambda row: _crosses(row, gutter)):
        if crosses:
            lines += [_line(row, 0) for row in run]
            continue
        block = list(run)
        for column, is_left in ((1, True), (2, False)):
            sides = [[p for p in row if (p.right <= gutter) is is_left] for row in block]
            lines += [_line(side, column) for side in sides if side]
    sides_drawn = [p.right <= gutter for p in pieces if p.right <= gutter or p.left >= gutter]
    turns = sum(a != b for a, b in pairwise(sides_drawn))
    return Page(width, height, tuple(lines), doubtful=turns > COLUMN_ROWS)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces side by side, rows from the top, pieces from the left; doubled print once.

    Bold is often drawn as the same word twice, a hair apart.
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.middle, p.left)):
        row = rows[-1] if rows else None
        tallest = max(row, key=lambda p: p.size) if row else piece
        if row is None or not tallest.top <= piece.middle <= tallest.bottom:
            rows.append([piece])
        elif not any(_same_print(piece, other) for other in row):
            row.append(piece)
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _same_print(one: Piece, other: Piece) -> bool:
    near = 0.3 * one.size
    return (
        one.text == other.text
        and abs(one.left - other.left) < near
        and abs(one.right - other.right) < near
    )


def _line(row: Sequence[Piece], column: int) -> Line:
    text = row[0].text
    for before, piece in pairwise(row):
        text += _space(text, piece.text, (piece.left - before.right) / piece.size) + piece.text
    return Line(
        text.strip(),
        row[0].left,
        max(piece.right for piece in row),
        min(piece.top for piece in row),
        max(piece.size for piece in row),
        column,
    )


def _space(before: str, after: str, gap: float) -> str:
    if before[-1:].isspace() or after[:1].isspace():
        return ""
    words = _LATIN.match(before[-1:]) and _LATIN.match(after)
    return " " if gap >= (WORD_GAP if words else CELL_GAP) else ""


def _crosses(row: Sequence[Piece], gutter: float) -> bool:
    return any(piece.left < gutter < piece.right for piece in row)


def _gutter(rows: Sequence[Sequence[Piece]]) -> float | None:
    """Where the space between two columns lies; None for one column and for tables."""
    breaks = [
        (one.right + other.left) / 2
        for row in rows
        for one, other in pairwise(row)
        if other.left - one.right >= CELL_GAP * other.size
    ]
    if len(breaks) < COLUMN_ROWS:
        return None
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    for place in sorted(breaks)[len(breaks) // 4 :: max(len(breaks) // 8, 1)]:
        if 0.3 < (place - left) / (right - left) < 0.7 and _is_gutter(rows, place):
            return place
    return None


def _is_gutter(rows: Sequence[Sequence[Piece]], place: float) -> bool:
    parted = [row for row in rows if row[0].right <= place <= row[-1].left]
    if len(parted) < COLUMN_ROWS or len(parted) < len(rows) / 2:
        return False
    sides = [[_line([p for p in row if (p.right <= place) is left], 0) for row in parted
              if not _crosses(row, place)] for left in (True, False)]  # fmt: skip
    return all(_is_running_text(side) for side in sides)


def _is_running_text(lines: Sequence[Line]) -> bool:
    """Whether most lines reach the same right edge, as those of a paragraph do."""
    if len(lines) < COLUMN_ROWS or fmean(len(line.text) for line in lines) < COLUMN_LENGTH:
        return False
    edge = max(line.right for line in lines)
    return sum(edge - line.right < 2 * line.size for line in lines) >= len(lines) / 2
