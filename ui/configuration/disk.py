"""How much room a library takes, part by part."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

PARTS = {
    "catalog.sqlite": "目录与文书全文",
    "catalog.sqlite-wal": "目录与文书全文",
    "catalog.sqlite-shm": "目录与文书全文",
    "indexes": "索引",
    "uploads": "上传的文件",
    "evaluations": "评测",
}
"""What lies in a library's folder, each with the words a person is told it by."""

OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes by part, those of PARTS first and in its order, and what is free on the disk."""

    parts: dict[str, int]
    free: int

    @property
    def total(self) -> int:
        return sum(self.parts.values())


def room_of(library: Path) -> Room:
    """What the folder takes now; a file that vanishes meanwhile counts as nothing."""
    parts = dict.fromkeys(PARTS.values(), 0)
    for entry in _entries(library):
        name = PARTS.get(entry.name, OTHERS)
        parts[name] = parts.get(name, 0) + _bytes(Path(entry.path))
    return Room(parts, shutil.disk_usage(library).free)


def in_words(size: int) -> str:
    """A size for people.

    >>> in_words(900), in_words(1_300_000), in_words(5_400_000_000)
    ('不到 1 KB', '1.2 MB', '5.0 GB')
    """
    if size < 1024:
        return "不到 1 KB" if size else "0"
    for unit, one in (("GB", 1024**3), ("MB", 1024**2)):
        if size >= one:
            return f"{size / one:.1f} {unit}"
    return f"{size / 1024:.0f} KB"


def _bytes(path: Path) -> int:
    if path.is_symlink():
        return 0
    if path.is_dir():
        return sum(_bytes(Path(entry.path)) for entry in _entries(path))
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []
