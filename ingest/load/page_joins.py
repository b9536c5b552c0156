"""From the lines of pages to a running text: line joins undone."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.load.page_layout import ASKEW, Line, Page

INDENT = 1.0
"""Ems beyond the margin from which a line opens a paragraph; Chinese ones open two in."""

DEEPEST_INDENT = 4.5
"""Ems beyond the margin from which a line is set apart: a signature, a centred heading."""

SLACK = 0.6
"""Ems by which the width of a line is guessed wrong: punctuation is squeezed, fonts differ."""

PARAGRAPH_GAP = 1.35
"""Line pitches from which two lines stand apart."""

WIDEST_PITCH = 2.5
"""Ems from line to line at most, where a document has too few lines to tell."""

SAME_SIZE = 1.2
"""Largest ratio of type sizes within a paragraph."""

LONGEST_WORD = 12.0
"""Ems that a browser leaves free at a line's end, for what it does not part: ××××年××月××日."""

_SENTENCE_END = re.compile(r"[。！？；：.!?;:…][”’」』）)》〉】\]]*\Z")
_BEFORE, _AFTER = "“‘「『（《〈【［〔([", "，。、；：！？…”’」』）》〉】］〕)%％‰,.;:!?]"
_WORD = (
    rf"[{re.escape(_BEFORE)}]*(?:[0-9A-Za-z×÷+=]+(?:[.,:/'×÷+=-]+[0-9A-Za-z]+)*|.)"
    rf"(?:-[0-9A-Za-z]+)*[{re.escape(_AFTER)}]*"
)
_UNIT = re.compile(  # what is never parted at a line's end: 50,000.00 · （一 · 元。” · ×24 · 度,“1
    rf"{_WORD}(?:(?<=[,.;:])(?=[{re.escape(_BEFORE)}]){_WORD})?"
)
_OWN_LINE = re.compile(  # 原告：张三 · 委托诉讼代理人：李四 · 审判长　王五 · 二〇二一年三月五日
    r"(?:(?:被?上诉人|(?:再审|被)?申请人|原告人?|被告人?|第三人|法定代表人|负责人|(?:委托)?(?:诉讼)?代理人|经营者"
    r"|住所地?)(?:[（(][^）)]{1,30}[）)])?[：:]|(?:代理)?审\s*判\s*[长员]|人\s*民\s*陪\s*审\s*员"
    r"|(?:法\s*官\s*助\s*理|书\s*记\s*员)|[一二]?[二〇○零0-9]{4}年[^，。]{2,8}日\Z)"
)
# 一、准予离婚 · （二）利息 · 2.返还 · 本院认为， · 另查明： · 被告辩称 · 张某与李某离婚纠纷一案，
_OPENS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)"
    r"|本院(?:认为|查明|经审理)|经审理查明|(?:另|又|再)查明|综上|审\s*判|书\s*记"
    r"|[^，。；：]{2,60}(?:诉称|辩称|述称|一案[，,]|提出诉讼请求|提起诉讼|[上起]诉请求)"
    rf"|{_OWN_LINE.pattern}"
)
_WIDE = re.compile(r"[^\x00-\x7f\u00a0-\u02ff]")
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u2010]\Z")


@dataclass(frozen=True, slots=True)
class RunningText:
    """A document's text, and the offsets at which its pages begin, from page 1 on."""

    text: str
    page_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def running_text(pages: Sequence[Page]) -> RunningText:
    """The text of all pages, a paragraph a line; a sentence runs on over a page break.

    A line is joined to the one above where that one was full: where the first word of the lower
    line did not fit any more. It is not joined where it is indented, stands apart, is of another
    size, or where both are signatures or party lines. A page without lines begins where the
    next begins.
    """
    joiner = _Joiner(pages)
    text, starts = "", []
    above: Line | None = None
    for page in pages:
        start: int | None = None
        for line in page.lines:
            fresh = start is None
            if above is not None:
                text = (
                    _joined(text, line.text) if joiner.runs_on(above, line, fresh) else text + "\n"
                )
            start = len(text) if fresh else start
            text += line.text
            above = line
        starts.append(start)
    return RunningText(text, _filled(starts, len(text)))


def _filled(starts: Sequence[int | None], end: int) -> tuple[int, ...]:
    filled: list[int] = []
    for start in reversed(starts):
        end = end if start is None else start
        filled.append(end)
    if filled:
        filled[-1] = 0
    return tuple(reversed(filled))


def _joined(text: str, below: str) -> str:
    """The upper text, ready for the lower line: hyphen dropped, a space between Latin words."""
    if _HYPHENATED.search(text[-2:]) and re.match(r"[a-z]", below):
        return text[:-1]
    ends, begins = text[-1:], below[:1]
    if _WIDE.match(ends) or _WIDE.match(begins) or ends.isspace():
        return text
    if ends.isdigit() and begins.isdigit():
        return text  # a long account number, broken
    words = ends.isalnum() or ends in ",.;:!?)"
    return text + " " if words and begins.isalnum() else text


def width_of(text: str, size: float) -> float:
    """About how wide a text is printed: an em a wide character, half an em any other."""
    return size * sum(1.0 if _WIDE.match(character) else 0.5 for character in text)


class _Joiner:
    """What the document as a whole tells of its margins, indents and line pitch."""

    def __init__(self, pages: Sequence[Page]) -> None:
        placed = [(page, line) for page in pages for line in page.lines]
        sizes = Counter(round(line.size, 1) for _, line in placed for _ in line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 1.0
        self._group = {id(line): (round(page.width / 20), line.column) for page, line in placed}
        groups: dict[tuple[int, int], list[Line]] = {}
        for _, line in placed:
            groups.setdefault(self._group[id(line)], []).append(line)
        self._margins = {key: self._margins_of(lines) for key, lines in groups.items()}
        tops = [line.top for page in pages for line in page.lines]
        drops = [b - a for a, b in zip(tops, tops[1:], strict=False) if 0 < b - a < 4 * self._body]
        self._pitch = min(median(drops or [2 * self._body]), WIDEST_PITCH * self._body)
        self._indent = self._usual_indent([line for _, line in placed])

    def _margins_of(self, lines: Sequence[Line]) -> _Margins:
        body = [line for line in lines if self._is_body(line)] or lines
        few = max(2, len(body) // 33)
        left = _common_edge([line.left for line in body], self._body / 2, few, min)
        right = _common_edge([line.right for line in body], self._body, few, max)
        return _Margins(left, right)

    def _is_body(self, line: Line) -> bool:
        return 1 / SAME_SIZE < line.size / self._body < SAME_SIZE

    def _usual_indent(self, lines: Sequence[Line]) -> float | None:
        """The indent, in ems, that opens paragraphs here; None if none does."""
        depths = [self._depth(line) for line in lines if self._is_body(line)]
        indents = Counter(round(d * 2) / 2 for d in depths if INDENT <= d < DEEPEST_INDENT)
        if not indents:
            return None
        usual, times = indents.most_common(1)[0]
        return usual if times >= 2 and times >= len(depths) / 12 else None

    def _depth(self, line: Line) -> float:
        return (line.left - self._margins[self._group[id(line)]].left) / self._body

    def runs_on(self, above: Line, below: Line, over_break: bool) -> bool:
        """Whether the lower line goes on with the paragraph of the upper one."""
        ratio = above.size / below.size
        if not 1 / SAME_SIZE < ratio < SAME_SIZE or self._depth(above) >= DEEPEST_INDENT:
            return False
        columns = (above.column, below.column)
        if ASKEW in columns or not (over_break or columns in ((0, 0), (1, 1), (1, 2), (2, 2))):
            return False
        apart = below.top - above.top > PARAGRAPH_GAP * self._pitch
        if apart and not over_break:
            return False
        unit = _UNIT.match(below.text)
        room = self._margins[self._group[id(above)]].right - above.right
        if room > width_of(unit[0] if unit else below.text[:1], below.size) + SLACK * below.size:
            return self._is_broken_off(above, below, room)
        ended = _SENTENCE_END.search(above.text) is not None
        depth = self._depth(below)
        if depth >= INDENT:  # a paragraph set in as a whole, if not one that opens
            opens = self._indent is not None and abs(depth - self._indent) <= 0.5
            aligned = abs(below.left - above.left) < below.size / 2
            return aligned and not opens and not ended
        if self._indent is not None:
            return True
        if ended:  # nothing but the words tells a paragraph that happens to end at the margin
            return _OPENS.match(below.text) is None
        return not (_OWN_LINE.match(above.text) and _OWN_LINE.match(below.text))

    def _is_broken_off(self, above: Line, below: Line, room: float) -> bool:
        """Whether a line that is not full goes on all the same: amid a sentence, at the margin of
        a document whose paragraphs are indented."""
        return (
            self._indent is not None
            and room <= LONGEST_WORD * self._body
            and abs(self._depth(below)) < INDENT / 2
            and self._depth(above) <= self._indent + 0.5
            and _SENTENCE_END.search(above.text) is None
            and not _OWN_LINE.match(above.text)
            and not _OPENS.match(below.text)
        )


def _common_edge(
    edges: Sequence[float], step: float, few: int, outermost: Callable[[list[float]], float]
) -> float:
    """The outermost edge that at least `few` lines share within a step, else the outermost."""
    shared = Counter(round(edge / step) for edge in edges)
    near = [e for e in edges if shared[round(e / step)] >= few]
    return outermost(near or list(edges))
