"""The ingest recipe: from paths to judgments on a shelf.

Judgments are shelved in small batches, so that a long run can be interrupted: what has been
reported is searchable, and the same command run again goes on with the rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import DocumentError
from corpus.judgment import Judgment, Quality
from corpus.passage import Passage
from ingest.load.files import load_path
from ingest.load.outcome import Loaded, Refused
from ingest.read import read_judgment
from ingest.split import passages_of

BATCH = 16
"""Judgments a commit. Larger is faster; smaller loses less when the power goes."""


class Status(StrEnum):
    """What became of one input."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of one document; `reason` is Chinese and empty when nothing needs saying."""

    source: str
    source_id: str
    status: Status
    judgment_id: str | None = None
    reason: str = ""
    passages: int = 0
    quality: Quality = field(default_factory=Quality)

    def as_json(self) -> dict[str, Any]:
        """The contract's ingest line."""
        return {
            "source": self.source,
            "source_id": self.source_id,
            "judgment_id": self.judgment_id,
            "status": self.status.value,
            "reason": self.reason,
            "passages": self.passages,
            "quality": self.quality.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Arrival:
    """A judgment on its way to the shelf, under the source it came from."""

    judgment: Judgment
    passages: tuple[Passage, ...]
    origin: str
    source_id: str


class Shelf(Protocol):
    """Where judgments are put; the library behind it is the caller's business."""

    def holds(self, judgment_id: str) -> bool:
        """Whether this judgment is searchable already."""
        ...

    def held_at(self, origin: str) -> str | None:
        """The id of the judgment that this source held until now."""
        ...

    def put(self, arrivals: Sequence[Arrival]) -> None:
        """Make these judgments searchable, each in place of what its source held."""
        ...


def ingest(paths: Iterable[Path], shelf: Shelf) -> Iterator[IngestReport]:
    """Read everything under the paths and shelve it; one report a document, in order.

    A report is yielded only when its judgment is searchable. What cannot be read is reported
    as failed and the rest goes on.
    """
    waiting: list[tuple[Arrival, IngestReport]] = []
    for path in paths:
        for loaded in load_path(path):
            report = _receive(loaded, shelf, waiting)
            if report is not None:  # decided at once: failed, or nothing to do
                yield from _shelve(waiting, shelf)
                yield report
            elif len(waiting) >= BATCH:
                yield from _shelve(waiting, shelf)
    yield from _shelve(waiting, shelf)


def _receive(
    loaded: Loaded | Refused, shelf: Shelf, waiting: list[tuple[Arrival, IngestReport]]
) -> IngestReport | None:
    if isinstance(loaded, Refused):
        return IngestReport(loaded.origin, loaded.source_id, Status.FAILED, reason=loaded.reason)
    try:
        judgment = read_judgment(loaded.document)
    except DocumentError as error:
        return IngestReport(loaded.origin, loaded.source_id, Status.FAILED, reason=str(error))
    passages = passages_of(judgment)
    waits = {arrival.judgment.id for arrival, _ in waiting}
    status, reason = _status(loaded.origin, judgment.id, shelf, waits)
    report = IngestReport(
        loaded.origin,
        loaded.source_id,
        status,
        judgment.id,
        reason,
        len(passages),
        judgment.quality,
    )
    if status is Status.UNCHANGED and not reason:
        return report
    waiting.append((Arrival(judgment, passages, loaded.origin, loaded.source_id), report))
    return None


def _status(origin: str, judgment_id: str, shelf: Shelf, waits: set[str]) -> tuple[Status, str]:
    before = shelf.held_at(origin)
    if before == judgment_id:
        return Status.UNCHANGED, ""
    if before is not None:
        return Status.REPLACED, ""
    if judgment_id in waits or shelf.holds(judgment_id):
        return Status.UNCHANGED, "与库中已有文书内容完全相同，只登记了新的来源"
    return Status.ADDED, ""


def _shelve(waiting: list[tuple[Arrival, IngestReport]], shelf: Shelf) -> Iterator[IngestReport]:
    if waiting:
        shelf.put([arrival for arrival, _ in waiting])
        reports = [report for _, report in waiting]
        waiting.clear()
        yield from reports
