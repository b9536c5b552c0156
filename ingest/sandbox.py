"""Reads files in child processes, so that a hostile one costs itself and nothing else.

A few workers are kept, each limited in memory, time and what it may do (ingest.load.confine).
One that dies or takes too long is replaced, and its file Refused with the reason. All cores are
used, for one large .jsonl too; what is read comes back in the order of the files.
"""

import atexit
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ingest.load.outcome import Loaded, Outcome, Refused
from ingest.load.wish import Part, Wish
from ingest.parts import Joined, parts_of
from ingest.patience import Limits
from ingest.worker import PROGRAM, Worker

MOST_WORKERS = 4
"""Processes at most; one a core below that."""

LOOK_AHEAD = 16
"""Files read ahead of the one whose judgments are taken: a batch is read while one is indexed."""

HELD = 4
"""Messages held of a file that is read ahead; its worker waits with more."""

HELD_OF_PART = 256
"""Of a part of a file, which is small, so that its worker need not wait for the parts before."""


TICK = 1.0
"""Seconds without news after which it is said what is waited for."""


class Waiting(NamedTuple):
    """The file that is waited for; of a scan, how many pages are recognised, and of how many."""

    path: Path
    done: int = 0
    pages: int = 0


OnWait = Callable[[Waiting], None]
"""Hears every second what is waited for: a person can be told, and can stop it."""


class Sandbox:
    """Workers that wait for files. Safe to share between threads."""

    def __init__(
        self,
        workers: int | None = None,
        limits: Limits | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        """`workers` processes at most, `limits` of time, `program` for Python to run."""
        self._most = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        self._limits = limits or Limits()
        self._program = program
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    @contextmanager
    def reading(
        self, files: Iterable[Path | Loaded | Refused], on_wait: OnWait | None = None
    ) -> Iterator[Iterator[Outcome]]:
        """Every judgment of every file and of every text read before, in order; what is Refused
        already is passed on in its place. Leaving the block ends the work at once.

        `on_wait` is called every second that a judgment is waited for, where they are taken.
        Raises Unavailable, as the first judgment is taken, if no worker can be started.
        """
        run = _Run(self, self._most)
        try:
            yield _in_order(run, files, on_wait or _unheard)
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
        return Worker(self._limits, self._program)

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


def _unheard(_: Waiting) -> None: ...


class _Job:
    """Something to read and what comes of it, message by message.

    `whole` joins the parts of one file. A job that is `dropped` need not be read any more.
    """

    def __init__(self, wish: Wish | Refused, whole: Joined | None = None) -> None:
        self.wish = wish
        self.whole = whole
        held = HELD_OF_PART if isinstance(wish, Part) else HELD
        self.messages: queue.Queue[Outcome | Exception | None] = queue.Queue(held)
        self._done = self._pages = 0
        self.dropped = False

    def outcomes(self, on_wait: OnWait) -> Iterator[Outcome]:
        if isinstance(self.wish, Refused):
            yield self.wish
            return
        while (message := self._next(on_wait)) is not None:
            if isinstance(message, Exception):
                raise message
            yield message if self.whole is None else self.whole.told(message)

    def page_done(self, done: int, pages: int) -> None:
        self._done, self._pages = done, pages

    def _next(self, on_wait: OnWait) -> Outcome | Exception | None:
        while True:
            with suppress(queue.Empty):  # a wait without end cannot be interrupted everywhere
                return self.messages.get(timeout=TICK)
            if isinstance(self.wish, Path | Part):
                path = self.wish.path if isinstance(self.wish, Part) else self.wish
                on_wait(Waiting(path, self._done, self._pages))


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

    def submit(self, job: _Job) -> _Job:
        if not isinstance(job.wish, Refused):
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
            assert not isinstance(job.wish, Refused)
            try:
                self._read(job, job.wish)
            except Exception as error:  # told where the judgments are taken
                self._offer(job, error)
            self._offer(job, None)

    def _read(self, job: _Job, wish: Wish) -> None:
        if job.dropped:
            return
        worker = self._sandbox.take()
        with self._lock:
            self._busy.add(worker)
            if self._stopped:
                worker.kill()
        try:
            for outcome in worker.read(wish, job.page_done):
                if job.dropped:
                    worker.kill()  # in the middle of something nobody wants
                    break
                self._offer(job, outcome)
        finally:
            with self._lock:
                self._busy.discard(worker)
            self._sandbox.give_back(worker)

    def _offer(self, job: _Job, message: Outcome | Exception | None) -> None:
        while not self._stopped and not job.dropped:
            with suppress(queue.Full):
                job.messages.put(message, timeout=0.2)
                return


def _in_order(
    run: _Run, files: Iterable[Path | Loaded | Refused], on_wait: OnWait
) -> Iterator[Outcome]:
    ahead: deque[_Job] = deque()
    for file in files:
        for job in _jobs(file):
            ahead.append(run.submit(job))
            if len(ahead) >= LOOK_AHEAD:
                yield from _taken(ahead, on_wait)
    while ahead:
        yield from _taken(ahead, on_wait)


def _jobs(file: Path | Loaded | Refused) -> Iterator[_Job]:
    parts = parts_of(file) if isinstance(file, Path) else ()
    if not parts:
        yield _Job(file)
        return
    assert isinstance(file, Path)
    whole = Joined(file)
    for part in parts:
        if whole.given_up:
            return
        yield _Job(part, whole)


def _taken(ahead: deque[_Job], on_wait: OnWait) -> Iterator[Outcome]:
    """What comes of the first job; the rest of its file is dropped if it is given up."""
    job = ahead.popleft()
    for outcome in job.outcomes(on_wait):
        yield outcome
        if job.whole is not None and job.whole.given_up:
            yield job.whole.given_up
            dropped = [job, *(other for other in ahead if other.whole is job.whole)]
            for other in dropped:
                other.dropped = True
            for other in dropped[1:]:
                ahead.remove(other)
            return
