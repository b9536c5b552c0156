"""What became of one input; apart from the pipeline, which takes a third of a second to load."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.judgment import Quality


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
