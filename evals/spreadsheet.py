"""A table as .csv and .xlsx that Excel and WPS open as they are, and in which nothing runs.

Written with the standard library: a workbook of one sheet of text and numbers is four small XML
files (ECMA-376, parts 18.2 to 18.8). Text that begins like a formula stays text.
"""

import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape

from evals.result_table import Cell, ResultTable

LONGEST_CELL = 32_767
"""Characters of a cell that Excel takes."""

CUT = "……（太长，全文见 results.jsonl）"

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula; with the wide forms that Chinese and Japanese
Excel read alike. https://owasp.org/www-community/attacks/CSV_Injection"""

DATED = (1980, 1, 1, 0, 0, 0)
"""The time of the parts of a workbook: the same table gives the same bytes."""


def as_csv(table: ResultTable) -> bytes:
    """UTF-8 with the mark by which Excel knows it; lines end in \\r\\n. An apostrophe stands
    before text that begins like a formula, as Excel itself writes text."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([heading.name for heading in table.headings])
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(table: ResultTable) -> bytes:
    """A workbook of one sheet: wrapped text, the headings frozen, a filter on every column."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name, DATED), _XML + text, zipfile.ZIP_DEFLATED)
        sheet = zipfile.ZipInfo("xl/worksheets/sheet1.xml", DATED)
        archive.writestr(sheet, _XML + _sheet(table), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell of this text for a formula.

    >>> is_like_formula("=HYPERLINK(1)"), is_like_formula("-3 万元"), is_like_formula("判决：=3")
    (True, True, False)
    """
    return text.lstrip(" ").startswith(FORMULA)


def column_letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    cell = _fitting(cell)
    return f"'{cell}" if is_like_formula(cell) else cell


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


# The workbook ------------------------------------------------------------------------------

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="逐题结果" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.###"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="等线"/></font>'
        '<font><b/><sz val="11"/><name val="等线"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF0"/></patternFill></fill>'
        '</fills><borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">'
        "<xf/>"
        '<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">'
        '<alignment vertical="center" wrapText="1"/></xf>'
        '<xf applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        '<xf quotePrefix="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1">'
        '<alignment vertical="top"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
_HEADING, _TEXT, _QUOTED, _NUMBER = 1, 2, 3, 4
"""Places in cellXfs above; quotePrefix keeps text text when a person edits the cell."""

_FROZEN_COLUMNS = 2
"""The question's number and the question stay in sight."""

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x000D_ in a text as a character; a text that says so needs its _ escaped."""


def _sheet(table: ResultTable) -> str:
    last = f"{column_letters(len(table.headings) - 1)}{len(table.rows) + 1}"
    corner = f"{column_letters(_FROZEN_COLUMNS)}2"
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{heading.width}" customWidth="1"/>'
        for n, heading in enumerate(table.headings, start=1)
    )
    heads = "".join(
        _text_cell(f"{column_letters(n)}1", heading.name, _HEADING)
        for n, heading in enumerate(table.headings)
    )
    rows = "".join(_written_row(row, n) for n, row in enumerate(table.rows, start=2))
    return (
        f'<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/>'
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane xSplit="{_FROZEN_COLUMNS}" ySplit="1" topLeftCell="{corner}" '
        'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols>"
        f'<sheetData><row r="1">{heads}</row>{rows}</sheetData>'
        f'<autoFilter ref="A1:{last}"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _written_row(row: tuple[Cell, ...], number: int) -> str:
    cells = "".join(
        _written(f"{column_letters(place)}{number}", cell) for place, cell in enumerate(row)
    )
    return f'<row r="{number}">{cells}</row>'


def _written(place: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return _text_cell(place, cell, _QUOTED if is_like_formula(cell) else _TEXT)
    return f'<c r="{place}" s="{_NUMBER}"><v>{cell!r}</v></c>'


def _text_cell(place: str, text: str, style: int) -> str:
    safe = escape(_UNWRITABLE.sub("\ufffd", _ESCAPE.sub("_x005F_", _fitting(text))))
    safe = safe.replace("\r", "&#13;")
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'
    )
