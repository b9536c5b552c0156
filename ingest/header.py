"""Headers: what a document says about itself, with the place of each field; None if silent."""

import re
from collections.abc import Mapping

from corpus.amount import amounts_in
from corpus.case_number import instance_of, normalised
from corpus.court import level_of
from corpus.dates import ZEROS, iso_date, year_of
from corpus.judgment import Header, Party
from corpus.numeral import CHINESE_NUMERALS
from corpus.passage import Span
from corpus.script import simplified
from ingest.cause import cause_of
from ingest.masthead import Found, Masthead, court_in, kind_in, masthead_of, number_in
from ingest.parties import parties_in

NOTICE = 2000
"""Characters at the end in which the notice of appeal stands; a statute appendix may follow."""

_NUMERAL = f"[0-9０-９{CHINESE_NUMERALS}{ZEROS}]"
_DAY = rf"(?:{_NUMERAL}\s*){{4}}\s*年\s*(?:{_NUMERAL}\s*){{1,3}}月\s*(?:{_NUMERAL}\s*){{1,3}}日"
_CHINESE = "一二三四五六七八九十"
_CHINESE_DAY = (
    rf"[一二][{ZEROS}{_CHINESE}\s]{{3,7}}年[{_CHINESE}\s]{{1,6}}月[{_CHINESE}\s]{{1,6}}日"
)
_DATE_LABEL = re.compile("(?:裁判|判决|审判|审理|宣判|裁定|审结)(?:日期|时间)")
_FIELD_DATE = re.compile(
    rf"(?:^|[\n\s【\[•·|｜]|(?P<instance>[一二]审|再审)){_DATE_LABEL.pattern}"
    rf"[\s：:】\]|｜]*(?P<day>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_DAY})"
)
# Names and offices up to the day; a sentence that merely names a judge has other words and marks.
_SIGNED = re.compile(
    r"(?:审\s*判\s*[长员]|人\s*民\s*陪\s*审\s*员|执\s*行\s*[长员])[\s：:　]*"
    r"(?:(?!本案|原告|被告|上诉|审理|依法)(?:[^，,；;：:]|(?<=[员长理])[：:])){1,160}?"
    rf"[\s。]?(?P<day>{_DAY})"
)
_LINE_DATE = re.compile(rf"(?:^|\n)[ \t　]*(?P<day>{_DAY})[ \t　]*(?:\n|$)")
# A library's line of title: …判决书 （2018）…号 作者：某法院 2018年12月27日
_TITLE_DATE = re.compile(rf"[书号][^\n]{{0,30}}\s(?P<day>{_DAY})\s*[|｜]?\s*(?:\n|$)")
# A report's line of a paper: 再审：某法院（2019）某民申1号裁定（2020年3月5日）
_REPORT_DATE = re.compile(rf"号[^\n（(]{{0,12}}[（(](?P<day>{_DAY})[）)]")
# The court and the day under a library's title: ——某县人民法院（2014-6-18）
_COURT_DATE = re.compile(
    rf"法院[ \t]*[（(](?P<day>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_DAY})[）)][ \t]*(?:\n|$)"
)
_POSTED = re.compile(r"发布|公开|时间|来源|上传|浏览|更新|日期|编辑|阅读")
_CLOSING_DATE = re.compile(rf"\n[ \t　]*(?P<day>{_CHINESE_DAY})[ \t　]*(?:\n|$)")
_TITLE_INSTANCE = re.compile(
    r"(再审审查(?:与审判监督)?|一审|二审|再审)\s*(?:民事|刑事|行政|知识产权)?\s*(?:判决|裁定|调解|决定)\s*书"
    r"|审\s*[理判]\s*程\s*序\s*[：:]?\s*(一审|二审|再审审查|再审)"
)
_REVIEWED = re.compile("申请再审[^诉]{0,120}?审查终结")
_ORDER = re.compile(r"(?:判决|裁定)如下\s*[：:，,。]?")
# What a number's code and the words before the order tell of the kind, where no line names it.
_MATTERS: tuple[tuple[str, str, str], ...] = (
    # code of the number, matter, example
    ("执", "执行", "（2021）京01执复4号"),
    ("刑", "刑事", "（2014）神刑初字第389号"),
    ("行", "行政", "（2018）鄂0107行初20号"),
    ("民|商|知", "民事", "（2009）萧民二初字第33号"),
)

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


def header_of(text: str, name: str, front_matter: Mapping[str, str]) -> Header:
    """What the document says about itself. Front matter, where given, wins over the text.

    A field is read only from where a document speaks of itself: its masthead, its signature, a
    page's labelled fields. Another case's number or court in the narrative is never taken.
    """
    plain = simplified(text)
    top = masthead_of(plain)
    masthead = top.text
    parties = parties_in(text)
    number = _given(text, front_matter, "case_number") or _of(text, top, number_in(masthead))
    court = _given(text, front_matter, "court") or _of(text, top, court_in(masthead))
    kind = front_matter.get("kind") or kind_in(masthead) or _kind_of(number, plain)
    cause = _given(text, front_matter, "cause") or _cause(text, parties)
    date = _given(text, front_matter, "date") or _date(plain, top)
    instance = front_matter.get("instance") or _instance(masthead, number, parties, kind, plain)
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
        disposition=front_matter.get("disposition") or _disposition(plain, instance, kind),
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


def _given(text: str, front_matter: Mapping[str, str], key: str) -> Found | None:
    value = front_matter.get(key)
    if not value:
        return None
    for written in (value, _as_written(value)):
        place = text.find(written)
        if place >= 0:
            return Found(value, Span(place, place + len(written)))
    return Found(value, None)


def _as_written(value: str) -> str:
    """A date as courts write it: 2024-09-25 is 2024年9月25日; anything else as it is."""
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return f"{date[1]}年{int(date[2])}月{int(date[3])}日" if date else value


def _kind_of(number: Found | None, text: str) -> str | None:
    """The kind that the number and the words before the order tell together; None without both."""
    if number is None:
        return None
    orders = [m[0] for m in _ORDER.finditer(text)]
    if not orders:
        return None
    matter = next((name for code, name, _ in _MATTERS if re.search(code, number.value)), None)
    return f"{matter}{orders[-1][:2]}书" if matter else None


def _of(text: str, top: Masthead, found: Found | None) -> Found | None:
    """The same stretch of the text, which may be in traditional characters."""
    if found is None or found.span is None:
        return found
    span = Span(found.span.start + top.start, found.span.end + top.start)
    return Found(re.sub(r"\s", "", span.of(text)), span)


def _cause(text: str, parties: tuple[Party, ...]) -> Found | None:
    cause = cause_of(text, parties)
    return Found(cause.name, cause.span) if cause else None


def _date(text: str, top: Masthead) -> Found | None:
    """A labelled date, else the signature's, else a date that stands alone in the masthead.

    A line at the end that is a date in Chinese numerals is a signature's too; other dates of a
    page (when it was posted) are never taken. Of several instances' labels the last counts.
    """
    # Few texts have a label, and to look for it alone takes a tenth of the time.
    labelled = list(_FIELD_DATE.finditer(text)) if _DATE_LABEL.search(text) else []
    if len({match["instance"] for match in labelled}) < 2:
        labelled = labelled[:1]
    ordered = max((match.end() for match in _ORDER.finditer(text)), default=len(text))
    end = top.start + len(top.text)
    matches = (
        *reversed(labelled),
        *reversed(list(_SIGNED.finditer(text))),
        *_LINE_DATE.finditer(text, top.start, end),
        *(m for m in _TITLE_DATE.finditer(text, top.start, end) if not _POSTED.search(m[0])),
        *_REPORT_DATE.finditer(text, top.start, end),
        *_COURT_DATE.finditer(text, top.start, end),
        *_CLOSING_DATE.finditer(text, ordered),
    )
    for match in matches:
        if day := _iso(match["day"]):
            return Found(day, Span(*match.span("day")))
    return None


def _iso(written: str) -> str | None:
    parts = [p for p in re.split(r"[年月日/.-]", re.sub(r"\s", "", written)) if p]
    return iso_date(year_of(parts[0]), parts[1], parts[2]) if len(parts) == 3 else None


def _instance(
    masthead: str, number: Found | None, parties: tuple[Party, ...], kind: str | None, text: str
) -> str | None:
    """By the number's type mark, else the title, the roles of the parties, the notice of appeal."""
    if number and (told := instance_of(number.value)):
        return told
    if title := _TITLE_INSTANCE.search(masthead):
        return (title[1] or title[2]).removesuffix("与审判监督")
    if kind and "执行" in kind:
        return None
    roles = {role for p in parties for role in re.split("[暨兼]", simplified(p.role))}
    earlier = {simplified(p.earlier_role or "") for p in parties}
    if roles & {"再审申请人", "申请再审人", "申诉人"}:
        reviewed = "裁定" in kind if kind else _REVIEWED.search(text)
        return "再审审查" if reviewed else "再审"
    if (roles | earlier) & {"上诉人", "被上诉人"}:  # a report tells them in brackets
        return "二审"
    if roles & {"原告", "公诉机关", "自诉人", "公益诉讼起诉人", "附带民事诉讼原告人"}:
        return "一审"
    return next((told for pattern, told, _ in _NOTICES if re.search(pattern, text[-NOTICE:])), None)


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
