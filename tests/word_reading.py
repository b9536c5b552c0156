"""Reads a Word file back for the tests, and looks whether Word would open it.

python-docx 1.2 knows nothing of footnotes, so their part is read here.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.run import Run

QUOTE = "PanDuQuote"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its words, and those of them that are marked as quoted."""

    text: str
    quotes: tuple[str, ...]


def opened(content: bytes) -> Document:
    """The file as python-docx opens it, after looking whether Word could."""
    check_package(content)
    return docx.Document(io.BytesIO(content))


def paragraphs(document: Document) -> list[tuple[str, str]]:
    """The style's id and the words of each paragraph outside tables."""
    return [(p.style.style_id if p.style else "", p.text) for p in document.paragraphs]


def words(document: Document) -> str:
    """All words outside tables and footnotes."""
    return "\n".join(text for _, text in paragraphs(document))


def notes(document: Document) -> dict[int, Note]:
    """The footnotes by id, without the separators."""
    found = {}
    for footnote in _footnotes(document).findall(qn("w:footnote")):
        if footnote.get(qn("w:type")) is None:
            text = "\n".join(_text(p) for p in footnote.findall(qn("w:p")))
            found[int(footnote.get(qn("w:id")))] = Note(text, quotes_in(footnote))
    return found


def quotes_in(element: BaseOxmlElement) -> tuple[str, ...]:
    """The words that are marked as quoted, a run each."""
    return tuple(_run_text(r) for r in element.iter(qn("w:r")) if r.style == QUOTE)


def rows(document: Document) -> list[list[str]]:
    """The cells of the one table, row by row, its head first."""
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def check_package(content: bytes) -> None:
    """What Word asks of a file, beyond being XML, before it opens it without complaint."""
    with ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    types = parts["[Content_Types].xml"].decode()
    assert 'PartName="/word/footnotes.xml"' in types and "footnotes+xml" in types
    document = docx.Document(io.BytesIO(content))
    body, footnotes = document.element, _footnotes(document)
    used = set(re.findall(r'r:(?:id|embed)="(\w+)"', parts["word/document.xml"].decode()))
    assert used <= set(document.part.rels)
    styles = {style.style_id for style in document.styles}
    for tree in (body, footnotes):
        for kind in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {e.get(qn("w:val")) for e in tree.iter(qn(kind))} <= styles
    _check_calls(body, footnotes)
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")  # Word refuses a cell that ends otherwise
    order = [child.tag for child in document.settings.element]
    assert order.index(qn("w:footnotePr")) < order.index(qn("w:compat"))


def _check_calls(body: BaseOxmlElement, footnotes: BaseOxmlElement) -> None:
    """Each footnote is called once, in order; each further call points at a bookmark."""
    ids = [int(f.get(qn("w:id"))) for f in footnotes.findall(qn("w:footnote"))]
    assert ids[:2] == [-1, 0]  # the separators
    calls = [int(c.get(qn("w:id"))) for c in body.iter(qn("w:footnoteReference"))]
    assert calls == ids[2:] == list(range(1, len(calls) + 1))
    bookmarks = {b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))}
    assert len(bookmarks) == len(calls)
    for instruction in body.iter(qn("w:instrText")):
        assert instruction.text.split()[1] in bookmarks
    fields = Counter(f.get(qn("w:fldCharType")) for f in body.iter(qn("w:fldChar")))
    assert fields["begin"] == fields["separate"] == fields["end"]


def _footnotes(document: Document) -> BaseOxmlElement:
    (relation,) = [
        r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES
    ]
    return parse_xml(relation.target_part.blob)


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(_run_text(r) for r in paragraph.iter(qn("w:r")))


def _run_text(run: BaseOxmlElement) -> str:
    return Run(run, None).text  # type: ignore[arg-type]
