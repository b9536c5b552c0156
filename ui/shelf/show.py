"""What the page 文库 draws beside its controls, as HTML. Pure; foreign text is escaped here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.watch import Seen
from corpus.catalog_copies import WaitingCopy
from corpus.catalog_failures import Failure
from corpus.catalog_trash import Removed
from corpus.record import Entry
from ingest.report import IngestReport, Status
from ui.escape import as_html
from ui.links import reading_url
from ui.shelf.outcome import Kind, UploadOutcome

MOST_OUTCOMES = 300
"""Outcomes that are listed; failures come first."""

MOST_LINKED = 5
"""Chosen judgments that are named, each with a link."""

GARBLED_COPY, OTHER_LAYOUT = "疑为机器改写本", "同文不同版式"

_STATUS_WORDS = {
    Status.ADDED: "已加入",
    Status.REPLACED: "已替换",
    Status.UNCHANGED: "没有变化",
    Status.FAILED: "失败",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The library in numbers."""

    judgments: int
    passages: int
    digests: int
    spun: int
    partial: int
    copies: int
    failures: int


def figures_of(entries: Sequence[Entry], copies: int, failures: int) -> Figures:
    """The figures of a library's entries."""
    return Figures(
        len(entries),
        sum(entry.passages for entry in entries),
        sum(entry.is_digest for entry in entries),
        sum(entry.spun for entry in entries),
        sum(entry.partial for entry in entries),
        copies,
        failures,
    )


def head_html(figures: Figures, folder: str) -> str:
    """The page's heading with the figures; what asks for care is told apart by a mark.

    `folder` is empty for whoever is not at this machine.
    """
    numbers = (
        ("文书", figures.judgments, "份", False),
        ("段落", figures.passages, "段", False),
        ("案例摘要", figures.digests, "份", False),
        ("疑似改写", figures.spun, "份", True),
        ("可能不全", figures.partial, "份", True),
        ("副本", figures.copies, "份", False),
        ("导入失败", figures.failures, "份", True),
    )
    items = "".join(
        f"<div{' class=pd-care' if care and number else ''}><dt>{name}</dt>"
        f"<dd>{number:,}<small>{unit}</small></dd></div>"
        for name, number, unit, care in numbers
    )
    place = f'<p class="pd-facts">位置：<bdi>{as_html(folder)}</bdi></p>' if folder else ""
    return (
        f'<header class="pd-shelf-head"><h1>文库</h1><dl class="pd-figures">{items}</dl>'
        f"{place}</header>"
    )


def notice_html(words: str) -> str:
    """What has just been done."""
    return f'<p class="pd-said" role="status"><bdi>{as_html(words)}</bdi></p>'


def summary_html(outcomes: Sequence[UploadOutcome]) -> str:
    """How many documents came to what."""
    counts = {kind: sum(o.kind is kind for o in outcomes) for kind in Kind}
    told = "，".join(f"{kind.value} {n:,} 份" for kind, n in counts.items() if n)
    return f'<p class="pd-facts" role="status">共 {len(outcomes):,} 份：{told}</p>'


def outcomes_html(outcomes: Sequence[UploadOutcome]) -> str:
    """What became of each document, as a table; those that failed first."""
    order = list(Kind)
    rows = "".join(
        f"<tr{' class=pd-alarm' if o.failed else ''}><td>{o.kind.value}</td>"
        f"<td><bdi>{as_html(o.name)}</bdi></td><td><bdi>{as_html(o.text)}</bdi></td></tr>"
        for o in sorted(outcomes, key=lambda o: order.index(o.kind))[:MOST_OUTCOMES]
    )
    more = len(outcomes) - MOST_OUTCOMES
    rest = f'<p class="pd-facts">另有 {more:,} 份没有列出。</p>' if more > 0 else ""
    return (
        '<div class="pd-outcomes"><div class="pd-scroll" tabindex="0" role="region"'
        ' aria-label="导入结果"><table><thead><tr><th scope=col>结果</th><th scope=col>文件</th>'
        f"<th scope=col>说明</th></tr></thead><tbody>{rows}</tbody></table></div>{rest}</div>"
    )


def chosen_html(entries: Sequence[Entry]) -> str:
    """Links that open the chosen judgments to be read, each in a tab of its own."""
    links = "".join(
        f'<li><a href="{as_html(reading_url(e.judgment_id))}" target="_blank" rel="noopener">'
        f"<bdi>{as_html(e.title)}</bdi></a></li>"
        for e in entries[:MOST_LINKED]
    )
    rest = len(entries) - MOST_LINKED
    more = f"<li>等 {len(entries):,} 份</li>" if rest > 0 else ""
    return f'<div class="pd-chosen"><span>在阅读中打开：</span><ul>{links}{more}</ul></div>'


def failure_html(failure: Failure, *, there: bool, uploaded: bool) -> str:
    """A document that could not be read: its name, the reason, when, and where it lies.

    `there` is whether its file still is; of an `uploaded` one only the name is the reader's.
    """
    name = failure.file.replace("\\", "/").rsplit("/", 1)[-1]
    inside = failure.source_id.removeprefix(name) if failure.origin != failure.file else ""
    title = f"{name} › {inside}" if inside else name
    reason = failure.reason.replace(failure.file, name).removeprefix(f"{name}：")
    if uploaded:
        place = "经网页上传" if there else "经网页上传，没有保留；请改正后重新上传"
    else:
        place = failure.file if there else f"{failure.file}（文件已不在）"
    return (
        f'<article class="pd-failure"><h2><bdi>{as_html(title)}</bdi></h2>'
        f"<p><bdi>{as_html(reason)}</bdi></p>"
        f'<p class="pd-facts">{moment(failure.at)}　<bdi>{as_html(place)}</bdi></p></article>'
    )


def why_copy(copy: WaitingCopy, searched: Entry) -> str:
    """Why one is held to be a copy of the other."""
    return GARBLED_COPY if copy.spun and not searched.spun else OTHER_LAYOUT


def copies_html(searched: Entry, copies: Sequence[WaitingCopy]) -> str:
    """A group: the one that is searched, and what waits behind it."""
    own = len(searched.source_ids) - sum(len(copy.source_ids) for copy in copies)
    names = "、".join(searched.source_ids[: max(own, 1)])
    items = "".join(
        f'<li><span class="pd-label{" pd-alarm" if copy.spun else ""}">'
        f"{why_copy(copy, searched)}</span> <bdi>{as_html('、'.join(copy.source_ids))}</bdi>"
        f"{'　<span class=pd-note>文字可能不全</span>' if copy.partial else ''}</li>"
        for copy in copies
    )
    link = as_html(reading_url(searched.judgment_id))
    return (
        f'<article class="pd-copies"><h2><a href="{link}" target="_blank" rel="noopener">'
        f"<bdi>{as_html(searched.title)}</bdi></a></h2>"
        f'<p><span class="pd-label">检索用这一份</span> <bdi>{as_html(names)}</bdi></p>'
        f"<ul>{items}</ul></article>"
    )


def seen_html(folder: str, seen: Seen, *, paused: bool) -> str:
    """A watched folder: when it was last looked into, what was read, what failed."""
    if paused:
        told = "已暂停"
    elif seen.at is None:
        told = "还没有看过"
    else:
        told = f"上次查看 {moment(seen.at.isoformat(), seconds=True)}"
        told += f"；{seen.waiting} 个文件等待读入" if seen.waiting else "；没有新文件"
    problem = f'<p class="pd-alarm"><bdi>{as_html(seen.problem)}</bdi></p>' if seen.problem else ""
    return (
        f'<article class="pd-watched"><h2><bdi>{as_html(folder)}</bdi></h2>'
        f'<p class="pd-facts" role="status">{told}</p>{problem}'
        f"{_reports_html(seen.reports)}</article>"
    )


def _reports_html(reports: Sequence[IngestReport]) -> str:
    items = "".join(
        f"<li{' class=pd-alarm' if r.status is Status.FAILED else ''}>"
        f"{_STATUS_WORDS[r.status]}　<bdi>{as_html(r.source_id)}</bdi>"
        f"{f'　<bdi>{as_html(r.reason)}</bdi>' if r.reason else ''}</li>"
        for r in reversed(reports)
    )
    return f'<ul class="pd-reports">{items}</ul>' if items else ""


def moment(at: str, *, seconds: bool = False) -> str:
    """A moment of ours, which is ISO and UTC, in the words and the time of this machine."""
    local = datetime.fromisoformat(at).astimezone()
    return local.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")


def trash_cells(removed: Removed, kept_for: timedelta) -> tuple[str, ...]:
    """A removed judgment as a row: title, number, court, sources, removed, kept until."""
    until = datetime.fromisoformat(removed.removed_at) + kept_for
    return (
        f"{removed.title}（副本）" if removed.is_copy else removed.title,
        removed.case_number or "",
        removed.court or "",
        "、".join(source_id for _, source_id in removed.sources),
        moment(removed.removed_at),
        moment(until.isoformat())[:10],
    )


def counted(removed: Iterable[Removed]) -> str:
    """How many went, in words.

    >>> counted([])
    '0 份'
    """
    all_ = list(removed)
    copies = sum(one.is_copy for one in all_)
    own = len(all_) - copies
    if not own:
        return f"{copies} 份" + ("副本" if copies else "")
    return f"{own} 份" + (f"（连同 {copies} 份副本）" if copies else "")
