"""What a reader hands over for each document it finds."""

from dataclasses import dataclass

from ingest.read import RawDocument


@dataclass(frozen=True, slots=True)
class Loaded:
    """One raw document: `origin` says where it lies, `source_id` what people call it."""

    origin: str
    source_id: str
    document: RawDocument


@dataclass(frozen=True, slots=True)
class Refused:
    """A place that holds no readable document, with the reason in Chinese."""

    origin: str
    source_id: str
    reason: str
