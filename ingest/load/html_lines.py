"""The lines of a web page as a person reads them, and the text that nobody sees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.load.html_tree import Element

LONGEST_CELL = 200
"""Characters of a cell up to which its row is one line; longer ones lay out a page."""

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|legend|li|main|menu|nav|ol|p|pre"
    "|section|summary|table|tbody|tfoot|thead|tr|ul|td|th"
)
_BLOCK_DISPLAY = re.compile("block|flex|grid|table|list-item|flow-root|table-row|table-caption")
_NUMBERED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)、.．]")
_WIDE = "[^\x00-\u02ff]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class WebLine:
    """One line, where it stands, and how many of its characters are links."""

    text: str
    element: Element
    linked: int = 0


@dataclass(slots=True)
class WebText:
    """What a page says: lines to be read, and lines that are hidden or struck out."""

    seen: list[WebLine] = field(default_factory=list)
    hidden: list[WebLine] = field(default_factory=list)
    struck: list[WebLine] = field(default_factory=list)


def text_of(body: Element) -> WebText:
    """Every line of a page in document order; a table's row is a line, its cells parted by tabs.

    Space is collapsed as browsers do, but a line break between two Chinese characters is none.
    """
    writer = _Writer()
    waiting: list[tuple[Element | str, bool]] = [(body, True)]
    around: list[Element] = []
    while waiting:
        item, opens = waiting.pop()
        if isinstance(item, str):
            writer.write(item, around[-1])
        elif opens:
            around.append(item)
            writer.open(item)
            waiting.append((item, False))
            waiting += [(child, True) for child in reversed(item.children)]
        else:
            writer.close(item)
            around.pop()
    writer.end_line()
    return writer.text


class _Writer:
    """Gathers inline text into lines."""

    def __init__(self) -> None:
        self.text = WebText()
        self._parts: list[str] = []
        self._linked = 0
        self._place: Element | None = None
        self._links = 0  # open ones
        self._row: Element | None = None
        self._items: dict[int, int] = {}

    def open(self, element: Element) -> None:
        if element.tag == "br":
            self.end_line()
        elif element.tag == "a" and "href" in element.attributes:
            self._links += 1
        if element.tag in ("td", "th") and self._row is not None and self._parts:
            self._parts.append("\0")  # a tab that outlives the collapsing of space
        elif _is_block(element):
            self._break()
        if element.tag == "tr" and self._row is None and _is_data_row(element):
            self._row = element
        if element.tag == "li":
            self._number(element)

    def close(self, element: Element) -> None:
        if element.tag == "a" and "href" in element.attributes:
            self._links -= 1
        if element is self._row:
            self._row = None
        if _is_block(element):
            self._break()

    def write(self, text: str, element: Element) -> None:
        look = element.look
        if look.struck or not look.is_seen:
            if bare := " ".join(text.split()):
                (self.text.struck if look.is_seen else self.text.hidden).append(
                    WebLine(bare, element)
                )
            return
        if look.keeps_space:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._add(first.replace("\t", " "), element)
            for line in others:
                self.end_line()
                self._add(line.replace("\t", " "), element)
        else:
            self._add(re.sub(r"[ \t\r\n\f]+", " ", _BREAK.sub("", text)), element)

    def _add(self, text: str, element: Element) -> None:
        self._parts.append(text)
        if text.strip() and self._place is None:
            self._place = element
        if self._links:
            self._linked += len(text.strip())

    def _break(self) -> None:
        if self._row is None:
            self.end_line()

    def end_line(self) -> None:
        text = re.sub(r" {2,}", " ", "".join(self._parts).replace("\xa0", " "))
        text = re.sub(r"[ \u3000]*\0[ \u3000]*", "\t", text).strip()
        if text and self._place is not None:
            self.text.seen.append(WebLine(text, self._place, self._linked))
        self._parts, self._linked, self._place = [], 0, None

    def _number(self, item: Element) -> None:
        """Write the number that a browser puts before an item of a numbered list."""
        above = item.parent
        if above is None or above.tag != "ol":
            return
        count = self._items.get(id(above), _start(above))
        count = (
            int(item.attributes["value"]) if item.attributes.get("value", "").isdigit() else count
        )
        self._items[id(above)] = count + 1
        kind = _list_kind(item) or _list_kind(above) or above.attributes.get("type", "1")
        if kind == "none" or not item.look.is_seen or _NUMBERED.match(_start_of(item)):
            return
        self._parts.append(_numeral(count, kind))
        self._place = item


def _is_block(element: Element) -> bool:
    display = element.style.get("display", "")
    if display.startswith("inline"):
        return False
    return bool(_BLOCK_DISPLAY.fullmatch(display) or _BLOCK.fullmatch(element.tag))


def _is_data_row(row: Element) -> bool:
    """Whether every cell holds a short text without parts of its own."""
    cells = [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th")]
    for cell in cells:
        parts = [e for e in cell.walk() if e is not cell and (e.tag == "br" or _is_block(e))]
        length = sum(len(t) for e in cell.walk() for t in e.children if isinstance(t, str))
        if len(parts) > 1 or length > LONGEST_CELL:
            return False
    return len(cells) > 1


def _start(numbered: Element) -> int:
    said = numbered.attributes.get("start", "1")
    return int(said) if re.fullmatch(r"\d{1,6}", said) else 1


def _list_kind(element: Element) -> str:
    said = element.style.get("list-style-type", element.style.get("list-style", ""))
    return said.split()[0] if said else ""


def _start_of(item: Element) -> str:
    """The first words of an item: makers of pages often type the number themselves."""
    words = (t for e in item.walk() for t in e.children if isinstance(t, str) and t.strip())
    return next(words, "")


def _numeral(count: int, kind: str) -> str:
    if re.match(r"cjk|simp-chinese|trad-chinese|chinese", kind) and 0 < count < 100:
        tens, ones = divmod(count, 10)
        ten = ("" if tens == 0 else "十") if tens < 2 else _DIGITS[tens - 1] + "十"
        return f"{ten}{_DIGITS[ones - 1] if ones else ''}、"
    if (
        kind in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin")
        and count < 27
    ):
        letter = chr(ord("a") + count - 1)
        return f"{letter.upper() if kind[0] in 'Au' else letter}. "
    return f"{count}. "


def ancestors_of(element: Element) -> Iterator[Element]:
    """The element and all around it, innermost first."""
    current: Element | None = element
    while current is not None:
        yield current
        current = current.parent
