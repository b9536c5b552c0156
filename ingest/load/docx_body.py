"""The body of a Word file as lines of text: paragraphs, tables, notes and text boxes in order."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.load.docx_drawing import Box, Picture, Words, drawn_in
from ingest.load.docx_findings import Finding, Found
from ingest.load.docx_numbering import Numbering
from ingest.load.docx_runs import Runs
from ingest.load.docx_styles import PAGE, Styles, children, is_out_of_sight, shade_of
from ingest.load.docx_xml import all_at, at, is_on, number_of, value_at

CELL = "\t"
"""Between the cells of a row, as in a table copied out of Word."""

_NOTE_NAMES = {"w:footnoteReference": "脚注", "w:endnoteReference": "尾注"}
_PIECES = frozenset({"w:p", "w:tbl"})


@dataclass(frozen=True, slots=True)
class Means:
    """What the parts of one document are read with; counts go on from story to story."""

    styles: Styles
    numbering: Numbering
    notes: Mapping[tuple[str, str], Element]  # by kind of reference and id
    formulas: frozenset[str] = frozenset()  # ids of vector pictures, which may be formulas
    found: Found = field(default_factory=Counter)
    numbered: Counter[str] = field(default_factory=Counter)  # notes so far, by kind
    read: set[tuple[str, str]] = field(default_factory=set)


def lines_of(
    blocks: Iterable[Element], means: Means, ground: str | None = PAGE, *, hidden: bool = False
) -> list[str]:
    """The lines of some blocks, in reading order, blank ones left out.

    A paragraph is a line; a soft break ends one too. A table row is a line, its cells parted by
    CELL; a row in which a cell has several lines gives each cell lines of its own. Text boxes and
    notes follow the paragraph or table they hang on, so that no sentence is broken; the mark of
    an automatic note is left out of the sentence, and the note's own line opens with ［脚注1］.
    """
    story = _Story(means, ground, hidden=hidden)
    for block in blocks:
        story.runs.visit(block)
    return story.end()


class _Story:
    """One run of blocks: the body, a cell, a text box, a note."""

    def __init__(self, means: Means, ground: str | None, *, hidden: bool) -> None:
        self._means = means
        self._ground = ground
        self._hidden = hidden
        self._lines: list[str] = []
        self._beside: list[str] = []
        sound = not means.found[Finding.UNCLOSED]
        self.runs = Runs(means.styles, means.found, self, sound=sound, hidden=hidden)

    def end(self) -> list[str]:
        """The lines; what a deleted last paragraph mark left over comes out too."""
        self._flush("")
        return self._lines

    def take_part(self, element: Element) -> bool:
        """A paragraph or table among the running text. Everything else is not for a story."""
        if element.tag == "w:p":
            self._paragraph(element)
        elif element.tag == "w:tbl":
            self._table(element)
        return element.tag in _PIECES

    def take_drawing(self, element: Element, *, hidden: bool) -> None:
        """Text boxes wait for the end of the paragraph; the rest is counted."""
        for drawn in drawn_in(element):
            if isinstance(drawn, Box):
                unseen = hidden or drawn.hidden
                ground = drawn.ground if drawn.ground != PAGE else self._ground
                self._beside += lines_of(drawn.content, self._means, ground, hidden=unseen)
            elif isinstance(drawn, Words):
                self._take_words(drawn.text, hidden=hidden or drawn.hidden)
            elif isinstance(drawn, Picture):
                is_text = not drawn.like_seal or drawn.reference in self._means.formulas
                self._means.found[Finding.PICTURE] += is_text and not hidden
            else:
                self._means.found[Finding.OBJECT] += not hidden

    def take_note(self, kind: str, identifier: str) -> None:
        """The note's lines wait for the end of the paragraph."""
        if (kind, identifier) in self._means.read:  # a note that refers to itself, or twice to one
            return
        self._means.read.add((kind, identifier))
        note = self._means.notes.get((kind, identifier))
        if note is None:
            self._means.found[Finding.MISSING] += 1
            return
        self._means.numbered[kind] += 1
        name = f"［{_NOTE_NAMES[kind]}{self._means.numbered[kind]}］"
        lines = lines_of(note, self._means)
        self._beside += [name + line.lstrip() for line in lines[:1]] + lines[1:]

    def _take_words(self, text: str, *, hidden: bool) -> None:
        if hidden:
            self._means.found[Finding.HIDDEN] += bool(text.strip())
        elif text.strip():
            self._beside.append(text)

    def _paragraph(self, paragraph: Element) -> None:
        properties = at(paragraph, "w:pPr")
        direct = children(properties)
        styles = self._means.styles
        style = value_at(properties, "w:pStyle") or styles.default_paragraph
        merged = {**styles.properties(style, "w:pPr"), **direct}
        self.runs.paragraph_style = style
        self.runs.ground = shade_of(merged, self._ground)
        self.runs.hidden = self._hidden or is_out_of_sight(merged)
        for part in paragraph:
            self.runs.visit(part)
        mark = children(at(properties, "w:rPr"))
        self._means.found[Finding.INSERTED] += "w:ins" in mark
        self._means.found[Finding.DELETED] += "w:del" in mark
        is_joined = "w:del" in mark or "w:moveFrom" in mark or is_on(mark.get("w:vanish"))
        if not is_joined:  # else what follows goes on in the same line, as it does on the screen
            is_seen = not self.runs.hidden and not self.runs.fields.in_code
            self._flush(self._means.numbering.label(style, direct) if is_seen else "")

    def _flush(self, label: str) -> None:
        lines = (label + self.runs.take()).split("\n")
        self._lines += [line for line in lines if line.strip()] + self._beside
        self._beside = []

    def _table(self, table: Element) -> None:
        self._flush("")
        if not self.runs.fields.in_code:
            self._lines += _table_lines(table, self._means, self._ground, hidden=self._hidden)


def _table_lines(
    table: Element, means: Means, ground: str | None, *, hidden: bool
) -> Iterator[str]:
    """Lines row by row; a merged cell counts once, in its first row."""
    ground = _table_ground(table, means.styles, ground)
    above: dict[int, str] = {}
    for row in _within(table, "w:tr", means.found):
        properties = at(row, "w:trPr")
        means.found[Finding.INSERTED] += at(properties, "w:ins") is not None
        if at(properties, "w:del") is not None:
            means.found[Finding.DELETED] += 1
            continue
        unseen = hidden or is_on(at(properties, "w:hidden"))
        column = number_of(value_at(properties, "w:gridBefore")) or 0
        cells: list[list[str]] = []
        for cell in _within(row, "w:tc", means.found):
            cells.append(_cell_lines(cell, column, above, means, (ground, unseen)))
            column += number_of(value_at(cell, "w:tcPr/w:gridSpan")) or 1
        if any(len(lines) > 1 for lines in cells):
            yield from (line for lines in cells for line in lines)
        else:
            line = CELL.join(lines[0] if lines else "" for lines in cells).rstrip(CELL)
            yield from [line] if line.strip() else []


def _cell_lines(
    cell: Element,
    column: int,
    above: dict[int, str],
    means: Means,
    setting: tuple[str | None, bool],
) -> list[str]:
    """The lines of a cell; `above` keeps, by column, the text of the cell that spans down."""
    ground, hidden = setting
    properties = at(cell, "w:tcPr")
    means.found[Finding.INSERTED] += at(properties, "w:cellIns") is not None
    if at(properties, "w:cellDel") is not None:
        means.found[Finding.DELETED] += 1
        return []
    down, across = at(properties, "w:vMerge"), at(properties, "w:hMerge")
    is_covered = any(
        merge is not None and merge.get("w:val") != "restart" for merge in (down, across)
    )
    if is_covered:
        # Word draws nothing here; some converters repeat the text of the first cell.
        covered = "".join(part.text or "" for part in cell.iter("w:t"))
        means.found[Finding.HIDDEN] += bool(covered.strip()) and covered != above.get(column)
        return []
    above[column] = "".join(part.text or "" for part in cell.iter("w:t"))
    return lines_of(cell, means, shade_of(properties, ground), hidden=hidden)


def _table_ground(table: Element, styles: Styles, ground: str | None) -> str | None:
    """The ground of a table's cells; None where its style paints some of them."""
    style = value_at(table, "w:tblPr/w:tblStyle")
    is_painted = style is not None and styles.paints(style)
    return None if is_painted else shade_of(at(table, "w:tblPr"), ground)


def _within(parent: Element, tag: str, found: Found) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls and revisions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in ("w:del", "w:moveFrom"):
            found[Finding.DELETED] += bool(all_at(child, tag))
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            found[Finding.INSERTED] += child.tag in ("w:ins", "w:moveTo")
            yield from _within(child, tag, found)
