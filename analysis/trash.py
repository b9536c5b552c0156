"""Removing judgments from a library, and bringing them back."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.samples import is_bundled, keep_samples_out
from corpus.catalog_failures import file_of
from corpus.catalog_trash import Kept, Removed
from corpus.errors import UsageError
from corpus.library import Library
from retrieval.index import PassageIndex

if TYPE_CHECKING:  # reading takes a third of a second to load, and asking can do without
    from analysis.shelf import LibraryShelf
    from ingest.pipeline import Arrival
    from ingest.read import RawDocument

KEPT_FOR = timedelta(days=30)
"""How long a removed judgment can be brought back; the first write after that deletes it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what did not: its sources hold something newer by now."""

    back: tuple[Removed, ...]
    left: tuple[Removed, ...]


def _now() -> datetime:
    return datetime.now(UTC)


class TrashBin:
    """The trash of one library. What writes takes the library's lock, or raises LibraryBusy."""

    def __init__(
        self, library: Library, index: PassageIndex, now: Callable[[], datetime] = _now
    ) -> None:
        self._library = library
        self._index = index
        self.now = now
        self._trash = library.catalog.trash

    @contextmanager
    def shelf(self) -> Iterator["LibraryShelf"]:
        """The library's shelf, the lock held: nothing half done on it, nothing outdated in the
        trash."""
        with self._settled_shelf() as shelf:
            self._purge(self._trash.before(_stamp(self.now() - KEPT_FOR)))
            yield shelf

    def named(self, names: Sequence[str]) -> list[str]:
        """Ids of what source ids or judgment ids name; a copy's name names the copy alone.

        Raises UsageError for a name that nothing answers to.
        """
        found: list[str] = []
        for name in names:
            ids = self._trash.names(name)
            if not ids:
                raise UsageError(f"文库里没有“{name}”，没有移出任何文书。请核对名称或编号。")
            found += ids
        return list(dict.fromkeys(found))

    def remove(self, judgment_ids: Sequence[str]) -> list[Removed]:
        """Take judgments out of the library into the trash; returns what went, by title.

        With one that is searched go its copies: none of them takes its place unasked. A copy
        that is named goes alone. All have one `batch`, which `undo` brings back.
        """
        batch, at = secrets.token_hex(8), _stamp(self.now())
        with self.shelf() as shelf:
            removed = shelf.discard(judgment_ids, batch, at)
            if any(is_bundled(origin) for one in removed for origin, _ in one.sources):
                keep_samples_out(self._library.catalog)
        return removed

    def undo(self, batch: str | None = None) -> Restored:
        """Bring back what was removed together; without a batch, the last that was.

        Raises UsageError where there is none.
        """
        name = batch or self._trash.latest()
        ids = self._trash.batch(name) if name else []
        if not ids:
            raise UsageError("回收站里没有可以恢复的文书。")
        return self.restore(ids)

    def restore(self, judgment_ids: Sequence[str]) -> Restored:
        """Bring judgments back under their sources; unknown ids are passed over.

        The same text gives the same id, passages and quotes. A source that holds another
        document by now keeps it; what has no source left stays in the trash.
        """
        from ingest.pipeline import BATCH

        back: list[Removed] = []
        with self._settled_shelf() as shelf:  # which lets nothing go that is asked for just now
            # What is searched comes before its copies, so that a tie is decided as it was.
            wanted = sorted(self._trash.some(judgment_ids), key=lambda one: one.is_copy)
            free = [one for one in wanted if _free_sources(one, shelf)]
            for start in range(0, len(free), BATCH):
                group = free[start : start + BATCH]
                shelf.put(list(self._arrivals(group, shelf)))
                self._trash.drop([one.judgment_id for one in group])
                back += group
        left = (one for one in wanted if one not in back)
        return Restored(tuple(back), tuple(left))

    def purge(self, judgment_ids: Sequence[str]) -> None:
        """Delete for good, with the page's own copies of the files they came from."""
        with self.shelf():
            self._purge(judgment_ids)

    def every(self) -> list[Removed]:
        """What is in the trash, the latest first."""
        return self._trash.every()

    def count(self) -> int:
        """How many judgments are in the trash."""
        return self._trash.count()

    def documents_in(self, file: Path) -> int:
        """How many sources of judgments in the library lie in a file, or are it."""
        return self._trash.living_in(str(file))

    @contextmanager
    def _settled_shelf(self) -> Iterator["LibraryShelf"]:
        from analysis.shelf import LibraryShelf

        with self._library.writing():
            shelf = LibraryShelf(self._library.catalog, self._index)
            shelf.settle()
            yield shelf

    def _arrivals(self, group: Sequence[Removed], shelf: "LibraryShelf") -> Iterator["Arrival"]:
        for one, read in zip(group, self._read(group), strict=True):
            for origin, source_id in _free_sources(one, shelf):
                yield replace(read, origin=origin, source_id=source_id)

    def _read(self, group: Sequence[Removed]) -> Iterator["Arrival"]:
        from ingest.load.outcome import Loaded, Refused
        from ingest.pipeline import Arrival
        from ingest.read import read_judgment
        from ingest.sandbox import shared_sandbox
        from ingest.split import passages_of

        kept = [k for one in group if (k := self._trash.kept(one.judgment_id)) is not None]
        loaded = (Loaded(k.removed.judgment_id, k.given.name, _raw(k)) for k in kept)
        with shared_sandbox().reading(loaded) as outcomes:
            for one, outcome in zip(kept, outcomes, strict=True):
                if isinstance(outcome, Refused):  # it was readable once: no reason to lose it
                    judgment = read_judgment(_raw(one))
                    yield Arrival(judgment, passages_of(judgment), "", "")
                else:
                    yield outcome

    def _purge(self, judgment_ids: Sequence[str]) -> None:
        gone = self._trash.some(judgment_ids) if judgment_ids else []
        if not gone:
            return
        self._trash.drop([one.judgment_id for one in gone])
        uploads = self._library.upload_folder.resolve()
        kept = {file for one in self._trash.every() for file in _files(one)}
        for file in {file for one in gone for file in _files(one)} - kept:
            path = Path(file)
            if path.parent == uploads and not self._trash.living_in(file):
                with suppress(OSError):  # held open elsewhere: a file that lies idle does no harm
                    path.unlink()


def _free_sources(one: Removed, shelf: "LibraryShelf") -> list[tuple[str, str]]:
    return [s for s in one.sources if shelf.held_at(s[0]) in (None, one.judgment_id)]


def _files(one: Removed) -> Iterator[str]:
    return (file_of(origin) for origin, _ in one.sources)


def _raw(kept: Kept) -> "RawDocument":
    from ingest.read import RawDocument

    given = kept.given
    return RawDocument(
        kept.text, given.name, dict(given.front_matter), given.notes, given.page_starts
    )


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")
