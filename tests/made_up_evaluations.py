"""Evaluations of the page over a library of two judgments, for tests."""

import threading
import time
from datetime import datetime
from pathlib import Path

from analysis import Assistant
from analysis.answer import Answer
from ui.asking import texts_of
from ui.evaluation.desk import Job
from ui.evaluation.results import Results, read_results
from ui.evaluation.runs import About, Runs, SavedRun

NOON = datetime(2026, 11, 26, 12, 0, 0)
QUESTIONS = (
    "编号,问题,文书,答案,可答,类型\n"
    "1,判决归还多少借款？,loan-3,3万元,是,金额\n"
    "2,原告是怎么诉称的？,loan-3,被告拖欠借款,是,当事人主张\n"
    "3,判决怎么说火星移民合同？,loan-3,,否,不可答\n"
)


class Slow:
    """An assistant whose second answer waits until it is told to go on."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._asked = 0
        self.waits, self.go_on = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._assistant, name)

    def ask(self, *given: object, **named: object) -> Answer:
        self._asked += 1
        if self._asked == 2:
            self.waits.set()
            assert self.go_on.wait(60)
        return self._assistant.ask(*given, **named)  # type: ignore[arg-type]


def about(name: str = "借款题", **given: object) -> About:
    told = {"questions": "借款.csv", "total": 3, "model": "none"} | given
    return About(reader="", name=name, started="", **told)  # type: ignore[arg-type]


def create(folder: Path, reader: str = "甲", name: str = "借款题", jobs: int = 1) -> SavedRun:
    return Runs(folder, reader).create(about(name, jobs=jobs), QUESTIONS.encode("utf-8-sig"), NOON)


def ended(job: Job) -> Job:
    until = time.monotonic() + 60
    while job.is_going_on:
        assert time.monotonic() < until
        time.sleep(0.02)
    return job


def results(assistant: Assistant, run: SavedRun) -> Results:
    found = read_results(run, texts_of(assistant, assistant.scope()))
    assert found is not None
    return found


class Broken:
    """Answers once, then breaks in a way that nobody foresaw."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant, self._asked = assistant, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._assistant, name)

    def ask(self, *given: object, **named: object) -> Answer:
        self._asked += 1
        if self._asked > 1:
            raise RuntimeError("secret detail")
        return self._assistant.ask(*given, **named)  # type: ignore[arg-type]
