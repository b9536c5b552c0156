"""Reads files in child processes, so that a hostile one costs itself and nothing else.

A few workers are kept, each limited in memory, time and what it may do (ingest.load.confine).
One that dies or takes too long is replaced, and its file Refused with the reason. All cores are
used; what is read comes back in the order of the files.
"""

import atexit
import os
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from ingest.load.confine import SECONDS
from ingest.load.outcome import Outcome, Refused
from ingest.worker import PROGRAM, Worker

MOST_WORKERS = 4
"""Processes at most; one a core below that."""

LOOK_AHEAD = 16
"""Files read ahead of the one whose judgments are taken: a batch is read while one is indexed."""

HELD = 4
"""Messages held of a file that is read ahead; its worker waits with more."""


class Sandbox:
    """Workers that wait for files. Safe to share between threads."""

    def __init__(
        self,
        workers: int | None = None,
        seconds: float = SECONDS,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        """`workers` processes at most, `seconds` for a document, `program` for Python to run."""
        self._most = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        self._seconds = seconds
        self._program = program
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    @contextmanager
    def reading(self, files: Iterable[Path | Refused]) -> Iterator[Iterator[Outcome]]:
        """Every judgment of every file, in order; what is Refused already is passed on in its
        place. Leaving the block ends the work at once.

        Raises Unavailable, as the first judgment is taken, if no worker can be started.
        """
        run = _Run(self, self._most)
        try:
            yield _in_order(run, files)
        finally:
            run.stop()

    def close(self) -> None:
        """End the waiting workers; the next file starts new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def take(self) -> Worker:
        """A worker of one's own."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                worker.end()
        return Worker(self._seconds, self._program)

    def give_back(self, worker: Worker) -> None:
        """A worker that may be used again, or is to be ended."""
        with self._lock:
            keep = worker.is_fresh and worker.is_alive() and len(self._idle) < self._most
            if keep:
                self._idle.append(worker)
        if not keep:
            worker.end()


@cache
def shared_sandbox() -> Sandbox:
    """The sandbox of this process; its workers end with it."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox


class _Job:
    """A file and what comes of it, message by message."""

    def __init__(self, file: Path | Refused) -> None:
        self.file = file
        self.messages: queue.Queue[Outcome | Exception | None] = queue.Queue(HELD)

    def outcomes(self) -> Iterator[Outcome]:
        if isinstance(self.file, Refused):
            yield self.file
            return
        while (message := self._next()) is not None:
            if isinstance(message, Exception):
                raise message
            yield message

    def _next(self) -> Outcome | Exception | None:
        while True:
            with suppress(queue.Empty):  # a wait without end cannot be interrupted everywhere
                return self.messages.get(timeout=1)


class _Run:
    """The threads of one reading, each with a worker of its own; they take jobs in order."""

    def __init__(self, sandbox: Sandbox, most: int) -> None:
        self._sandbox = sandbox
        self._most = most
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._busy: set[Worker] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def submit(self, file: Path | Refused) -> _Job:
        job = _Job(file)
        if isinstance(file, Path):
            self._jobs.put(job)
            if len(self._threads) < self._most:
                thread = threading.Thread(target=self._work, name="pandu-reading", daemon=True)
                self._threads.append(thread)
                thread.start()
        return job

    def stop(self) -> None:
        """End the threads; a worker that is still at a file is ended with its file."""
        with self._lock:
            self._stopped = True
            for worker in self._busy:
                worker.kill()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._stopped:
            assert isinstance(job.file, Path)
            try:
                self._read(job, job.file)
            except Exception as error:  # told where the judgments are taken
                self._offer(job, error)
            self._offer(job, None)

    def _read(self, job: _Job, path: Path) -> None:
        worker = self._sandbox.take()
        with self._lock:
            self._busy.add(worker)
            if self._stopped:
                worker.kill()
        try:
            for outcome in worker.read(path):
                self._offer(job, outcome)
        finally:
            with self._lock:
                self._busy.discard(worker)
            self._sandbox.give_back(worker)

    def _offer(self, job: _Job, message: Outcome | Exception | None) -> None:
        while not self._stopped:
            with suppress(queue.Full):
                job.messages.put(message, timeout=0.2)
                return


def _in_order(run: _Run, files: Iterable[Path | Refused]) -> Iterator[Outcome]:
    ahead: deque[_Job] = deque()
    for file in files:
        ahead.append(run.submit(file))
        if len(ahead) >= LOOK_AHEAD:
            yield from ahead.popleft().outcomes()
    while ahead:
        yield from ahead.popleft().outcomes()
