"""The one place where an evaluation runs: in a thread of its own, whatever page is open.

One at a time, because without a model every answer takes a whole processor from those who chat.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from analysis import Assistant
from corpus.errors import UsageError
from evals.answerer import Answerer
from evals.folder import RUN, differences
from evals.question_file import QuestionFile, read_questions
from evals.run import Standing, describe, evaluate
from ui.asking import Asking, judgment_of, setting_of, texts_of
from ui.conditions import Conditions
from ui.evaluation.runs import SavedRun
from ui.faults import told

BUSY = "此刻有另一次评测正在进行，一次只做一个。等它完成后再开始。"

_log = logging.getLogger(__name__)


class State(StrEnum):
    """What an evaluation is doing; the value is what the reader sees."""

    RUNNING = "正在评测"
    STOPPING = "正在停下，等手头的题答完"
    STOPPED = "已停下"
    DONE = "已完成"
    FAILED = "没有做完"


class _Stop(Exception):
    """Raised in the thread where the reader wants it to end."""


@dataclass(slots=True, eq=False)
class Job:
    """An evaluation that was begun here. Written by its thread, read by any page."""

    owner: str
    run_id: str
    standing: Standing
    state: State = State.RUNNING
    failure: str = ""  # Chinese, for the reader
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None

    @property
    def is_going_on(self) -> bool:
        return self.ended is None

    @property
    def seconds(self) -> float:
        """How long it has taken, or took."""
        return (self.ended or time.monotonic()) - self.began

    def stop(self) -> None:
        """Have it end after the answers that are being made; what is done is kept."""
        if self.state is State.RUNNING:
            self.state = State.STOPPING

    def hear(self, standing: Standing) -> None:
        """Every answer, from the thread; raises what ends it if it is to stop.

        After the last answer there is nothing left to stop: the report is being written.
        """
        self.standing = standing
        if self.state is State.STOPPING and standing.done < standing.total:
            raise _Stop


class Desk:
    """Runs one evaluation at a time and remembers the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """The evaluation going on, else the last; None before the first."""
        return self._job

    @property
    def is_busy(self) -> bool:
        return self._job is not None and self._job.is_going_on

    def start(self, assistant: Assistant, run: SavedRun) -> Job:
        """Begin it, or go on with it.

        Raises UsageError where another is going on, where the question file cannot be read any
        more, and where it was begun under other settings.
        """
        asking = _asking(assistant, run)
        asked = read_questions(run.question_file, texts_of(assistant, asking.scope))
        setting = setting_of(assistant, Conditions(run.about.names), run.about.model)
        apart = apart_since(run, asked, setting)
        if apart:
            raise UsageError(f"不能接着做：{'；'.join(apart)}。可以用同一份问题重新评测。")

        def work(job: Job) -> None:
            # Threads alone: a process started from a page would begin by drawing the page.
            answerer = Answerer(
                asking.of(assistant), run.about.jobs, judgment=judgment_of(assistant)
            )
            evaluate(
                asked,
                run.folder,
                answerer,
                setting=setting,
                progress=job.hear,
                date=datetime.now(UTC).date().isoformat(),
            )

        with self._lock:
            if self.is_busy:
                raise UsageError(BUSY)
            job = Job(run.about.reader, run.id, Standing(0, len(asked.questions), before=0))
            self._job = job
        threading.Thread(target=_attend, args=(job, work), name="evaluation", daemon=True).start()
        return job


def apart_since(run: SavedRun, asked: QuestionFile, setting: dict[str, str]) -> list[str]:
    """Why a run that has answers cannot be gone on with, in Chinese; [] if it can."""
    before = run.json(RUN)
    if not before:
        return []
    try:
        return differences(before, describe(asked, setting))
    except (KeyError, TypeError, AttributeError):
        return ["先前的记录读不懂"]


def _asking(assistant: Assistant, run: SavedRun) -> Asking:
    scope = Conditions(run.about.names).scope(assistant)
    return Asking(assistant.settings, scope, run.about.model)


def _attend(job: Job, work: Callable[[Job], None]) -> None:
    try:
        work(job)
        state = State.DONE
    except _Stop:
        state = State.STOPPED
    except Exception as error:  # this thread has nobody above it to tell
        job.failure = told(error)
        state = State.FAILED
    job.state = state
    job.ended = time.monotonic()
