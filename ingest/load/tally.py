"""When a file is given up: a quotation mark left open in a large .csv breaks every row of it."""

from dataclasses import dataclass
from pathlib import Path

from ingest.load.outcome import Arrival, Outcome, Refused

MOST_REFUSED = 1_000
"""Refused documents after which a file is given up, unless ten times as few are refused as read."""


@dataclass(slots=True)
class Tally:
    """What came of one file's documents so far."""

    arrived: int = 0
    refused: int = 0

    def count(self, outcome: Outcome) -> None:
        self.arrived += isinstance(outcome, Arrival)
        self.refused += isinstance(outcome, Refused)

    @property
    def is_hopeless(self) -> bool:
        """Whether more of the file is not worth reading."""
        return self.refused >= MOST_REFUSED and self.refused >= 10 * self.arrived

    def giving_up(self, path: Path) -> Refused:
        """What is said of the rest."""
        return Refused(
            str(path),
            path.name,
            f"{path} 里已有 {self.refused} 处读不出来，其余部分没有再读。"
            "请检查文件是否完整、格式是否正确。",
        )
