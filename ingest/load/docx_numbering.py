"""Automatic numbering: the 一、 and （2） that Word shows and stores nowhere in the text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.load.docx_numerals import numeral
from ingest.load.docx_styles import Look, Styles
from ingest.load.docx_symbols import in_font
from ingest.load.docx_xml import all_at, at, is_on, number_of, value_at

LEVELS = 9

BULLET = "•"
"""Written for a bullet that is a picture or a sign of an unknown symbol font."""

LONGEST_LABEL = 255
"""Characters of a label's pattern, as in Word; more would only swell every paragraph."""

_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、，．）】」〕》：；"
"""Wide signs after which a label needs no space: 一、原告."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    width: int  # least digits of a custom format such as 001
    text: str
    restart: int | None  # as in w:lvlRestart: 0 never, n after level n; None after any higher level
    legal: bool
    touching: bool  # no space after the label
    style: str


class Numbering:
    """Counts the numbered paragraphs of a document; ask in reading order, once a paragraph."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        numbers = all_at(root, "w:num")
        abstracts = all_at(root, "w:abstractNum")
        self._numbers = {number.get("w:numId", ""): number for number in numbers}
        self._abstracts = {one.get("w:abstractNumId", ""): one for one in abstracts}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def label(self, style: str, direct: Look) -> str:
        """The label of the next paragraph, with a space after it where one is needed, or "".

        `direct` are the paragraph's own properties. The count goes on with every call.
        """
        own, inherited = direct.get("w:numPr"), self._styles.properties(style, "w:pPr")
        number = value_at(own, "w:numId")
        by_style = number is None
        if number is None:
            number = value_at(inherited.get("w:numPr"), "w:numId")
        if number is None or number not in self._numbers:  # 0 takes the numbering off
            return ""
        levels = self._levels_of(number)
        depth = number_of(value_at(own, "w:ilvl"))
        if depth is None and by_style:
            depth = next((d for d, level in levels.items() if level.style == style), None)
        if depth is None:
            depth = number_of(value_at(inherited.get("w:numPr"), "w:ilvl")) if by_style else 0
        depth = depth or 0
        if depth not in levels:
            return ""
        counts = self._count(number, depth, levels)
        return _written(levels, depth, counts)

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self._counts[self._abstract_id(number)]  # lists of one kind count on together
        override = next(
            (
                value_at(override, "w:startOverride")
                for override in all_at(self._numbers[number], "w:lvlOverride")
                if override.get("w:ilvl") == str(depth)
            ),
            None,
        )
        if override is not None and (number, depth) not in self._started:
            counts[depth] = levels[depth].start - 1
        self._started.add((number, depth))
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for lower in [d for d in counts if d > depth]:
            restart = levels[lower].restart if lower in levels else None
            if restart is None or depth < restart:
                del counts[lower]
        return counts

    def _abstract_id(self, number: str) -> str:
        """The definition behind a number, through the list styles that may stand between."""
        seen = set()
        while number in self._numbers and number not in seen:
            seen.add(number)
            abstract = value_at(self._numbers[number], "w:abstractNumId") or ""
            style = value_at(self._abstracts.get(abstract), "w:numStyleLink")
            linked = self._styles.properties(style or "", "w:pPr").get("w:numPr")
            if linked is None:
                return abstract
            number = value_at(linked, "w:numId") or ""
        return ""

    def _levels_of(self, number: str) -> dict[int, _Level]:
        known = self._levels.get(number)
        if known is None:
            abstract = self._abstracts.get(self._abstract_id(number))
            known = _levels_in(abstract)
            for override in all_at(self._numbers[number], "w:lvlOverride"):
                known |= _levels_in(override)
                start = number_of(value_at(override, "w:startOverride"))
                depth = number_of(override.get("w:ilvl"))
                if start is not None and depth in known:
                    known[depth] = _started_at(known[depth], start)
            self._levels[number] = known
        return known


def _started_at(level: _Level, start: int) -> _Level:
    return _Level(
        start, level.form, level.width, level.text,
        level.restart, level.legal, level.touching, level.style,
    )  # fmt: skip


def _levels_in(parent: Element | None) -> dict[int, _Level]:
    levels = {}
    for element in all_at(parent, "w:lvl"):
        depth = number_of(element.get("w:ilvl"))
        if depth is not None and 0 <= depth < LEVELS:
            levels[depth] = _level(element)
    return levels


def _level(element: Element) -> _Level:
    form = at(element, "w:numFmt")
    if form is None:  # a custom format, 001, comes with a plain one for older programs
        form = at(element, "mc:AlternateContent/mc:Choice/w:numFmt")
    kind = form.get("w:val", "decimal") if form is not None else "decimal"
    sample = (form.get("w:format", "") if form is not None else "").split(",")[0].strip()
    text = (value_at(element, "w:lvlText") or "")[:LONGEST_LABEL]
    if kind == "bullet":
        text = _bullet(element, text)
    return _Level(
        start=number_of(value_at(element, "w:start")) or 0,
        form="decimal" if kind == "custom" else kind,
        width=len(sample) if kind == "custom" and sample.isdigit() and len(sample) < 10 else 0,
        text=text,
        restart=number_of(value_at(element, "w:lvlRestart")),
        legal=is_on(at(element, "w:isLgl")),
        touching=value_at(element, "w:suff") == "nothing",
        style=value_at(element, "w:pStyle") or "",
    )


def _bullet(element: Element, text: str) -> str:
    if at(element, "w:lvlPicBulletId") is not None:
        return BULLET
    font = value_at(element, "w:rPr/w:rFonts", "w:ascii") or ""
    signs = "".join(in_font(sign, font) for sign in text)
    return "".join(BULLET if "\ue000" <= sign <= "\uf8ff" else sign for sign in signs)


def _written(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    own = levels[depth]

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        level = levels.get(index)
        if level is None or index > depth:
            return ""
        # A higher level that has not been counted yet shows where it would start.
        count = counts.get(index, level.start)
        form = "decimal" if own.legal and level.form != "decimalZero" else level.form
        return numeral(count, form).zfill(level.width)

    label = own.text if own.form == "bullet" else _PLACE.sub(place, own.text)
    if not label:
        return ""
    return label if own.touching or label[-1] in _CLOSED else label.rstrip() + " "
