"""Long work that a page begins, in a thread of its own: it goes on while readers look elsewhere."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ui.faults import told

Tell = Callable[[str, int, int], None]
"""Hears what is being done, in words, and how far it is: done, total."""


class StoppedError(Exception):
    """Raised within the work when somebody stopped it; it is to leave nothing half done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How work ended: in words, and with what it made, if it came to an end."""

    words: str
    failed: bool = False
    made: object = None


@dataclass(frozen=True, slots=True)
class Stage:
    """Where work is."""

    doing: str
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class Work:
    """One piece of work, begun when it is made."""

    def __init__(self, title: str, do: Callable[[Tell], Outcome]) -> None:
        """`do` gives the outcome; what it raises is one, too."""
        self.title = title
        self.stage = Stage("正在准备")
        self.outcome: Outcome | None = None
        self._do = do
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let it end at its next word."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        self._thread.join(seconds)
        return self.outcome is not None

    def _run(self) -> None:
        try:
            self.outcome = self._do(self._tell)
        except StoppedError:
            self.outcome = Outcome(f"已停止{self.title}，没有改动任何内容。")
        except Exception as error:
            self.outcome = Outcome(told(error), failed=True)

    def _tell(self, doing: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise StoppedError
        self.stage = Stage(doing, done, total)


class Desk:
    """The work of this process: one at a time, seen from every session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._works: dict[str, Work] = {}

    def begin(self, name: str, title: str, do: Callable[[Tell], Outcome]) -> bool:
        """Begin it, unless other work is under way; whether it was begun."""
        with self._lock:
            if any(work.outcome is None for work in self._works.values()):
                return False
            self._works[name] = Work(title, do)
            return True

    def of(self, name: str) -> Work | None:
        """The latest work of this name, ended or not."""
        return self._works.get(name)

    @property
    def busy(self) -> str:
        """The title of what is under way; empty if nothing is."""
        return next((w.title for w in self._works.values() if w.outcome is None), "")

    def put_away(self, name: str) -> None:
        """Forget work that has ended."""
        with self._lock:
            work = self._works.get(name)
            if work is not None and work.outcome is not None:
                del self._works[name]


@cache
def desk() -> Desk:
    """The desk that all sessions share."""
    return Desk()
