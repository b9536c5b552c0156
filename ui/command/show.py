"""What the command line prints: Chinese for people, JSON lines where asked."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

from analysis.answer import Answer, Citation, Outcome
from analysis.checkup import Check
from analysis.draft import PREMISE_TEXT
from corpus.judgment import Judgment, Section
from corpus.provision_today import PROVISIONS_ARE_OURS
from corpus.record import Entry
from ingest.report import IngestReport, Status
from retrieval.hit import Hit
from retrieval.search import SearchResult
from ui.command.console import OUT, error_console

if TYPE_CHECKING:
    from ingest.sandbox import Waiting

STATUS_WORDS = {
    Status.ADDED: "已导入",
    Status.UNCHANGED: "未变化",
    Status.REPLACED: "已更新",
    Status.FAILED: "失败",
}
SHOWN_OF_SECTION = 60  # characters of a section that `pandu read` prints


class Progress:
    """A progress bar on standard error, so that standard output stays clean."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self._bar = RichProgress(
            TextColumn(what),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=error_console(),
            disable=quiet,
        )
        self._task = self._bar.add_task(what, total=None)
        self._bar.start()

    def update(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)

    def close(self) -> None:
        self._bar.stop()


class Recognising:
    """Tells on standard error how far a scan is that is waited for, once a page."""

    def __init__(self) -> None:
        self._told: Waiting | None = None

    def __call__(self, waiting: "Waiting") -> None:
        if waiting.pages and waiting != self._told:
            self._told = waiting
            words = f"已完成 {waiting.done} 页，共 {waiting.pages} 页"
            error_console().print(Text(f"正在识别 {waiting.path.name}：{words}"))


def notice(words: str) -> None:
    """What the reader should know beside the result, on standard error; nothing if empty."""
    if words:
        error_console().print(Text(words, style="dim"))


def ingest_reports(reports: Iterable[IngestReport], as_json: bool) -> list[IngestReport]:
    """Print each report as it comes; give them all back."""
    seen = []
    for report in reports:
        seen.append(report)
        if as_json:
            OUT.file.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n")
            OUT.file.flush()
        elif report.status is Status.FAILED:
            OUT.print(Text(f"失败　{report.reason}", style="red"))
        else:
            notes = "；".join(n for n in (report.reason, *report.quality.notes) if n)
            line = f"{STATUS_WORDS[report.status]}　{report.source_id}（{report.passages} 段）"
            OUT.print(Text(f"{line}　{notes}" if notes else line))
    if not as_json:
        counts = {s: sum(r.status is s for r in seen) for s in Status}
        OUT.print(Text("，".join(f"{STATUS_WORDS[s]} {n} 份" for s, n in counts.items() if n)))
    return seen


def removed(entries: Sequence[Entry], as_json: bool) -> None:
    """The bundled digests that were taken out: how many, or a line each."""
    if not as_json:
        OUT.print(Text(f"已移出自带的案例摘要 {len(entries)} 份"))
        return
    for entry in entries:
        gone = IngestReport(entry.origins[0], entry.source_ids[0], Status.UNCHANGED)
        line = gone.as_json() | {"judgment_id": entry.judgment_id, "status": "removed"}
        OUT.file.write(json.dumps(line, ensure_ascii=False) + "\n")


def judgment_json(judgment: Judgment, entry: Entry) -> dict[str, Any]:
    """The contract's judgment object."""
    from corpus.judgment import sections_of

    return {
        "judgment_id": judgment.id,
        "source": entry.origins[0],
        "source_id": entry.source_ids[0],
        "title": judgment.title,
        "text": judgment.text,
        "header": judgment.header.as_json(),
        "sections": [
            {"voice": s.voice.value, "start": s.span.start, "end": s.span.end}
            for s in sections_of(judgment.sentences)
        ],
        "sentences": [
            {"start": s.span.start, "end": s.span.end, "voice": s.voice.value}
            for s in judgment.sentences
        ],
        "statutes": [statute.as_json() for statute in judgment.statutes],
        "amounts": [amount.as_json() for amount in judgment.amounts],
        "dates": [date.as_json() for date in judgment.dates],
        "case_numbers": [number.as_json() for number in judgment.case_numbers],
        "quality": judgment.quality.as_json(),
    }


def judgment(read: Judgment, sections: Sequence[Section]) -> None:
    """A judgment's head and its outline by voice."""
    head = read.header
    OUT.print(Text(read.title, style="bold"))
    rows = [
        ("文书种类", head.doc_type), ("法院", head.court), ("案号", head.case_number),
        ("案由", head.cause), ("审级", head.instance), ("日期", head.date),
        ("当事人", "；".join(f"{p.role} {p.name}" for p in head.parties) or None),
        ("结果", head.disposition), ("请求金额", _yuan(head.claimed_amount)),
        ("判付金额", _yuan(head.awarded_amount)), ("提示", "；".join(read.quality.notes) or None),
    ]  # fmt: skip
    for label, value in rows:
        if value:
            OUT.print(Text(f"{label}：{value}"))
    for section in sections:
        words = " ".join(section.span.of(read.text).split())
        shown = words if len(words) <= SHOWN_OF_SECTION else f"{words[:SHOWN_OF_SECTION]}…"
        if shown:
            place = f"{section.span.start}–{section.span.end}"
            OUT.print(Text.assemble((f"〔{section.voice.value}〕", "cyan"), f"{place}　{shown}"))


def _yuan(sum_of_money: float | None) -> str | None:
    return None if sum_of_money is None else f"{sum_of_money:,.2f} 元"


def hits(found: SearchResult, *, explain: bool = False) -> None:
    """Passages, best first, each with voice and place, and on demand how it got its place."""
    if not found.hits:
        OUT.print(Text("没有找到相近的段落。"))
    for number, hit in enumerate(found.hits, start=1):
        span = hit.passage.span
        label = "（案例摘要）" if hit.digest else ""
        OUT.print(
            Text.assemble(
                (f"{number}. 〔{hit.passage.voice.value}〕", "cyan"),
                f"{hit.title}{label}　{hit.source_id} 第 {span.start}–{span.end} 字\n   ",
                hit.passage.text,
                (f"\n   另有 {hit.more} 段文字几乎相同，未列出" if hit.more else "", "dim"),
                (f"\n   {_explained(hit)}" if explain else "", "dim"),
            )
        )


def _explained(hit: Hit) -> str:
    """How the score of a hit adds up: 得分 2.31 ＝ 关键词 1.00 ＋ 语义 0.11 ＋ …."""
    parts = " ＋ ".join(f"{feature.value} {value:.2f}" for feature, value in hit.parts)
    return f"得分 {hit.score:.2f} ＝ {parts}"


def answer(given: Answer) -> None:
    """An answer with its warnings, each statement with findings and numbered places."""
    if given.standalone_question != given.question:
        OUT.print(Text(f"（理解为：{given.standalone_question}）", style="dim"))
    citations: list[Citation] = []
    if not given.statements:
        OUT.print(Text(given.text))
    elif beside := _beside(given):
        OUT.print(Text(beside, style="yellow"))
    for statement in given.statements:
        marks = ""
        for citation in statement.citations:
            citations.append(citation)
            marks += f"[{len(citations)}]"
        OUT.print(Text.assemble(statement.text, (marks, "cyan")))
        for finding in statement.findings:
            OUT.print(Text(f"  ⚠ {finding.fault.value}：{finding.message}", style="yellow"))
    if citations:
        OUT.print(Text("出处", style="bold"))
    for number, citation in enumerate(citations, start=1):
        OUT.print(Text(f"[{number}] {place_of(citation)}"))
        if citation.likely_reading:
            OUT.print(Text(f"    疑为：{citation.likely_reading}", style="yellow"))
        for provision in citation.provisions:
            OUT.print(Text(f"    {provision.words}", style="dim"))
    if any(citation.provisions for citation in citations):
        OUT.print(Text(PROVISIONS_ARE_OURS, style="dim"))
    if not given.statements and given.hits:
        OUT.print(Text("最接近的段落：", style="bold"))
        for hit in given.hits[:3]:
            span = hit.passage.span
            OUT.print(
                Text(f"〔{hit.passage.voice.value}〕{hit.title} 第 {span.start}–{span.end} 字　")
                + Text(hit.passage.text)
            )
    for warning in given.warnings:
        OUT.print(Text(f"⚠ {warning}", style="yellow"))


def _beside(given: Answer) -> str:
    """What an answer says beside its statements; empty for most."""
    rejected = given.outcome is Outcome.PREMISE_REJECTED
    return f"{PREMISE_TEXT if rejected else ''}{given.note}"


def place_of(citation: Citation) -> str:
    """Where a quote stands, in words."""
    digest = "（案例摘要）" if citation.digest else ""
    page = f"第 {citation.page} 页 " if citation.page else ""
    where = (
        f"{page}第 {citation.span.start}–{citation.span.end} 字" if citation.span else "位置不明"
    )
    checked = "已逐字核对" if citation.verified else "未通过核对"
    return (
        f"{citation.title}{digest}　{citation.source_id} {where}　"
        f"〔{citation.voice.value}〕{checked}"
    )


def metrics(lines: Iterable[str], out: Path) -> None:
    """The scores of an evaluation in words, and where the report lies."""
    for line in lines:
        OUT.print(Text(line))
    OUT.print(Text(f"表格：{out / 'results.xlsx'}"))
    OUT.print(Text(f"报告：{out / 'report.html'}"))


def checks(found: Sequence[Check]) -> None:
    """The doctor's findings."""
    for check in found:
        mark, style = ("✓", "green") if check.well else ("✗", "red")
        OUT.print(Text.assemble((f"{mark} {check.name}：", style), check.words))
