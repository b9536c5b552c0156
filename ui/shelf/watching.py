"""The thread that looks into watched folders while the page runs: one a process."""

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis import Assistant
    from analysis.watch import FolderWatch

INTERVAL = 10.0
"""Seconds from look to look."""

REST = 4.0
"""A look that takes long is followed by a rest so many times as long: a slow drive is not kept
busy."""

_log = logging.getLogger(__name__)
_one = threading.Lock()
_running: "Watcher | None" = None


class Watcher:
    """Looks again and again until it is stopped."""

    def __init__(self, watch: "FolderWatch", clock: Callable[[], float] = monotonic) -> None:
        self.watch = watch
        self._clock = clock
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self.run, name="pandu-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a batch that is being read is left at its next document."""
        self._stop.set()
        self._woken.set()

    def wake(self) -> None:
        """Look now."""
        self._woken.set()

    def run(self, rest: Callable[[float], object] | None = None) -> None:
        """Look and rest, in turn. `rest` waits for so many seconds."""
        rest = rest or self._rest
        while not self._stop.is_set():
            began = self._clock()
            try:
                self.watch.look(self._stop.is_set)
            except Exception:  # a database that is locked, a drive that breaks: the next may do
                _log.exception("looking into the watched folders failed")
            rest(max(INTERVAL, REST * (self._clock() - began)))

    def _rest(self, seconds: float) -> None:
        self._woken.wait(seconds)
        self._woken.clear()


def keep_watching(assistant: "Assistant") -> Watcher:
    """Have the folders of this assistant's library looked into, and of no other."""
    global _running
    with _one:
        if _running is not None and _running.watch is assistant.watch:
            return _running
        if _running is not None:
            _running.stop()
        _running = Watcher(assistant.watch)
        _running.start()
        return _running


def wake() -> None:
    """Have the folders looked into now, if anybody looks at all."""
    with _one:
        if _running is not None:
            _running.wake()
