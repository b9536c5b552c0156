"""Reads .zip: every member goes through the reader of its own format.

A member's name is only a label. It is laid, one at a time, under a name of our own in the
process's own folder; what counts is how many bytes come out of it, never what its header claims.
"""

import lzma
import re
import secrets
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from corpus.errors import DocumentError
from ingest.load.outcome import Loaded, Refused

DEEPEST = 2
"""Zips within each other that are opened: an archive of archives, as courts' exports are."""

MOST_MEMBERS = 50_000
"""Members of one archive."""

LARGEST_MEMBER = 60 * 1024 * 1024
"""Bytes that may come out of one member; below what a reading process may write."""

LARGEST_RATIO = 100
"""Bytes out for a byte in. Judgments shrink 3 times, their .docx 10; a bomb 1,000 times."""

UNSUSPICIOUS = 4 * 1024 * 1024
"""Bytes that a member may have at any ratio: a page of spaces is no bomb."""

LARGEST_TOTAL = 2 * 1024 * 1024 * 1024
"""Bytes that may come out of all members together."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the library raises for a member that it cannot expand."""

_PIECE = 256 * 1024
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

ReadMember = Callable[[Path, int], Iterator[Loaded | Refused]]


class _Bomb(Exception):
    """More came out than any archive of documents holds."""


def load_zip(
    path: Path, read_member: ReadMember, is_wanted: Callable[[str], bool], depth: int
) -> Iterator[Loaded | Refused]:
    """Every document of every wanted member, in the archive's order.

    `depth` counts the zips around this one, and is passed to `read_member` raised by one.
    An origin is archive::member, a source id the member's file name. Members of other kinds and
    hidden ones are passed over; encrypted and damaged ones, links and bombs are Refused. Raises
    DocumentError for a file that is no readable archive or holds nothing wanted.
    """
    if depth >= DEEPEST:
        raise DocumentError(f"{path} 是套在压缩包里的压缩包，层数太多，没有导入；请先解压。")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DocumentError(
            f"{path} 不是完整的 zip 压缩包，可能没有下载完或已损坏。请重新取得后再导入。"
        ) from error
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if sum(m.compress_size for m in members) > path.stat().st_size:
            raise DocumentError(
                f"压缩包 {path} 里的文件相互重叠，可能是压缩炸弹，没有导入。请重新取得后再试。"
            )
        if len(members) > MOST_MEMBERS:
            raise DocumentError(
                f"{path} 里有 {len(members)} 个文件，太多（最多 {MOST_MEMBERS} 个）；"
                "请先解压再导入文件夹。"
            )
        wanted = [(m, name) for m in members if (name := name_of(m)) and _is_met(name, is_wanted)]
        if not wanted:
            raise DocumentError(f"压缩包 {path} 里没有可导入的文件。")
        left = LARGEST_TOTAL
        seen: set[str] = set()
        for number, (member, name) in enumerate(wanted, 1):
            if left <= 0:
                yield _refused(path, name, "及其后的文件没有导入：整个压缩包展开后太大。")
                return
            if reason := _unreadable(member):
                yield _refused(path, name, reason)
                continue
            with tempfile.TemporaryDirectory() as folder:
                # A name that no document holds by chance, to be put right in what is said.
                own = f"member-{secrets.token_hex(8)}{PurePosixPath(name).suffix.lower()}"
                laid = Path(folder).resolve() / own
                try:
                    left -= _lay(archive, member, laid)
                except _Bomb:
                    left -= LARGEST_MEMBER
                    yield _refused(path, name, "展开后太大，可能是压缩炸弹，没有导入。")
                    continue
                except DAMAGED:
                    yield _refused(path, name, "已损坏或压缩方式不受支持，没有导入。")
                    continue
                label = f"{name}#{number}" if name in seen else name
                seen.add(name)
                for outcome in read_member(laid, depth + 1):
                    yield _named(outcome, laid, f"{path.resolve()}::{label}", path, name)


def name_of(member: zipfile.ZipInfo) -> str:
    """A member's name as its maker wrote it, without controls that would mislead in a message.

    Names not marked as UTF-8 are read by the library as code page 437; Windows in Chinese wrote
    them in GB18030, macOS in UTF-8.
    """
    return _CONTROLS.sub("_", _decoded(member))


def _decoded(member: zipfile.ZipInfo) -> str:
    if not member.flag_bits & 0x800:
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeError):
                return member.filename.encode("cp437").decode(encoding)
    return member.filename


def _is_met(name: str, is_wanted: Callable[[str], bool]) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(p.startswith(".") and p != ".." or p == "__MACOSX" for p in parts)
    return not hidden and is_wanted(_own(name))


def _own(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _unreadable(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 0x1:
        return "加了密码，读不出来。请用密码解压后再导入。"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "是一个链接，没有导入。"
    return ""


def _lay(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> int:
    """Write a member's bytes; how many came out. Raises _Bomb before too many do."""
    most = max(UNSUSPICIOUS, min(LARGEST_MEMBER, member.compress_size * LARGEST_RATIO))
    size = 0
    with archive.open(member) as source, target.open("wb") as file:
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > most:
                raise _Bomb
            file.write(piece)
    return size


def _refused(path: Path, name: str, reason: str) -> Refused:
    return Refused(f"{path.resolve()}::{name}", _own(name), f"{path} 里的 {name} {reason}")


def _named(
    outcome: Loaded | Refused, laid: Path, origin: str, path: Path, name: str
) -> Loaded | Refused:
    """The outcome under the member's own name: the one it lay under means nothing to anybody."""
    own = _own(name)
    stem = PurePosixPath(own).stem

    def told(text: str) -> str:
        text = text.replace(str(laid), f"{path} 里的 {name}")
        return text.replace(laid.name, own).replace(laid.stem, stem)

    called = outcome.source_id.replace(laid.name, own)
    origin = outcome.origin.replace(str(laid), origin, 1).replace(laid.name, own)
    if isinstance(outcome, Refused):
        return Refused(origin, called, told(outcome.reason))
    document = replace(
        outcome.document,
        name=told(outcome.document.name),
        notes=tuple(told(note) for note in outcome.document.notes),
    )
    return Loaded(origin, called, document, outcome.remark)
