"""Puts judgments into a library: catalog first, then the indexes, then into sight."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from corpus.catalog import Catalog, Source, State
from corpus.catalog_trash import Removed
from corpus.judgment import Judgment
from corpus.passage import Passage
from ingest.copies import rank
from ingest.load.outcome import Loaded, Refused
from ingest.pipeline import Arrival
from ingest.read import RawDocument, read_judgment
from ingest.sandbox import Sandbox, shared_sandbox
from ingest.spin_copies import MOST_CANDIDATES, Keys, copy_keys, is_copy
from ingest.split import passages_of
from retrieval.index import PassageIndex

MOST_LAYOUTS = 40
"""Judgments that share the most keys, which are compared as layouts of one: the same text shares
all. The judgments of a series are alike by the hundred, and each was compared with all others."""


class LibraryShelf:
    """The shelf of one library; the caller took its writer lock before making it."""

    def __init__(
        self, catalog: Catalog, index: PassageIndex, sandbox: Sandbox | None = None
    ) -> None:
        index.close()  # an index opened before others wrote would overwrite what they wrote
        self._sandbox = sandbox
        self._catalog = catalog
        self._index = index

    def holds(self, judgment_id: str) -> bool:
        """Whether this judgment is searchable already, or waits as a copy of one that is."""
        return self._catalog.state_of(judgment_id) in (State.SEARCHABLE, State.COPY)

    def held_at(self, origin: str) -> str | None:
        """The id of the judgment that this source held until now."""
        return self._catalog.judgment_at(origin)

    def put(self, arrivals: Sequence[Arrival]) -> Mapping[str, str]:
        """Make judgments searchable; what a source held before goes only after that.

        Of copies the cleanest is searched. Returns, for each judgment that is one or has one,
        the words that say so, by id.
        """
        keys = {a.judgment.id: copy_keys(a.judgment) for a in arrivals}
        told: dict[str, str] = {}
        for group in _without_copies_of_each_other(arrivals, keys):
            told |= self._put(group, keys)
        return told

    def _put(self, arrivals: Sequence[Arrival], keys: Mapping[str, Keys]) -> dict[str, str]:
        # A judgment in sight stays as it is: writing it anew would hide it for a moment.
        new = {a.judgment.id: a for a in arrivals if not self.holds(a.judgment.id)}
        copies: dict[str, str] = {}
        told: dict[str, str] = {}
        for id_, arrival in new.items():
            origins = {a.origin for a in arrivals}
            twins = self._searched_twins(arrival.judgment, keys[id_], origins)
            twins = [twin for twin in twins if twin.id not in copies]
            if not twins:
                continue
            best = max(twins, key=rank)
            cleaner = rank(arrival.judgment) > rank(best)
            copies |= {twin.id: id_ for twin in twins} if cleaner else {id_: best.id}
            told[id_] = _told(arrival.judgment, best, cleaner=cleaner)
        if new:
            self._catalog.add_pending(
                (a.judgment, () if id_ in copies else a.passages) for id_, a in new.items()
            )
            for id_ in new:
                self._remember(id_, keys[id_])
        searched = [(a.judgment, a.passages) for id_, a in new.items() if id_ not in copies]
        if searched:
            self._index.put(searched)
        orphans = self._catalog.publish(
            ((a.judgment.id, Source(a.origin, a.source_id)) for a in arrivals), copies
        )
        self._rest()
        self._remove(orphans)
        self._let_copies_inherit()
        if not searched:  # only names or copies: the list of judgments has changed all the same
            self._index.announce()
        return told

    def _searched_twins(self, judgment: Judgment, keys: Keys, origins: set[str]) -> list[Judgment]:
        """The judgments that are searched for what this is a copy of, and its garbled reposts.

        What these origins held until now is replaced, however alike it is, and no twin.
        """
        ledger = self._catalog.copies
        twins: dict[str, Judgment] = {}
        for candidate in (
            *ledger.sharing(keys.layout, most=MOST_LAYOUTS),
            *ledger.sharing(keys.sought, most=MOST_CANDIDATES),
        ):
            searched_id = candidate.searched_id
            if searched_id in twins or ledger.origins_of(searched_id) <= origins:
                continue
            if all(twin.quality.spun for twin in twins.values()) and is_copy(
                judgment, self._catalog.judgment(candidate.judgment_id)
            ):
                twins[searched_id] = self._catalog.judgment(searched_id)
        return list(twins.values())

    def withdraw(self, origins: Iterable[str]) -> None:
        """Let go of sources; what no other source names goes, or its copy takes its place."""
        self._remove(self._catalog.publish((), withdrawn=origins))
        self._let_copies_inherit()

    def discard(self, judgment_ids: Iterable[str], batch: str, at: str) -> list[Removed]:
        """Put judgments into the trash, each with its copies; returns all that went.

        Broken off, they are in the trash and out of sight, and `settle` does the rest.
        """
        removed = self._catalog.trash.take_in(judgment_ids, batch, at)
        self._remove([one.judgment_id for one in removed])
        return removed

    def read_again(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Read every judgment's text anew, by the rules of today; the indexes are not touched.

        On all cores. Broken off, it leaves each judgment read by the old rules or the new.
        Reports (done, total) to `progress`. Raises Unavailable if no process can be started.
        """
        ids = self._catalog.ids_in(State.SEARCHABLE)
        texts = (_as_loaded(self._catalog.judgment(id_)) for id_ in ids)
        with (self._sandbox or shared_sandbox()).reading(texts) as outcomes:
            for done, outcome in enumerate(outcomes, start=1):
                if isinstance(outcome, Refused):  # it was readable once: no reason to lose it
                    again = _read_again(self._catalog.judgment(outcome.origin))
                    passages: Sequence[Passage] = passages_of(again)
                else:
                    again, passages = outcome.judgment, outcome.passages
                self._catalog.rewrite(again, passages)
                self._remember(again.id, copy_keys(again))
                if progress is not None:
                    progress(done, len(ids))

    def _remember(self, judgment_id: str, keys: Keys) -> None:
        self._catalog.copies.remember(judgment_id, (*keys.layout, *keys.kept))

    def settle(self) -> None:
        """Roll back what an interrupted run left half done; nothing it reported is touched."""
        self._rest()
        left = [*self._catalog.ids_in(State.PENDING), *self._catalog.ids_in(State.REMOVING)]
        self._remove(left)
        self._let_copies_inherit()

    def _rest(self) -> None:
        """Take what became a copy out of the indexes."""
        if leaving := self._catalog.ids_in(State.LEAVING):
            self._index.remove(leaving)
            self._catalog.copies.rest(leaving)

    def _let_copies_inherit(self) -> None:
        """Let the cleanest copy take the place of a judgment whose own sources are gone."""
        for gone in self._catalog.copies.abandoned():
            waiting = [self._catalog.judgment(id_) for id_ in self._catalog.copies.copies_of(gone)]
            heir = _read_again(max(waiting, key=rank))
            passages = passages_of(heir)
            self._catalog.copies.prepare(heir, passages)
            self._index.put([(heir, passages)])
            self._catalog.copies.inherit(heir.id, gone)
            self._remove([gone])

    def _remove(self, judgment_ids: Sequence[str]) -> None:
        if judgment_ids:
            self._index.remove(judgment_ids)
            self._catalog.forget(judgment_ids)


def _without_copies_of_each_other(
    arrivals: Sequence[Arrival], keys: Mapping[str, Keys]
) -> Iterator[list[Arrival]]:
    """The arrivals in order, cut where one may be a copy of another in the same group."""
    group: list[Arrival] = []
    seen: dict[str, str] = {}
    for arrival in arrivals:
        id_ = arrival.judgment.id
        if any(seen.get(key, id_) != id_ for key in (*keys[id_].layout, *keys[id_].sought)):
            yield group
            group, seen = [], {}
        group.append(arrival)
        seen |= dict.fromkeys((*keys[id_].layout, *keys[id_].kept), id_)
    if group:
        yield group


def _told(judgment: Judgment, twin: Judgment, *, cleaner: bool) -> str:
    """The words that say of what a judgment is a copy, and which of the two is searched."""
    of = f"已有文书《{twin.title}》（{twin.id}）"
    searched = f"检索时以{'本份' if cleaner else '已有文书'}为准"
    if judgment.quality.spun and not twin.quality.spun:
        return f"疑为{of}的机器改写本（伪原创），{searched}"
    if twin.quality.spun and not judgment.quality.spun:
        return f"{of}疑为本份的机器改写本（伪原创），{searched}"
    return f"与{of}内容相同（版式不同），{searched}"


def _read_again(old: Judgment) -> Judgment:
    return read_judgment(_as_given(old))


def _as_loaded(old: Judgment) -> Loaded:
    return Loaded(old.id, old.given.name or old.title, _as_given(old))


def _as_given(old: Judgment) -> RawDocument:
    given = old.given
    return RawDocument(
        old.text, given.name, dict(given.front_matter), given.notes, given.page_starts
    )
