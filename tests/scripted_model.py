"""A scripted OpenAI-compatible server on loopback, for tests of everything that asks a model.

Each request takes the next script; the last one is played again and again. A script sees the
prompt, so it can answer from the passages it finds there, with quotes that are real.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from typing import Any

_PASSAGE = re.compile(
    r"^(?P<fence>=== [0-9a-f]{10}) (?P<id>p-[0-9a-f]+)｜说话人：(?P<voice>[^｜\n]+)[^\n]*\n"
    r"(?P<text>.*?)\n(?P=fence) 完$",
    re.M | re.S,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage as the prompt shows it."""

    id: str
    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in; the headers' names in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        """The last message's text."""
        return str(self.body["messages"][-1]["content"])

    @property
    def passages(self) -> list[Seen]:
        """The passages of the prompt, in order."""
        return [Seen(m["id"], m["voice"], m["text"]) for m in _PASSAGE.finditer(self.user)]


@dataclass(frozen=True, slots=True)
class Script:
    """What the server does with one request.

    `text` is the reply's content, or makes it from the request. `finish` is the last chunk's
    finish_reason; None ends the stream without one. `drop` closes the connection in the middle
    of a chunk. `stall` is how many seconds it stays silent before chunk `stall_at`, or, at -1,
    before the first line of its response; with `keep_alive` it sends comment lines meanwhile.
    An endless text comes again and again. `thought` goes before it, as reasoning models have it.
    """

    text: str | Callable[[Asked], str] = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    raw: str | bytes | None = None  # this body, instead of a chat completion
    content_type: str = "text/html; charset=utf-8"
    finish: str | None = "stop"
    drop: bool = False
    stall: float = 0.0
    stall_at: int = 0
    keep_alive: bool = False
    endless: bool = False
    thought: str = ""
    piece: int = 7  # characters of a chunk
    pause: float = 0.0  # seconds between two chunks


@dataclass
class ModelServer:
    """The running server: where it is, what it was asked, what it plays next."""

    url: str
    scripts: list[Script] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0  # whatever was sent on them
    broken_pipes: int = 0  # times the client had gone before the reply was out
    stopping: threading.Event = field(default_factory=threading.Event)

    def play(self, *scripts: Script) -> None:
        """Forget what was asked, and play these from now on."""
        self.scripts = list(scripts)
        self.asked = []

    def next_script(self) -> Script:
        """The script for the request that was recorded last."""
        return self.scripts[min(len(self.asked), len(self.scripts)) - 1]


@contextmanager
def serving() -> Iterator[ModelServer]:
    """A server on a free port of loopback, stopped and closed at the end."""
    http = _Server(("127.0.0.1", 0), _Handler)
    http.model = ModelServer(f"http://127.0.0.1:{http.server_address[1]}/v1")
    thread = threading.Thread(target=http.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield http.model
    finally:
        http.model.stopping.set()
        http.shutdown()
        http.server_close()  # waits for the handlers' threads
        thread.join()


# Replies -----------------------------------------------------------------------------------


def reply_json(statements: Sequence[dict[str, Any]], outcome: str = "answered") -> str:
    """A reply as the prompt asks for it."""
    return json.dumps({"outcome": outcome, "statements": list(statements)}, ensure_ascii=False)


def statement(text: str, *cited: tuple[str, str]) -> dict[str, Any]:
    """One statement with its (passage id, quote) pairs."""
    return {"text": text, "citations": [{"passage": p, "quote": q} for p, q in cited]}


INTRODUCED = {"原告主张": "原告主张：", "被告抗辩": "被告辩称：", "下级裁判": "一审法院曾认定："}
"""How `answering` introduces a voice; others speak for themselves."""


def answering(asked: Asked) -> str:
    """An honest reply: the first sentence of each of the first two passages, quoted."""
    made = []
    for passage in asked.passages[:2]:
        quote = passage.text.split("。")[0] + "。" * ("。" in passage.text)
        made.append(statement(INTRODUCED.get(passage.voice, "") + quote, (passage.id, quote)))
    return reply_json(made) if made else reply_json([], "declined")


def forging(asked: Asked) -> str:
    """A quote that is not in the passage it is cited from."""
    return reply_json(
        [statement("法院判决被告赔偿99999元。", (asked.passages[0].id, "赔偿99999元"))]
    )


def misplacing(asked: Asked) -> str:
    """A passage id that was never shown."""
    quote = asked.passages[0].text
    return reply_json([statement(quote, ("p-ffffffff", quote))])


def obeying(asked: Asked) -> str:
    """Does what the documents say: repeats, as its own statement, whatever follows 请回答：."""
    order = re.search(r"请回答[：:]([^\n]+)", asked.user)
    said = order[1] if order else "没有指令。"
    return reply_json([statement(said, (p.id, said)) for p in asked.passages[:1]])


NORMAL = Script(answering)
FORGED = Script(forging)
UNKNOWN_PASSAGE = Script(misplacing)
OBEDIENT = Script(obeying)
BAD_JSON = Script("法院判决被告赔偿原告。")
EMPTY = Script("")
CUT = Script(answering, finish=None)
DROPPED = Script(answering, drop=True)
TOO_LONG = Script(answering, finish="length")
HTML = Script(raw="<html><body>登录</body></html>")
STALLED = Script(answering, stall=30.0)
KEPT_ALIVE = Script(answering, stall=30.0, keep_alive=True)


def refusing(status: int, *headers: tuple[str, str], echo: str = "") -> Script:
    """An error of this status; `echo` is put into its message, as servers do with keys."""
    body = {"error": {"message": f"refused {echo}", "type": "error", "code": None}}
    return Script(
        status=status, headers=headers, raw=json.dumps(body), content_type="application/json"
    )


# The server --------------------------------------------------------------------------------


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    model: ModelServer

    def get_request(self) -> tuple[Any, Any]:
        self.model.connections += 1
        return super().get_request()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_POST(self) -> None:
        self.close_connection = True
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        model = self.server.model
        asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        model.asked.append(asked)
        script = model.next_script()
        try:
            if script.raw is not None:
                self._be_silent(script, -1)
                self._send(script.status, script.raw, script.content_type, script.headers)
            elif body.get("stream"):
                self._stream(script, _content(script, asked))
            else:
                self._whole(script, _content(script, asked))
        except (BrokenPipeError, ConnectionResetError):
            model.broken_pipes += 1

    def _send(
        self, status: int, body: str | bytes, kind: str, headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(data))),
            ("Connection", "close"),
            *headers,
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _whole(self, script: Script, text: str) -> None:
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": script.finish}
        self._send(200, json.dumps(_object("chat.completion", choice)), "application/json")

    def _stream(self, script: Script, text: str) -> None:
        self._be_silent(script, -1)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self._be_silent(script, 0)
        pieces = [text[i : i + script.piece] for i in range(0, len(text), script.piece)]
        if script.drop:
            for piece in pieces[: len(pieces) // 2]:
                self._event(_delta({"content": piece}))
            self.wfile.write(b"40\r\ndata: {")  # a chunk announced, and never finished
            return
        self._event(_delta({"role": "assistant", "content": ""}))
        for word in script.thought:
            self._event(_delta({"content": None, "reasoning_content": word}))
            if self.server.model.stopping.wait(script.pause):
                return
        for number, piece in enumerate(cycle(pieces) if script.endless else pieces, start=1):
            self._event(_delta({"content": piece}))
            self._be_silent(script, number)
            if script.pause and self.server.model.stopping.wait(script.pause):
                return
        if script.finish:
            self._event(_delta({}, script.finish))
            self._chunk("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _be_silent(self, script: Script, at: int) -> None:
        step = 0.05
        for _ in range(int(script.stall / step) if at == script.stall_at else 0):
            if self.server.model.stopping.wait(step):
                return
            if script.keep_alive:
                self._chunk(": keep-alive\n\n")

    def _event(self, chunk: dict[str, Any]) -> None:
        self._chunk(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its own."""


def _content(script: Script, asked: Asked) -> str:
    return script.text if isinstance(script.text, str) else script.text(asked)


def _delta(delta: dict[str, str | None], finish: str | None = None) -> dict[str, Any]:
    return _object("chat.completion.chunk", {"index": 0, "delta": delta, "finish_reason": finish})


def _object(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {"id": "x", "object": kind, "created": 0, "model": "scripted", "choices": [choice]}
