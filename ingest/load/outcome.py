"""What a reader hands over for each document it finds, and what becomes of it."""

from dataclasses import dataclass, replace
from typing import Self

from corpus.judgment import Judgment
from corpus.passage import Passage
from ingest.read import RawDocument


@dataclass(frozen=True, slots=True)
class Loaded:
    """One raw document: `origin` says where it lies, `source_id` what people call it."""

    origin: str
    source_id: str
    document: RawDocument
    remark: str = ""  # Chinese, for the report: what was done to read it; costs the text nothing

    def with_notes(self, notes: tuple[str, ...]) -> Self:
        """The same with more notes on text that may be missing or misread."""
        document = replace(self.document, notes=(*self.document.notes, *notes))
        return replace(self, document=document)


@dataclass(frozen=True, slots=True)
class Refused:
    """A place that holds no readable document, with the reason in Chinese."""

    origin: str
    source_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A judgment on its way to the shelf, under the source it came from."""

    judgment: Judgment
    passages: tuple[Passage, ...]
    origin: str
    source_id: str
    remark: str = ""


Outcome = Arrival | Refused
"""What comes of one document, once it has been read."""
