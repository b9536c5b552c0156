"""What a count or a list needs of every judgment: heads and qualities, never texts."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.engine import Engine

from corpus.catalog_scope import BATCH, in_sight
from corpus.catalog_state import State
from corpus.catalog_tables import JUDGMENTS, PASSAGES
from corpus.judgment import DIGEST, Header
from corpus.mention_rows import statutes_from_row
from corpus.passage import Passage
from corpus.record import header_from_row, passage_from_columns
from corpus.scope import name_key, year_of
from corpus.statute import CitedStatute
from corpus.voice import Voice


@dataclass(frozen=True, slots=True)
class Facts:
    """One searchable judgment as it is counted."""

    judgment_id: str
    title: str
    header: Header
    spun: bool
    partial: bool = False

    @property
    def year(self) -> int | None:
        """Of the decision; None where the head does not say."""
        return year_of(self.header.date)

    @property
    def is_digest(self) -> bool:
        """Whether it is our own restatement, no judgment."""
        return self.header.doc_type == DIGEST


_HEADS = select(*(JUDGMENTS.c[name] for name in ("id", "title", "spun", "partial", "header")))


def _facts(rows: Iterable[Any]) -> list[Facts]:
    return [
        Facts(id_, title, header_from_row(head), bool(spun), bool(partial))
        for id_, title, spun, partial, head in rows
    ]


class FactsReader:
    """The facts of one catalog. `ids` of None means every searchable judgment.

    A broad set of ids is sifted here: it may name more judgments than a database binds values.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self, ids: Collection[str] | None = None) -> list[Facts]:
        """The facts of searchable judgments, by id; unknown ids are no error."""
        return _facts(self._rows(_HEADS, ids))

    def copies(self, ids: Collection[str] | None = None) -> int:
        """How many judgments wait as copies behind these."""
        query = select(JUDGMENTS.c.copy_of).where(JUDGMENTS.c.state == State.COPY.value)
        with self._engine.connect() as connection:
            return sum(ids is None or of in ids for of in connection.scalars(query))

    def citing(
        self, law: str, ids: Collection[str] | None = None
    ) -> dict[str, tuple[CitedStatute, ...]]:
        """Whatever the searchable judgments cite that name a law by this full name, by id."""
        held = cast(JUDGMENTS.c.mentions, Text).contains(json.dumps(law)[1:-1], autoescape=True)
        rows = self._rows(select(JUDGMENTS.c.id, JUDGMENTS.c.mentions).where(held), ids)
        return {id_: statutes_from_row(mentions) for id_, mentions in rows}

    def orders(self, ids: Collection[str] | None = None) -> dict[str, tuple[Passage, ...]]:
        """The passages of the order of each searchable judgment that has one, in text order."""
        query = (
            select(PASSAGES)
            .where(PASSAGES.c.voice == Voice.ORDER.value)
            .where(in_sight())
            .order_by(PASSAGES.c.judgment_id, PASSAGES.c.ordinal)
        )
        found: dict[str, tuple[Passage, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query).all():
                if ids is None or row.judgment_id in ids:
                    passage = passage_from_columns(*row)
                    found[row.judgment_id] = (*found.get(row.judgment_id, ()), passage)
        return found

    def numbered(self, numbers: Sequence[str]) -> list[str]:
        """Ids of the searchable judgments that bear one of these case numbers, in order."""
        query = select(JUDGMENTS.c.id).where(JUDGMENTS.c.case_number.in_(numbers))
        return [id_ for (id_,) in self._rows(query, None)] if numbers else []

    def reviews(self, cause: str, party: str) -> list[Facts]:
        """The searchable judgments of a higher instance in a cause whose heads hold a name."""
        columns = JUDGMENTS.c
        query = (
            _HEADS.where(columns.instance.in_(("二审", "再审")))
            .where(columns.cause_key == name_key(cause))
            .where(cast(columns.header, Text).contains(json.dumps(party)[1:-1], autoescape=True))
        )
        return _facts(self._rows(query, None))

    def _rows(self, query: Select[Any], ids: Collection[str] | None) -> list[Any]:
        """The rows of searchable judgments, by id; the first column is the id."""
        query = query.where(JUDGMENTS.c.state == State.SEARCHABLE.value).order_by(JUDGMENTS.c.id)
        if ids is not None and len(ids) <= BATCH:
            query = query.where(JUDGMENTS.c.id.in_(ids))
        wanted = None if ids is None else frozenset(ids)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [row for row in rows if wanted is None or row[0] in wanted]
