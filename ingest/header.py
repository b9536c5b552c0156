"""Headers: what a document says about itself, with the place of each field; None if silent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.amount import amounts_in
from corpus.case_number import case_numbers_in, instance_of, normalised
from corpus.court import court_named, courts_in, level_of
from corpus.judgment import Header, Party
from corpus.numeral import CHINESE_NUMERALS, integer_of
from corpus.passage import Span
from ingest.cause import cause_of
from ingest.parties import head_starts, parties_in

MASTHEAD = 1200
"""Characters before the first party in which court, kind and number stand; site frames included."""

NOTICE = 2000
"""Characters at the end in which the notice of appeal stands; a statute appendix may follow."""

_SIMPLIFIED = str.maketrans("決書調國賠償執", "决书调国赔偿执")
_KIND = re.compile(
    r"((?:刑\s*事\s*附\s*带\s*民\s*事|民\s*事|刑\s*事|行\s*政(?:\s*赔\s*偿)?|执\s*行|国\s*家\s*赔\s*偿|国\s*家\s*賠\s*償)"
    r"\s*(?:判\s*[决決]|裁\s*定|[调調]\s*解|[决決]\s*定))\s*[书書]?"
)
_AFTER_COURT = re.compile(r"\s*(?:$|\n|[（(〔]\s*\d{4}|[。]|(?:刑|民|行|执|国|赔)\s*[事政行家])")
_FIELD_COURT = re.compile(
    r"(?:审理法院|裁判法院|法院名称|法\s*院)\s*[：:]?\s*\n?\s*([^\s，。：:]{4,30}法院)"
)
_FIELD_NUMBER = re.compile(r"案\s*号\s*[：:]\s*")
_OTHERS_NUMBER = re.compile(r"不服|作出|原审|一审案号|另案|抗诉|上诉至|判决书?[，,]?认定")

_DAY = (
    rf"((?:[12０-９0-9{CHINESE_NUMERALS}○ＯO]\s*){{4}}\s*年\s*[0-9０-９{CHINESE_NUMERALS}]{{1,3}}\s*月"
    rf"\s*[0-9０-９{CHINESE_NUMERALS}]{{1,3}}\s*日)"
)
_FIELD_DATE = re.compile(
    rf"(?:裁判|判决|审判|宣判|裁定|审结)(?:日期|时间)[\s：:】]*(\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}|{_DAY[1:-1]})"
)
_SIGNED = re.compile(
    rf"(?:审\s*判\s*[长員员]|人\s*民\s*陪\s*审\s*员)[\s：:　]*[^，；：]{{1,160}}?[\s。]?{_DAY}"
)
_LINE_DATE = re.compile(rf"(?:^|\n)\s*{_DAY}\s*(?:\n|$)")
_TITLE_INSTANCE = re.compile(
    r"(再审审查(?:与审判监督)?|一审|二审|再审)\s*(?:民事|刑事|行政|知识产权)?\s*(?:判决|裁定|调解|决定)\s*书"
    r"|审\s*[理判]\s*程\s*序\s*[：:]?\s*(一审|二审|再审审查|再审)"
)
_ORDER = re.compile(r"(?:判决|裁定)如下\s*[：:，,。]?")

_NOTICES: tuple[tuple[str, str, str], ...] = (
    # pattern in the last lines, instance, example
    (r"如不服本判决", "一审", "如不服本判决，可在判决书送达之日起十五日内提起上诉。"),
    (r"本(?:判决|裁定)(?:为|系|是)终审", "二审", "本判决为终审判决。"),
)
_ENDINGS: tuple[tuple[str, str, str], ...] = (
    # pattern in the order of an appeal, disposition, example; the first found tells
    (r"发回[^。；]{0,40}(?:重新?审|审理)|发还", "发回", "二、发回某县人民法院重审。"),
    (r"驳回上诉[，,、；;]?\s*维持原", "维持", "驳回上诉，维持原判。"),
    (r"撤销|变更|改判", "部分改判", "一、维持判决第一项；二、变更判决第二项为……"),
    (r"维持", "维持", "维持某县人民法院（2015）某民初字第1号民事判决。"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    span: Span | None = None


def header_of(text: str, name: str, front_matter: Mapping[str, str]) -> Header:
    """What the document says about itself. Front matter, where given, wins over the text.

    A field is read only from where a document speaks of itself: its masthead, its signature, a
    page's labelled fields. Another case's number or court in the narrative is never taken.
    """
    start = head_starts(text)
    masthead = text[: min(start, MASTHEAD)] if start is not None else _site_frame(text)
    parties = parties_in(text)
    number = _given(text, front_matter, "case_number") or _number(masthead)
    court = _given(text, front_matter, "court") or _court(masthead)
    kind = front_matter.get("kind") or _kind(masthead)
    cause = _given(text, front_matter, "cause") or _cause(text, parties)
    date = _given(text, front_matter, "date") or _date(text, masthead)
    instance = front_matter.get("instance") or _instance(
        masthead, number, parties, kind, text[-NOTICE:]
    )
    located = {"court": court, "case_number": number, "date": date, "cause": cause}
    return Header(
        court=court.value if court else None,
        court_level=level_of(court.value) if court else None,
        doc_type=kind,
        case_number=normalised(number.value) if number else None,
        cause=cause.value if cause else None,
        instance=instance,
        date=date.value if date else None,
        parties=parties,
        disposition=front_matter.get("disposition") or _disposition(text, instance, kind),
        claimed_amount=_amount(front_matter.get("claimed_amount")),
        awarded_amount=_amount(front_matter.get("awarded_amount")),
        places=tuple((key, f.span) for key, f in located.items() if f and f.span),
    )


def title_of(text: str, name: str, front_matter: Mapping[str, str], header: Header) -> str:
    """A short title for the reader and the search text; never empty.

    Front matter's, else the first two parties and the cause, else court and number, else `name`.
    """
    if given := front_matter.get("title"):
        return given
    accused = [p for p in header.parties if p.role != "公诉机关"]
    names = [p.name for p in accused]
    if names and header.cause:
        return f"{'与'.join(names[:2])}{'等' if len(names) > 2 else ''}{header.cause}案"
    told = [v for v in (header.court, header.case_number) if v]
    return "".join(told) if told else name


def _given(text: str, front_matter: Mapping[str, str], key: str) -> _Found | None:
    value = front_matter.get(key)
    if not value:
        return None
    for written in (value, _as_written(value)):
        place = text.find(written)
        if place >= 0:
            return _Found(value, Span(place, place + len(written)))
    return _Found(value, None)


def _as_written(value: str) -> str:
    """A date as courts write it: 2024-09-25 is 2024年9月25日; anything else as it is."""
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if date else value


def _site_frame(text: str) -> str:
    """The labelled fields of a page that left the head out, or nothing: then the text is a body."""
    match = re.match(r"(?:[^\n]{0,60}[：:][^\n]{0,60}\n)+", text)
    return match[0] if match and "法院" in match[0] else ""


def _number(masthead: str) -> _Found | None:
    numbers = case_numbers_in(masthead)
    for number in numbers:
        line_start = masthead.rfind("\n", 0, number.span.start) + 1
        before = masthead[max(line_start, number.span.start - 60) : number.span.start]
        if not _OTHERS_NUMBER.search(before):
            return _Found(number.number, number.span)
    return None


def _court(masthead: str) -> _Found | None:
    """The court's name at the start of a line, before the kind, the number or the line's end."""
    for span in courts_in(masthead):
        before = masthead[max(0, span.start - 1) : span.start]
        if (not before or before.isspace() or before in "。：:>】") and _AFTER_COURT.match(
            masthead[span.end :]
        ):
            return _as_court(span.of(masthead), span)
    field = _FIELD_COURT.search(masthead)
    return _as_court(field[1], Span(*field.span(1))) if field else None


def _as_court(name: str, span: Span) -> _Found | None:
    court = court_named(name)
    return _Found(court, Span(span.end - len(court), span.end)) if court else None


def _kind(masthead: str) -> str | None:
    match = _KIND.search(masthead)
    return re.sub(r"\s", "", match[1]).translate(_SIMPLIFIED) + "书" if match else None


def _cause(text: str, parties: tuple[Party, ...]) -> _Found | None:
    cause = cause_of(text, parties)
    return _Found(cause.name, cause.span) if cause else None


def _date(text: str, masthead: str) -> _Found | None:
    """A labelled date, else the signature's, else a line of the masthead that is a date."""
    matches = (
        _FIELD_DATE.search(text),
        *reversed(list(_SIGNED.finditer(text))),
        _LINE_DATE.search(masthead),
    )
    for match in matches:
        if match is not None and (day := _iso(match[1])):
            return _Found(day, Span(*match.span(1)))
    return None


def _iso(written: str) -> str | None:
    parts = [p for p in re.split(r"[年月日/-]", re.sub(r"\s", "", written)) if p]
    numbers = [integer_of(re.sub(r"[○ＯO]", "〇", p)) for p in parts]
    if len(numbers) != 3 or any(n is None for n in numbers):
        return None
    year, month, day = (n or 0 for n in numbers)
    sound = 1950 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    return f"{year:04d}-{month:02d}-{day:02d}" if sound else None


def _instance(
    masthead: str, number: _Found | None, parties: tuple[Party, ...], kind: str | None, ending: str
) -> str | None:
    """By the number's type mark, else the title, the roles of the parties, the notice of appeal."""
    if number and (told := instance_of(number.value)):
        return told
    if title := _TITLE_INSTANCE.search(masthead):
        return (title[1] or title[2]).removesuffix("与审判监督")
    roles = {p.role for p in parties}
    if roles & {"再审申请人", "申请再审人", "申诉人"}:
        return "再审审查" if kind and "裁定" in kind else "再审"
    if roles & {"上诉人", "被上诉人"}:
        return "二审"
    if roles & {"原告", "公诉机关"}:
        return "一审"
    return next((told for pattern, told, _ in _NOTICES if re.search(pattern, ending)), None)


def _disposition(text: str, instance: str | None, kind: str | None) -> str | None:
    if instance != "二审":
        return None
    leads = list(_ORDER.finditer(text))
    order = text[leads[-1].end() :][:1500] if leads else ""
    order = re.split(r"案件受理费|本判决为终审|本裁定为终审|审\s*判\s*长", order)[0]
    return next((value for pattern, value, _ in _ENDINGS if re.search(pattern, order)), None)


def _amount(written: str | None) -> float | None:
    if not written:
        return None
    try:
        return float(written.replace(",", "").replace("，", ""))
    except ValueError:
        found = amounts_in(written)
        return found[0].yuan if found else None
