"""The zip behind a Word file: its parts, counted while they unpack, and how they refer on."""

import posixpath
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from corpus.errors import DocumentError
from ingest.load.docx_xml import UnsafeXml, parse

LARGEST_PART = 64 * 1024 * 1024
"""Bytes one part may unpack to. A judgment of a thousand pages has some 30 MB."""

LARGEST_TOTAL = 128 * 1024 * 1024
"""Bytes all parts read may unpack to."""

_CHUNK = 1 << 16
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError)
_REMEDY = "请用 Word 或 WPS 打开，另存为新的 .docx 后再导入。"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where one part points: `kind` is the last word of its type, `target` a part's name."""

    kind: str
    target: str


class Package:
    """The parts of one .docx; use it as a context manager.

    Every failure, here and in the methods, is a DocumentError that names the file: no zip, cut
    off, damaged, locked with a password, a bomb, or no Word document.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unpacked = 0
        try:
            self._zip = ZipFile(path)
        except _BROKEN as error:
            raise DocumentError(
                f"{path}：文件不完整或已损坏，不是能打开的 .docx（压缩包读不出来）。"
                f"请重新取得这份文件；能打开的话，{_REMEDY}"
            ) from error
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        if len(self._names) != len(self._zip.infolist()):
            self._zip.close()
            raise self.error("压缩包里有重名的部件，无法确定哪一份是正文")
        main = [r for r in self.relations("").values() if r.kind == "officeDocument"]
        self.main = main[0].target if main else "word/document.xml"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def error(self, what: str) -> DocumentError:
        """The error for something found in this file, with what to do about it."""
        return DocumentError(f"{self._path}：{what}。{_REMEDY}")

    def has(self, name: str) -> bool:
        """Whether the part is there; names ignore case, as Word does."""
        return name.lower() in self._names

    def part(self, name: str) -> Element | None:
        """The root of a part, or None if the file has no such part."""
        if not self.has(name):
            return None
        try:
            return parse(self._bytes(name))
        except UnsafeXml as error:
            raise self.error(f"部件 {name} {error}") from error

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points to inside the file, by id; "" asks for the file as a whole."""
        folder, _, base = name.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for relation in root if root is not None else ():
            target, kind = relation.get("Target", ""), relation.get("Type", "")
            if relation.get("TargetMode") != "External" and target:
                place = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found[relation.get("Id", "")] = Relation(kind.rpartition("/")[2], place.lstrip("/"))
        return found

    def _bytes(self, name: str) -> bytes:
        """One part unpacked, counting what comes out: what the zip says of sizes may be a lie."""
        info = self._names[name.lower()]
        if info.flag_bits & 1:
            raise self.error(f"部件 {name} 设了密码，读不出来")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.error(f"部件 {name} 用了 .docx 不用的压缩方式")
        chunks = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if size > LARGEST_PART or self._unpacked > LARGEST_TOTAL:
                        raise self.error(
                            f"部件 {name} 解压后超过 {LARGEST_PART >> 20} MB，可能是恶意文件"
                        )
                    chunks.append(chunk)
        except _BROKEN as error:
            raise self.error(f"部件 {name} 已损坏，读不完整") from error
        return b"".join(chunks)
