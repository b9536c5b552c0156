"""Puts judgments into a library: catalog first, then the indexes, then into sight."""

from collections.abc import Sequence

from corpus.catalog import Catalog, Source, State
from ingest.pipeline import Arrival
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of
from retrieval.index import PassageIndex


class LibraryShelf:
    """The shelf of one library; the caller took its writer lock before making it."""

    def __init__(self, catalog: Catalog, index: PassageIndex) -> None:
        index.close()  # an index opened before others wrote would overwrite what they wrote
        self._catalog = catalog
        self._index = index

    def holds(self, judgment_id: str) -> bool:
        """Whether this judgment is searchable already."""
        return self._catalog.state_of(judgment_id) is State.SEARCHABLE

    def held_at(self, origin: str) -> str | None:
        """The id of the judgment that this source held until now."""
        return self._catalog.judgment_at(origin)

    def put(self, arrivals: Sequence[Arrival]) -> None:
        """Make judgments searchable; what a source held before goes only after that."""
        # A judgment in sight stays as it is: writing it anew would hide it for a moment.
        new = {a.judgment.id: (a.judgment, a.passages) for a in arrivals}
        batch = [pair for id_, pair in new.items() if not self.holds(id_)]
        if batch:
            self._catalog.add_pending(batch)
            self._index.put(batch)
        orphans = self._catalog.publish(
            (a.judgment.id, Source(a.origin, a.source_id)) for a in arrivals
        )
        self._remove(orphans)

    def read_again(self) -> None:
        """Read every judgment's text anew, by the rules of today; the indexes are not touched."""
        for judgment_id in self._catalog.ids_in(State.SEARCHABLE):
            old = self._catalog.judgment(judgment_id)
            new = read_judgment(
                RawDocument(
                    old.text,
                    old.given.name,
                    dict(old.given.front_matter),
                    old.given.notes,
                    old.given.page_starts,
                )
            )
            self._catalog.rewrite(new, passages_of(new))

    def settle(self) -> None:
        """Roll back what an interrupted run left half done; nothing it reported is touched."""
        left = [*self._catalog.ids_in(State.PENDING), *self._catalog.ids_in(State.REMOVING)]
        self._remove(left)

    def _remove(self, judgment_ids: Sequence[str]) -> None:
        if judgment_ids:
            self._index.remove(judgment_ids)
            self._catalog.forget(judgment_ids)
