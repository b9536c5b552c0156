"""Which judgments match a filter, and which passages lie in a scope.

Never one IN (…) over a broad scope: it may name more judgments than a database binds values.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.engine import Engine

from corpus.catalog_state import State
from corpus.catalog_tables import JUDGMENTS, PASSAGES
from corpus.scope import Filter, Scope, Selection
from corpus.voice import Voice

BATCH = 500
"""Most ids in one IN (…): SQLite's oldest limit on bound values is 999."""

NARROW = 50
"""Judgments up to which the passages of a scope are soon listed: a few thousand."""

_IN_SIGHT = JUDGMENTS.c.state == State.SEARCHABLE.value


class ScopeReader:
    """The filters and scopes of one catalog."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def select(self, wanted: Filter, among: Collection[str] | None = None) -> Selection:
        """The searchable judgments, or those of `among`, that match; unknown ids are no error."""
        conditions = list(_conditions(wanted))
        met = and_(_IN_SIGHT, *(c.met for c in conditions))
        query = (
            select(JUDGMENTS.c.id, case((met, 1), else_=0))  # a null is not met
            .where(_IN_SIGHT)
            .where(*(or_(c.met, c.silent) for c in conditions))
            .order_by(JUDGMENTS.c.id)
        )
        named = None if among is None else frozenset(among)
        with self._engine.connect() as connection:
            rows = [
                (id_, matches)
                for id_, matches in connection.execute(query)
                if named is None or id_ in named
            ]
        matching = tuple(id_ for id_, matches in rows if matches)
        return Selection(matching, len(rows) - len(matching))

    def passage_ids(self, scope: Scope) -> list[str]:
        """Ids of the searchable passages in a scope, in order."""
        query = _passages_of(scope.voices)
        with self._engine.connect() as connection:
            if scope.judgment_ids is None:
                return list(connection.scalars(query.order_by(PASSAGES.c.id)))
            found: list[str] = []
            for batch in _batches(scope.judgment_ids):
                found += connection.scalars(query.where(PASSAGES.c.judgment_id.in_(batch)))
        return sorted(found)

    def members(self, scope: Scope) -> "ScopeMembers":
        """The passages of a scope, to be listed or asked for."""
        return ScopeMembers(self._engine, scope)


@dataclass(frozen=True, slots=True)
class ScopeMembers:
    """The searchable passages that lie in a scope. Looked up when asked for."""

    engine: Engine
    scope: Scope

    @property
    def few(self) -> bool:
        """Whether they are soon listed: a scope of few judgments."""
        ids = self.scope.judgment_ids
        return ids is not None and len(ids) <= NARROW

    def every(self) -> list[str]:
        """Their ids, in order."""
        return ScopeReader(self.engine).passage_ids(self.scope)

    def of(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of these passages that are members."""
        ids = self.scope.judgment_ids
        allowed = None if ids is None else frozenset(ids)
        query = _passages_of(self.scope.voices).add_columns(PASSAGES.c.judgment_id)
        with self.engine.connect() as connection:
            return {
                id_
                for batch in _batches(passage_ids)
                for id_, judgment_id in connection.execute(query.where(PASSAGES.c.id.in_(batch)))
                if allowed is None or judgment_id in allowed
            }


class _Condition(NamedTuple):
    """Whether a field holds what is asked for, and whether it holds nothing at all."""

    met: ColumnElement[bool]
    silent: ColumnElement[bool]


def _conditions(wanted: Filter) -> Iterator[_Condition]:
    """One a field that is asked for."""
    columns = JUDGMENTS.c
    for key, parts in ((columns.court_key, wanted.courts), (columns.cause_key, wanted.causes)):
        if parts:
            met = or_(*(key.contains(part, autoescape=True) for part in parts))
            yield _Condition(met, key.is_(None))
    for column, values in (
        (columns.court_level, wanted.levels),
        (columns.instance, wanted.instances),
    ):
        if values:
            yield _Condition(column.in_(values), column.is_(None))
    if wanted.years:
        met = or_(*(columns.year.between(years.first, years.last) for years in wanted.years))
        yield _Condition(met, columns.year.is_(None))


def _passages_of(voices: tuple[Voice, ...] | None) -> Select[Any]:
    """The ids of the searchable passages of some voices."""
    query = select(PASSAGES.c.id).where(in_sight())
    if voices is None:
        return query
    return query.where(PASSAGES.c.voice.in_([voice.value for voice in voices]))


def in_sight() -> ColumnElement[bool]:
    """That a passage's judgment is searchable; to be used beside what narrows the passages.

    A join would let SQLite begin with every searchable judgment: 500 passages by id then took
    1.1 s among 20,000 judgments, instead of 20 ms.
    """
    return exists().where(JUDGMENTS.c.id == PASSAGES.c.judgment_id).where(_IN_SIGHT)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
