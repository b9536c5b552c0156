"""What a file is, by its bytes: names lie."""

import codecs
import zipfile
from pathlib import Path

LOOKED_AT = 4096
"""Bytes of a file's head in which its kind shows."""

MOST_DIRECTORY = 16 * 1024 * 1024
"""Bytes of an old Office file in which its directory of streams is looked for."""

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"{\\rtf", ".rtf"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"\x1f\x8b", ".gz"),
)
"""How files of a kind begin."""

IN_ZIP: tuple[tuple[str, str], ...] = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("ppt/presentation.xml", ".pptx"),
    ("content.xml", ".odt"),
    ("OFD.xml", ".ofd"),
)
"""Members by which a zip is known to be a document."""

IN_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", ".encrypted"),  # a .docx or .xlsx with a password
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
"""Streams by which an old Office file is known."""

_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")

SUPPORTED = (
    "Word（.docx、.doc）、PDF、文本（.txt、.md）、网页（.html）、图片（.jpg、.png、.tif）、"
    "表格（.xlsx、.xls、.csv）、.json、.jsonl 和 .zip"
)
"""What can be read, for people, who know .jpeg by .jpg."""

KINDS: dict[str, str] = {
    ".pdf": "PDF 文件",
    ".png": "图片",
    ".jpg": "图片",
    ".tif": "图片",
    ".rtf": "RTF 文件",
    ".rar": "RAR 压缩包",
    ".7z": "7z 压缩包",
    ".gz": "gzip 压缩文件",
    ".zip": "zip 压缩包",
    ".docx": "Word 文件（.docx）",
    ".xlsx": "Excel 表格（.xlsx）",
    ".xlsb": "Excel 表格（.xlsb）",
    ".pptx": "PowerPoint 文件",
    ".odt": "OpenDocument 文件",
    ".ofd": "OFD 文件",
    ".doc": "旧版 Word 文件（.doc）",
    ".xls": "旧版 Excel 表格（.xls）",
    ".ppt": "旧版 PowerPoint 文件",
    ".html": "网页",
    ".txt": "纯文本",
    ".csv": "文本表格（.csv）",
    ".encrypted": "加了密码的 Office 文件",
    ".ole": "旧版 Office 文件",
}
"""What the reader of a message calls each kind."""


def kind_of(path: Path) -> str | None:
    """The suffix that fits a file's bytes; None for text and for what is not known.

    Text formats (.txt, .md, .csv, .json, .jsonl) look alike: for those the name decides. Raises
    OSError if the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
        if head.startswith(_OLE):
            return _in_ole(head + file.read(MOST_DIRECTORY))
    for start, kind in MAGIC:
        if head.startswith(start):
            return kind
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return ".pdf"  # some scanners write a line before it
    if head.startswith(_ZIP):
        return _in_zip(path)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if bare.startswith(_HTML) or (bare.startswith((b"<?xml", b"<!--")) and b"<html" in bare):
        return ".html"
    return None


def is_text(path: Path) -> bool:
    """Whether a file's head is text in UTF-8 or GB18030: exports call a .csv .xls, and a text may
    have been renamed to .docx. Raises OSError if the file cannot be opened."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head or _CONTROLS & set(head):
        return False
    return any(_reads(head, encoding) for encoding in ("utf-8", "gb18030"))


def _reads(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)  # its end may cut a character
    except UnicodeDecodeError:
        return False
    return True


def _in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ".zip"
    return next((kind for member, kind in IN_ZIP if member in names), ".zip")


def _in_ole(data: bytes) -> str:
    return next((kind for name, kind in IN_OLE if name.encode("utf-16-le") in data), ".ole")
