"""What can go wrong between here and a model's server, in words, and how long it may take.

Knows the vendors' errors by their status and their names alone, so that nothing is imported.
A vendor's own message is never passed on: a server may echo the key in it.
"""

import ipaddress
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

CONNECT_LIMIT = 10.0
"""Seconds for a connection to come about."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request failed. `passing`: another try may help, after `wait` seconds if known."""

    reason: str
    advice: str
    passing: bool = False
    wait: float | None = None


_ADDRESS = "请检查 PANDU_MODEL_BASE_URL 是否指向兼容 OpenAI 的接口（通常以 /v1 结尾）。"
_KEY = "请检查 PANDU_MODEL_API_KEY。"
_LATER = "请稍后再试。"
_TIME = "请稍后再试，或调大 PANDU_MODEL_TIMEOUT。"

_BY_STATUS = {
    400: Failure(
        "的服务拒绝了请求", "请检查 PANDU_MODEL 是否是该服务的模型名，以及它能接受的长度。"
    ),
    401: Failure("的服务不接受这个密钥", _KEY),
    402: Failure("的服务称余额不足", "请检查账户余额。"),
    403: Failure("的服务拒绝访问", _KEY),
    404: Failure("在该服务上不存在", "请检查 PANDU_MODEL 与 PANDU_MODEL_BASE_URL。"),
    408: Failure("的服务超时", _TIME, passing=True),
    409: Failure("的服务暂时冲突", _LATER, passing=True),
    413: Failure("的服务称请求太长", "请换用上下文更长的模型。"),
    422: Failure("的服务拒绝了请求", "请检查 PANDU_MODEL 与该服务的文档。"),
    429: Failure("的服务限流或额度用尽", _LATER, passing=True),
}
_SERVER_ERROR = Failure("的服务出错", _LATER, passing=True)
_NO_CONNECTION = Failure("的服务连接不上", f"请确认服务已启动。{_ADDRESS}", passing=True)
_TOO_SLOW = Failure("的服务没有在限定时间内答完", _TIME)
_BROKEN_OFF = Failure("的连接中途断开，回复被截断", _LATER)
_NOT_A_MODEL = Failure("的服务返回的不是可读的模型回复", _ADDRESS)

# In this order: APITimeoutError is an APIConnectionError, ReadTimeout says both.
_BY_NAME = (
    ("ConnectTimeout", _NO_CONNECTION),
    ("Timeout", _TOO_SLOW),
    ("ContextOverflow", Failure("容不下这么多段落", "请换用上下文更长的模型。")),
    ("ConnectError", _NO_CONNECTION),
    ("ConnectionError", _NO_CONNECTION),
    ("RemoteProtocolError", _BROKEN_OFF),
    ("ReadError", _BROKEN_OFF),
)


def failure_of(error: BaseException, received: bool = False) -> Failure:
    """What a vendor's error means; anything unheard of is a reply that cannot be read.

    `received`: part of the reply had come, so a lost connection is a reply cut off.
    """
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status >= 400:
        found = _BY_STATUS.get(status, _SERVER_ERROR if status >= 500 else _BY_STATUS[400])
        return Failure(found.reason, found.advice, found.passing, _wait(error))
    names = [kind.__name__ for kind in type(error).__mro__]
    cause = error.__cause__
    if cause is not None:  # APIConnectionError is raised from httpx's own, more telling error
        names = [kind.__name__ for kind in type(cause).__mro__] + names
    for part, failure in _BY_NAME:
        if any(part in name for name in names):
            return _BROKEN_OFF if received and failure is _NO_CONNECTION else failure
    return _NOT_A_MODEL


def cut_short(finish_reason: str | None) -> str:
    """How a reply that did not end by itself ended, in Chinese."""
    if finish_reason is None:
        return "没有说完就断开，已被截断"
    if finish_reason == "length":
        return "超出长度限制，已被截断"
    if finish_reason == "content_filter":
        return "被服务方的内容过滤截断"
    return "没有正常结束，已被截断"


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wait(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(str(headers.get("retry-after"))))
    except ValueError:  # absent, or a date, which only long waits are given as
        return None


class StreamTimeout(TimeoutError):
    """A stream that went on past its time."""


class ByteStream(Protocol):
    """A response's body as the HTTP client has it."""

    def __iter__(self) -> Iterator[bytes]: ...
    def close(self) -> None: ...


class Request(Protocol):
    """As much of the HTTP client's request as is used here."""

    extensions: dict[str, object]


class Response(Protocol):
    """As much of the HTTP client's response as is used here."""

    request: Request
    stream: ByteStream


_open: ContextVar[list[ByteStream]] = ContextVar("open_streams")


def watch_streams() -> None:
    """From here on, in this context, remember the responses that are opened."""
    _open.set([])


def hang_up() -> None:
    """End the responses this context has opened, whatever is still to come in them."""
    for stream in _open.get([]):
        stream.close()


def time_hooks(seconds: float) -> dict[str, list[Callable[..., None]]]:
    """Event hooks for an HTTP client that end any response `seconds` after its request.

    A read timeout alone does not: servers under load send `: keep-alive` lines for minutes
    before the first word, and each of them resets it. The limit is looked at whenever
    something arrives, so a silent server is ended by the read timeout.
    """

    def begin(request: Request) -> None:
        request.extensions["begun"] = time.monotonic()

    def limit(response: Response) -> None:
        begun = response.request.extensions["begun"]
        assert isinstance(begun, float)
        response.stream = _timed(response.stream, begun + seconds)
        _open.get([]).append(response.stream)

    return {"request": [begin], "response": [limit]}


def _timed(stream: ByteStream, end: float) -> ByteStream:
    closed = False

    def chunks(_: object) -> Iterator[bytes]:
        chunks_left = iter(stream)
        while not closed:  # a closed stream ends quietly: nobody is left to be told
            if (chunk := next(chunks_left, None)) is None:
                return
            if time.monotonic() > end:
                raise StreamTimeout
            yield chunk

    def close(_: object) -> None:
        nonlocal closed
        closed = True
        stream.close()

    # openai 3 stands on httpx2, openai 2 on httpx; each insists on its own base class.
    base = next(kind for kind in type(stream).__mro__ if kind.__name__ == "SyncByteStream")
    timed: ByteStream = type("TimedStream", (base,), {"__iter__": chunks, "close": close})()
    return timed
