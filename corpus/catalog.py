"""The catalog: the truth about which judgments are in a library and how far each one got.

The indexes are derived from it. A judgment is searchable only in state SEARCHABLE; one that
was interrupted half-way stays PENDING or REMOVING until the next start finishes the work.
SQLite by default; any SQLAlchemy URL works.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from corpus.catalog_copies import CopyLedger, become_copy, forget_keys, sources_by_judgment
from corpus.catalog_entries import listed
from corpus.catalog_facts import FactsReader
from corpus.catalog_failures import FailureLedger
from corpus.catalog_passages import passages_by_id, passages_of, passages_of_all
from corpus.catalog_scope import ScopeReader
from corpus.catalog_state import State as State
from corpus.catalog_tables import JUDGMENTS, PASSAGES, SOURCES, STATE, open_engine
from corpus.catalog_trash import Trash
from corpus.catalog_watched import WatchedFiles
from corpus.conversations import ConversationStore
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.record import Entry, judgment_from_row, judgment_row, passage_row
from corpus.scope import Filter, Scope, Selection


@dataclass(frozen=True, slots=True)
class Size:
    """How many judgments, and how many passages in them."""

    judgments: int
    passages: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a judgment came from: `origin` is a path or path::row, `id` what people call it."""

    origin: str
    id: str


class Catalog:
    """Judgments, passages and sources in one database. Every method is one transaction.

    Raises LibraryError where the database fails: damaged, locked, or out of space.
    """

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self.copies = CopyLedger(self._engine)
        self.scopes = ScopeReader(self._engine)
        self.facts = FactsReader(self._engine)
        self.conversations = ConversationStore(self._engine)
        self.trash = Trash(self._engine)
        self.failures = FailureLedger(self._engine)
        self.watched = WatchedFiles(self._engine)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()

    # What is on its way in or out

    def add_pending(self, judgments: Iterable[tuple[Judgment, Sequence[Passage]]]) -> None:
        """Write judgments with their passages, as PENDING; one already there is written anew."""
        with self._engine.begin() as connection:
            for judgment, passages in judgments:
                _write(connection, judgment, passages, State.PENDING)

    def rewrite(self, judgment: Judgment, passages: Sequence[Passage]) -> None:
        """Write a searchable judgment anew, as read by other rules; it stays in sight."""
        with self._engine.begin() as connection:
            _write(connection, judgment, passages, State.SEARCHABLE)

    def publish(
        self,
        arrivals: Iterable[tuple[str, Source]],
        copies: Mapping[str, str] | None = None,
        withdrawn: Iterable[str] = (),
    ) -> list[str]:
        """Make judgments searchable under their sources, in one step with what they replace.

        `copies` maps those that are copies, old or new, to the one that is searched for them;
        `withdrawn` are origins that no longer count, unknown ones among them.
        Returns the ids of judgments that no source names any more, now REMOVING; one whose copy
        has a source stays, until the copy takes its place.
        """
        with self._engine.begin() as connection:
            for origin in withdrawn:
                connection.execute(delete(SOURCES).where(SOURCES.c.origin == origin))
            for judgment_id, searched_id in (copies or {}).items():
                become_copy(connection, judgment_id, searched_id)
            for judgment_id, source in arrivals:
                connection.execute(
                    update(JUDGMENTS)
                    .where(JUDGMENTS.c.id == judgment_id)
                    .where(JUDGMENTS.c.state == State.PENDING.value)
                    .values(state=State.SEARCHABLE.value)
                )
                connection.execute(delete(SOURCES).where(SOURCES.c.origin == source.origin))
                connection.execute(
                    insert(SOURCES).values(
                        origin=source.origin, source_id=source.id, judgment_id=judgment_id
                    )
                )
            named = select(SOURCES.c.judgment_id)
            owners = select(sources_by_judgment().c.judgment_id)
            settled = (State.SEARCHABLE.value, State.COPY.value)
            orphans = list(
                connection.scalars(
                    select(JUDGMENTS.c.id)
                    .where(JUDGMENTS.c.state.in_(settled))
                    .where(JUDGMENTS.c.id.not_in(named))
                    .where(JUDGMENTS.c.id.not_in(owners))
                    .order_by(JUDGMENTS.c.id)
                )
            )
            for judgment_id in orphans:
                connection.execute(
                    update(JUDGMENTS)
                    .where(JUDGMENTS.c.id == judgment_id)
                    .values(state=State.REMOVING.value)
                )
            return orphans

    def ids_in(self, state: State) -> list[str]:
        """Ids of the judgments in a state, in order."""
        with self._engine.connect() as connection:
            query = select(JUDGMENTS.c.id).where(JUDGMENTS.c.state == state.value)
            return list(connection.scalars(query.order_by(JUDGMENTS.c.id)))

    def forget(self, judgment_ids: Iterable[str]) -> None:
        """Delete judgments, passages and sources for good; unknown ids are no error."""
        with self._engine.begin() as connection:
            for judgment_id in judgment_ids:
                forget_keys(connection, judgment_id)
                connection.execute(delete(SOURCES).where(SOURCES.c.judgment_id == judgment_id))
                connection.execute(delete(PASSAGES).where(PASSAGES.c.judgment_id == judgment_id))
                connection.execute(delete(JUDGMENTS).where(JUDGMENTS.c.id == judgment_id))

    # Reading

    def size(self) -> Size:
        """How much is searchable."""
        with self._engine.connect() as connection:
            seen = JUDGMENTS.c.state == State.SEARCHABLE.value
            judgments = connection.scalar(select(func.count()).select_from(JUDGMENTS).where(seen))
            passages = connection.scalar(
                select(func.count())
                .select_from(PASSAGES)
                .join(JUDGMENTS, JUDGMENTS.c.id == PASSAGES.c.judgment_id)
                .where(seen)
            )
            return Size(judgments or 0, passages or 0)

    def state_of(self, judgment_id: str) -> State | None:
        """The state of a judgment, or None if it is unknown."""
        with self._engine.connect() as connection:
            query = select(JUDGMENTS.c.state).where(JUDGMENTS.c.id == judgment_id)
            state = connection.scalar(query)
            return State(state) if state else None

    def judgment_at(self, origin: str) -> str | None:
        """The id of the judgment that a source now holds, or None."""
        with self._engine.connect() as connection:
            return connection.scalar(
                select(SOURCES.c.judgment_id).where(SOURCES.c.origin == origin)
            )

    def resolve(self, name: str) -> list[str]:
        """Ids of the searchable judgments that a source id or a judgment id names, in order.

        The name of a copy names the one that is searched in its place.
        """
        sources = sources_by_judgment()
        with self._engine.connect() as connection:
            by_source = select(sources.c.judgment_id).where(sources.c.source_id == name)
            by_copy = select(JUDGMENTS.c.copy_of).where(JUDGMENTS.c.id == name)
            known = (JUDGMENTS.c.id == name) | JUDGMENTS.c.id.in_(by_source.union(by_copy))
            query = (
                select(JUDGMENTS.c.id)
                .where(known)
                .where(JUDGMENTS.c.state == State.SEARCHABLE.value)
                .order_by(JUDGMENTS.c.id)
            )
            return list(connection.scalars(query))

    def judgment(self, judgment_id: str) -> Judgment:
        """One whole judgment. Raises KeyError for an unknown id."""
        with self._engine.connect() as connection:
            query = select(JUDGMENTS).where(JUDGMENTS.c.id == judgment_id)
            row = connection.execute(query).mappings().first()
        if row is None:
            raise KeyError(judgment_id)
        return judgment_from_row(row)

    def passages_of(self, judgment_id: str) -> list[Passage]:
        """A judgment's passages, whatever its state, in text order."""
        with self._engine.connect() as connection:
            return passages_of(connection, judgment_id)

    def passages_of_all(self, judgment_ids: Sequence[str]) -> list[Passage]:
        """The passages of a few searchable judgments, in the order of the ids, then of the text."""
        with self._engine.connect() as connection:
            return passages_of_all(connection, judgment_ids)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids that belong to searchable judgments, by id."""
        with self._engine.connect() as connection:
            return passages_by_id(connection, passage_ids)

    def passage_ids(self, scope: Scope) -> list[str]:
        """Ids of the searchable passages in a scope, in order; a broad scope has very many."""
        return self.scopes.passage_ids(scope)

    def select(self, wanted: Filter, among: Collection[str] | None = None) -> Selection:
        """The searchable judgments, or those of them that are named, whose heads match a filter."""
        return self.scopes.select(wanted, among)

    def entries(self, judgment_ids: Sequence[str] | None = None) -> Iterator[Entry]:
        """The searchable judgments, or those of them that are named, by title then id.

        The sources of copies are listed after a judgment's own.
        """
        with self._engine.connect() as connection:
            yield from listed(connection, judgment_ids)

    def entries_by_id(self, judgment_ids: set[str]) -> dict[str, Entry]:
        """The named searchable judgments as list entries, by id."""
        if not judgment_ids:
            return {}
        return {entry.judgment_id: entry for entry in self.entries(sorted(judgment_ids))}

    # The library's own notes

    def note(self, key: str) -> str | None:
        """A note kept under a key, such as the indexes' generation, or None."""
        with self._engine.connect() as connection:
            return connection.scalar(select(STATE.c.value).where(STATE.c.key == key))

    def set_note(self, key: str, value: str) -> None:
        """Keep a note, in place of an earlier one."""
        with self._engine.begin() as connection:
            connection.execute(delete(STATE).where(STATE.c.key == key))
            connection.execute(insert(STATE).values(key=key, value=value))


def _write(
    connection: Connection, judgment: Judgment, passages: Sequence[Passage], state: State
) -> None:
    connection.execute(delete(PASSAGES).where(PASSAGES.c.judgment_id == judgment.id))
    connection.execute(delete(JUDGMENTS).where(JUDGMENTS.c.id == judgment.id))
    connection.execute(insert(JUDGMENTS).values(state=state.value, **judgment_row(judgment)))
    if passages:
        rows = [passage_row(passage, number) for number, passage in enumerate(passages)]
        connection.execute(insert(PASSAGES), rows)
