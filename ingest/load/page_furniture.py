"""Page furniture: running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.load.page_layout import Line, Page

EDGE_LINES = 3
"""Lines at the top and at the foot of a page among which furniture is looked for."""

ENOUGH_PAGES = 3
"""Pages on which a line must recur; in a document of two pages, both."""

_COUNT = "[0-9一二三四五六七八九十百]{1,5}"
_RULE = r"[-—–－~·\s]{0,6}"
_PAGE_NUMBER = re.compile(
    rf"{_RULE}第\s*{_COUNT}\s*页\s*[/／,，、]?\s*(?:[（(]?共\s*{_COUNT}\s*页[）)]?)?{_RULE}"
    r"|[-—–－~·]{1,3}\s*\d{1,4}\s*[-—–－~·]{1,3}|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?i:page\s*\d{1,4}(?:\s*of\s*\d{1,4})?)"
)
"""— 3 — · 第 3 页 共 9 页 · 第3页/共9页 · 3 / 9 · Page 3 of 9"""

_NUMBER = re.compile(r"\d{1,4}")


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads, feet and page numbers.

    A line goes where it stands at the page's edge and is a page number by its form, or recurs at
    the same height: the same words, or the same but for one number that counts on with the pages.
    """
    edges = [list(_edge_lines(page)) for page in pages]
    recurring = Counter(
        key
        for number, (page, lines) in enumerate(zip(pages, edges, strict=True))
        for key in {key for line in lines for key in _keys(page, line, number)}
    )
    enough = min(ENOUGH_PAGES, max(len(pages), 2))
    cleaned = []
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        gone = {
            id(line)
            for line in lines
            if _PAGE_NUMBER.fullmatch(line.text)
            or any(recurring[key] >= enough for key in _keys(page, line, number))
        }
        kept = tuple(line for line in page.lines if id(line) not in gone)
        cleaned.append(replace(page, lines=kept))
    return cleaned


def _edge_lines(page: Page) -> Iterator[Line]:
    by_height = sorted(page.lines, key=lambda line: line.top)
    yield from by_height[:EDGE_LINES]
    yield from by_height[EDGE_LINES:][-EDGE_LINES:]


def _keys(page: Page, line: Line, number: int) -> Iterator[tuple[str, int, int]]:
    """What is the same on every page for a line of furniture: its words, its height, and how far
    a number in it is ahead of the page."""
    height = round(line.top / page.height * 100)
    yield line.text, height, 0
    for match in _NUMBER.finditer(line.text):
        others = f"{line.text[: match.start()]}\0{line.text[match.end() :]}"
        yield others, height, int(match[0]) - number
