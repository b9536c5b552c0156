"""Reads files in child processes, so that a hostile one costs itself and nothing else.

A few workers are kept, each limited in memory, time and what it may do (ingest.load.confine).
One that dies or takes too long is replaced, and its file Refused with the reason. All cores are
used; what is read comes back in the order of the files.
"""

import atexit
import logging
import os
import queue
import shutil
import signal
import site
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import Unavailable
from ingest.load.confine import MEMORY, SECONDS
from ingest.load.outcome import Arrival, Refused
from ingest.load.wire import BrokenMessage, outcome_from_json, receive, send

MOST_WORKERS = 4
"""Processes at most; one a core below that."""

LOOK_AHEAD = 16
"""Files read ahead of the one whose judgments are taken: a batch is read while one is indexed."""

HELD = 4
"""Messages held of a file that is read ahead; its worker waits with more."""

START_SECONDS = 60
"""Seconds in which a worker must be up, on a machine that is busy with other things."""

Outcome = Arrival | Refused

_log = logging.getLogger(__name__)


class Sandbox:
    """Workers that wait for files. Safe to share between threads."""

    def __init__(self, workers: int | None = None, seconds: float = SECONDS) -> None:
        self._most = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        self._seconds = seconds
        self._idle: list[_Worker] = []
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

    def take(self) -> "_Worker":
        """A worker of one's own."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive():
                    return worker
                worker.end()
        return _Worker(self._seconds)

    def give_back(self, worker: "_Worker") -> None:
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
        self._busy: set[_Worker] = set()
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


class _Worker:
    """One reading process."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timed_out = False
        self.is_fresh = True
        self._folder = Path(tempfile.mkdtemp(prefix="pandu-"))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-X", "utf8", "-m", "ingest.load.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            env=_environment(self._folder),
            start_new_session=True,  # Ctrl-C is for the program, and a kill for the whole group
        )
        try:
            ready = self._receive(START_SECONDS)
        except BrokenMessage:
            ready = None
        if ready is None or not ready.get("ready"):
            self.end()
            raise Unavailable(
                "读取文件的子进程启动不了，不能导入文件。请重新安装判读（make install）后再试；"
                "如果内存不足，请先关掉别的程序。"
            )
        if not ready.get("limited"):
            _warn_unlimited()

    def read(self, path: Path) -> Iterator[Outcome]:
        """Every judgment of a file; if the process fails, a Refused that says how comes last."""
        source = str(path.absolute())
        try:
            send(self._in, {"path": source})
            while True:
                message = self._receive(self._seconds)
                if message is None:
                    raise BrokenMessage("ended")
                if "done" in message:
                    self.is_fresh = not message.get("tired")
                    return
                if "page" not in message:
                    yield _as_given(outcome_from_json(message), source, path)
        except (BrokenMessage, OSError):
            self.kill()
            yield Refused(str(path), path.name, f"{path} {self._fault()}")

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process and what it started, at once."""
        self.is_fresh = False
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()

    def end(self) -> None:
        """End the process and leave nothing of it behind."""
        self.kill()
        self._process.wait()
        with suppress(OSError):
            self._in.close()
        self._out.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _in(self) -> Any:  # noqa: ANN401 - typeshed: IO[bytes] | None
        return self._process.stdin

    @property
    def _out(self) -> Any:  # noqa: ANN401
        return self._process.stdout

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """The next message; the process is ended if there is none in time."""
        clock = threading.Timer(seconds, self._give_up)
        clock.daemon = True
        clock.start()
        try:
            return receive(self._out)
        finally:
            clock.cancel()

    def _give_up(self) -> None:
        self._timed_out = True
        self.kill()

    def _fault(self) -> str:
        """Why the process gave no answer, for the reader."""
        code = self._process.wait()
        if self._timed_out or code in _OUT_OF_TIME:
            return (
                f"解析超时（超过 {self._seconds:g} 秒），没有导入。文件可能已损坏或结构异常；"
                "请用原来的软件打开确认，另存为 .txt 后再导入。"
            )
        return (
            f"让解析程序崩溃，没有导入。文件可能已损坏，或展开后太大（解析内存上限 "
            f"{MEMORY // 1024 // 1024} MB）；请用原来的软件打开确认，另存后再导入。"
        )


_OUT_OF_TIME = tuple(
    -number
    for name in ("SIGALRM", "SIGXCPU")
    if (number := getattr(signal, name, None)) is not None
)


def _as_given(outcome: Outcome, source: str, path: Path) -> Outcome:
    """The outcome, its file called as the person called it."""
    if isinstance(outcome, Arrival) or source == str(path):
        return outcome
    origin = str(path) if outcome.origin == source else outcome.origin
    return Refused(origin, outcome.source_id, outcome.reason.replace(source, str(path)))


def _environment(folder: Path) -> dict[str, str]:
    """What a worker knows of its surroundings: no keys, no proxies, a folder of its own."""
    kept = (
        "PATH",
        "SYSTEMROOT",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "LANG",
        "LC_ALL",
        "VIRTUAL_ENV",
    )
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    # Not installed, as in a checkout, the package is found by where it lies.
    root = str(Path(__file__).resolve().parents[1])
    if root not in site.getsitepackages():
        environment["PYTHONPATH"] = root
    return environment


@cache
def _warn_unlimited() -> None:
    _log.warning(
        "这台机器的系统不支持限制内存，解析文件时只限制时间。来源不明的文件请先在别处检查。"
    )
