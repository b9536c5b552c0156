"""Reads .txt and .md: the whole file is one judgment."""

from pathlib import Path

from ingest.clean import decode, split_front_matter
from ingest.load.outcome import Loaded
from ingest.read import RawDocument


def load_text(path: Path) -> Loaded:
    """One document. Raises DocumentError if the bytes are not text."""
    text = decode(path.read_bytes(), str(path))
    split = split_front_matter(text)
    return Loaded(
        origin=str(path.resolve()),
        source_id=path.name,
        document=RawDocument(split.body, path.stem, split.front_matter),
    )
