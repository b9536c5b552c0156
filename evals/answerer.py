"""Who answers the questions of an evaluation: this process alone, or several at once.

One at a time in the calling thread, or `jobs` seats that each take the next question when they
have answered one. A seat is a thread of this process, or a process that has opened the library
for itself; both speak the same two lines over a pipe: a question in, its row out. A seat whose
other end of the pipe is gone ends: that of a killed evaluation too, so that nobody goes on
answering for nobody. Why processes and threads: docs/decisions/0012.
"""

import multiprocessing
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from analysis.answer import Answer, Outcome
from corpus.errors import PanduError
from evals.cited import LookUp, nothing_known
from evals.dataset import Question
from evals.metrics import score

Ask = Callable[[Question], Answer]

PATIENCE = 2.0
"""Seconds that a seat is waited for at the end; then a process is ended, and a thread left."""

LOST = (
    "作答这一题的进程意外结束（退出码 {code}），可能是内存不足。"
    "同样的命令再运行一次，会只重做没有答成的题；--jobs 1 占用内存最少。"
)


class SeatBroke(RuntimeError):
    """A fault of ours while a seat answered, with its traceback there."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """What answers, how many at once, and where what was cited can be looked up.

    `beside` opens what answers in a process of its own, and can be pickled; without it, all
    seats are threads that share `ask`. `judgment` gives a judgment by its id, None where the
    library has none.
    """

    ask: Ask
    jobs: int = 1
    beside: Callable[[], AbstractContextManager[Ask]] | None = None
    judgment: LookUp = nothing_known

    def rows(self, questions: Sequence[Question], model: str) -> Iterator[dict[str, Any]]:
        """A row a question, as they are done; `model` is told where there is no answer.

        One question is asked once. Where a seat's process dies over a question, that one is
        unavailable, and the other seats go on. Raises what `ask` raises, but for PanduError,
        which makes its question unavailable; from a seat, SeatBroke.
        """
        jobs = min(self.jobs, len(questions))
        if jobs < 2:
            for question in questions:
                yield answered(question, self.ask, model)
            return
        with _seats(self, jobs, model) as seats:
            yield from _dealt(questions, seats, model)


def answered(question: Question, ask: Ask, model: str) -> dict[str, Any]:
    """One row of results.jsonl: the question's id, the answer's JSON, and its scores."""
    started = time.perf_counter()
    try:
        answer = ask(question)
    except PanduError as error:
        answer = _unavailable(question, model, str(error), time.perf_counter() - started)
    return _row(question, answer)


def _row(question: Question, answer: Answer) -> dict[str, Any]:
    row = {"id": question.id, **answer.as_json()}
    return row | {"scores": score(question, row)}


def _unavailable(question: Question, model: str, why: str, seconds: float = 0.0) -> Answer:
    return Answer(
        question=question.question,
        standalone_question=question.question,
        outcome=Outcome.UNAVAILABLE,
        text="",
        statements=(),
        hits=(),
        warnings=(why,),
        model=model,
        seconds=seconds,
    )


# Seats -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Seat:
    """This end of a seat's pipe, and what it is answering."""

    pipe: Connection
    runs: threading.Thread | SpawnProcess
    asked: Question | None = None

    def leave(self) -> None:
        self.pipe.close()
        if isinstance(self.runs, SpawnProcess):
            self.runs.terminate()  # it only reads
        self.runs.join(PATIENCE)


@dataclass(frozen=True, slots=True)
class _Broken:
    """What a seat says instead of a row, before it ends."""

    error: PanduError | None
    trace: str


@contextmanager
def _seats(answerer: Answerer, jobs: int, model: str) -> Iterator[list[_Seat]]:
    """The first seat is a thread of this process, which has everything open already."""
    seats: list[_Seat] = []
    try:
        for number in range(jobs):
            here, there = multiprocessing.Pipe()
            if number == 0 or answerer.beside is None:
                thread = threading.Thread(
                    target=_serve, args=(there, answerer.ask, model), daemon=True
                )
                seats.append(_Seat(here, thread))
                thread.start()
            else:
                # Spawned: a fork would copy the locks of the index's own threads as they stand.
                process = multiprocessing.get_context("spawn").Process(
                    target=_serve_beside, args=(there, answerer.beside, model), daemon=True
                )
                seats.append(_Seat(here, process))
                process.start()
                there.close()  # the child's end is the child's alone, so that its death is seen
        yield seats
    finally:
        for seat in seats:
            seat.leave()


def _dealt(
    questions: Sequence[Question], seats: list[_Seat], model: str
) -> Iterator[dict[str, Any]]:
    """Every question to the first seat that is free for it, every row as it comes back."""
    waiting = deque(questions)
    at_work: dict[Connection, _Seat] = {}
    free = deque(seats)
    while waiting or at_work:
        while waiting and free:
            seat = free.popleft()
            seat.asked = waiting.popleft()
            at_work[seat.pipe] = seat
            with suppress(OSError):  # a seat that is gone is told from its pipe, below
                seat.pipe.send(seat.asked)
        for pipe in wait(list(at_work)):
            assert isinstance(pipe, Connection)
            seat = at_work.pop(pipe)
            assert seat.asked is not None
            try:
                told = pipe.recv()
            except (EOFError, OSError):
                yield _row(seat.asked, _unavailable(seat.asked, model, _how_lost(seat)))
                continue
            if isinstance(told, _Broken):
                raise told.error or SeatBroke(told.trace)
            free.append(seat)
            yield told


def _how_lost(seat: _Seat) -> str:
    seat.runs.join(PATIENCE)
    return LOST.format(code=getattr(seat.runs, "exitcode", "不明"))


def _serve(pipe: Connection, ask: Ask, model: str) -> None:
    """Answer what comes until nobody asks any more."""
    with pipe, suppress(EOFError, OSError):
        while True:
            question = pipe.recv()
            try:
                row = answered(question, ask, model)
            except Exception:
                pipe.send(_Broken(None, traceback.format_exc()))
                return
            pipe.send(row)


def _serve_beside(
    pipe: Connection, opening: Callable[[], AbstractContextManager[Ask]], model: str
) -> None:
    """The same in a process of its own, which the terminal's Ctrl-C does not reach."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with opening() as ask:
            _serve(pipe, ask, model)
    except PanduError as error:
        with suppress(OSError):
            pipe.send(_Broken(error, ""))
