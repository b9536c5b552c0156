"""The line to a model's server: one connection, which can be cut from another thread.

Closing a socket does not wake a thread that reads from it, and until that thread returns the
connection stays up; shutting it down does both at once. So a duplicate of the socket is kept
from the moment the connection stands, before TLS is laid over it.
"""

import socket
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Protocol


class CutError(ConnectionError):
    """Nobody listens any more; nothing further may be sent."""


class NetworkStream(Protocol):
    """As much of the HTTP client's connection as is used here."""

    def get_extra_info(self, info: str) -> object: ...
    def close(self) -> None: ...


class Request(Protocol):
    """As much of the HTTP client's request as is used here."""

    extensions: dict[str, object]

    @property
    def headers(self) -> dict[str, str]: ...


class Line:
    """The connections of one request. `cut` ends them, and those that come about later."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._cut = False

    @property
    def is_cut(self) -> bool:
        return self._cut

    def join(self, stream: NetworkStream) -> None:
        """Take over a new connection. Raises CutError, closing it, if the line is cut."""
        own = stream.get_extra_info("socket")
        with self._lock:
            if self._cut:
                stream.close()
                raise CutError
            if isinstance(own, socket.socket):
                self._sockets.append(own.dup())

    def cut(self) -> None:
        """End all traffic now, from whatever thread. Doing it twice does nothing more."""
        with self._lock:
            self._cut = True
            for own in self._sockets:
                with suppress(OSError):  # the other side was faster
                    own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    own.shutdown(socket.SHUT_RDWR)
                own.close()
            self._sockets.clear()


_RESET = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""Closing resets the connection. A server that waits to write on is not told otherwise."""

_SENDING = ("connect_tcp.started", "send_request_headers.started", "send_request_body.started")
"""The client's events before something leaves this machine."""

line: ContextVar[Line] = ContextVar("line")
"""The line of the request that is made in this context."""


def line_hooks() -> dict[str, list[Callable[..., None]]]:
    """Event hooks for an HTTP client that put each request on the line of its context."""

    def begin(request: Request) -> None:
        mine = line.get()
        # A connection kept open for the next request would be joined by none of the events.
        request.headers["Connection"] = "close"

        def watch(event: str, info: Mapping[str, object]) -> None:
            if event.endswith("connect_tcp.complete"):  # also to a proxy
                mine.join(info["return_value"])  # type: ignore[arg-type]
            elif mine.is_cut and event.endswith(_SENDING):  # not closing, which must go on
                raise CutError

        request.extensions["trace"] = watch

    return {"request": [begin]}
