"""One reading process, seen from the program that started it."""

import logging
import os
import shutil
import signal
import site
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import Unavailable
from ingest.load.confine import MEMORY
from ingest.load.outcome import Arrival, Outcome, Refused
from ingest.load.wire import BrokenMessage, outcome_from_json, receive, send

START_SECONDS = 60
"""Seconds in which a worker must be up, on a machine that is busy with other things."""

PROGRAM = ("-m", "ingest.load.child")
"""What Python runs in a worker."""

_log = logging.getLogger(__name__)


class Worker:
    """A child process that reads one file after the other. One thread at a time may use it.

    `is_fresh` is whether it may be given another file. Raises Unavailable if it does not start.
    """

    def __init__(self, seconds: float, program: Sequence[str] = PROGRAM) -> None:
        self._seconds = seconds
        self._timed_out = False
        self.is_fresh = True
        self._folder = Path(tempfile.mkdtemp(prefix="pandu-"))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-X", "utf8", *program],
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
    environment["MALLOC_ARENA_MAX"] = "2"  # each more takes 64 MB of the address space
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
