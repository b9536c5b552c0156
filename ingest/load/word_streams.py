"""The parts of an old Word file ([MS-DOC]): characters with their properties, styles and lists."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.load.word_ole import BrokenContainer, Container
from ingest.load.word_properties import SHORT_FORMS, Properties, properties_in

OLDEST = 0x00C1
"""The format of Word 97; older ones are built otherwise."""

_MAGIC = 0xA5EC
_LOCKED, _SECOND_TABLE = 0x0100, 0x0200
_PAGE = 512
_CLX, _RUNS, _PARAGRAPHS, _FONTS = 33, 12, 13, 15
_LONG = 0x40000000


class TooOld(ValueError):
    """A file of Word 6 or 95."""


class Locked(ValueError):
    """The file asks for a password."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look, as they stand in the file."""

    start: int  # character position
    text: str
    properties: Properties
    place: int  # byte offset in the main stream
    width: int  # bytes a character


@dataclass(frozen=True, slots=True)
class _Table:
    """Ranges of byte offsets and the raw property list of each."""

    starts: list[int]
    ends: list[int]
    lists: list[bytes]

    def at(self, place: int) -> int | None:
        index = bisect_right(self.starts, place) - 1
        return index if index >= 0 and place < self.ends[index] else None


class Streams:
    """One file, opened. Raises TooOld, Locked or BrokenContainer, here and in the methods."""

    def __init__(self, container: Container) -> None:
        self.main = container.stream("WordDocument")
        if len(self.main) < 0x200:
            raise BrokenContainer("no main stream")
        magic, version = struct.unpack_from("<HH", self.main, 0)
        flags = struct.unpack_from("<H", self.main, 0x0A)[0]
        if version < OLDEST or magic != _MAGIC:
            raise TooOld
        if flags & _LOCKED:
            raise Locked
        self.table = container.stream("1Table" if flags & _SECOND_TABLE else "0Table")
        self.lengths = struct.unpack_from("<8i", self.main, 0x4C)  # main text, footnotes, …
        if min(self.lengths) < 0:
            raise BrokenContainer("negative length")
        self._runs = self._pages(_RUNS, _run_lists)
        self._paragraphs = self._pages(_PARAGRAPHS, _paragraph_lists)

    def part(self, index: int) -> bytes:
        """A part of the table stream by its number in the header."""
        start, size = self.place(index)
        if start + size > len(self.table):
            raise BrokenContainer("a part lies beyond the end")
        return self.table[start : start + size]

    def place(self, index: int) -> tuple[int, int]:
        """Where a part lies in the table stream, and its length."""
        at = 0x9A + 8 * index
        if at + 8 > len(self.main):
            return 0, 0
        start, size = struct.unpack_from("<II", self.main, at)
        return start, size

    def positions(self, index: int, width: int) -> list[int]:
        """The character positions of a part that lists them before its data of some width."""
        raw = self.part(index)
        count = (len(raw) - 4) // (4 + width) if raw else -1
        return list(struct.unpack_from(f"<{count + 1}i", raw)) if count >= 0 else []

    def pieces(self) -> Iterator[Piece]:
        """All characters in order, cut where the look changes or the file goes on elsewhere."""
        for start, end, place, width, changed in self._plan():
            at, stop = place, place + (end - start) * width
            if stop > len(self.main):
                raise BrokenContainer("text lies beyond the end")
            while at < stop:
                index = self._runs.at(at)
                until = min(stop, self._runs.ends[index]) if index is not None else stop
                until = at + max((until - at) // width, 1) * width
                raw = self.main[at:until]
                text = raw.decode("cp1252", "replace") if width == 1 else _wide(raw)
                found = properties_in(self._runs.lists[index]) if index is not None else {}
                yield Piece(start + (at - place) // width, text, {**found, **changed}, at, width)
                at = until

    def ends_paragraph(self, place: int, width: int) -> bool:
        """Whether a paragraph ends with the character at a byte offset."""
        index = self._paragraphs.at(place)
        return index is not None and self._paragraphs.ends[index] == place + width

    def paragraph_at(self, place: int) -> tuple[int, Properties]:
        """The style and the properties of the paragraph that ends at a byte offset."""
        index = self._paragraphs.at(place)
        raw = self._paragraphs.lists[index] if index is not None else b""
        if len(raw) < 2:
            return 0, {}
        return int.from_bytes(raw[:2], "little"), properties_in(raw[2:])

    def fonts(self) -> list[str]:
        """The names of the fonts, by number."""
        raw = self.part(_FONTS)
        names, at = [], 4
        while at < len(raw):
            entry = raw[at + 1 : at + 1 + raw[at]]
            names.append(entry[39:].decode("utf-16-le", "replace").split("\0")[0])
            at += 1 + raw[at]
        return names

    def _plan(self) -> list[tuple[int, int, int, int, Properties]]:
        """The pieces of the text: first and last position, place, bytes a character, changes."""
        raw, lists, at = self.part(_CLX), [], 0
        while at + 3 <= len(raw) and raw[at] == 1:
            size = struct.unpack_from("<H", raw, at + 1)[0]
            lists.append(raw[at + 3 : at + 3 + size])
            at += 3 + size
        if at + 5 > len(raw) or raw[at] != 2:
            raise BrokenContainer("no list of pieces")
        raw = raw[at + 5 :]
        count = (len(raw) - 4) // 12
        positions = struct.unpack_from(f"<{count + 1}i", raw)
        plan = []
        for number in range(count):
            _, place, change = struct.unpack_from("<HIH", raw, 4 * (count + 1) + 8 * number)
            start, end = positions[number], positions[number + 1]
            if not 0 <= start <= end:
                raise BrokenContainer("pieces out of order")
            width = 1 if place & _LONG else 2
            place = (place & ~_LONG) // (2 if width == 1 else 1)
            changed = _changed(change, lists)
            plan.append((start, end, place, width, changed))
        if sum((end - start) * width for start, end, _, width, _ in plan) > 2 * len(self.main):
            raise BrokenContainer("more text than there are bytes")
        return plan

    def _pages(self, index: int, lists_on: Callable[[bytes, int], list[bytes]]) -> _Table:
        raw = self.part(index)
        count = (len(raw) - 4) // 8
        found: list[tuple[int, int, bytes]] = []
        if count > len(self.main) // _PAGE:
            raise BrokenContainer("more pages than there are bytes")
        for number in range(max(count, 0)):
            at = (struct.unpack_from("<I", raw, 4 * (count + 1 + number))[0] & 0x3FFFFF) * _PAGE
            page = self.main[at : at + _PAGE]
            if len(page) < _PAGE:
                raise BrokenContainer("a page lies beyond the end")
            borders = struct.unpack_from(f"<{page[-1] + 1}I", page)
            ranges = zip(pairwise(borders), lists_on(page, page[-1]), strict=True)
            found += [(first, last, raw_list) for (first, last), raw_list in ranges]
        found.sort(key=lambda one: one[0])
        return _Table([a for a, _, _ in found], [b for _, b, _ in found], [c for _, _, c in found])


def _changed(change: int, lists: list[bytes]) -> Properties:
    """What a hasty saving changed about a piece: one property, or a list of them."""
    if change & 1:
        return properties_in(lists[change >> 1]) if change >> 1 < len(lists) else {}
    opcode = SHORT_FORMS.get(change >> 1 & 0x7F)
    return {opcode: bytes([change >> 8])} if opcode is not None else {}


def _run_lists(page: bytes, count: int) -> list[bytes]:
    lists = []
    for number in range(count):
        at = page[4 * (count + 1) + number] * 2
        lists.append(page[at + 1 : at + 1 + page[at]] if at else b"")
    return lists


def _paragraph_lists(page: bytes, count: int) -> list[bytes]:
    lists = []
    for number in range(count):
        at = page[min(4 * (count + 1) + 13 * number, _PAGE - 1)] * 2
        size = 2 * page[at] - 1 if page[at] else 2 * page[min(at + 1, _PAGE - 1)]
        start = at + (1 if page[at] else 2)
        lists.append(page[start : start + size] if at else b"")
    return lists


def _wide(raw: bytes) -> str:
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))  # a unit is a position
