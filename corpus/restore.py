"""A library out of a back-up: every byte looked at first, laid in a new folder only if all is well.

A back-up is a stranger's file until it is proven. Nothing in it says where it is laid, how much
of it may be laid, or what is run: a member has a plain name and the size and checksum that the
list gives, and of a database only tables and indexes are taken.
"""

import hashlib
import os
import shutil
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import ValidationError

from corpus.backup import (
    CONTENTS,
    DERIVED,
    PIECE,
    Contents,
    Member,
    Meter,
    Progress,
    free_space,
    is_safe,
    unheard,
)
from corpus.catalog_tables import SCHEMA_VERSION
from corpus.errors import LibraryError, UsageError
from corpus.library import CATALOG_FILE, SCHEMA_NOTE

LARGEST_LIST = 64 * 1024 * 1024
"""Bytes of the list of members: 400,000 of them."""

LARGEST_RATIO = 100
"""Bytes out for a byte in, over the whole file. Ours have 3, a bomb 1,000."""

UNSUSPICIOUS = 64 * 1024 * 1024
"""Bytes that may come out at any ratio."""

SPARE = 64 * 1024 * 1024
"""Bytes that stay free on the disk."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,  # a password
    ValueError,
)


class _Refusal(Exception):
    """Why a back-up is not restored: the end of a sentence."""


def verify_backup(path: Path, progress: Progress = unheard) -> Contents:
    """What a back-up holds, every byte of it compared with its checksum. Nothing is written.

    Raises UsageError, with the reason, for a file that is no whole back-up of this version.
    """
    with _refusals_told(path), _opened(path) as archive:
        contents = _contents(archive, path.stat().st_size)
        tell = Meter(contents.size, progress)
        for member in contents.members:
            for piece in _pieces(archive, member):
                tell(len(piece))
        return contents


@contextmanager
def unpacked(
    path: Path,
    folder: Path,
    progress: Progress = unheard,
    free: Callable[[Path], int] = free_space,
) -> Iterator[tuple[Path, Contents]]:
    """The library of a back-up, in a folder beside `folder`; it takes that name at the end.

    If anything fails until then, also what is done with it, it vanishes. Raises UsageError for a
    back-up that is refused or a folder that is not new or empty, LibraryError if it cannot be laid.
    """
    _refuse_folder(folder)
    with _refusals_told(path), _opened(path) as archive:
        _refuse_size(_contents(archive, path.stat().st_size).size, free(folder))
    halves = _Halves(progress)
    contents = verify_backup(path, halves.first)
    draft: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}-"))
        with _refusals_told(path):
            with _opened(path) as archive:
                tell = Meter(contents.size, halves.second)
                for member in contents.members:
                    _lay(archive, member, draft, tell)
            for name in contents.catalogs:
                _adopt(draft / name, contents, folder)
        yield draft, contents
        if folder.exists():
            folder.rmdir()  # empty; raises if it is so no longer
        draft.rename(folder)
    except OSError as error:
        raise LibraryError(
            f"备份没有恢复到 {folder}：{error.strerror}。请检查磁盘空间与权限，或换一个文件夹。"
        ) from error
    finally:
        if draft is not None:
            shutil.rmtree(draft, ignore_errors=True)  # by now it bears its name, if all went well


class _Halves:
    """Two passes over the same bytes, told as one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def first(self, done: int, total: int) -> None:
        self._progress(done, 2 * total)

    def second(self, done: int, total: int) -> None:
        self._progress(total + done, 2 * total)


def _refuse_folder(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{folder} 不是文件夹，不能恢复到这里。请指定一个新的文件夹。")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"文件夹 {folder} 不是空的。恢复从不覆盖已有的文库或文件，请指定一个新的文件夹。"
        )


def _refuse_size(size: int, free: int) -> None:
    if size + SPARE > free:
        raise _Refusal(f"展开后有 {size // 1024 // 1024} MB，磁盘放不下")


@contextmanager
def _refusals_told(path: Path) -> Iterator[None]:
    try:
        yield
    except _Refusal as refusal:
        raise UsageError(f"备份文件 {path} {refusal}。没有写入任何内容。") from None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise UsageError(f"备份文件 {path} 读不出来：{error.strerror}。请检查路径。") from error
    except _DAMAGED:
        raise _Refusal("不是完整的 zip 文件，可能没有拷完或已损坏") from None


def _contents(archive: zipfile.ZipFile, packed: int) -> Contents:
    found = archive.infolist()
    names = [info.filename for info in found]
    if CONTENTS not in names:
        raise _Refusal("不是判读的备份（里面没有清单）")
    if len(set(names)) != len(names):
        raise _Refusal("里有同名的文件，不是判读写的备份")
    if sum(info.compress_size for info in found) > packed:
        raise _Refusal("里的文件相互重叠，可能是压缩炸弹")
    for info in found:
        _refuse_entry(info)
    contents = _read_list(archive)
    if contents.tables != SCHEMA_VERSION:
        raise _Refusal(
            f"是别的版本的判读做的（判读 {contents.pandu}，目录格式 {contents.tables}；"
            f"这个版本是 {SCHEMA_VERSION}）。请用那个版本恢复"
        )
    sizes = {info.filename: info.file_size for info in found if info.filename != CONTENTS}
    if sizes != {member.name: member.size for member in contents.members}:
        raise _Refusal("与其中的清单对不上：有文件缺少、多出或大小不同")
    if CATALOG_FILE not in sizes:
        raise _Refusal("里没有文库的目录")
    indexes = tuple(name.removesuffix(CATALOG_FILE) + f"{DERIVED}/" for name in contents.catalogs)
    if any(name.startswith(indexes) for name in sizes):
        raise _Refusal("里有索引，可能是恶意构造的：判读只信自己重建的索引")
    if contents.size > max(UNSUSPICIOUS, packed * LARGEST_RATIO):
        raise _Refusal("展开后大得异常，可能是压缩炸弹")
    return contents


def _refuse_entry(info: zipfile.ZipInfo) -> None:
    mode = info.external_attr >> 16
    if not is_safe(info.filename):
        raise _Refusal(f"里有不该有的文件名（{info.filename[:80]!r}），可能是恶意构造的")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _Refusal(f"里有链接或特殊文件（{info.filename[:80]!r}），可能是恶意构造的")
    if info.flag_bits & 0x1:
        raise _Refusal("加了密码，不是判读写的备份")


def _read_list(archive: zipfile.ZipFile) -> Contents:
    try:
        with archive.open(CONTENTS) as file:
            text = file.read(LARGEST_LIST + 1)
    except (*_DAMAGED, OSError):
        raise _Refusal("已损坏：清单读不出来") from None
    if len(text) > LARGEST_LIST:
        raise _Refusal("的清单大得异常")
    try:
        return Contents.model_validate_json(text)
    except ValidationError:
        raise _Refusal("的清单读不懂，可能是别的版本或别的程序做的") from None


def _lay(archive: zipfile.ZipFile, member: Member, draft: Path, tell: Meter) -> None:
    place = draft / member.name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:  # two names may be one where case does not count
        for piece in _pieces(archive, member):
            file.write(piece)
            tell(len(piece))
        if place.name == CATALOG_FILE:
            file.flush()
            os.fsync(file.fileno())


def _pieces(archive: zipfile.ZipFile, member: Member) -> Iterator[bytes]:
    """A member's bytes, never more than the list says; refused unless they are what it says."""
    digest, left = hashlib.sha256(), member.size
    try:
        with archive.open(member.name) as source:
            while piece := source.read(min(PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                yield piece
    except _DAMAGED:
        raise _Refusal(f"里的 {member.name} 已损坏") from None
    if left or digest.hexdigest() != member.sha256:
        raise _Refusal(f"里的 {member.name} 与校验值不符，已损坏或被改动过")


def _adopt(catalog: Path, contents: Contents, folder: Path) -> None:
    """Take the catalog for ours, in its new place: an upload's origin is a path in the library."""
    here = f"{folder.resolve()}{os.sep}"
    separator = "\\" if "\\" in contents.folder else "/"
    there = f"{contents.folder}{separator}"
    try:
        with closing(sqlite3.connect(catalog)) as database, database:
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise _Refusal("里的目录数据库已损坏")
            kinds = {row[0] for row in database.execute("SELECT type FROM sqlite_master")}
            if not kinds <= {"table", "index"}:
                raise _Refusal("里的目录数据库含有程序，不是判读写的")
            query = "SELECT value FROM state WHERE key = ?"
            if database.execute(query, (SCHEMA_NOTE,)).fetchone() != (SCHEMA_VERSION,):
                raise _Refusal("里的目录数据库是别的版本的判读建的")
            # An edited file of the same name is to take its predecessor's place, here as there.
            if separator == os.sep:
                database.execute(
                    "UPDATE OR REPLACE sources SET origin = ? || substr(origin, ?) "
                    "WHERE substr(origin, 1, ?) = ?",
                    (here, len(there) + 1, len(there), there),
                )
    except sqlite3.Error as error:
        raise _Refusal("里的目录数据库读不出来") from error
