"""Spans and passages: the only way to point at text, and the unit that is searched and cited."""

from dataclasses import dataclass

from corpus.voice import Voice


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of code points in `Judgment.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Cut this span out of the text it was measured on."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its trailing white space. Sentences cover the text, no gap, no overlap."""

    span: Span
    voice: Voice


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one voice. Invariant: `span.of(judgment.text) == text`."""

    id: str  # "3f0c9a1b2c3d4e5f#0017": judgment id, then the passage's ordinal
    judgment_id: str
    span: Span
    voice: Voice
    text: str
    search_text: str  # what is indexed: folded, restored if garbled, prefixed; never quoted
