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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import Unavailable
from ingest.load.confine import MEMORY
from ingest.load.outcome import Arrival, Loaded, Outcome, Refused
from ingest.load.wire import BrokenMessage, outcome_from_json, receive, send
from ingest.load.wish import Part, Wish, wish_as_json
from ingest.patience import Limits, Patience

START_SECONDS = 60
"""Seconds in which a worker must be up, on a machine that is busy with other things."""

PROGRAM = ("-m", "ingest.load.child")
"""What Python runs in a worker."""

_log = logging.getLogger(__name__)


class Worker:
    """A child process that reads one file after the other. One thread at a time may use it.

    `is_fresh` is whether it may be given another file. Raises Unavailable if it does not start.
    """

    def __init__(self, limits: Limits, program: Sequence[str] = PROGRAM) -> None:
        self._limits = limits
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

    def read(self, wish: Wish, on_page: Callable[[int, int], None]) -> Iterator[Outcome]:
        """Every judgment of what is asked for; if the process fails, a Refused that says how
        comes last. `on_page` hears of recognised pages: how many, of how many."""
        patience = Patience(self._limits)
        try:
            send(self._in, wish_as_json(wish))
            while True:
                message = self._receive(patience.left())
                if message is None:
                    raise BrokenMessage("ended")
                if "done" in message:
                    self.is_fresh = not message.get("tired")
                    return
                if "pages" in message:
                    patience.announced(int(message["pages"]))
                elif "page" in message:
                    patience.page_done()
                else:
                    yield _as_given(outcome_from_json(message), wish)
                    patience = Patience(self._limits)
                if patience.pages:
                    on_page(patience.done, patience.pages)
        except (BrokenMessage, OSError, ValueError):
            self.kill()
            yield _failed(wish, self._fault(patience))

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

    def _fault(self, patience: Patience) -> str:
        """Why the process gave no answer, for the reader."""
        code = self._process.wait()
        if self._timed_out or code in _OUT_OF_TIME:
            if patience.pages:
                return (
                    f"文字识别超时（{patience.spent}），没有导入。电脑可能正忙，请稍后重新导入；"
                    "如果仍然超时，请把文件拆小，或先用其他软件识别成文字。"
                )
            return (
                f"解析超时（{patience.spent}），没有导入。文件可能已损坏或结构异常；"
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


def _failed(wish: Wish, fault: str) -> Refused:
    match wish:
        case Loaded(origin, source_id):
            return Refused(origin, source_id, f"{source_id} {fault}")
        case Part(path):
            return Refused(str(path), path.name, f"{wish} {fault}")
        case Path():
            return Refused(str(wish), wish.name, f"{wish} {fault}")


def _as_given(outcome: Outcome, wish: Wish) -> Outcome:
    """The outcome, its file called as the person called it."""
    if isinstance(wish, Loaded):
        return outcome
    path = wish.path if isinstance(wish, Part) else wish
    source = str(path.absolute())
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
