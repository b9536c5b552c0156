"""A library in one file, made while the library is in use.

BACKUP.zip
├── catalog.sqlite      as it was at one moment
├── manifest.json
├── uploads/ …          and whatever else lies in the library's folder
└── pandu-backup.json   what this is, and a checksum for every other member

The indexes are left out. They are derived, their files change while we would copy them, and
they would have to be believed: what is restored is indexed anew from the catalog.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.catalog_state import State
from corpus.catalog_tables import SCHEMA_VERSION
from corpus.errors import LibraryError, UsageError
from corpus.library import CATALOG_FILE

CONTENTS = "pandu-backup.json"
"""The member that lists the others; the last one, for it is known last."""

DERIVED = "indexes"
"""The folder beside a catalog that belongs in no back-up, nor comes out of one."""

_PASSING = (".draft", ".lock", "-wal", "-shm", "-journal")
"""Ends of names of files that are nothing by themselves."""

PIECE = 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_DATABASE = b"SQLite format 3\0"
_PAGES = 1024  # of the database between two looks at the progress
_LEVEL = 1  # 701 judgments: 5.8 MB of 22 in 0.3 s; level 6 gives 5.0 MB in 0.5 s

Progress = Callable[[int, int], object]
"""Hears (done, total) in bytes; what it raises ends the work, and nothing is left behind."""


class Member(BaseModel):
    """A file of the library: its place in it, bytes and SHA-256."""

    model_config = ConfigDict(frozen=True, strict=True)

    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Contents(BaseModel):
    """What a back-up says of itself."""

    model_config = ConfigDict(frozen=True, strict=True)

    format: Literal["pandu-backup-1"] = "pandu-backup-1"
    made: str  # ISO 8601, with the zone: the moment of which the catalog is
    pandu: str
    tables: str  # the catalog's schema
    folder: str  # where the library lay: the origins of its uploads begin so
    judgments: int = Field(ge=0)  # searchable ones, of all catalogs
    members: list[Member]

    @property
    def catalogs(self) -> list[str]:
        """The catalogs' names: the library's own first, then those of libraries within it."""
        names = [m.name for m in self.members if m.name.split("/")[-1] == CATALOG_FILE]
        return sorted(names, key=lambda name: (name.count("/"), name))

    @property
    def size(self) -> int:
        """Bytes of all members, unpacked."""
        return sum(member.size for member in self.members)


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up that was written: where it is, and what it says of itself."""

    path: Path
    contents: Contents


def unheard(_done: int, _total: int) -> None:
    """Progress for whoever wants none."""


def backup_name(now: datetime) -> str:
    """What a back-up of this moment is called.

    >>> backup_name(datetime(2026, 3, 5, 9, 30, 7))
    'pandu-20260305-093007.zip'
    """
    return f"pandu-{now:%Y%m%d-%H%M%S}.zip"


def write_backup(folder: Path, target: Path, progress: Progress = unheard) -> Backup:
    """Write the library in `folder` into a new file; whole, or not at all.

    All that was reported as taken in before the call is in it. Writers are not held up. A
    `target` that is a folder receives a file named after the moment. Raises UsageError for a
    target that will not do, LibraryError where reading or writing fails.
    """
    now = datetime.now().astimezone()
    target = target / backup_name(now) if target.is_dir() else target
    _refuse_target(folder, target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pandu-backup-") as scratch:
            draft = Path(scratch) / "draft.zip"
            contents = _write(folder, draft, now, progress)
            draft.replace(target)
    except OSError as error:
        raise LibraryError(
            f"备份没有写成（{target}）：{error.strerror}。请检查磁盘空间与权限，或换一个位置。"
        ) from error
    except sqlite3.Error as error:
        raise LibraryError(
            f"备份没有写成：文库的数据库读不出来（{error}）。请先运行 pandu doctor 检查文库。"
        ) from error
    return Backup(target, contents)


def is_safe(name: str) -> bool:
    r"""Whether a member's name stays within the folder it is laid in, on every system.

    >>> is_safe("uploads/判决书.txt"), is_safe("../a"), is_safe("/a"), is_safe("C:\\a"), is_safe("")
    (True, False, False, False, False)
    """
    drive = name[1:2] == ":"
    odd = "\\" in name or any(ord(sign) < 32 or ord(sign) == 127 for sign in name)
    return not (drive or odd) and all(part not in ("", ".", "..") for part in name.split("/"))


def _refuse_target(folder: Path, target: Path) -> None:
    if not (folder / CATALOG_FILE).is_file():
        raise UsageError(f"{folder} 不是判读的文库，没有可备份的内容。请检查 --library。")
    if target.exists():
        raise UsageError(f"{target} 已经存在，不覆盖。请换一个文件名。")
    if not target.parent.is_dir():
        raise UsageError(f"文件夹 {target.parent} 不存在。请先建立，或换一个位置。")
    if target.resolve().is_relative_to(folder.resolve()):
        raise UsageError("备份不能放在文库自己的文件夹里：文库丢了，备份也就丢了。请换一个位置。")


def _write(folder: Path, draft: Path, now: datetime, progress: Progress) -> Contents:
    files = list(_files(folder))
    databases = [path for path, _ in files if _is_database(path)]
    tell = Meter(sum(_size(path) for path in (*databases, *(p for p, _ in files))), progress)
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
    with (
        os.fdopen(descriptor, "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
    ):
        members, judgments = [], 0
        # Catalogs first: an upload that one names is then there when its turn comes.
        for path, name in sorted(files, key=lambda found: (found[0].name != CATALOG_FILE, found)):
            source = path
            if path in databases:
                source = draft.with_name("database")
                _copy_database(path, source, tell)
                if path.name == CATALOG_FILE:
                    judgments += _searchable(source)
            try:
                members.append(_add(archive, source, name, tell))
            except FileNotFoundError:  # deleted since; of the catalog's moment it may have been
                continue
        contents = Contents(
            made=now.isoformat(timespec="seconds"),
            pandu=_version(),
            tables=SCHEMA_VERSION,
            folder=str(folder.resolve()),
            judgments=judgments,
            members=members,
        )
        archive.writestr(CONTENTS, contents.model_dump_json(indent=1))
        archive.close()  # writes the directory
        file.flush()
        os.fsync(file.fileno())
    return contents


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """What is to be kept, with its name within the library. Links are not followed."""
    for parent, folders, names in os.walk(folder):
        here = Path(parent)
        derived = DERIVED if CATALOG_FILE in names else None  # also of a library within the library
        folders[:] = [n for n in folders if not n.startswith(".") and n != derived]
        for own in names:
            path = here / own
            if own.startswith(".") or own.endswith(_PASSING):
                continue
            if path.is_symlink() or not path.is_file():
                continue
            name = path.relative_to(folder).as_posix()
            if not is_safe(name) or name != name.encode("utf-8", "replace").decode():
                raise LibraryError(f"文库里的文件 {name!r} 的名字放不进备份。请改名后再备份。")
            yield path, name


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _copy_database(source: Path, copy: Path, tell: "Meter") -> None:
    """A copy as of now, complete in one file, in place of an earlier `copy`."""
    copy.unlink(missing_ok=True)
    where = f"{source.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(where, uri=True, isolation_level=None)) as ours,
        closing(sqlite3.connect(copy)) as fresh,
    ):
        # Reading holds the moment: without it each commit of a writer begins the copy anew, and
        # beside a busy one it never ends.
        ours.execute("BEGIN")
        ours.execute("SELECT count(*) FROM sqlite_master").fetchone()
        size = int(ours.execute("PRAGMA page_size").fetchone()[0])
        last = 0

        def told(_status: int, left: int, total: int) -> None:
            nonlocal last
            tell(size * (total - left - last))
            last = total - left

        ours.backup(fresh, pages=_PAGES, progress=told)
        fresh.execute("PRAGMA journal_mode=DELETE")  # no file beside it


def _searchable(catalog: Path) -> int:
    with closing(sqlite3.connect(catalog)) as database:
        query = "SELECT count(*) FROM judgments WHERE state = ?"
        return int(database.execute(query, (State.SEARCHABLE.value,)).fetchone()[0])


def _add(archive: zipfile.ZipFile, path: Path, name: str, tell: "Meter") -> Member:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
        while piece := source.read(PIECE):
            member.write(piece)
            digest.update(piece)
            size += len(piece)
            tell(len(piece))
    return Member(name=name, size=size, sha256=digest.hexdigest())


class Meter:
    """Adds up bytes, and tells how far it is."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def __call__(self, more: int) -> None:
        self._done += more
        self._progress(min(self._done, self._total), self._total)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _version() -> str:
    try:
        return version("pandu")
    except PackageNotFoundError:
        return "?"


def free_space(folder: Path) -> int:
    """Bytes that are free where a folder lies or is to lie."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
