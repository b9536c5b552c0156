"""Prints small PDFs for the tests, with a Chinese font that every reader of PDF has."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, FOOT = 80, 515, 770, 80

_UNIT = re.compile(r"[“‘《（(]*(?:[0-9A-Za-z.]+|.)[，。、；：！？”’》）)%]*")


def canvas_at(path: Path) -> Canvas:
    """An empty A4 document, one pixel a point."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont(FONT, 14)
    return canvas


def lines_of(paragraph: str, size: float, indent: float, width: float) -> list[tuple[float, str]]:
    """A paragraph broken as a word processor does: (offset from the margin, line)."""
    lines, line, room = [], "", width - indent
    for unit in _UNIT.findall(paragraph):
        if line and width_of(line + unit, size) > room:
            lines.append(line)
            line, room = "", width
        line += unit
    lines.append(line)
    return [(indent if not i else 0.0, line) for i, line in enumerate(lines)]


def width_of(text: str, size: float) -> float:
    """The printed width: an em a Chinese character."""
    return sum(size if c > "\u02ff" else pdfmetrics.stringWidth(c, FONT, size) for c in text)


def print_judgment(
    path: Path,
    paragraphs: Sequence[str],
    *,
    indent_ems: float = 2,
    foot: Callable[[int], str] = "— {} —".format,
    head: str = "",
) -> None:
    """Paragraphs over as many pages as they need, with a running head and page numbers.

    A paragraph that opens with a space is set flush right, as signatures are.
    """
    canvas, size, page, y = canvas_at(path), 14, 1, TOP

    def end_page() -> None:
        canvas.drawCentredString(WIDTH / 2, 40, foot(page))
        canvas.drawString(LEFT, 805, head)
        canvas.showPage()
        canvas.setFont(FONT, size)

    for paragraph in paragraphs:
        lines = lines_of(paragraph.strip(), size, indent_ems * size, RIGHT - LEFT)
        for offset, line in lines:
            if y < FOOT:
                end_page()
                page, y = page + 1, TOP
            if paragraph.startswith(" "):
                offset = RIGHT - LEFT - width_of(line, size)
            canvas.drawString(LEFT + offset, y, line)
            y -= 25
    end_page()
    canvas.save()


def raw_pdf(unicode_of_a: int, unicode_of_b: int = 0x42) -> bytes:
    """A page that shows AAAA…B, and whose font says that these are other characters."""
    stream = b"BT /F1 14 Tf 72 700 Td (%s) Tj ET" % (b"A" * 40 + b"B")
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"2 beginbfchar <41> <%04X> <42> <%04X> endbfchar endcmap end end"
        % (unicode_of_a, unicode_of_b)
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        b"/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Length %d>>stream\n%s\nendstream" % (len(mapping), mapping),
    ]
    out, places = BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()
