"""What answering looks up about a judgment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.support import Reading
from corpus.judgment import Judgment
from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Reader:
    """Judgments and passages by judgment id, and how their words are read."""

    judgment: Callable[[str], Judgment]
    passages: Callable[[str], Sequence[Passage]]
    reading: Reading

    def whole(self, judgment_id: str) -> str:
        """All search texts of a judgment, in lower case."""
        return "".join(p.search_text for p in self.passages(judgment_id)).lower()
