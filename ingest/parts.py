"""A large .jsonl in parts that several processes read at once, told as if one had read it."""

import codecs
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.clean import MOST_LOST, MOST_NUL
from ingest.load.outcome import Arrival, Outcome, Refused
from ingest.load.tally import Tally
from ingest.load.wish import Part

PART = 256 * 1024
"""Bytes of a part, about fifty judgments; a part whose last row is longer has more."""

_PIECE = 1024 * 1024
_OPENS = (b'{"', b"{ ", b"{\t", b"{}")  # {\rtf opens another kind of file


def parts_of(path: Path, size: int = PART) -> tuple[Part, ...]:
    """The parts of a large .jsonl file in order, cut at line ends from `size` bytes on; none for
    any other file.

    Only UTF-8 without damage is cut: the encoding of anything else shows in the whole alone. What
    cannot be opened has no parts either, and its reader tells why. Nothing is parsed here.
    """
    if path.suffix.lower() != ".jsonl":
        return ()
    with suppress(OSError, UnicodeError):
        str(path.resolve()).encode()  # a name that is no text comes back changed
        if path.stat().st_size >= 2 * size:
            return _cut(path, size)
    return ()


def _cut(path: Path, size: int) -> tuple[Part, ...]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    parts: list[Part] = []
    start = at = lost = 0
    first = line = 1
    with path.open("rb") as file:
        if not file.read(16).removeprefix(codecs.BOM_UTF8).startswith(_OPENS):
            return ()
        file.seek(0)
        while data := file.readline(_PIECE):  # a row may have any length
            decoder.decode(data)
            at += len(data)
            lost += data.count(b"\0") + data.count("\ufffd".encode())
            if not data.endswith(b"\n"):
                continue
            if at - start >= size:
                parts.append(Part(path, start, at, first, line))
                start, first = at, line + 1
            line += 1
    decoder.decode(b"", final=True)
    if at > start:
        parts.append(Part(path, start, at, first, max(first, line - 1)))
    # A text takes a third as many characters as bytes: what may be too much is read as a whole.
    return () if lost > min(MOST_LOST, MOST_NUL) * at / 3 else tuple(parts)


class Joined:
    """The outcomes of one file's parts, as they would be of the whole file.

    A second row of the same id answers to it too, under an origin that tells its line; where the
    first one was is known only here. A file of nothing but faults is given up.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = f"{path.resolve()}::"
        self._seen: set[int] = set()  # hashes, so that a million rows take little room
        self._tally = Tally()

    def told(self, outcome: Outcome) -> Outcome:
        """The outcome under its row's own origin; to be given in order."""
        self._tally.count(outcome)
        row = outcome.origin.removeprefix(self._rows)
        called, colons, _ = row.rpartition("::")
        if row == outcome.origin or not colons:
            return outcome  # a line that is no row, or a fault of the part itself
        if hash(called) in self._seen:
            return outcome
        self._seen.add(hash(called))
        origin = f"{self._rows}{called}"
        if isinstance(outcome, Arrival):
            return replace(outcome, origin=origin)
        return Refused(origin, outcome.source_id, outcome.reason.replace(outcome.origin, origin))

    @property
    def given_up(self) -> Refused | None:
        """What is said of the rest, if it is not to be read."""
        return self._tally.giving_up(self._path) if self._tally.is_hopeless else None
