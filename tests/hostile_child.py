"""A reading process whose readers misbehave by suffix, for the tests of the sandbox."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ingest.load import child, room
from ingest.load.files import READERS
from ingest.load.outcome import Loaded, Refused
from ingest.read import RawDocument

TEXT = "某某县人民法院民事判决书。本院认为，被告应当归还借款。"


def _says(path: Path, words: str) -> Iterator[Loaded]:
    yield Loaded(str(path), path.name, RawDocument(TEXT + words, path.stem))


def _aborts(path: Path) -> Iterator[Loaded]:
    yield from _says(path, "一")
    os.abort()


def _sleeps(path: Path) -> Iterator[Loaded]:
    time.sleep(600)
    yield from _says(path, "")


def _spins(path: Path) -> Iterator[Loaded]:
    while True:
        pass
    yield from _says(path, "")


def _eats(path: Path) -> Iterator[Loaded]:
    eaten = [bytearray(64 * 1024 * 1024) for _ in range(100)]
    yield from _says(path, str(len(eaten)))


def _is_long(path: Path) -> Iterator[Loaded]:
    yield from _says(path, "长" * 3_000_000)


def _raises(path: Path) -> Iterator[Loaded]:
    yield from _says(path, "")
    raise KeyError("出自读取程序")


def _raises_once(path: Path) -> Iterator[Loaded]:
    """A document that reading fails on, between two that are sound."""
    yield from _says(path, "一")
    yield Loaded(f"{path}::二", "二", RawDocument(None, "二"))  # type: ignore[arg-type]
    yield from _says(path, "三")


def _floods(path: Path) -> Iterator[Refused]:
    while True:
        yield Refused(str(path), path.name, "又一行读不出来")


def _recurses(path: Path) -> Iterator[Loaded]:
    yield from _recurses(path)


def _connects(path: Path) -> Iterator[Loaded]:
    with socket.socket() as out:
        out.connect(("127.0.0.1", 9))
    yield from _says(path, "")


def _resolves(path: Path) -> Iterator[Loaded]:
    socket.getaddrinfo("localhost", 80)
    yield from _says(path, "")


def _runs(path: Path) -> Iterator[Loaded]:
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    yield from _says(path, "")


def _writes(path: Path) -> Iterator[Loaded]:
    path.with_suffix(".written").write_text("x")
    yield from _says(path, "")


def _fills(path: Path) -> Iterator[Loaded]:
    with Path("scratch").open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1024 * 1024)
    yield from _says(path, "")


def _prints(path: Path) -> Iterator[Loaded]:
    sys.stdout.write("一段不属于消息的话\n")
    sys.stdout.flush()
    os.write(1, b"\x00\x00\x00\x05hello")
    yield from _says(path, "")


def _tells(path: Path) -> Iterator[Loaded]:
    """What the process knows of its surroundings."""
    yield from _says(path, "".join(f"\n{name}={value}" for name, value in os.environ.items()))


def _goes_on(path: Path) -> Iterator[Loaded]:
    """A scan of two pages, each longer than a document may take and below a page's limit."""
    room.pages_ahead(2)
    room.more_memory()
    for _ in range(2):
        time.sleep(2.5)
        room.page_done()
    large = bytearray(700 * 1024 * 1024)
    yield from _says(path, f"用了{len(large) // 1024 // 1024}MB。")


def _stalls(path: Path) -> Iterator[Loaded]:
    """A scan whose second page takes for ever."""
    room.pages_ahead(9)
    room.page_done()
    yield from _sleeps(path)


def _pretends(path: Path) -> Iterator[Loaded]:
    room.pages_ahead(3)
    while True:
        room.page_done()
    yield from _says(path, "")


def _promises(path: Path) -> Iterator[Loaded]:
    while True:
        room.pages_ahead(3)
    yield from _says(path, "")


READERS.update(
    {
        ".aborts": _aborts,
        ".sleeps": _sleeps,
        ".spins": _spins,
        ".eats": _eats,
        ".long": _is_long,
        ".raises": _raises,
        ".floods": _floods,
        ".once": _raises_once,
        ".recurses": _recurses,
        ".connects": _connects,
        ".resolves": _resolves,
        ".runs": _runs,
        ".writes": _writes,
        ".fills": _fills,
        ".prints": _prints,
        ".tells": _tells,
        ".pages": _goes_on,
        ".stalls": _stalls,
        ".pretends": _pretends,
        ".promises": _promises,
    }
)

if __name__ == "__main__":
    child.main()
