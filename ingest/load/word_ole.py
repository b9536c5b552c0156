"""The container of old Office files: the streams at its top, by name ([MS-CFB])."""

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_ENTRY = 128
_HEADER_SECTORS = 109
_STREAM, _ROOT = 2, 5


class BrokenContainer(ValueError):
    """The container is cut off or damaged."""


class Container:
    """Reads whole streams. Raises BrokenContainer for anything out of bounds or in a ring."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE) or len(data) < 512:
            raise BrokenContainer("no container")
        self._data = data
        self._shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
        if self._shift not in (9, 12) or mini_shift != 6:
            raise BrokenContainer("unknown sector size")
        directory, self._cutoff, mini_table = (
            struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C)
        )
        self._table = self._sectors_table()
        entries = self._chain(directory)
        self._mini_table = _numbers(self._chain(mini_table))
        self._root = _Entry(entries[:_ENTRY])
        self._entries = {
            entry.name: entry for entry in _top(entries, self._root) if entry.kind == _STREAM
        }
        self._mini = self._chain(self._root.start)

    def has(self, name: str) -> bool:
        """Whether there is a stream of this name at the top."""
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; none if there is no such stream."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.size < self._cutoff:
            whole = _followed(self._mini, self._mini_table, entry.start, 6, 0)
        else:
            whole = self._chain(entry.start)
        if len(whole) < entry.size:
            raise BrokenContainer(f"stream {name} is cut off")
        return whole[: entry.size]

    def _chain(self, start: int) -> bytes:
        return _followed(self._data, self._table, start, self._shift, 1)

    def _sectors_table(self) -> list[int]:
        """What follows each sector: the table is itself in sectors, listed in the header and on."""
        places = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._data, 0x4C))
        count = struct.unpack_from("<I", self._data, 0x2C)[0]
        more = struct.unpack_from("<I", self._data, 0x44)[0]
        steps = 0
        while more < _END and steps <= len(self._data) >> self._shift:
            *listed, more = _numbers(self._sector(more))
            places += listed
            steps += 1
        size = 1 << self._shift
        needed = len(self._data) // (size * (size // 4)) + 1
        if count > min(len(places), needed + _HEADER_SECTORS):
            raise BrokenContainer("the table of sectors is cut off")
        return [n for place in places[:count] for n in _numbers(self._sector(place))]

    def _sector(self, number: int) -> bytes:
        size = 1 << self._shift
        found = self._data[(number + 1) * size : (number + 2) * size]
        if len(found) < size:
            raise BrokenContainer("a sector lies beyond the end")
        return found


class _Entry:
    """One line of the directory."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) < _ENTRY:
            raise BrokenContainer("the directory is cut off")
        length = min(struct.unpack_from("<H", raw, 64)[0], 64)
        self.name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
        self.kind = raw[66]
        self.left, self.right, self.child = struct.unpack_from("<III", raw, 68)
        self.start, self.size = struct.unpack_from("<II", raw, 116)


def _top(entries: bytes, root: _Entry) -> list[_Entry]:
    """The entries right under the root: what lies deeper belongs to embedded objects."""
    found, waiting, seen = [], [root.child], set()
    while waiting:
        number = waiting.pop()
        if number in seen or (number + 1) * _ENTRY > len(entries):
            continue
        seen.add(number)
        entry = _Entry(entries[number * _ENTRY : (number + 1) * _ENTRY])
        found.append(entry)
        waiting += [entry.left, entry.right]
    return found


def _followed(data: bytes, table: list[int], start: int, shift: int, skipped: int) -> bytes:
    """The sectors of a chain, joined."""
    pieces: list[bytes] = []
    number = start
    while number < _END:
        if number >= len(table) or len(pieces) > len(table):
            raise BrokenContainer("a chain of sectors is broken")
        piece = data[(number + skipped) << shift : (number + skipped + 1) << shift]
        if not piece:
            raise BrokenContainer("a sector lies beyond the end")
        pieces.append(piece)
        number = table[number]
    return b"".join(pieces)


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))
