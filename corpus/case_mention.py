"""Case numbers that a judgment mentions, and how they belong to it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.passage import Span
from corpus.voice import Voice


class Relation(StrEnum):
    """How a case that is mentioned belongs to the one at hand; the reader sees the value."""

    OWN = "本案"
    EARLIER = "原审"  # the decision that this one reviews, or an earlier one in the same case
    ARBITRATION = "仲裁"  # the award or refusal that came before the suit
    OTHER = "另案"


@dataclass(frozen=True, slots=True)
class CaseMention:
    """A case number at one place; the number in its normal form."""

    number: str
    relation: Relation
    span: Span
    voice: Voice

    def as_json(self) -> dict[str, Any]:
        """The contract's case number object."""
        return {
            "number": self.number,
            "relation": self.relation.value,
            "start": self.span.start,
            "end": self.span.end,
            "voice": self.voice.value,
        }
