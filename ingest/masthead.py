"""Mastheads: what stands above the first party, and the court, kind and number in it.

Site frames, lists of related papers and the point of the case stand there too: what is nearest
to the parties, in the form of a head, is the document's own.
"""

import re
from typing import NamedTuple

from corpus.case_number import case_numbers_in, instance_of
from corpus.court import court_named, courts_in
from corpus.passage import Span
from ingest.parties import head_starts

OPENING = 1200
"""Characters in which a page without a head tells what it holds."""

REPORTED = 3000
"""Characters in which a report of a case names its papers, above the parties or below."""

SEVERAL = 2
"""Papers that a report names below the parties; a single line may be an appeal's of the first."""

LONGEST_LINE = 120
"""Characters of a line of a masthead; longer ones are text."""


class Masthead(NamedTuple):
    """The stretch that names the document, and where it begins in the text."""

    text: str
    start: int = 0


class Found(NamedTuple):
    """A field's value, and where it stands."""

    value: str
    span: Span | None = None


KINDS: tuple[tuple[str, str], ...] = (
    # subject and kind without 书, example
    (r"刑\s*事\s*附\s*带\s*民\s*事\s*(?:判\s*决|裁\s*定|调\s*解)", "刑事附带民事判决书"),
    (r"民\s*事\s*(?:判\s*决|裁\s*定|调\s*解|决\s*定)", "民 事 调 解 书"),
    (r"刑\s*事\s*(?:判\s*决|裁\s*定|决\s*定)", "刑事裁定书"),
    (r"行\s*政\s*(?:赔\s*偿\s*)?(?:判\s*决|裁\s*定|调\s*解)", "行政赔偿调解书"),
    (r"执\s*行\s*(?:裁\s*定|决\s*定)", "执 行 裁 定 书"),
    (r"国\s*家\s*赔\s*偿\s*决\s*定", "国家赔偿决定书"),
)
_KIND = re.compile(
    "("
    + "|".join(pattern for pattern, _ in KINDS)
    + r")\s*(?:书|(?!\s*书))(?![、及等的，,和认对与作以])"
    r"|(?:^|(?<=[\n\s院]))((?:民事)?支\s*付\s*令|(?:罚\s*款|拘\s*留|赔\s*偿(?:委员会)?)?决\s*定\s*书)(?=[\s（(\d]|$)"
)
_TITLE = re.compile(
    r"(?:[判裁]\s*[决定]|调\s*解|决\s*定)\s*书\s*(?:[（(][^（()）\n]{1,8}[）)])?\s*$"
)

_BY_KIND = re.compile(
    r"\s*(?:[（(〔\[［]?\s*\d{4}|(?:刑|民|行|执|国|赔|管|罚|拘|支|决)\s*[事政行家偿辖款留付定案])"
)
_LINE_ENDS = re.compile(r"\s*(?:$|\n|。)")
_NOT_THE_COURT = re.compile(
    r"(?:来源|作者|供稿|发布|编辑|转载|转自|上传)[^\n]{0,12}$|(?:一审|原审)(?:法院)?[：:\s]*$"
)
_FIELD_COURT = re.compile(
    r"(?:审理法院|裁判法院|法院名称|执行法院|法\s*院)[\s】：:]*"
    r"(?:[^\s，。：:/]{2,12}/)*([^\s，。：:/]{4,30}法院)"
)
_OTHERS_NUMBER = re.compile(r"不服|作出|原审|一审案号|另案|抗诉|上诉至|判决书?[，,]?认定")
_LEADS_NUMBER = re.compile(
    r"(?:法院|[书令]|[案字]\s*号|[判裁][决定]|(?:二|再)审[：:]?)\s*(?:[（(][^（()）\n]{1,8}[）)])?\s*[：:]?\s*$"
)

_CUT_SHORT = re.compile(
    r"(?:法院|书)\s*\n[ \t　]*([（(〔]\d{4}[）)〕][^\n，。：:（(]{3,20}\d)[ \t　]*(?=\n|$)"
)

# Reports of a case name the papers of each instance: the last one's is the case's outcome.
_REPORTED = re.compile(
    r"(?:^|\n)[ \t　]*(?:[一二]审|再审)(?:(?:[判裁][决定]|调解)书)?[：:]"
    r"([^\n]{2,40}法院[^\n]{4,60}号[^\n]{0,40})"
)

# A page about a case has no head, but lines that say which case it is.
CITED: tuple[tuple[str, str], ...] = (
    # label, a line of a page
    ("案例索引", "案例索引（2020）某刑初1号"),
    ("案件字号", "【案件字号】（2020）某民终1号"),
    (r"案\s*号", "【案号】某县人民法院（2020）某民初1号"),
    ("(?P<instance>[一二]审|再审)案号", "二审案号（2020）某民终1号"),
)
_CITED = re.compile(
    r"(?:^|\n)[\s□【\[]*(?:" + "|".join(label for label, _ in CITED) + r")[】\]：:\s]*"
    r"([^\n。，,；;]{0,40}?[（(〔\[]\d{4}[^\n。，,；;]{4,30}号)"
)


def masthead_of(text: str) -> Masthead:
    """What stands above the first party, or above the text of a page that left the head out.

    Empty if the page begins with text. A report of several instances without a head of its own
    has the line of the last. The text is to be in simplified characters, as are those that the
    other functions here read.
    """
    start = head_starts(text)
    above = _opening(text) if start is None else text[:start]
    if start is None and not number_in(above) and (cited := _cited(text)).text:
        # a title and a table of fields belong together
        return Masthead(text[: cited.start + len(cited.text)]) if above else cited
    reports = list(_REPORTED.finditer(text, 0, REPORTED))
    on_top = bool(reports) and reports[0].start() < len(above)
    if not on_top and len(reports) < SEVERAL:
        return Masthead(above)
    own = above[reports[-1].end() :] if on_top else above
    if court_in(own) and number_in(own):  # the document's own head stands there too
        return Masthead(own, len(above) - len(own))
    return Masthead(reports[-1][1], reports[-1].start(1))


def _cited(text: str) -> Masthead:
    """The line that says which case a page is about, the last instance's; empty if of several."""
    lines = list(_CITED.finditer(text, 0, REPORTED))
    if not lines or (len(lines) > 1 and not all(line["instance"] for line in lines)):
        return Masthead("")
    return Masthead(lines[-1][0], lines[-1].start())


def _opening(text: str) -> str:
    """The short lines that open a page, if one of them is a title or a table of fields."""
    frame = re.match(r"(?:[^\n]{0,60}[：:][^\n]{0,60}\n)+", text)
    if frame and "法院" in frame[0]:
        return frame[0]
    lines: list[str] = []
    for line in text[:OPENING].split("\n"):
        if len(line) > LONGEST_LINE or "。" in line:
            break
        lines.append(line)
    titled = any(_TITLE.search(line) for line in lines)
    return "\n".join(lines) if titled else ""


def number_in(masthead: str) -> Found | None:
    """The document's own number: the last that a court, a kind or a label leads, else the first.

    Of several on end (cases joined) the first. A line that is a number but for 号 is one.
    """
    own: Found | None = None
    ends = 0
    first: Found | None = None
    for number in case_numbers_in(masthead):
        line_start = masthead.rfind("\n", 0, number.span.start) + 1
        before = masthead[max(line_start, number.span.start - 60) : number.span.start]
        if _OTHERS_NUMBER.search(before):
            continue
        found = Found(number.number, number.span)
        first = first or found
        joined = own and not masthead[ends : number.span.start].strip()
        if not joined and (not before.strip(" \t　") or _LEADS_NUMBER.search(before)):
            own = found
        ends = number.span.end
    return own or first or _cut_short(masthead)


def _cut_short(masthead: str) -> Found | None:
    """A line that is a number without its 号, right below the court or the kind."""
    for line in _CUT_SHORT.finditer(masthead):
        if instance_of(line[1]):
            return Found(line[1], Span(*line.span(1)))
    return None


def court_in(masthead: str) -> Found | None:
    """The court's name at the start of a line: the last before kind or number, else the first.

    The head's own line is the fullest (a page's table drops the province).
    """
    by_kind: Found | None = None
    alone: Found | None = None
    for span in courts_in(masthead):
        before = masthead[max(0, span.start - 20) : span.start].rpartition("\n")[2]
        if _NOT_THE_COURT.search(before) or (
            before.strip() and before[-1] not in " \t　。：:>】《“—"
        ):
            continue
        after = masthead[span.end :]
        court = _as_court(span.of(masthead), span)
        if court is not None and _BY_KIND.match(after):
            by_kind = court
        elif court is not None and _LINE_ENDS.match(after):
            alone = alone or court
    if by_kind or alone:
        return by_kind or alone
    field = _FIELD_COURT.search(masthead)
    return _as_court(field[1], Span(*field.span(1))) if field else None


def _as_court(name: str, span: Span) -> Found | None:
    court = court_named(name)
    if court is None:
        return None
    letters = [place for place, letter in enumerate(name) if not letter.isspace()]
    return Found(court, Span(span.start + letters[-len(court)], span.end))


def kind_in(masthead: str) -> str | None:
    """The kind of document, simplified and without spaces; the last one named is its own."""
    kind: str | None = None
    for match in _KIND.finditer(masthead):
        kind = re.sub(r"\s", "", match[1] or match[2])
        if not kind.endswith(("书", "令")):
            kind += "书"
    return kind
