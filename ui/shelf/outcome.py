"""What became of a document that was to be read in, in the words the reader is told."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.report import IngestReport, Status

MOST_NOTES = 4
"""Notes on a document that are told after an upload; a long scan has one for every unsure page."""


class Kind(StrEnum):
    """What can become of a document; the value is for the reader. Those that need a look first."""

    FAILED = "失败"
    UNREAD = "没有读"  # stopped before its turn came
    ADDED = "已加入"
    REPLACED = "已替换"
    UNCHANGED = "没有变化"


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What became of one document."""

    name: str
    text: str  # Chinese
    kind: Kind = Kind.ADDED

    @property
    def failed(self) -> bool:
        """Whether it is not in the library."""
        return self.kind in (Kind.FAILED, Kind.UNREAD)


_KINDS = {
    Status.ADDED: Kind.ADDED,
    Status.REPLACED: Kind.REPLACED,
    Status.UNCHANGED: Kind.UNCHANGED,
    Status.FAILED: Kind.FAILED,
}


def outcome_of(report: IngestReport, path: Path) -> UploadOutcome:
    """What the reader is told of a report on a document of this file."""
    # The reader knows the file by its name, not by where we keep it.
    reason = report.reason.replace(str(path), path.name).removeprefix(f"{path.name}：")
    name = _called(report, path)
    if report.status is Status.FAILED:
        return UploadOutcome(name, f"没有导入：{reason}", Kind.FAILED)
    said = {
        Status.ADDED: f"已加入，{report.passages} 段",
        Status.REPLACED: f"已替换同名的旧版，{report.passages} 段",
        Status.UNCHANGED: "文库里已有，内容没有变化",
    }[report.status]
    if reason:  # of what it is a copy, or how it was read
        said = reason if report.status is Status.UNCHANGED else f"{said}；{reason}"
    if report.quality.spun:
        said += "；疑似机器改写，引用前请核对原件"
    if report.quality.partial:
        told_of = report.quality.notes[:MOST_NOTES] or ("文字可能不全，引用前请核对原件",)
        said += "".join(f"；{note.rstrip('。')}" for note in told_of)
        if left := len(report.quality.notes) - MOST_NOTES:
            said += f"；另有 {left} 条提示" if left > 0 else ""
    return UploadOutcome(name, said, _KINDS[report.status])


def _called(report: IngestReport, path: Path) -> str:
    """What the reader knows a document by: its file, and where it lies in a file of many."""
    inside = report.source.removeprefix(f"{path}::")
    if inside == report.source:
        return path.name
    if path.suffix.lower() != ".zip":
        inside = report.source_id.removeprefix(path.name)  # 导出.jsonl#12
    return f"{path.name} › {inside.replace('::', ' › ')}"
