"""Reads .doc, and what only bears its name."""

import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.errors import DocumentError
from ingest.load.docx import load_docx
from ingest.load.docx_body import lines_of
from ingest.load.docx_fields import unclosed
from ingest.load.docx_findings import Finding, notes_on
from ingest.load.invisible import strip_invisible
from ingest.load.outcome import Loaded
from ingest.load.word_convert import Converters, converted, installed
from ingest.load.word_ole import SIGNATURE, BrokenContainer, Container
from ingest.load.word_streams import Locked, Streams, TooOld
from ingest.load.word_tree import Tree
from ingest.read import RawDocument

LARGEST = 96 * 1024 * 1024
"""Bytes of a file: it is held in memory as a whole."""

_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"


def load_doc(path: Path, converters: Converters | None = None) -> Iterator[Loaded]:
    """The one document of an old Word file; a .docx under this name is read as one.

    Its text boxes stand at the end, since the file does not say in its text where they hang.
    Files of Word 6 and 95 go through `converters`, by default the programs on this machine.
    Raises DocumentError, saying what to do, for what cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(_ZIP):
        yield from load_docx(path)
        return
    if not head.startswith(SIGNATURE):
        kind = "RTF" if head.startswith(_RTF) else "网页或其他文件"
        raise DocumentError(f"{path}：内容不是 .doc（是{kind}），扩展名写错了。{_SAVE_AGAIN}")
    document = _document(path)
    if document is None:
        document = converted(path, installed() if converters is None else converters)
    yield Loaded(str(path.resolve()), path.name, document)


def _document(path: Path) -> RawDocument | None:
    """The document by our own means; None for the formats before Word 97."""
    if path.stat().st_size > LARGEST:
        raise DocumentError(f"{path}：超过 {LARGEST >> 20} MB，太大，没有导入。{_SAVE_AGAIN}")
    try:
        tree = Tree(Streams(Container(path.read_bytes())))
        body = Element("w:body")
        body.extend(tree.body)
        tree.means.found[Finding.UNCLOSED] += unclosed(body)
        lines = lines_of(body, tree.means) + lines_of(tree.boxes, tree.means, ground=None)
        seen = strip_invisible("\n".join(lines))
    except TooOld:
        return None
    except Locked as error:
        raise DocumentError(
            f"{path}：设了打开密码，读不出来。请用 Word 或 WPS 打开，取消密码后另存，再导入。"
        ) from error
    except (BrokenContainer, struct.error, IndexError, RecursionError) as error:
        raise DocumentError(f"{path}：文件不完整或已损坏，读不出来。{_SAVE_AGAIN}") from error
    notes = notes_on(tree.means.found) + ((seen.note,) if seen.note else ())
    return RawDocument(seen.text, path.stem, {}, notes)
