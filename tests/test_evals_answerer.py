"""Several seats: each question once, in threads and in processes, through crashes and kills."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import make_library
from made_up_answers import answer
from made_up_evaluation import DEADLY

from analysis.answer import Answer
from corpus.errors import LibraryError, ModelUnavailable
from evals.answerer import Answerer, Ask, SeatBroke
from evals.dataset import Question

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0  # seconds; on a busy machine a process takes ten to open its library
QUESTIONS = tuple(Question(str(number), f"第{number}问") for number in range(12))


def ids(rows: Iterator[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("jobs", [1, 2, 3, 64])
def test_every_question_is_asked_once(jobs: int) -> None:
    asked: list[str] = []

    def ask(question: Question) -> Answer:
        asked.append(question.id)
        return answer()

    given = ids(Answerer(ask, jobs).rows(QUESTIONS, "none"))
    assert Counter(asked) == Counter(given) == Counter(q.id for q in QUESTIONS)


def test_threads_wait_at_the_same_time() -> None:
    together = threading.Barrier(4, timeout=PATIENCE)

    def ask(question: Question) -> Answer:
        together.wait()  # passes only if four questions are being answered at once
        return answer()

    assert len(ids(Answerer(ask, 4).rows(QUESTIONS, "none"))) == 12


def test_no_question_no_seat() -> None:
    assert ids(Answerer(lambda question: answer(), 4).rows((), "none")) == []


def test_a_part_that_fails_makes_its_question_unavailable() -> None:
    def ask(question: Question) -> Answer:
        if question.id == "3":
            raise ModelUnavailable("模型没有回应。")
        return answer()

    rows = {row["id"]: row for row in Answerer(ask, 2).rows(QUESTIONS, "deepseek-chat")}
    assert rows["3"]["outcome"] == "unavailable"
    assert (rows["3"]["warnings"], rows["3"]["model"]) == (["模型没有回应。"], "deepseek-chat")
    assert sum(row["outcome"] == "unavailable" for row in rows.values()) == 1


def test_a_fault_of_ours_in_a_seat_is_raised_with_its_place() -> None:
    def ask(question: Question) -> Answer:
        raise ZeroDivisionError("a bug")

    with pytest.raises(SeatBroke, match="ZeroDivisionError: a bug"):
        ids(Answerer(ask, 2).rows(QUESTIONS, "none"))


def test_seats_end_when_nobody_wants_more() -> None:
    before = threading.active_count()
    rows = Answerer(lambda question: answer(), 3).rows(QUESTIONS, "none")
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


@contextmanager
def refusing() -> Iterator[Ask]:
    raise LibraryError("文库打不开。")
    yield  # a generator, all the same


def test_a_library_that_cannot_be_opened_is_said() -> None:
    def ask(question: Question) -> Answer:
        time.sleep(PATIENCE if question.id == "0" else 0)  # the process is heard of meanwhile
        return answer()

    with pytest.raises(LibraryError, match="文库打不开"):
        ids(Answerer(ask, 2, refusing).rows(QUESTIONS, "none"))


# A real library, in processes of their own ------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library"))


def question_file(folder: Path, count: int, text: str = "判决归还多少？") -> None:
    rows = [{"id": f"q{n}", "question": f"{text}第{n}次"} for n in range(count)]
    lines = "\n".join(map(json.dumps, rows))
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")


def command(folder: Path, library: Path, jobs: int, seconds: float) -> list[str]:
    words = [folder / "questions.jsonl", folder / "out", library, jobs, folder / "asked", seconds]
    return [sys.executable, str(ROOT / "tests/made_up_evaluation.py"), *map(str, words)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}


def asked_in(folder: Path) -> list[tuple[str, int]]:
    notes = (folder / "asked").read_text("utf-8").split("\n")[:-1]
    return [(note.split()[0], int(note.split()[1])) for note in notes]


def rows_in(folder: Path) -> list[dict[str, Any]]:
    path = folder / "out" / "results.jsonl"
    lines = path.read_bytes().split(b"\n") if path.exists() else [b""]
    return [json.loads(line) for line in lines[:-1]]


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes as Linux shows them")
def test_a_killed_run_leaves_nobody_behind_and_goes_on(library: Path, tmp_path: Path) -> None:
    question_file(tmp_path, 24)
    slow = command(tmp_path, library, jobs=2, seconds=0.3)
    until = time.monotonic() + PATIENCE
    beside: set[int] = set()
    with subprocess.Popen(slow, env=environment()) as started:
        while time.monotonic() < until and started.poll() is None:
            time.sleep(0.05)
            if len(rows_in(tmp_path)) >= 2:
                beside = {process for _, process in asked_in(tmp_path)} - {started.pid}
                break
        started.kill()
    assert started.returncode == -signal.SIGKILL
    assert beside  # a second process was at work
    while time.monotonic() < until and any(map(is_running, beside)):
        time.sleep(0.05)
    assert not any(map(is_running, beside))  # killed with -9, it had no time to tell them

    kept = [row["id"] for row in rows_in(tmp_path)]
    results = tmp_path / "out" / "results.jsonl"
    results.write_bytes(results.read_bytes() + b'{"id": "q23", "outc')  # and half a line
    before = len(asked_in(tmp_path))
    quick = command(tmp_path, library, jobs=2, seconds=0.0)
    subprocess.run(quick, env=environment(), check=True, timeout=PATIENCE)
    again = [id_ for id_, _ in asked_in(tmp_path)[before:]]
    assert not set(again) & set(kept)  # nothing answered is asked twice
    assert sorted(again + kept) == sorted(f"q{n}" for n in range(24))
    assert [row["id"] for row in rows_in(tmp_path)] == [f"q{n}" for n in range(24)]


def test_answers_are_the_same_however_many_at_once(library: Path, tmp_path: Path) -> None:
    answers = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        question_file(folder, 8)
        words = command(folder, library, jobs, seconds=0.05 * (jobs - 1))
        subprocess.run(words, env=environment(), check=True, timeout=PATIENCE)
        answers.append([{**row, "seconds": 0, "scores": 0} for row in rows_in(folder)])
    assert answers[0] == answers[1]


def test_a_process_that_dies_takes_one_question_with_it(library: Path, tmp_path: Path) -> None:
    question_file(tmp_path, 6, text=DEADLY)
    words = command(tmp_path, library, jobs=2, seconds=0.05)
    subprocess.run(words, env=environment(), check=True, timeout=PATIENCE)
    rows = rows_in(tmp_path)
    assert len(rows) == 6
    (lost,) = [row for row in rows if row["outcome"] == "unavailable"]
    assert "意外结束（退出码 9）" in lost["warnings"][0]
