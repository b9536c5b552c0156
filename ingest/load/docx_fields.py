"""Fields: of {code} and result only the result is visible; some show their code's drawing."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.load.docx_symbols import symbol
from ingest.load.docx_xml import all_at, at, is_on, number_of, value_at


@dataclass(slots=True)
class _Open:
    code: list[str] = field(default_factory=list)
    form: Element | None = None  # the form field's data, w:ffData
    in_result: bool = False


class Fields:
    """The fields open at one point of a run of text; they nest and may span paragraphs."""

    def __init__(self, *, sound: bool) -> None:
        self._open: list[_Open] = []
        self._sound = sound

    @property
    def in_code(self) -> bool:
        """Whether text that stands here belongs to a code and is not shown.

        Where not every field of the document is closed, no text is taken for code: better a
        word too many than the rest of the document lost.
        """
        return self._sound and not all(one.in_result for one in self._open)

    def add_code(self, text: str) -> None:
        """A piece of the innermost field's code."""
        if self._open:
            self._open[-1].code.append(text)

    def mark(self, character: Element) -> "Shown | None":
        """Take a `w:fldChar`; at the end of a field without a result, what Word draws for it."""
        kind = character.get("w:fldCharType")
        if kind == "begin":
            self._open.append(_Open(form=at(character, "w:ffData")))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            closed = self._open.pop()
            if closed.form is not None and (box := _form_value(closed.form)):
                return Shown(box)
            if not closed.in_result:
                return drawn_by("".join(closed.code))
        return None


def unclosed(root: Element) -> int:
    """How many fields lack their beginning or their end; 0 in every sound document."""
    kinds = [mark.get("w:fldCharType") for mark in root.iter("w:fldChar")]
    return abs(kinds.count("begin") - kinds.count("end"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field without a result shows; `understood` is False where nothing is known of it."""

    text: str
    understood: bool = True


LONGEST_CODE = 1000
"""Characters of a code that is taken apart; what is longer is meant to be slow."""

_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]{2,4}|\d{1,5})(?:.*?\\f\s+"([^"]*)")?', re.IGNORECASE)
_SWITCH = re.compile(r"\\(?:\*|[a-z]{1,2})\s*(?:[a-z]*\d*\.?\d*)?\s*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_CIRCLES = "○〇◯Ｏ"
_CIRCLED_LONGEST = 2  # characters; Word's circled characters hold one, or a figure of two
_RUBY = re.compile(
    r"\\o\s*\\a[dcl]\s*\(\s*\\s\s*\\up\s*\d+\s*\((.*?)\)\s*[,，;；](.*)\)", re.DOTALL
)
_OVER = re.compile(r"\\o\s*(?:\\a[dcl]\s*)?\((.)\s*[,，;；](.*?)\)\s*$", re.DOTALL | re.IGNORECASE)
_FRACTION = re.compile(r"\\f\s*\(([^(),，]*)[,，]([^(),，]*)\)", re.IGNORECASE)


def drawn_by(code: str) -> Shown:
    """What a field code without a result draws: a circled figure, a ruby, a fraction, a symbol.

    Other equations show their words in order and count as not understood; codes that draw
    nothing show nothing.

    >>> drawn_by(r" eq \\o\\ac(○,3)").text, drawn_by(r"EQ \\f(1,2)").text
    ('③', '1/2')
    """
    if len(code) > LONGEST_CODE:
        return Shown("", understood=False)
    sign = _SYMBOL.match(code)
    if sign:
        number = int(sign[1], 0) if not sign[1].isdigit() else int(sign[1])
        written = symbol(f"{number:X}", sign[2] or "Symbol")
        return Shown(written)
    opening = _EQUATION.match(code)
    if not opening:
        return Shown("")
    body = _QUOTED.sub("", code[opening.end() :])
    ruby = _RUBY.search(body)
    if ruby:
        return Shown(f"{_words(ruby[2])}（{_words(ruby[1])}）")
    over = _OVER.search(body.strip())
    if over and over[1] in _CIRCLES:
        return Shown(circled(_words(over[2])))
    fraction = _FRACTION.fullmatch(body.strip())
    if fraction:
        return Shown(f"{fraction[1].strip()}/{fraction[2].strip()}")
    return Shown(_words(body), understood=False)


def circled(text: str) -> str:
    """A figure up to 20 in a circle; anything else in brackets.

    >>> circled("12"), circled("甲")
    ('⑫', '(甲)')
    """
    number = number_of(text)
    return chr(ord("①") + number - 1) if number and 1 <= number <= 20 else f"({text})"


def _words(code: str) -> str:
    return " ".join(re.sub(r"[(),\\]+", " ", _SWITCH.sub(" ", code)).split())


def _form_value(form: Element) -> str:
    """What a form field shows that has no text of its own: a box, or the entry chosen."""
    box, choice = at(form, "w:checkBox"), at(form, "w:ddList")
    if box is not None:
        state = at(box, "w:checked")
        return "☑" if is_on(state if state is not None else at(box, "w:default")) else "☐"
    entries = [entry.get("w:val", "") for entry in all_at(choice, "w:listEntry")]
    chosen = number_of(value_at(choice, "w:result") or value_at(choice, "w:default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
