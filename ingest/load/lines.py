"""Text files line by line in bounded memory, through the same encoding ladder as whole ones."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import DocumentError
from ingest.clean import decode

SMALL = 16 * 1024 * 1024
"""Bytes of a file that is decoded as a whole, with every check on its text."""

_PIECE = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def lines_of(path: Path) -> Iterator[str]:
    """The file's lines with their ends, which are \\n. Raises DocumentError if it is no text.

    A large file is read twice: to learn its encoding, then to give its lines.
    """
    if path.stat().st_size <= SMALL:
        yield from io.StringIO(decode(path.read_bytes(), str(path)), newline="\n")
        return
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="\n") as file:
        for line in file:
            yield line.removesuffix("\r\n") + "\n" if line.endswith("\r\n") else line


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    mark = next((encoding for start, encoding in _MARKS if head.startswith(start)), None)
    for encoding in (mark,) if mark else ("utf-8", "gb18030", "big5"):
        if _reads(path, encoding):
            return encoding
    raise DocumentError(
        f"{path}：认不出文字编码（试过 {mark or 'UTF-8、GB18030、Big5'}）。"
        "请用编辑器打开，另存为 UTF-8 后再导入。"
    )


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
