"""Everything that can go wrong between PanDu and a model's server, each as a server that does it.

Used by the tests, which are in a hurry, and by benchmarks/model_faults.py, which is not.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from made_up_library import MadeUpJudgment, reader_of
from pydantic import SecretStr
from scripted_model import (
    BAD_JSON,
    CUT,
    DROPPED,
    EMPTY,
    FORGED,
    HTML,
    KEPT_ALIVE,
    STALLED,
    TOO_LONG,
    UNKNOWN_PASSAGE,
    Script,
    answering,
    refusing,
    serving,
)

from analysis.answer import Answer
from analysis.ask import Tools, answer_events
from analysis.events import AnswerReady, StatementReady
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from corpus.scope import Scope
from corpus.voice import Voice
from retrieval.search import Asked, SearchResult

KEY = "sk-do-not-show-me-0123456789"

CASE = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "本院认为，平台应知侵权而未采取必要措施，构成帮助侵权。"),
        (Voice.ORDER, "被告乙公司赔偿原告甲公司经济损失30000元。"),
        (Voice.DEFENDANT_ARGUMENT, "被告乙公司辩称，平台不构成帮助侵权。"),
    ]
)
QUESTION = "平台构成帮助侵权吗？"


@dataclass
class Faulty:
    """A server with a fault: its address, and how often it was asked for an answer."""

    url: str
    tries: Callable[[], int] = field(default=lambda: 0)
    elsewhere: Callable[[], int] = field(default=lambda: 0)  # requests that went to other places


@contextmanager
def scripted(*scripts: Script) -> Iterator[Faulty]:
    with serving() as server:
        server.play(*scripts)
        yield Faulty(server.url, lambda: len(server.asked))


@contextmanager
def nobody_there() -> Iterator[Faulty]:
    with socket.socket() as own:  # bound and not listening: every connection is refused
        own.bind(("127.0.0.1", 0))
        yield Faulty(f"http://127.0.0.1:{own.getsockname()[1]}/v1")


@contextmanager
def no_such_host() -> Iterator[Faulty]:
    yield Faulty("http://no-such-host.invalid/v1")


@contextmanager
def plain_port() -> Iterator[Faulty]:
    with serving() as server:
        yield Faulty(server.url.replace("http:", "https:"), lambda: server.connections)


@contextmanager
def hanging_up() -> Iterator[Faulty]:
    """Takes a connection, reads what comes, and is gone without a word."""
    taken: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as own:

        def work() -> None:
            while True:
                try:
                    connection, _ = own.accept()
                except OSError:  # closed: the test is over
                    return
                with connection:
                    taken.append(len(connection.recv(65_536)))

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        yield Faulty(f"http://127.0.0.1:{own.getsockname()[1]}/v1", lambda: len(taken))
        own.shutdown(socket.SHUT_RDWR)
    thread.join()


@contextmanager
def redirecting() -> Iterator[Faulty]:
    with serving() as other, serving() as server:
        other.play(Script(answering))
        moved = ("Location", f"{other.url}/chat/completions")
        server.play(Script(status=307, headers=(moved,), raw=""))
        yield Faulty(server.url, lambda: len(server.asked), lambda: len(other.asked))


def _whole(content: str) -> str:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]})


def _events(*lines: str | bytes) -> bytes:
    body = b"".join(
        b"data: " + (line if isinstance(line, bytes) else line.encode()) + b"\n\n" for line in lines
    )
    return body


_CHUNK = (
    '{"id":"x","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s"}}]}'
)
_STREAM = "text/event-stream"
_OVERFLOW = {
    "error": {
        "message": "This model's maximum context length is 8192 tokens.",
        "type": "invalid_request_error",
        "code": "context_length_exceeded",
    }
}

FAULTS: dict[str, Callable[[], AbstractContextManager[Faulty]]] = {
    "429, Retry-After 1": lambda: scripted(refusing(429, ("Retry-After", "1"))),
    "429, Retry-After 60": lambda: scripted(refusing(429, ("Retry-After", "60"))),
    "429, Retry-After a date": lambda: scripted(
        refusing(429, ("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT"))
    ),
    "500": lambda: scripted(refusing(500, echo=KEY)),
    "502 with HTML": lambda: scripted(Script(status=502, raw="<html>Bad Gateway</html>")),
    "503": lambda: scripted(refusing(503)),
    "504": lambda: scripted(refusing(504)),
    "401": lambda: scripted(refusing(401, echo=KEY)),
    "403": lambda: scripted(refusing(403, echo=KEY)),
    "404": lambda: scripted(refusing(404)),
    "400, context overflow": lambda: scripted(
        Script(status=400, raw=json.dumps(_OVERFLOW), content_type="application/json")
    ),
    "silent before the headers": lambda: scripted(Script(answering, stall=90.0, stall_at=-1)),
    "silent before the first word": lambda: scripted(STALLED),
    "nothing but keep-alives": lambda: scripted(KEPT_ALIVE),
    "silent in the middle": lambda: scripted(Script(answering, stall=90.0, stall_at=4)),
    "silent after a statement": lambda: scripted(Script(answering, stall=90.0, stall_at=24)),
    "ends without finish_reason": lambda: scripted(CUT),
    "breaks off in a chunk": lambda: scripted(DROPPED),
    "length": lambda: scripted(TOO_LONG),
    "content_filter": lambda: scripted(Script(answering, finish="content_filter")),
    "tool_calls": lambda: scripted(Script(answering, finish="tool_calls")),
    "HTML with 200": lambda: scripted(HTML),
    "JSON instead of a stream": lambda: scripted(
        Script(raw=_whole("{}"), content_type="application/json")
    ),
    "an error in the stream": lambda: scripted(
        Script(raw=_events(json.dumps(_OVERFLOW)), content_type=_STREAM)
    ),
    "garbage bytes": lambda: scripted(
        Script(raw=bytes(range(256)) * 16, content_type=_STREAM)
    ),
    "invalid UTF-8": lambda: scripted(
        Script(raw=_events(_CHUNK.encode() % b"\xff\xfe{"), content_type=_STREAM)
    ),
    "cut JSON in an event": lambda: scripted(Script(raw=_events("{"), content_type=_STREAM)),
    "prose instead of JSON": lambda: scripted(BAD_JSON),
    "an empty reply": lambda: scripted(EMPTY),
    "duplicate keys": lambda: scripted(
        Script('{"outcome": "declined", "outcome": "answered", "statements": []}')
    ),
    "text on the object's line": lambda: scripted(Script(lambda asked: answering(asked) + "完。")),
    "two objects": lambda: scripted(
        Script(lambda asked: answering(asked) + "\n" + answering(asked))
    ),
    "endless, fast": lambda: scripted(Script("字" * 500, piece=50, endless=True)),
    "endless, slow": lambda: scripted(Script("字", endless=True, pause=0.05)),
    "500 at length, then talk": lambda: scripted(
        Script(status=500, raw="{}", stall=0.4, stall_at=-1), Script("字", endless=True, pause=0.05)
    ),
    "a statement without an end": lambda: scripted(
        Script('{"outcome": "answered", "statements": [{"text": "' + "字" * 9_000, pause=0.05)
    ),
    "only forged quotes": lambda: scripted(FORGED),
    "only unknown passages": lambda: scripted(UNKNOWN_PASSAGE),
    "no such host": no_such_host,
    "connection refused": nobody_there,
    "TLS to a plain port": plain_port,
    "hangs up without a word": hanging_up,
    "redirects elsewhere": redirecting,
}  # fmt: skip
"""Faults by name; each makes its server anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader got from a faulty model, and when."""

    first: float  # seconds until the first verified sentence, the model's or the extract's
    whole: float  # until the whole answer
    answer: Answer
    tries: int
    elsewhere: int

    @property
    def is_labelled(self) -> bool:
        """Whether it is an extract that says why the model's answer is not there."""
        warned = any("语言模型没有给出可用的回答" in w for w in self.answer.warnings)
        return self.answer.model == "none" and warned and bool(self.answer.statements)

    @property
    def shows_key(self) -> bool:
        return KEY in json.dumps(self.answer.as_json(), ensure_ascii=False)


def meet(fault: str, timeout: float) -> Outcome:
    """Ask one question of a model with the fault, as a reader would."""
    with ExitStack() as stack:
        server = stack.enter_context(FAULTS[fault]())
        model = LangChainModel(
            Settings(
                model="scripted",
                model_base_url=server.url,
                model_api_key=SecretStr(KEY),
                model_timeout=timeout,
            )
        )
        began = perf_counter()
        first = 0.0
        for event in answer_events(QUESTION, _tools(model)):
            if isinstance(event, StatementReady) and event.statement.verified and not first:
                first = perf_counter() - began
            if isinstance(event, AnswerReady):
                whole = perf_counter() - began
                return Outcome(
                    first or whole, whole, event.answer, server.tries(), server.elsewhere()
                )
    raise AssertionError("answer_events always ends with AnswerReady")


def _tools(model: LangChainModel) -> Tools:
    def search(asked: Asked, limit: int, scope: Scope) -> SearchResult:
        return SearchResult(asked.text, tuple(CASE.hits()[:limit]), 0.0)

    return Tools(search, reader_of(CASE), model)


def faults_named(names: Sequence[str]) -> list[str]:
    """The faults whose names hold one of these; all if none is given."""
    return [f for f in FAULTS if not names or any(name in f for name in names)]
