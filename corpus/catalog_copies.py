"""Which judgments are copies of which: one of them is searched, the others wait behind it.

A copy is a judgment in state COPY whose `copy_of` names the one that is searched in its place.
It keeps its text and its sources, has no passages, and takes the place when that one goes.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql.selectable import Subquery

from corpus.catalog_state import State
from corpus.catalog_tables import FINGERPRINTS, JUDGMENTS, PASSAGES, SOURCES
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.record import judgment_row, passage_row

KNOWN = (State.SEARCHABLE.value, State.COPY.value, State.LEAVING.value)
"""States of judgments that a new one may be a copy of."""


class Candidate(NamedTuple):
    """A judgment that may be a copy, and the one that is searched for it: itself, or another."""

    judgment_id: str
    searched_id: str


class WaitingCopy(NamedTuple):
    """A copy as a list shows it, behind the judgment that is searched in its place."""

    judgment_id: str
    searched_id: str
    title: str
    spun: bool
    partial: bool
    source_ids: tuple[str, ...]  # what people call it, by origin


class CopyLedger:
    """The copies of one catalog. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, judgment_id: str, keys: Iterable[str]) -> None:
        """Keep the keys by which copies of a judgment will be found, in place of earlier ones."""
        with self._engine.begin() as connection:
            forget_keys(connection, judgment_id)
            rows = [{"key": key, "judgment_id": judgment_id} for key in dict.fromkeys(keys)]
            if rows:
                connection.execute(insert(FINGERPRINTS), rows)

    def sharing(self, keys: Sequence[str], *, most: int | None = None) -> list[Candidate]:
        """The judgments, searchable or copies, that share a key; most keys first, then by id.

        `most` is how many are returned at most; all without it.
        """
        query = (
            select(JUDGMENTS.c.id, func.coalesce(JUDGMENTS.c.copy_of, JUDGMENTS.c.id))
            .join(FINGERPRINTS, FINGERPRINTS.c.judgment_id == JUDGMENTS.c.id)
            .where(FINGERPRINTS.c.key.in_(keys))
            .where(JUDGMENTS.c.state.in_(KNOWN))
            .group_by(JUDGMENTS.c.id)
            .order_by(func.count().desc(), JUDGMENTS.c.id)
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [Candidate(*row) for row in connection.execute(query)]

    def origins_of(self, judgment_id: str) -> set[str]:
        """Where a judgment itself came from; not where its copies did."""
        query = select(SOURCES.c.origin).where(SOURCES.c.judgment_id == judgment_id)
        with self._engine.connect() as connection:
            return set(connection.scalars(query))

    def copies_of(self, judgment_id: str) -> list[str]:
        """Ids of the copies that wait behind a judgment, in order."""
        query = select(JUDGMENTS.c.id).where(JUDGMENTS.c.copy_of == judgment_id)
        with self._engine.connect() as connection:
            return list(connection.scalars(query.order_by(JUDGMENTS.c.id)))

    def every(self) -> list[WaitingCopy]:
        """Every copy that waits, by the judgment that is searched for it, then by its own id."""
        columns = JUDGMENTS.c
        query = (
            select(
                columns.id, columns.copy_of, columns.title, columns.spun, columns.partial,
                SOURCES.c.source_id,
            )
            .join(SOURCES, SOURCES.c.judgment_id == columns.id, isouter=True)
            .where(columns.state.in_((State.COPY.value, State.LEAVING.value)))
            .order_by(columns.copy_of, columns.id, SOURCES.c.origin)
        )  # fmt: skip
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        names: dict[tuple[str, str, str, bool, bool], list[str]] = {}
        for id_, of, title, spun, partial, source_id in rows:
            names.setdefault((id_, of, title, bool(spun), bool(partial)), []).append(source_id)
        return [WaitingCopy(*key, tuple(filter(None, ids))) for key, ids in names.items()]

    def rest(self, judgment_ids: Iterable[str]) -> None:
        """Make LEAVING judgments, now out of the indexes, COPY: without passages."""
        with self._engine.begin() as connection:
            for judgment_id in judgment_ids:
                connection.execute(delete(PASSAGES).where(PASSAGES.c.judgment_id == judgment_id))
                connection.execute(
                    update(JUDGMENTS)
                    .where(JUDGMENTS.c.id == judgment_id)
                    .values(state=State.COPY.value)
                )

    def abandoned(self) -> list[str]:
        """Ids of the searchable judgments that no source of their own names, but a copy's does."""
        copied = select(JUDGMENTS.c.copy_of).where(JUDGMENTS.c.copy_of.is_not(None))
        query = (
            select(JUDGMENTS.c.id)
            .where(JUDGMENTS.c.state == State.SEARCHABLE.value)
            .where(JUDGMENTS.c.id.not_in(select(SOURCES.c.judgment_id)))
            .where(JUDGMENTS.c.id.in_(copied))
            .order_by(JUDGMENTS.c.id)
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def prepare(self, judgment: Judgment, passages: Sequence[Passage]) -> None:
        """Write a copy's passages, so that they can be indexed; it stays a copy."""
        with self._engine.begin() as connection:
            connection.execute(delete(PASSAGES).where(PASSAGES.c.judgment_id == judgment.id))
            connection.execute(
                update(JUDGMENTS)
                .where(JUDGMENTS.c.id == judgment.id)
                .values(**judgment_row(judgment))
            )
            if passages:
                rows = [passage_row(passage, number) for number, passage in enumerate(passages)]
                connection.execute(insert(PASSAGES), rows)

    def inherit(self, heir: str, gone: str) -> None:
        """Make a prepared copy searchable in the place of the one that goes, now REMOVING."""
        with self._engine.begin() as connection:
            connection.execute(
                update(JUDGMENTS).where(JUDGMENTS.c.copy_of == gone).values(copy_of=heir)
            )
            connection.execute(
                update(JUDGMENTS)
                .where(JUDGMENTS.c.id == heir)
                .values(state=State.SEARCHABLE.value, copy_of=None)
            )
            connection.execute(
                update(JUDGMENTS).where(JUDGMENTS.c.id == gone).values(state=State.REMOVING.value)
            )


def become_copy(connection: Connection, judgment_id: str, searched_id: str) -> None:
    """Put a judgment behind another, and with it whatever was behind it.

    One on its way in becomes COPY; one in sight LEAVING, since it is still in the indexes.
    """
    for before, after in ((State.PENDING, State.COPY), (State.SEARCHABLE, State.LEAVING)):
        connection.execute(
            update(JUDGMENTS)
            .where(JUDGMENTS.c.id == judgment_id)
            .where(JUDGMENTS.c.state == before.value)
            .values(state=after.value, copy_of=searched_id)
        )
    connection.execute(
        update(JUDGMENTS).where(JUDGMENTS.c.copy_of == judgment_id).values(copy_of=searched_id)
    )


def forget_keys(connection: Connection, judgment_id: str) -> None:
    """Forget by what the copies of a judgment were found."""
    connection.execute(delete(FINGERPRINTS).where(FINGERPRINTS.c.judgment_id == judgment_id))


def sources_by_judgment() -> Subquery:
    """Every source with the judgment that is searched for it; `copied` is 1 where it is another."""
    return (
        select(
            SOURCES.c.origin,
            SOURCES.c.source_id,
            func.coalesce(JUDGMENTS.c.copy_of, JUDGMENTS.c.id).label("judgment_id"),
            JUDGMENTS.c.copy_of.is_not(None).label("copied"),
        )
        .join(JUDGMENTS, JUDGMENTS.c.id == SOURCES.c.judgment_id)
        .subquery()
    )
