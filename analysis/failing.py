"""Keeps what could not be read, so that it can be seen, tried again and dismissed."""

import os
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime

from corpus.catalog_failures import Failure, FailureLedger, file_of
from ingest.report import IngestReport, Status


def keeping_failures(
    reports: Iterable[IngestReport], ledger: FailureLedger
) -> Generator[IngestReport]:
    """The reports as they come; what failed is kept, and what no longer fails is forgotten.

    A file's earlier failures are forgotten when it has been read to its end, also those of rows
    that it no longer holds. Broken off, what failed until then is kept and nothing forgotten.
    """
    keeper = _Keeper(ledger)
    try:
        for report in reports:
            keeper.hear(report)
            yield report
        keeper.finish_file()
    finally:
        keeper.keep()


class _Keeper:
    def __init__(self, ledger: FailureLedger) -> None:
        self._ledger = ledger
        self._failing = {failure.file for failure in ledger.every()}
        self._file = ""
        self._failed: dict[str, Failure] = {}

    def hear(self, report: IngestReport) -> None:
        origin = _whole(report.source)
        if file_of(origin) != self._file:
            self.finish_file()
            self._file = file_of(origin)
        if report.status is Status.FAILED:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._failed[origin] = Failure(origin, report.source_id, report.reason, now)

    def finish_file(self) -> None:
        if self._file in self._failing:
            self._ledger.forget(self._mended())
        self.keep()

    def keep(self) -> None:
        self._ledger.keep(self._failed.values())
        self._failed = {}

    def _mended(self) -> Iterator[str]:
        return (o for o in self._ledger.of_file(self._file) if o not in self._failed)


def _whole(origin: str) -> str:
    """The origin with its file's full path: what is refused unread is named as it was typed."""
    file = file_of(origin)
    return os.path.realpath(file) + origin.removeprefix(file)
