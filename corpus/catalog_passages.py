"""Passages as they are read from a catalog's table, for the hundreds that a search looks at."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from corpus.catalog_scope import BATCH, in_sight
from corpus.catalog_tables import PASSAGES
from corpus.passage import Passage
from corpus.record import passage_from_columns


def passages_of(connection: Connection, judgment_id: str) -> list[Passage]:
    """A judgment's passages, whatever its state, in text order."""
    query = select(PASSAGES).where(PASSAGES.c.judgment_id == judgment_id)
    rows = connection.execute(query.order_by(PASSAGES.c.ordinal))
    return [passage_from_columns(*row) for row in rows.all()]


def passages_of_all(connection: Connection, judgment_ids: Sequence[str]) -> list[Passage]:
    """The passages of a few searchable judgments, in the order of the ids, then of the text."""
    query = select(PASSAGES).where(PASSAGES.c.judgment_id.in_(judgment_ids)).where(in_sight())
    rows = connection.execute(query.order_by(PASSAGES.c.judgment_id, PASSAGES.c.ordinal))
    place = {id_: number for number, id_ in enumerate(judgment_ids)}
    found = [passage_from_columns(*row) for row in rows.all()]
    return sorted(found, key=lambda passage: place[passage.judgment_id])


def passages_by_id(connection: Connection, passage_ids: Sequence[str]) -> dict[str, Passage]:
    """The passages with these ids that belong to searchable judgments."""
    found: dict[str, Passage] = {}
    for start in range(0, len(passage_ids), BATCH):
        these = PASSAGES.c.id.in_(passage_ids[start : start + BATCH])
        query = select(PASSAGES).where(these).where(in_sight())
        for row in connection.execute(query).all():  # all at once: faster than one by one
            found[row[0]] = passage_from_columns(*row)
    return found
