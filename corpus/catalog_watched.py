"""The files of watched folders as they were when last read, so that none is read twice."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from corpus.catalog_tables import WATCHED_FILES


class Stamp(NamedTuple):
    """What a change of a file shows by, without opening it."""

    size: int  # bytes
    changed: int  # nanoseconds


class WatchedFiles:
    """The files that were read from one catalog's watched folders. Every method is one transaction.

    A file that is gone stays known: a network drive that is away for a moment is not read anew.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self) -> dict[str, Stamp]:
        """Every file that was read, by path."""
        query = select(WATCHED_FILES.c.path, WATCHED_FILES.c.size, WATCHED_FILES.c.changed)
        with self._engine.connect() as connection:
            return {path: Stamp(*rest) for path, *rest in connection.execute(query)}

    def remember(self, files: Mapping[str, Stamp]) -> None:
        """Keep these as read, in place of what they were before."""
        if not files:
            return
        with self._engine.begin() as connection:
            for path, stamp in files.items():
                connection.execute(delete(WATCHED_FILES).where(WATCHED_FILES.c.path == path))
                connection.execute(insert(WATCHED_FILES).values(path=path, **stamp._asdict()))

    def forget_under(self, folder: str) -> None:
        """Forget what was read from a folder; `folder` ends with the system's separator."""
        under = WATCHED_FILES.c.path.startswith(folder, autoescape=True)
        with self._engine.begin() as connection:
            connection.execute(delete(WATCHED_FILES).where(under))
