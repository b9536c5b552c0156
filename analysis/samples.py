"""The bundled digests in a library: which of them it holds, and how they come in and go out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import samples
from corpus.catalog import Catalog
from corpus.judgment import judgment_id_of
from corpus.record import Entry
from ingest.clean import decode, split_front_matter
from ingest.report import IngestReport

if TYPE_CHECKING:
    from analysis.shelf import LibraryShelf
    from ingest.sandbox import OnWait

SAMPLES = sorted(Path(samples.__path__[0]).glob("*-*.md"))
"""The bundled digests; SOURCES.md beside them is about them, not one of them."""

_NOTE = "samples"
"""Kept in the catalog once the digests are in, or are to stay out: an interrupted first use is
made up for, and who removed them does not find them again."""


@dataclass(frozen=True, slots=True)
class SamplesHeld:
    """How many bundled digests a library holds: as they are today, and of earlier versions."""

    current: int
    outdated: int

    @property
    def missing(self) -> int:
        """How many of today's it lacks."""
        return len(SAMPLES) - self.current


def samples_held(entries: Iterable[Entry]) -> SamplesHeld:
    """What of the bundled digests is among a library's entries. Reads the bundled files."""
    today = {judgment_id_of(_text(path)) for path in SAMPLES}
    held = {entry.judgment_id for entry in bundled(entries)}
    return SamplesHeld(len(held & today), len(held - today))


def bundled(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that came with PanDu, this version or an earlier one, in their order."""
    return [entry for entry in entries if entry.is_digest and _bundled_origins(entry)]


def want_samples(catalog: Catalog) -> bool:
    """Whether the digests never were in nor were kept out: a first use."""
    return catalog.note(_NOTE) is None


def keep_samples_out(catalog: Catalog) -> None:
    """Make sure that no first use brings the digests in: who removed one knows them."""
    if want_samples(catalog):
        catalog.set_note(_NOTE, "removed")


def add_samples(
    catalog: Catalog, shelf: "LibraryShelf", on_wait: "OnWait | None" = None
) -> Iterator[IngestReport]:
    """Bring in the digests of today, one report each, in place of those of an earlier version.

    The caller holds the writer's lock.
    """
    from ingest.pipeline import ingest

    yield from ingest(SAMPLES, shelf, on_wait=on_wait)
    now = {str(path.resolve()) for path in SAMPLES}
    left = {o for entry in bundled(catalog.entries()) for o in _bundled_origins(entry)} - now
    shelf.withdraw(left)  # of an installation that lay elsewhere, or dropped since
    catalog.set_note(_NOTE, "added")


def remove_samples(catalog: Catalog, shelf: "LibraryShelf") -> list[Entry]:
    """Take the digests out, for good; returns what went. The caller holds the writer's lock.

    A digest that the user took in from elsewhere too stays, under that source.
    """
    entries = bundled(catalog.entries())
    shelf.withdraw(o for entry in entries for o in _bundled_origins(entry))
    catalog.set_note(_NOTE, "removed")
    return entries


def _bundled_origins(entry: Entry) -> list[str]:
    """Its sources that came with PanDu."""
    return list(filter(is_bundled, entry.origins))


def is_bundled(origin: str) -> bool:
    """Whether a source lies in a package's folder of samples, wherever that is or was installed."""
    return Path(origin).parts[-3:-1] == ("corpus", "samples")


def _text(path: Path) -> str:
    return split_front_matter(decode(path.read_bytes(), str(path))).body
