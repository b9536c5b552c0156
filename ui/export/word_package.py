"""The Word file around an export's text: page, styles, header, footer and the part of footnotes."""

from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips

from ui.export import wording
from ui.export.word_xml import Style, field, paragraph, run

STYLES = Path(__file__).with_name("styles.xml")

A4 = (11906, 16838)
"""Width and height in twentieths of a point."""

MARGIN = 1304  # 23 mm

SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
)
"""The lines between text and footnotes, which Word expects before the first footnote."""


def word_package(body: str, appendix: str, footnotes: str, title: str, at: datetime) -> bytes:
    """The file: `body` on upright pages, `appendix` on broad ones; WordprocessingML all three."""
    document = docx.Document()
    _style(document)
    _head_and_foot(document)
    _describe(document, title, at)
    _add_footnotes(document, footnotes)
    _fill(document, body, appendix)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _style(document: Document) -> None:
    """Our styles in place of the template's, which are meant for English letters."""
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in list(parse_xml(STYLES.read_bytes())):
        styles.append(child)


def _head_and_foot(document: Document) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Twips(MARGIN)
    header, footer = section.header, section.footer
    for part, content in (
        (header, paragraph(Style.HEADER, run(f"{wording.HEADLINE} · {wording.BEWARE}"))),
        (footer, paragraph(Style.FOOTER, run("第 "), field("PAGE", "1"), run(" 页"))),
    ):
        part.is_linked_to_previous = False
        root = part._element  # no other way in
        for child in list(root):
            root.remove(child)
        root.extend(_blocks(content))


def _describe(document: Document, title: str, at: datetime) -> None:
    """What the file says of itself, in place of what the template says."""
    told = document.core_properties
    moment = (at.astimezone(UTC) if at.tzinfo else at).replace(tzinfo=None, microsecond=0)
    told.title, told.author, told.last_modified_by = title[:255], wording.HEADLINE, "判读 PanDu"
    told.comments, told.language, told.revision = wording.BEWARE, "zh-CN", 1
    told.created = told.modified = moment


def _add_footnotes(document: Document, footnotes: str) -> None:
    root = f"<w:footnotes {nsdecls('w', 'r')}>{SEPARATORS}{footnotes}</w:footnotes>"
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        (declaration + root).encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    naming = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    settings.find(qn("w:compat")).addprevious(naming)  # where the schema wants it


def _fill(document: Document, body: str, appendix: str) -> None:
    root = document.element.body
    upright, broad = deepcopy(root.sectPr), deepcopy(root.sectPr)
    upright.page_width, upright.page_height = map(Twips, A4)
    broad.page_height, broad.page_width = map(Twips, A4)
    broad.orientation = WD_ORIENT.LANDSCAPE
    end_of_body = _blocks("<w:p><w:pPr/></w:p>")
    end_of_body[0][0].append(upright)
    for child in list(root):
        root.remove(child)
    for child in (*_blocks(body), *end_of_body, *_blocks(appendix), broad):
        root.append(child)


def _blocks(blocks: str) -> list[Any]:
    return list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{blocks}</w:body>"))
