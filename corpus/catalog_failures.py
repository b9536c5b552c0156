"""Documents that could not be read: where they lie, why, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Engine

from corpus.catalog_tables import FAILURES

BATCH = 500
"""Most values in one IN (…): SQLite's oldest limit on bound values is 999."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that is not in the library; `origin` is a path or path::row."""

    origin: str
    source_id: str  # what people call it
    reason: str  # Chinese
    at: str  # ISO, UTC

    @property
    def file(self) -> str:
        """The file that the document lies in, or is."""
        return file_of(self.origin)


def file_of(origin: str) -> str:
    """The file of an origin.

    >>> file_of("/案卷/导出.jsonl::12"), file_of("/案卷/一审.docx")
    ('/案卷/导出.jsonl', '/案卷/一审.docx')
    """
    return origin.partition("::")[0]


class FailureLedger:
    """The failures of one catalog. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, failures: Iterable[Failure]) -> None:
        """Keep failures, each in place of an earlier one of its origin."""
        rows = {
            f.origin: {
                "origin": f.origin,
                "file": f.file,
                "source_id": f.source_id,
                "reason": f.reason,
                "at": f.at,
            }
            for f in failures
        }
        if rows:
            with self._engine.begin() as connection:
                for batch in _batches(list(rows)):
                    connection.execute(delete(FAILURES).where(FAILURES.c.origin.in_(batch)))
                connection.execute(insert(FAILURES), list(rows.values()))

    def every(self) -> list[Failure]:
        """All of them, the latest first; of one moment by origin."""
        query = select(
            FAILURES.c.origin, FAILURES.c.source_id, FAILURES.c.reason, FAILURES.c.at
        ).order_by(FAILURES.c.at.desc(), FAILURES.c.origin)
        with self._engine.connect() as connection:
            return [Failure(*row) for row in connection.execute(query)]

    def of_file(self, file: str) -> list[str]:
        """The origins of the failures in a file, in order."""
        query = select(FAILURES.c.origin).where(FAILURES.c.file == file).order_by(FAILURES.c.origin)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def count(self) -> int:
        """How many there are."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(FAILURES)) or 0

    def forget(self, origins: Iterable[str]) -> None:
        """Drop the failures of these origins; unknown ones are no error."""
        named = list(dict.fromkeys(origins))
        if named:
            with self._engine.begin() as connection:
                for batch in _batches(named):
                    connection.execute(delete(FAILURES).where(FAILURES.c.origin.in_(batch)))


def _batches(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
