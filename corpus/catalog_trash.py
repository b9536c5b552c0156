"""The trash: removed judgments, kept as they were given until they are deleted for good.

A removed judgment leaves judgments, passages and sources at once. Its text and what it was
given with stay here; read again by the rules of the day, they give the same judgment.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection, Engine

from corpus.catalog_state import State
from corpus.catalog_tables import JUDGMENTS, SOURCES, TRASH
from corpus.judgment import Given
from corpus.record import given_from_row

BATCH = 400
"""Most values in one IN (…), of which two stand in one query: SQLite's oldest limit is 999."""

_SHOWN = (
    "judgment_id", "batch", "removed_at", "searched_id", "title", "court", "case_number", "date",
    "characters", "sources",
)  # fmt: skip
_COPIED = ("title", "court", "case_number", "date", "characters", "given", "text")


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed judgment as a list shows it."""

    judgment_id: str
    batch: str  # what was removed together
    removed_at: str  # ISO, UTC
    searched_id: str  # itself, or the one that it was a copy of
    title: str
    court: str | None
    case_number: str | None
    date: str | None
    characters: int
    sources: tuple[tuple[str, str], ...]  # origin and source id, by origin

    @property
    def is_copy(self) -> bool:
        """Whether another judgment was searched in its place."""
        return self.searched_id != self.judgment_id


@dataclass(frozen=True, slots=True)
class Kept:
    """What a removed judgment can be read from again."""

    removed: Removed
    text: str
    given: Given


class Trash:
    """The trash of one catalog. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take_in(self, judgment_ids: Iterable[str], batch: str, at: str) -> list[Removed]:
        """Put judgments into the trash, now REMOVING and without a source.

        With one that is searched go its copies; a copy that is named goes alone. Unknown ids,
        and those on their way in or out, are passed over. Returns what went, by title then id.
        """
        settled = (State.SEARCHABLE.value, State.COPY.value)
        columns = (JUDGMENTS.c.id, JUDGMENTS.c.copy_of, *(JUDGMENTS.c[n] for n in _COPIED))
        gone: list[str] = []
        with self._engine.begin() as connection:
            for ids in _batches(list(dict.fromkeys(judgment_ids))):
                named = or_(JUDGMENTS.c.id.in_(ids), JUDGMENTS.c.copy_of.in_(ids))
                query = select(*columns).where(named).where(JUDGMENTS.c.state.in_(settled))
                for row in connection.execute(query).mappings().all():
                    self._take_in(connection, row, batch, at)
                    gone.append(row["id"])
            return _in_order(r for ids in _batches(gone) for r in _removed(connection, ids))

    @staticmethod
    def _take_in(connection: Connection, row: Any, batch: str, at: str) -> None:  # noqa: ANN401
        id_ = row["id"]
        own = select(SOURCES.c.origin, SOURCES.c.source_id).where(SOURCES.c.judgment_id == id_)
        before = select(TRASH.c.sources).where(TRASH.c.judgment_id == id_)
        # Removed before and taken in again since: what it was called then is not lost.
        sources = dict(connection.scalar(before) or ())
        for origin, source_id in connection.execute(own):
            sources[origin] = source_id
        connection.execute(delete(TRASH).where(TRASH.c.judgment_id == id_))
        connection.execute(
            insert(TRASH).values(
                judgment_id=id_,
                batch=batch,
                removed_at=at,
                searched_id=row["copy_of"] or id_,
                sources=sorted(sources.items()),
                **{name: row[name] for name in _COPIED},
            )
        )
        connection.execute(delete(SOURCES).where(SOURCES.c.judgment_id == id_))
        connection.execute(
            update(JUDGMENTS)
            .where(JUDGMENTS.c.id == id_)
            .values(state=State.REMOVING.value, copy_of=None)
        )

    def every(self) -> list[Removed]:
        """What is in the trash, the latest first; of one moment by title, then id."""
        with self._engine.connect() as connection:
            found = _in_order(_removed(connection))
        return sorted(found, key=lambda removed: removed.removed_at, reverse=True)

    def some(self, judgment_ids: Sequence[str]) -> list[Removed]:
        """Those of these that are in the trash, by title, then id."""
        with self._engine.connect() as connection:
            return _in_order(r for ids in _batches(judgment_ids) for r in _removed(connection, ids))

    def before(self, at: str) -> list[str]:
        """Ids of what was removed before a moment, in order."""
        query = select(TRASH.c.judgment_id).where(TRASH.c.removed_at < at)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(TRASH.c.judgment_id)))

    def latest(self) -> str | None:
        """What was removed together last, as its batch; None where the trash is empty."""
        query = select(TRASH.c.batch).order_by(TRASH.c.removed_at.desc(), TRASH.c.batch).limit(1)
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def batch(self, name: str) -> list[str]:
        """Ids of what was removed together and is still in the trash, in order."""
        query = select(TRASH.c.judgment_id).where(TRASH.c.batch == name)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(TRASH.c.judgment_id)))

    def count(self) -> int:
        """How many judgments are in the trash."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(TRASH)) or 0

    def kept(self, judgment_id: str) -> Kept | None:
        """What one can be read from again; None where it is not in the trash."""
        query = select(TRASH).where(TRASH.c.judgment_id == judgment_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return Kept(_shown(row), row["text"], given_from_row(row["given"])) if row else None

    def drop(self, judgment_ids: Iterable[str]) -> None:
        """Forget what is kept of these; unknown ids are no error."""
        with self._engine.begin() as connection:
            for ids in _batches(list(judgment_ids)):
                connection.execute(delete(TRASH).where(TRASH.c.judgment_id.in_(ids)))

    def names(self, name: str) -> list[str]:
        """Ids of the judgments, copies among them, that a source id or a judgment id names."""
        of_source = select(SOURCES.c.judgment_id).where(SOURCES.c.source_id == name)
        settled = (State.SEARCHABLE.value, State.COPY.value)
        query = (
            select(JUDGMENTS.c.id)
            .where(or_(JUDGMENTS.c.id == name, JUDGMENTS.c.id.in_(of_source)))
            .where(JUDGMENTS.c.state.in_(settled))
            .order_by(JUDGMENTS.c.id)
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def living_in(self, file: str) -> int:
        """How many sources of judgments in the library lie in a file, or are it."""
        inside = SOURCES.c.origin.startswith(f"{file}::", autoescape=True)
        query = select(func.count()).select_from(SOURCES).where((SOURCES.c.origin == file) | inside)
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0


def _removed(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Removed]:
    query = select(*(TRASH.c[name] for name in _SHOWN))
    if ids is not None:
        query = query.where(TRASH.c.judgment_id.in_(ids))
    return map(_shown, connection.execute(query).mappings().all())


def _in_order(found: Iterable[Removed]) -> list[Removed]:
    return sorted(found, key=lambda removed: (removed.title, removed.judgment_id))


def _shown(row: Any) -> Removed:  # noqa: ANN401 - a row's mapping
    fields = {name: row[name] for name in _SHOWN}
    fields["sources"] = tuple((origin, source_id) for origin, source_id in fields["sources"])
    return Removed(**fields)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
