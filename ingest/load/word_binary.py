"""Reads .doc, and what only bears its name."""

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import DocumentError
from ingest.load.docx import load_docx
from ingest.load.outcome import Loaded
from ingest.load.word_convert import Converters, converted, installed

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"


def load_doc(path: Path, converters: Converters | None = None) -> Iterator[Loaded]:
    """The one document of an old Word file; a .docx under this name is read as one.

    `converters` are the programs to use, by default those on the machine. Raises DocumentError,
    saying what to do, for what no program here can read.
    """
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(_ZIP):
        yield from load_docx(path)
        return
    if not head.startswith(_OLE):
        kind = "RTF" if head.startswith(_RTF) else "网页或其他文件"
        raise DocumentError(f"{path}：内容不是 .doc（是{kind}），扩展名写错了。{_SAVE_AGAIN}")
    programs = installed() if converters is None else converters
    yield Loaded(str(path.resolve()), path.name, converted(path, programs))
