"""Reads .docx and .docm: all the text a person sees in Word, and notes on what lies beside it.

Revisions are read as if accepted. Headers, footers and comments are left out; macros are never
run. What is hidden, or cannot be read, is left out and noted.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from corpus.errors import DocumentError
from ingest.load.docx_body import Means, lines_of
from ingest.load.docx_fields import unclosed
from ingest.load.docx_findings import Finding, notes_on
from ingest.load.docx_numbering import Numbering
from ingest.load.docx_package import Package
from ingest.load.docx_styles import PAGE, Styles
from ingest.load.docx_xml import all_at, at, is_on, value_at
from ingest.load.invisible import strip_invisible
from ingest.load.outcome import Loaded
from ingest.read import RawDocument

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
_NOTE_PARTS = {"footnotes": "w:footnoteReference", "endnotes": "w:endnoteReference"}


def load_docx(path: Path) -> Iterator[Loaded]:
    """The one document of a Word file.

    Raises DocumentError, saying what to do, for a file that is no readable .docx: cut off,
    damaged, locked with a password, of another kind, or larger than any document is.
    """
    _refuse_containers(path)
    try:
        yield Loaded(str(path.resolve()), path.name, _document(path))
    except RecursionError as error:
        raise DocumentError(f"{path}：内部嵌套过深，可能是恶意文件。{_SAVE_AGAIN}") from error


def _document(path: Path) -> RawDocument:
    with Package(path) as package:
        root = package.part(package.main)
        body = at(root, "w:body")
        if root is None or root.tag != "w:document" or body is None:
            raise package.error("里面没有 Word 正文，可能是改了扩展名的其他文件")
        means = _means(package)
        means.found[Finding.UNCLOSED] += unclosed(body)
        lines = lines_of(body, means, _page_colour(root, package))
    if not lines and means.found[Finding.OBJECT]:
        raise DocumentError(f"{path}：正文整个是嵌入的网页或对象，读不出来。{_SAVE_AGAIN}")
    seen = strip_invisible("\n".join(lines))
    notes = notes_on(means.found) + ((seen.note,) if seen.note else ())
    return RawDocument(seen.text, path.stem, {}, notes)


def _means(package: Package) -> Means:
    relations = package.relations(package.main)
    related = {relation.kind: relation.target for relation in relations.values()}
    formulas = frozenset(
        name for name, one in relations.items() if one.target.lower().endswith((".wmf", ".emf"))
    )
    parts = {
        kind: package.part(related[kind])
        for kind in ("styles", "numbering", *_NOTE_PARTS)
        if kind in related
    }
    notes = {
        (reference, note.get("w:id", "")): note
        for kind, reference in _NOTE_PARTS.items()
        for note in all_at(parts.get(kind), f"w:{kind[:-1]}")
    }
    styles = Styles(parts.get("styles"))
    means = Means(styles, Numbering(parts.get("numbering"), styles), notes, formulas)
    means.found[Finding.MISSING] += sum(part is None for part in parts.values())
    return means


def _page_colour(root: Element, package: Package) -> str:
    """The colour of the page, which Word shows only where the settings say so."""
    colour = value_at(root, "w:background", "w:color") or "auto"
    related = package.relations(package.main).values()
    settings = [package.part(r.target) for r in related if r.kind == "settings"]
    is_shown = any(is_on(at(part, "w:displayBackgroundShape")) for part in settings)
    return colour if is_shown and re.fullmatch("[0-9A-Fa-f]{6}", colour) else PAGE


def _refuse_containers(path: Path) -> None:
    """Tell apart what is no zip at all: a locked file, an old .doc, rich text, a web page."""
    with path.open("rb") as file:
        data = file.read(1 << 20)
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise DocumentError(
                f"{path}：设了打开密码，读不出来。请用 Word 或 WPS 打开，取消密码后另存，再导入。"
            )
        raise DocumentError(f"{path}：内容是旧版 Word（.doc），扩展名却是 .docx。{_SAVE_AGAIN}")
    if data.lstrip().startswith((b"{\\rtf", b"<", b"\xef\xbb\xbf<", b"MIME-Version")):
        raise DocumentError(f"{path}：内容不是 .docx（是 RTF 或网页），扩展名写错了。{_SAVE_AGAIN}")
