"""What answering looks up about a judgment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.judgment import Judgment
from corpus.passage import Passage
from retrieval.hit import Hit
from retrieval.search import Asked


class Reading(Protocol):
    """What judging support needs: a text's words, whether the dictionary knows a word, and how
    telling it is in this library.
    """

    def words(self, text: str) -> list[str]: ...
    def knows(self, word: str) -> bool: ...
    def rarity(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """Judgments and passages by judgment id, and how their words are read."""

    judgment: Callable[[str], Judgment]
    passages: Callable[[str], Sequence[Passage]]
    reading: Reading
    search_in: Callable[[Asked, str], Sequence[Hit]]  # one judgment's passages, best first

    def whole(self, judgment_id: str) -> str:
        """All search texts of a judgment, in lower case."""
        return "".join(p.search_text for p in self.passages(judgment_id)).lower()
