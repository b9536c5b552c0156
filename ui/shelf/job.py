"""A reading that goes on in a thread of its own, whatever the reader does on the page meanwhile."""

import threading
from collections.abc import Callable
from time import monotonic

from ui.faults import told
from ui.shelf.outcome import UploadOutcome
from ui.shelf.uploads import Ear

Read = Callable[[Ear], object]
"""Reads, and tells an ear of it."""


class Job:
    """One reading. It is the ear of what it reads; another thread may look at it at any time."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._outcomes: list[UploadOutcome] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pandu-shelf", daemon=True)
        self._began = monotonic()
        self.words = "正在准备……"  # what is being done, Chinese
        self.part = 0.0  # of the files, 0 to 1
        self.fault = ""  # why it ended without reading, Chinese

    def start(self) -> "Job":
        """Begin; returns itself."""
        self._thread.start()
        return self

    @property
    def running(self) -> bool:
        """Whether it still reads."""
        return self._thread.is_alive()

    @property
    def outcomes(self) -> tuple[UploadOutcome, ...]:
        """What became of the documents so far, in the order in which they were read."""
        return tuple(self._outcomes)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return monotonic() - self._began

    def stop(self) -> None:
        """Read no more documents; what was read stays."""
        self._stop.set()

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, `timeout` seconds at most."""
        self._thread.join(timeout)

    # What it hears

    def doing(self, at: int, of: int, words: str) -> None:
        self.words, self.part = words, at / of

    def became(self, outcome: UploadOutcome) -> None:
        self._outcomes.append(outcome)

    def stopped(self) -> bool:
        return self._stop.is_set()

    def _run(self) -> None:
        try:
            self._read(self)
        except Exception as error:  # a thread has nobody else to tell
            self.fault = told(error)
