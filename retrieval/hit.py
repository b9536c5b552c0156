"""Hits: what a search returns."""

from dataclasses import dataclass
from typing import Any

from corpus.judgment import page_at
from corpus.passage import Passage
from retrieval.rerank import Feature


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with the judgment it belongs to. Higher scores come first."""

    passage: Passage
    source_id: str
    title: str
    score: float
    digest: bool = False  # our own restatement, never the court's words
    spun: bool = False  # the judgment's words were swapped by a machine
    partial: bool = False  # text of the judgment may be missing or misread
    page_starts: tuple[int, ...] = ()  # of the judgment's source; empty where it has no pages
    source_ids: tuple[str, ...] = ()  # every name the judgment answers to, `source_id` the first
    parts: tuple[tuple[Feature, float], ...] = ()  # what added up to the score
    more: int = 0  # near-copies that are not listed beside it

    @property
    def page(self) -> int | None:
        """The page of the source that the passage begins on, from 1; None without pages."""
        return page_at(self.page_starts, self.passage.span.start)

    def as_json(self) -> dict[str, Any]:
        """The contract's hit object."""
        return {
            "judgment_id": self.passage.judgment_id,
            "source_id": self.source_id,
            "source_ids": list(self.source_ids or (self.source_id,)),
            "start": self.passage.span.start,
            "end": self.passage.span.end,
            "voice": self.passage.voice.value,
            "text": self.passage.text,
            "score": round(self.score, 6),
            "page": self.page,
            "title": self.title,
            "digest": self.digest,
            "more": self.more,
        }

    def why(self) -> dict[str, Any]:
        """What added up to the score, as JSON to stand beside the rest."""
        return {"why": {feature.value: round(value, 6) for feature, value in self.parts}}
