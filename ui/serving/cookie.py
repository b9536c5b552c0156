"""The cookie that tells one browser from another on a page without a login.

It is set with the first answer that the browser waits for before it opens the conversation, so
that the conversation's connection already carries it.
"""

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving.identity import Headers, digest, identified, values_of

NAME = "pandu_reader"
LIFE = 400 * 24 * 60 * 60
"""Seconds; browsers keep none longer. Every visit renews it."""

ASKED_FIRST = "/_stcore/host-config"
"""What the page's script asks once, before it opens the conversation."""

_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")


class ReaderCookie:
    """Gives every browser a random cookie, and the page's script a digest of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        value = brought(scope["headers"])
        reader = digest("cookie", value) if value else None
        scope = {**scope, "headers": identified(scope["headers"], reader)}
        if not sets_cookie(scope):
            await self.app(scope, receive, send)
            return
        given = _written(value or secrets.token_urlsafe(32), secure=scope["scheme"] == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                MutableHeaders(scope=message).append("set-cookie", given)
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def brought(headers: Headers) -> str | None:
    """The cookie's value, if the request has one of ours."""
    jar: SimpleCookie = SimpleCookie()
    for line in values_of(headers, b"cookie"):
        try:
            jar.load(line.decode("latin-1"))
        except CookieError:  # another program's on the same host
            continue
    value = jar[NAME].value if NAME in jar else ""
    return value if _VALUE.fullmatch(value) else None


def sets_cookie(scope: Scope) -> bool:
    """Whether this answer brings the cookie: pages, and what is asked next.

    A reader who follows a link from elsewhere does not send a strict cookie. They are not taken
    for a new one, or their conversations would be gone: the page's next request decides.
    """
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = scope["headers"]
    if values_of(headers, b"sec-fetch-site") == [b"cross-site"]:
        return False
    pages = any(b"text/html" in value for value in values_of(headers, b"accept"))
    return pages or scope["path"] == ASKED_FIRST


def _written(value: str, *, secure: bool) -> str:
    written = f"{NAME}={value}; Path=/; Max-Age={LIFE}; HttpOnly; SameSite=Strict"
    return f"{written}; Secure" if secure else written
