"""A reader who leaves ends the traffic, whatever the server is doing, within two seconds."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

import pytest
from asking import HITS, build
from faulty_models import CASE, KEY, QUESTION
from made_up_library import reader_of
from pydantic import SecretStr
from scripted_model import ModelServer, Script, answering, refusing

from analysis.ask import Tools, answer_events
from analysis.events import AskEvent, ModelAtWork
from analysis.model.chain import answer_with_model
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from corpus.scope import Scope
from retrieval.search import Asked as Question
from retrieval.search import SearchResult
from ui.chat.waiting import with_pauses

PROMISED = 2.0
"""Seconds from leaving to the end of all traffic."""


def events(model: LangChainModel) -> Iterator[AskEvent]:
    def search(asked: Question, limit: int, scope: Scope) -> SearchResult:
        return SearchResult(asked.text, tuple(CASE.hits()[:limit]), 0.0)

    return answer_events(QUESTION, Tools(search, reader_of(CASE), model))


class Silent:
    """Takes a request and says nothing; notes when the other side is gone."""

    def __init__(self) -> None:
        self.gone = threading.Event()
        self.asked = threading.Event()
        self._own = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._own.getsockname()[1]}/v1"
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        connection, _ = self._own.accept()
        with connection:
            try:
                while connection.recv(65_536):
                    self.asked.set()
            except ConnectionResetError:
                pass
        self.gone.set()

    def close(self) -> None:
        self._thread.join(5.0)
        self._own.close()


@contextmanager
def silent() -> Generator[Silent, None, None]:
    server = Silent()
    try:
        yield server
    finally:
        server.close()


def until(happened: Callable[[], bool], most: float = PROMISED) -> float:
    """Seconds until it happened; `most` and a bit if it did not."""
    begun = time.monotonic()
    while not happened() and time.monotonic() - begun <= most:
        time.sleep(0.01)
    return time.monotonic() - begun


def told(what: str, seconds: float) -> None:
    sys.stdout.write(f"leaving {what}: traffic ended after {seconds:.2f} s\n")
    assert seconds < PROMISED


def patient(url: str) -> LangChainModel:
    return LangChainModel(
        Settings(model="m", model_base_url=url, model_api_key=SecretStr(KEY), model_timeout=60.0)
    )


def test_leaving_a_server_that_has_not_said_a_word() -> None:
    with silent() as server:
        # As the page does it: the events come in a thread of their own.
        waiting = with_pauses(events(patient(server.url)), 0.2)
        while not server.asked.is_set():
            next(waiting)
        waiting.close()
        told("a silent server, as the page does", until(server.gone.is_set))


def test_leaving_a_silent_server_directly() -> None:
    with silent() as server:
        found = events(patient(server.url))
        while not isinstance(next(found), ModelAtWork):
            pass
        assert server.asked.is_set()
        found.close()  # type: ignore[attr-defined]
        told("a silent server, directly", until(server.gone.is_set))


@pytest.mark.parametrize(
    ("what", "script"),
    [
        ("keep-alives", Script(answering, stall=60.0, keep_alive=True)),
        ("thoughts", Script(answering, thought="想" * 10_000, pause=0.02)),
        ("words", Script("字" * 20_000, pause=0.02)),
        ("a flood of words", Script("字" * 40_000_000, piece=20_000)),
    ],
)
def test_leaving_a_server_that_goes_on(
    model_server: ModelServer, what: str, script: Script
) -> None:
    model_server.play(script)
    waiting = with_pauses(events(build(model_server, timeout=60.0)), 0.2)
    while not model_server.asked:
        next(waiting)
    waiting.close()
    told(what, until(lambda: model_server.broken_pipes > 0))


def test_leaving_before_another_try(model_server: ModelServer) -> None:
    model_server.play(refusing(429, ("Retry-After", "2")))
    waiting = with_pauses(events(build(model_server)), 0.1)
    while not model_server.asked:
        next(waiting)
    waiting.close()
    time.sleep(2.5)
    assert len(model_server.asked) == 1


def test_nothing_is_sent_once_the_reader_is_gone(model_server: ModelServer) -> None:
    model_server.play(Script(answering))
    model = build(model_server)
    chain = model._chain
    entered, left = threading.Event(), threading.Event()

    class Slow:
        """Stands for a connection that takes its time to come about."""

        def stream(self, prompt: object) -> Iterator[object]:
            entered.set()
            left.wait(5.0)
            return chain.stream(prompt)  # type: ignore[arg-type]

    model._chain = Slow()  # type: ignore[assignment]
    found = answer_with_model("问？", HITS, (), model)
    next(found)
    assert entered.is_set()
    found.close()
    left.set()
    time.sleep(0.5)
    assert not model_server.asked
