"""The list of what is in a catalog: heads, qualities, sources and sizes, never texts."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from corpus.catalog_copies import sources_by_judgment
from corpus.catalog_state import State
from corpus.catalog_tables import JUDGMENTS, PASSAGES, SOURCES
from corpus.record import Entry, entry_from_rows

LISTED = (
    "id", "title", "doc_type", "court", "case_number", "date", "spun", "partial", "characters",
    "given", "cause_key", "instance", "court_level", "year",
)  # fmt: skip
"""The columns a list of judgments needs; texts and sentences stay where they are."""


def listed(connection: Connection, judgment_ids: Sequence[str] | None = None) -> Iterator[Entry]:
    """The searchable judgments, or those of them that are named, by title then id.

    The sources of copies are listed after a judgment's own.
    """
    sources = sources_by_judgment()
    count = (  # a judgment at a time: a few entries do not cost a look at every passage
        select(func.count())
        .where(PASSAGES.c.judgment_id == JUDGMENTS.c.id)
        .correlate(JUDGMENTS)
        .scalar_subquery()
    )
    query = (
        select(
            *(JUDGMENTS.c[name] for name in LISTED),
            count.label("passages"),
            sources.c.origin,
            sources.c.source_id,
        )
        # One query, so that one moment is seen: a source moves on while we read.
        .join(sources, sources.c.judgment_id == JUDGMENTS.c.id)
        .where(JUDGMENTS.c.state == State.SEARCHABLE.value)
        .order_by(JUDGMENTS.c.title, JUDGMENTS.c.id, sources.c.copied, sources.c.origin)
    )
    if judgment_ids is not None:
        copy = JUDGMENTS.alias()
        theirs = copy.c.id.in_(judgment_ids) | copy.c.copy_of.in_(judgment_ids)
        origins = (
            select(SOURCES.c.origin).join(copy, copy.c.id == SOURCES.c.judgment_id).where(theirs)
        )
        # Both: by the second SQLite finds a few sources without a look at every one.
        query = query.where(JUDGMENTS.c.id.in_(judgment_ids), sources.c.origin.in_(origins))
    rows = connection.execute(query).mappings()
    for _, group in groupby(rows, lambda row: row["id"]):
        yield entry_from_rows(list(group))
