"""The running text of one paragraph: runs, fields, revisions and signs, as they are seen."""

from collections.abc import Callable
from typing import Protocol
from xml.etree.ElementTree import Element

from ingest.load.docx_drawing import chosen
from ingest.load.docx_fields import Fields, Shown
from ingest.load.docx_findings import Finding, Found
from ingest.load.docx_math import linear
from ingest.load.docx_styles import Look, Styles, is_hidden
from ingest.load.docx_symbols import UNKNOWN, draws_signs, in_font, raised, symbol
from ingest.load.docx_xml import at, is_on, value_at

_FONT_SLOTS = ("w:ascii", "w:hAnsi")
_VISIBLE = frozenset({"w:t", "w:delText", "w:tab", "w:br", "w:sym", "w:drawing", "w:pict", "m:t"})
_PASSED_OVER = frozenset({
    # Properties describe; deleted text, codes of deleted fields and comments are not the text.
    "w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tblPrEx",
    "w:trPr", "w:tcPr", "w:rubyPr", "w:smartTagPr", "w:customXmlPr", "w:delText", "w:delInstrText",
    "w:ffData", "w:fldData", "w:annotationRef", "w:footnoteRef", "w:endnoteRef",
})  # fmt: skip


class Beside(Protocol):
    """Who takes what stands beside the running text."""

    def take_drawing(self, element: Element, *, hidden: bool) -> None:
        """A drawing anchored here."""
        ...

    def take_note(self, kind: str, identifier: str) -> None:
        """A foot- or endnote that is referred to here."""
        ...

    def take_part(self, element: Element) -> bool:
        """Whether this is a paragraph, a table or the like, and has been taken care of."""
        ...


class Runs:
    """Collects running text; `visit` an element, `take` what has come together."""

    def __init__(
        self, styles: Styles, found: Found, beside: Beside, *, sound: bool, hidden: bool
    ) -> None:
        self.fields = Fields(sound=sound)
        self.paragraph_style = styles.default_paragraph
        self.ground: str | None = None
        self.hidden = hidden  # the whole paragraph is out of sight
        self._styles = styles
        self._found = found
        self._beside = beside
        self._text: list[str] = []
        self._look: Look = {}
        self._unseen = False
        self._last: Finding | None = None  # what the text before this was, to count places

    def take(self) -> str:
        """The text since the last call."""
        text = "".join(self._text)
        self._text.clear()
        self._last = None
        return text

    def visit(self, element: Element) -> None:
        """Read an element of a paragraph; what is not known is read for what it holds."""
        reader = _READERS.get(element.tag)
        if reader is not None:
            reader(self, element)
        elif element.tag not in _PASSED_OVER and not self._beside.take_part(element):
            self._inside(element)

    def write(self, text: str) -> None:
        """Add text that stands here, unless it is part of a field's code or cannot be seen."""
        if not text:
            return
        if self.fields.in_code:
            return
        if self._is_hidden():
            if text.strip():
                self._count_place(Finding.HIDDEN)
        else:
            if text.strip():
                self._count_place(Finding.STRUCK if self._is_struck() else None)
            self._text.append(text)

    def _inside(self, element: Element) -> None:
        for child in element:
            self.visit(child)

    def _count_place(self, finding: Finding | None) -> None:
        if finding is not None and finding is not self._last:
            self._found[finding] += 1
        self._last = finding

    def _is_hidden(self) -> bool:
        return self.hidden or self._unseen

    def _is_struck(self) -> bool:
        return is_on(self._look.get("w:strike")) or is_on(self._look.get("w:dstrike"))

    def _run(self, run: Element) -> None:
        outer = self._look, self._unseen
        self._look = self._styles.look(self.paragraph_style, at(run, "w:rPr"))
        self._unseen = is_hidden(self._look, self.ground)
        self._inside(run)
        self._look, self._unseen = outer

    def _words(self, element: Element) -> None:
        text = element.text or ""
        if element.get("xml:space") != "preserve":
            text = text.strip(" \t\r\n")  # Word drops white space at the ends unless told to keep
        text = text.translate(_ONE_SPACE)
        font = self._font()
        if draws_signs(font):
            text = "".join(in_font(sign, font) for sign in text)
        is_raised = value_at(self._look.get("w:vertAlign")) == "superscript"
        self.write(raised(text) if is_raised else text)

    def _font(self) -> str:
        fonts = self._look.get("w:rFonts")
        named = (fonts.get(slot) for slot in _FONT_SLOTS) if fonts is not None else ()
        return next((font for font in named if font), "")

    def _sign(self, element: Element) -> None:
        written = symbol(element.get("w:char", ""), element.get("w:font", ""))
        if written == UNKNOWN and not self._is_hidden():
            self._found[Finding.SYMBOL] += 1
        self.write(written)

    def _field(self, element: Element) -> None:
        shown: Shown | None = self.fields.mark(element)
        if shown is not None and not self.fields.in_code:
            if not shown.understood and not self._is_hidden():
                self._found[Finding.FIELD] += 1
            self.write(shown.text)

    def _ruby(self, element: Element) -> None:
        """A character with its reading above it: 㛃（jié）."""
        for part, opening, closing in (("w:rubyBase", "", ""), ("w:rt", "（", "）")):
            inner = at(element, part)
            if inner is not None:
                self.write(opening)
                self._inside(inner)
                self.write(closing)

    def _inserted(self, element: Element) -> None:
        if _shows(element):
            self._found[Finding.INSERTED] += 1
        self._inside(element)

    def _deleted(self, element: Element) -> None:
        if _shows(element):
            self._found[Finding.DELETED] += 1

    def _alternatives(self, element: Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._inside(branch)

    def _drawing(self, element: Element) -> None:
        if not self.fields.in_code:
            self._beside.take_drawing(element, hidden=self._is_hidden())

    def _note(self, element: Element) -> None:
        if not self.fields.in_code and not self._is_hidden():
            self._beside.take_note(element.tag, element.get("w:id", ""))

    def _chunk(self, element: Element) -> None:
        self._found[Finding.OBJECT] += 1


_ONE_SPACE = str.maketrans("\t\r\n", "   ")


def _shows(element: Element) -> bool:
    return any(part.tag in _VISIBLE for part in element.iter())


def _writing(text: str) -> Callable[[Runs, Element], None]:
    return lambda runs, _: runs.write(text)


_READERS: dict[str, Callable[[Runs, Element], None]] = {
    "w:r": Runs._run,
    "w:t": Runs._words,
    "w:tab": _writing("\t"),
    "w:ptab": _writing("\t"),
    "w:br": _writing("\n"),
    "w:cr": _writing("\n"),
    "w:noBreakHyphen": _writing("-"),
    "w:softHyphen": _writing(""),  # seen only where it happens to end a line
    "w:sym": Runs._sign,
    "w:fldChar": Runs._field,
    "w:instrText": lambda runs, code: runs.fields.add_code(code.text or ""),
    "w:ruby": Runs._ruby,
    "w:ins": Runs._inserted,
    "w:moveTo": Runs._inserted,
    "w:del": Runs._deleted,
    "w:moveFrom": Runs._deleted,
    "m:oMath": lambda runs, formula: runs.write(linear(formula)),
    "mc:AlternateContent": Runs._alternatives,
    "w:drawing": Runs._drawing,
    "w:pict": Runs._drawing,
    "w:object": Runs._drawing,
    "w:footnoteReference": Runs._note,
    "w:endnoteReference": Runs._note,
    "w:altChunk": Runs._chunk,
    "w:subDoc": Runs._chunk,
    "w:contentPart": Runs._chunk,
}
"""How each element of a paragraph is read; one that is not here is read for what it holds."""
