"""An old Word file as the tree that a new one would hold, so that both are read by one rule."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from ingest.load.docx_body import Means
from ingest.load.docx_findings import Finding
from ingest.load.docx_numbering import Numbering
from ingest.load.docx_styles import Styles
from ingest.load.word_lists import numbering_of, styles_of
from ingest.load.word_ole import BrokenContainer
from ingest.load.word_properties import (
    CELL_SHADES,
    DELETED,
    IN_TABLE,
    INSERTED,
    OBJECTS,
    ROW_END,
    SPECIAL,
    SYMBOL,
    Properties,
    is_set,
    paragraph_element,
    run_element,
    symbol_element,
)
from ingest.load.word_streams import Piece, Streams

_CELL, _BREAK = "\x07", "\x0c"
_ENDS = _CELL + "\r"
_PICTURE, _NOTE = "\x01", "\x02"
_IN_RESULT = "\x14"
_REVISIONS = ((INSERTED, "w:ins"), (DELETED, "w:del"))
_FIELD = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_PLAIN = {
    "\t": "w:tab",
    "\x0b": "w:br",
    "\x0c": "w:br",
    "\x0e": "w:br",
    "\x1e": "w:noBreakHyphen",
    "\x1f": "w:softHyphen",
}
_UNSEEN = "\x00\x03\x04\x05\x06\x08\x10\x11\x12"  # separators, marks of comments and drawings
_SPECIAL = frozenset(_FIELD) | frozenset(_PLAIN) | frozenset(_UNSEEN) | frozenset("\x01\x02")
_FOOTNOTES, _ENDNOTES = (2, 3), (46, 47)  # parts: where they are referred to, where each begins
_FORM_FIELDS = ("FORMCHECKBOX", "FORMDROPDOWN")  # what they show lies in a stream of its own


class Tree:
    """The blocks of one file and the means to read them. Raises BrokenContainer.

    Where a text box hangs is told in a part that is not read: `boxes` has them all.
    """

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._fonts = streams.fonts()
        self._found: Counter[Finding] = Counter()
        self._references: dict[int, Element] = {}
        self._open: list[list[str]] = []  # the codes of the fields open here
        text, foot, head, macro, remark, end, boxes, _ = streams.lengths
        first_end = text + foot + head + macro + remark
        pieces = list(streams.pieces())
        if sum(len(piece.text) for piece in pieces) < text:
            raise BrokenContainer("text is missing")
        notes: dict[tuple[str, str], Element] = {}
        for kind, parts, start, length in (
            ("w:footnoteReference", _FOOTNOTES, text, foot),
            ("w:endnoteReference", _ENDNOTES, first_end, end),
        ):
            notes |= self._notes(pieces, kind, parts, (start, start + length))
        self.body = self._blocks(pieces, 0, text)
        boxes_start = first_end + end
        self.boxes = self._blocks(pieces, boxes_start, boxes_start + boxes)
        styles = Styles(styles_of(streams, self._fonts))
        self.means = Means(styles, Numbering(numbering_of(streams, self._fonts), styles), notes)
        self.means.found.update(self._found)

    def _notes(
        self, pieces: list[Piece], kind: str, parts: tuple[int, int], span: tuple[int, int]
    ) -> dict[tuple[str, str], Element]:
        references = self._streams.positions(parts[0], 2)
        starts = self._streams.positions(parts[1], 0)
        notes = {}
        for number, place in enumerate(references[:-1]):
            self._references[place] = Element(kind, {"w:id": str(number)})
            if number + 1 < len(starts):
                note = Element("w:note")
                first, last = (span[0] + start for start in starts[number : number + 2])
                note.extend(self._blocks(pieces, first, min(last, span[1])))
                notes[kind, str(number)] = note
        return notes

    def _blocks(self, pieces: list[Piece], start: int, end: int) -> list[Element]:
        """Paragraphs and tables between two positions."""
        blocks: list[Element] = []
        rows: list[Element] = []
        cells: list[Element] = []
        cell = Element("w:tc")
        for paragraph, mark, row_ends in self._paragraphs(pieces, start, end):
            if paragraph.get("in_table") is None:
                if rows:
                    blocks.append(_table(rows))
                    rows = []
                blocks.append(paragraph)
            elif row_ends:
                rows.append(_row(cells, shaded=paragraph.get("in_table") == "shaded"))
                cells, cell = [], Element("w:tc")
            else:
                cell.append(paragraph)
                if mark == _CELL:
                    cells.append(cell)
                    cell = Element("w:tc")
        left = [*cells, cell] if len(cell) else cells
        if left:  # a row without its end
            rows.append(_row(left, shaded=True))
        return [*blocks, _table(rows)] if rows else blocks

    def _paragraphs(
        self, pieces: list[Piece], start: int, end: int
    ) -> Iterator[tuple[Element, str, bool]]:
        """Each paragraph, the sign that ends it, and whether that ends a row."""
        paragraph = Element("w:p")
        self._open = []
        for piece in pieces:
            for run in _between(piece, start, end):
                at = run.start
                for number, sign in enumerate(run.text):
                    place = run.place + number * run.width
                    if not self._is_end(sign, place, run.width):
                        continue
                    self._add_run(paragraph, run, at, run.start + number)
                    at = run.start + number + 1
                    style, properties = self._streams.paragraph_at(place)
                    element = paragraph_element(style, properties)
                    if sign != _CELL:
                        element.append(_mark(run.properties))
                    paragraph.insert(0, element)
                    if is_set(properties, IN_TABLE):
                        is_shaded = any(opcode in properties for opcode in CELL_SHADES)
                        paragraph.set("in_table", "shaded" if is_shaded else "plain")
                    yield paragraph, sign, is_set(properties, ROW_END)
                    paragraph = Element("w:p")
                self._add_run(paragraph, run, at, run.start + len(run.text))
        if len(paragraph):
            yield paragraph, "", False

    def _is_end(self, sign: str, place: int, width: int) -> bool:
        if sign == _BREAK:  # of a section, which ends a paragraph, or of a page within one
            return self._streams.ends_paragraph(place, width)
        return sign in _ENDS

    def _add_run(self, paragraph: Element, whole: Piece, start: int, end: int) -> None:
        for run in _between(whole, start, end):
            element = Element("w:r")
            element.append(run_element(run.properties, self._fonts))
            if is_set(run.properties, SPECIAL) and SYMBOL in run.properties:
                element.append(symbol_element(run.properties[SYMBOL], self._fonts))
            else:
                self._add_signs(element, run)
            parent = paragraph
            for opcode, tag in _REVISIONS:
                if is_set(run.properties, opcode):
                    parent = SubElement(parent, tag)
            parent.append(element)

    def _add_signs(self, element: Element, run: Piece) -> None:
        words = ""
        for number, sign in enumerate(run.text):
            if sign not in _SPECIAL:
                words += sign
                continue
            self._add_words(element, words)
            words = ""
            if sign in _FIELD:
                self._add_field(element, _FIELD[sign])
            elif sign in _PLAIN:
                SubElement(element, _PLAIN[sign])
            elif sign == _NOTE and run.start + number in self._references:
                element.append(self._references[run.start + number])
            elif sign == _PICTURE and not self._in_code():
                is_object = any(is_set(run.properties, opcode) for opcode in OBJECTS)
                self._found[Finding.OBJECT if is_object else Finding.PICTURE] += 1
        self._add_words(element, words)

    def _add_field(self, element: Element, kind: str) -> None:
        SubElement(element, "w:fldChar", {"w:fldCharType": kind})
        if kind == "begin":
            self._open.append([])
        elif self._open and kind == "separate":
            code = "".join(self._open[-1] or [])
            self._found[Finding.FIELD] += any(name in code for name in _FORM_FIELDS)
            self._open[-1] = [_IN_RESULT]
        elif self._open:
            self._open.pop()

    def _in_code(self) -> bool:
        return bool(self._open) and self._open[-1] != [_IN_RESULT]

    def _add_words(self, element: Element, words: str) -> None:
        if not words:
            return
        halves = words.encode("utf-16-le", "surrogatepass")
        text = halves.decode("utf-16-le", "replace")
        if self._in_code():
            self._open[-1].append(text)
            SubElement(element, "w:instrText").text = text
        else:
            SubElement(element, "w:t", {"xml:space": "preserve"}).text = text


def _mark(properties: Properties) -> Element:
    """What the paragraph's own mark says: that it was inserted or deleted, or is hidden."""
    mark = run_element(properties, [])
    for opcode, tag in _REVISIONS:
        if is_set(properties, opcode):
            SubElement(mark, tag)
    return mark


def _row(cells: list[Element], *, shaded: bool) -> Element:
    """A row; the colour of a shaded one is taken for unknown, so that white counts as seen."""
    row = Element("w:tr")
    row.extend(cells)
    for cell in cells if shaded else ():
        properties = Element("w:tcPr")
        SubElement(properties, "w:shd", {"w:themeFill": "unknown"})
        cell.insert(0, properties)
    return row


def _table(rows: list[Element]) -> Element:
    table = Element("w:tbl")
    table.extend(rows)
    return table


def _between(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """The part of a piece that lies between two positions, if any."""
    first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
    if first < last:
        yield Piece(
            piece.start + first,
            piece.text[first:last],
            piece.properties,
            piece.place + first * piece.width,
            piece.width,
        )
