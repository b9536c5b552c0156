"""The ingest recipe: from paths to judgments on a shelf.

Judgments are shelved in small batches, so that a long run can be interrupted: what has been
reported is searchable, and the same command run again goes on with the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Protocol

from ingest.load.files import files_under
from ingest.load.outcome import Arrival, Refused
from ingest.report import IngestReport, Status
from ingest.sandbox import OnWait, Sandbox, shared_sandbox

__all__ = ["Arrival", "Shelf", "ingest"]

BATCH = 16
"""Judgments a commit. Larger is faster; smaller loses less when the power goes."""

LONGEST_WAIT = 2.0
"""Seconds after which a judgment is committed with fewer beside it: scans take minutes to read."""


class Shelf(Protocol):
    """Where judgments are put; the library behind it is the caller's business."""

    def holds(self, judgment_id: str) -> bool:
        """Whether this judgment is searchable already."""
        ...

    def held_at(self, origin: str) -> str | None:
        """The id of the judgment that this source held until now."""
        ...

    def put(self, arrivals: Sequence[Arrival]) -> Mapping[str, str]:
        """Make these judgments searchable, each in place of what its source held.

        Returns what the report should add, in Chinese, by judgment id.
        """
        ...


def ingest(
    paths: Iterable[Path],
    shelf: Shelf,
    sandbox: Sandbox | None = None,
    on_wait: OnWait | None = None,
) -> Iterator[IngestReport]:
    """Read everything under the paths and shelve it; one report a document, in order.

    A report is yielded only when its judgment is searchable. What cannot be read is reported
    as failed and the rest goes on. Files are read ahead, on all cores, in processes of their own.
    `on_wait` hears, every second without a report, what is waited for.
    """
    files = (file for path in paths for file in _files(path))
    waiting: list[tuple[Arrival, IngestReport]] = []
    shelved = monotonic()
    with (sandbox or shared_sandbox()).reading(files, on_wait) as outcomes:
        for outcome in outcomes:
            report = _receive(outcome, shelf, waiting)
            if report is not None:  # decided at once: failed, or nothing to do
                yield from _shelve(waiting, shelf)
                yield report
            elif len(waiting) >= BATCH or monotonic() - shelved > LONGEST_WAIT:
                yield from _shelve(waiting, shelf)
                shelved = monotonic()
        yield from _shelve(waiting, shelf)


def _files(path: Path) -> Iterator[Path | Refused]:
    try:
        yield from files_under(path)
    except OSError as error:  # such as a name longer than names can be
        yield Refused(
            str(path),
            path.name,
            f"{path} 打不开：{error.strerror}。请检查路径是否写对、有没有权限。",
        )


def _receive(
    outcome: Arrival | Refused, shelf: Shelf, waiting: list[tuple[Arrival, IngestReport]]
) -> IngestReport | None:
    if isinstance(outcome, Refused):
        return IngestReport(outcome.origin, outcome.source_id, Status.FAILED, reason=outcome.reason)
    judgment = outcome.judgment
    waits = {arrival.origin: arrival.judgment.id for arrival, _ in waiting}
    status, reason = _status(outcome.origin, judgment.id, shelf, waits)
    report = IngestReport(
        outcome.origin,
        outcome.source_id,
        status,
        judgment.id,
        "；".join(told for told in (reason, outcome.remark) if told),
        len(outcome.passages),
        judgment.quality,
    )
    if status is Status.UNCHANGED and not reason:
        return report
    waiting.append((outcome, report))
    return None


def _status(
    origin: str, judgment_id: str, shelf: Shelf, waits: Mapping[str, str]
) -> tuple[Status, str]:
    """`waits` maps the origins of what is not shelved yet to the judgments they bring."""
    before = waits.get(origin) or shelf.held_at(origin)
    if before == judgment_id:
        return Status.UNCHANGED, ""
    if before is not None:
        return Status.REPLACED, ""
    if judgment_id in waits.values() or shelf.holds(judgment_id):
        return Status.UNCHANGED, "与库中已有文书内容完全相同，只登记了新的来源"
    return Status.ADDED, ""


def _shelve(waiting: list[tuple[Arrival, IngestReport]], shelf: Shelf) -> Iterator[IngestReport]:
    if waiting:
        told = shelf.put([arrival for arrival, _ in waiting])
        reports = [_with_reason(report, told) for _, report in waiting]
        waiting.clear()
        yield from reports


def _with_reason(report: IngestReport, told: Mapping[str, str]) -> IngestReport:
    reasons = (told.get(report.judgment_id or "", ""), report.reason)
    return replace(report, reason="；".join(filter(None, reasons)))
