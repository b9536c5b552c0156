"""The gate before everything that is served: uploads, media and the conversation alike.

What it lets through is for a name of ours, from a page of ours and, where a proxy or a provider
asks readers for their login, from somebody with one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.serving.addresses import same_name
from ui.serving.identity import digest, identified, values_of
from ui.serving.settings import Login, PageSettings

UNUSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Streamlit's own interfaces for other programs; the page needs none of them."""

HELD = ("/_stcore/upload_file", "/media")
"""What a reader's files are sent to and fetched from."""

CLOSED = 1008
"""The WebSocket code for a refusal."""


class Refusal(NamedTuple):
    """An HTTP status and its reason, Chinese."""

    status: int
    reason: str


WRONG_NAME = Refusal(403, "这个地址不是判读的：请用启动时显示的地址，或在 [page] 的 hosts 里写明。")
WRONG_ORIGIN = Refusal(403, "请求来自别的网页，已拒绝。")
NOT_THE_PROXY = Refusal(403, "请经由本单位的登录入口访问。")
NOT_LOGGED_IN = Refusal(401, "请先登录。")
NOT_INVITED = Refusal(403, "这个账号没有获准使用判读，请联系管理员。")
NOT_HERE = Refusal(404, "没有这个地址。")


@dataclass(frozen=True, slots=True)
class Gate:
    """Refuses, or lets through with the reader's digest and name in headers of ours.

    `names` are the hosts that a request may be for.
    """

    app: ASGIApp
    settings: PageSettings
    names: Sequence[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = refused(scope, self.settings, self.names)
        if refusal is not None:
            await _refuse(refusal, scope, receive, send)
            return
        login = proxy_login(scope, self.settings) if self.settings.login is Login.PROXY else ""
        reader = digest("login", login) if login else None
        headers = identified(scope["headers"], reader, login)
        await self.app({**scope, "headers": headers}, receive, send)


def refused(scope: Scope, settings: PageSettings, names: Sequence[str]) -> Refusal | None:
    """Why a request is not let through, or None."""
    hosts = [value.decode("latin-1") for value in values_of(scope["headers"], b"host")]
    if len(hosts) != 1 or not same_name(hosts[0], names):
        return WRONG_NAME
    if not _from_our_page(scope, hosts[0]):
        return WRONG_ORIGIN
    if scope["path"].startswith(UNUSED):
        return NOT_HERE
    if settings.login is Login.PROXY:
        if not _from_the_proxy(scope, settings):
            return NOT_THE_PROXY
        login = proxy_login(scope, settings)
        if not login:
            return NOT_LOGGED_IN
        return None if is_invited(login, settings) else NOT_INVITED
    if settings.login is Login.OIDC and scope["path"].startswith(HELD) and not _signed_in(scope):
        return NOT_LOGGED_IN
    return None


def proxy_login(scope: Scope, settings: PageSettings) -> str:
    """Whom the proxy names; empty if nobody, or more than one. Only the proxy's word counts."""
    given = values_of(scope["headers"], (settings.proxy_header or "").lower().encode())
    if len(given) != 1:
        return ""
    try:
        return given[0].decode("utf-8").strip()
    except UnicodeDecodeError:
        return given[0].decode("latin-1").strip()


def is_invited(login: str, settings: PageSettings) -> bool:
    """Whether a login may come in: everybody, unless the settings list readers.

    >>> some = PageSettings(readers=("a@b.cn", "@c.cn"), login="none")
    >>> [is_invited(name, some) for name in ("a@b.cn", "z@c.cn", "z@b.cn", "@c.cn", "x@y@c.cn")]
    [True, True, False, False, False]
    """
    if not settings.readers or login in settings.readers:
        return not login.startswith("@")
    name, _, domain = login.partition("@")
    return bool(name) and f"@{domain}" in settings.readers


def _from_our_page(scope: Scope, host: str) -> bool:
    """Streamlit looks the machine's public address up on the network to judge an origin that it
    does not know; such a one never gets that far."""
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
        return True
    origins = values_of(scope["headers"], b"origin")
    return not origins or [urlsplit(o.decode("latin-1")).netloc for o in origins] == [host]


def _from_the_proxy(scope: Scope, settings: PageSettings) -> bool:
    peer = _address(scope["client"][0]) if scope.get("client") else None
    return peer is not None and any(peer in ip_network(a) for a in settings.proxy_addresses)


def _address(written: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(written)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _signed_in(scope: Scope) -> bool:
    """Whether the request has a login cookie that we have signed."""
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    for line in values_of(scope["headers"], b"cookie"):
        try:
            jar: SimpleCookie = SimpleCookie(line.decode("latin-1"))
        except CookieError:
            continue
        if USER_COOKIE_NAME in jar:
            signed = jar[USER_COOKIE_NAME].value.encode("latin-1")
            if decode_signed_value(get_cookie_secret(), USER_COOKIE_NAME, signed):
                return True
    return False


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get(
        "extensions", {}
    ):
        await send({"type": "websocket.close", "code": CLOSED})
        return
    await PlainTextResponse(refusal.reason, refusal.status)(scope, receive, send)
