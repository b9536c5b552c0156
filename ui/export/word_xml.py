"""The few constructs of WordprocessingML that an export is made of, as text.

A conversation of a hundred answers has thousands of paragraphs: python-docx, which makes each an
object and searches the tree for each style, takes minutes for what is parsed here at once.
"""

import re
from enum import StrEnum
from html import escape

_BREAKS = re.compile("([\n\t])")


class Style(StrEnum):
    """Paragraph styles of styles.xml; the value is the style's id."""

    TITLE = "Title"
    HEADING = "Heading1"
    SUBHEADING = "Heading2"
    TEXT = "Normal"
    HEADER = "Header"
    FOOTER = "Footer"
    FOOTNOTE = "FootnoteText"
    FACTS = "PanDuFacts"
    SPEAKER = "PanDuSpeaker"
    SAID = "PanDuSaid"
    OTHERS_SPEAKER = "PanDuOthersSpeaker"
    OTHERS_SAID = "PanDuOthersSaid"
    FINDING = "PanDuFinding"
    NOTICE = "PanDuNotice"
    NEAREST = "PanDuNearest"
    NEAREST_SOURCE = "PanDuNearestSource"
    CELL = "PanDuCell"


class Face(StrEnum):
    """Character styles of styles.xml; the value is the style's id."""

    MARK = "FootnoteReference"
    NAME = "PanDuName"
    ALARM = "PanDuAlarm"
    QUOTE = "PanDuQuote"  # looks like its surroundings, and lets a program find the quotes
    FORGED = "PanDuForged"
    HASH = "PanDuHash"


def paragraph(style: Style, *runs: str) -> str:
    """A paragraph of these runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def run(text: str, face: Face | None = None) -> str:
    """The text with its line feeds and tabs; every other character must be `visible`."""
    pieces = []
    for piece in _BREAKS.split(text):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return _run("".join(pieces), face)


def footnote_mark(number: int) -> str:
    """Where a footnote is called for the first time; later calls point at this one."""
    reference = _run(f'<w:footnoteReference w:id="{number}"/>', Face.MARK)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>{reference}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def footnote_mark_again(number: int) -> str:
    """A further call of a footnote: Word allows one reference to each, and fields for the rest."""
    return field(f"NOTEREF {_bookmark(number)} \\f \\h", str(number), Face.MARK)


def field(instruction: str, shown: str, face: Face | None = None) -> str:
    """A field that Word works out; `shown` stands there until it does."""
    return "".join(
        (
            _run('<w:fldChar w:fldCharType="begin"/>', face),
            _run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>', face),
            _run('<w:fldChar w:fldCharType="separate"/>', face),
            run(shown, face),
            _run('<w:fldChar w:fldCharType="end"/>', face),
        )
    )


def cell(width: int, *paragraphs: str) -> str:
    """A table cell; `width` in twentieths of a point."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells: str, is_head: bool = False) -> str:
    """A table row, kept on one page where it fits; the head is repeated on every page."""
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: tuple[int, ...], *rows: str) -> str:
    """A table of fixed columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _bookmark(number: int) -> str:
    return f"_PanDu{number}"


def _run(inner: str, face: Face | None) -> str:
    style = f'<w:rPr><w:rStyle w:val="{face}"/></w:rPr>' if face else ""
    return f"<w:r>{style}{inner}</w:r>"
