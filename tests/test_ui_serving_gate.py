"""The gate, the cookie and the headers, before an app that repeats what reaches it."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket
from test_ui_serving_settings import OIDC, PROXY

from ui.serving.cookie import LIFE, NAME, ReaderCookie
from ui.serving.gate import Gate
from ui.serving.headers import FIXED, SafeHeaders, content_policy
from ui.serving.identity import digest
from ui.serving.settings import load_page_settings

NAMES = ("127.0.0.1", "pandu.example")
LOCAL, PROXIED = load_page_settings(), load_page_settings(**PROXY)
COOKIE = "A" * 43


async def _page(request: Request) -> Response:
    return HTMLResponse(request.headers.get("x-pandu-reader", ""))


async def _told(request: Request) -> Response:
    return JSONResponse(dict(request.headers))


async def _talk(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.headers.get("x-pandu-reader", ""))
    await websocket.close()


def client(*middleware: Middleware, peer: str = "127.0.0.1", host: str = NAMES[0]) -> TestClient:
    app = Starlette(
        routes=[
            Route("/", _page),
            Route("/media/a.pdf", _told),
            Route("/_stcore/upload_file/s/f", _told, methods=["PUT", "GET"]),
            Route("/_stcore/host-config", _told),
            Route("/_stcore/metrics", _told),
            WebSocketRoute("/_stcore/stream", _talk),
        ],
        middleware=list(middleware),
    )
    return TestClient(app, base_url=f"http://{host}", client=(peer, 50000))


def gated(peer: str = "127.0.0.1", *, host: str = "pandu.example", **changed: object) -> TestClient:
    settings = load_page_settings(**{**PROXY, **changed})
    return client(Middleware(Gate, settings=settings, names=NAMES), peer=peer, host=host)


def websocket_status(at: TestClient, headers: dict[str, str]) -> int:
    """101, or the status of the refusal."""
    try:
        with at.websocket_connect("ws://pandu.example/_stcore/stream", headers=headers):
            return 101
    except WebSocketDenialResponse as refusal:
        return int(refusal.status_code)


USER = {"X-Forwarded-User": "甲".encode()}


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {"X-Forwarded-User": "jia"}, 200),
        ("10.9.9.9", {"X-Forwarded-User": "jia"}, 403),  # past the proxy: the header is forged
        ("127.0.0.1", {}, 401),
        ("127.0.0.1", {"X-Forwarded-User": " "}, 401),
        ("127.0.0.1", {"X-Remote-User": "jia"}, 401),  # another header is nobody's word
        ("10.9.9.9", {"X-Forwarded-User": "jia", "X-Forwarded-For": "127.0.0.1"}, 403),
        ("10.9.9.9", {"X-Pandu-Reader": "a" * 32, "X-Pandu-Name": "jia"}, 403),
        ("127.0.0.1", {"X-Pandu-Reader": "a" * 32}, 401),  # ours comes from nobody else
        ("::ffff:127.0.0.1", {"X-Forwarded-User": "jia"}, 200),  # IPv4 over an IPv6 socket
        ("testclient", {"X-Forwarded-User": "jia"}, 403),  # no address at all
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/media/a.pdf"),
        ("PUT", "/_stcore/upload_file/s/f"),
        ("GET", "/_stcore/host-config"),
    ],
)
def test_the_proxy_s_word_over_http(
    peer: str, headers: dict[str, str], status: int, method: str, path: str
) -> None:
    assert gated(peer).request(method, path, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {"X-Forwarded-User": "jia"}, 101),
        ("10.9.9.9", {"X-Forwarded-User": "jia"}, 403),
        ("127.0.0.1", {}, 401),
        ("127.0.0.1", {"X-Forwarded-User": "jia", "Origin": "http://pandu.example"}, 101),
        ("127.0.0.1", {"X-Forwarded-User": "jia", "Origin": "https://evil.test"}, 403),
        ("127.0.0.1", {"X-Forwarded-User": "jia", "Origin": "null"}, 403),  # a sandboxed frame
        ("127.0.0.1", {"X-Forwarded-User": "jia", "Host": "evil.test"}, 403),
    ],
)
def test_the_proxy_s_word_over_the_websocket(
    peer: str, headers: dict[str, str], status: int
) -> None:
    assert websocket_status(gated(peer), headers) == status


def test_two_headers_are_nobody_s_word() -> None:
    twice = [("X-Forwarded-User", "jia"), ("X-Forwarded-User", "yi")]
    assert gated().get("/", headers=twice).status_code == 401


def test_a_network_of_proxies_is_trusted() -> None:
    inside = gated("10.0.0.7", proxy_addresses=("10.0.0.0/24",))
    assert inside.get("/", headers={"X-Forwarded-User": "jia"}).status_code == 200


def test_the_page_is_told_a_digest_and_a_name() -> None:
    told = gated().get("/media/a.pdf", headers=[(b"X-Forwarded-User", "甲".encode())]).json()
    assert told["x-pandu-reader"] == digest("login", "甲") and told["x-pandu-name"] == "%E7%94%B2"
    both = {"X-Forwarded-User": "jia", "X-Pandu-Reader": "f" * 32, "X-Pandu-Name": "yi"}
    told = gated().get("/media/a.pdf", headers=both).json()
    assert (told["x-pandu-reader"], told["x-pandu-name"]) == (digest("login", "jia"), "jia")


def test_only_those_invited_come_in() -> None:
    some = gated(readers=("jia@law.example", "@firm.example"))
    for login, status in [("jia@law.example", 200), ("a@firm.example", 200), ("yi@b.cn", 403)]:
        assert some.get("/", headers={"X-Forwarded-User": login}).status_code == status


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "[::1]", "pandu.example:x"])
@pytest.mark.parametrize("path", ["/", "/media/a.pdf", "/_stcore/host-config"])
def test_other_names_are_refused_over_http_too(host: str, path: str) -> None:
    local = client(Middleware(Gate, settings=LOCAL, names=NAMES))
    assert local.get(path, headers={"Host": host}).status_code == 403


def test_an_upload_from_another_page_is_refused() -> None:
    local = client(Middleware(Gate, settings=LOCAL, names=NAMES))
    path = "/_stcore/upload_file/s/f"
    assert local.put(path, headers={"Origin": "http://127.0.0.1"}).status_code == 200
    assert local.put(path, headers={"Origin": "http://evil.test"}).status_code == 403


def test_streamlit_s_other_doors_are_shut() -> None:
    local = client(Middleware(Gate, settings=LOCAL, names=NAMES))
    assert local.get("/_stcore/metrics").status_code == 404


def test_files_need_a_signed_login_with_oidc() -> None:
    # The page itself must come: it shows the login. What it holds does not.
    asked = client(Middleware(Gate, settings=load_page_settings(**OIDC), names=NAMES))
    forged = {"Cookie": '_streamlit_user="2|1:0|10:1|15:_streamlit_user|4:e30=|abc"'}
    for headers in ({}, forged):
        assert asked.put("/_stcore/upload_file/s/f", headers=headers).status_code == 401
        assert asked.get("/media/a.pdf", headers=headers).status_code == 401
    assert asked.get("/").status_code == 200


# The cookie

HTML = {"Accept": "text/html,*/*"}


def cookied() -> TestClient:
    return client(Middleware(ReaderCookie))


def test_the_first_page_brings_a_cookie_that_the_page_s_script_never_sees() -> None:
    browser = cookied()
    given = browser.get("/", headers=HTML).headers["set-cookie"]
    assert re.fullmatch(
        rf"{NAME}=[\w-]{{43}}; Path=/; Max-Age={LIFE}; HttpOnly; SameSite=Strict", given
    )
    value = given.partition("=")[2].partition(";")[0]
    with browser.websocket_connect("ws://127.0.0.1/_stcore/stream") as talk:
        told = talk.receive_text()
    assert told == digest("cookie", value) and value not in told


def test_a_reader_is_the_same_on_return_and_unlike_another() -> None:
    first, second = cookied(), cookied()
    for browser in (first, second):
        browser.get("/", headers=HTML)
    told = [browser.get("/", headers=HTML).text for browser in (first, first, second)]
    assert told[0] == told[1] != told[2] and all(len(name) == 32 for name in told)


@pytest.mark.parametrize(
    ("path", "headers", "sets"),
    [
        ("/", HTML, True),
        ("/", {**HTML, "Sec-Fetch-Site": "none"}, True),  # typed
        ("/", {**HTML, "Sec-Fetch-Site": "same-origin"}, True),
        ("/", {**HTML, "Sec-Fetch-Site": "cross-site"}, False),  # cannot bring a strict one
        ("/_stcore/host-config", {}, True),  # what a page reached by such a link asks next
        ("/_stcore/host-config", {"Sec-Fetch-Site": "cross-site"}, False),
        ("/media/a.pdf", {}, False),
    ],
)
def test_when_the_cookie_is_set(path: str, headers: dict[str, str], sets: bool) -> None:
    assert ("set-cookie" in cookied().get(path, headers=headers).headers) == sets


def test_a_visit_renews_the_same_cookie() -> None:
    again = cookied().get("/", headers={**HTML, "Cookie": f"other=1; {NAME}={COOKIE}"})
    assert again.headers["set-cookie"].startswith(f"{NAME}={COOKIE};")
    assert again.text == digest("cookie", COOKIE)


@pytest.mark.parametrize("value", ["", "short", "A" * 44, "A" * 42 + "!", "../../etc/passwd"])
def test_what_we_did_not_make_is_no_reader(value: str) -> None:
    told = cookied().get("/", headers={**HTML, "Cookie": f"{NAME}={value}"})
    assert told.text == "" and value not in told.headers["set-cookie"].split(";")[0].split("=")[1:]


def test_the_cookie_is_secure_where_the_page_is() -> None:
    secure = TestClient(cookied().app, base_url="https://127.0.0.1")
    assert secure.get("/", headers=HTML).headers["set-cookie"].endswith("; Secure")


# The headers

POLICY = {
    part.partition(" ")[0]: part.partition(" ")[2]
    for part in content_policy(("'sha256-x'",), "127.0.0.1:1").split("; ")
}


def test_every_answer_carries_the_headers_refusals_too() -> None:
    safe = client(
        Middleware(SafeHeaders, scripts=["a()"], names=NAMES),
        Middleware(Gate, settings=LOCAL, names=NAMES),
    )
    for path, host in [("/", NAMES[0]), ("/nowhere", NAMES[0]), ("/", "evil.test")]:
        headers = safe.get(path, headers={"Host": host}).headers
        assert {name: headers[name] for name in FIXED} == FIXED
        assert "sha256-" in headers["content-security-policy"]
        assert "evil.test" not in headers["content-security-policy"]


def test_the_policy_lets_nothing_out() -> None:
    assert POLICY["connect-src"] == "'self' ws://127.0.0.1:1 wss://127.0.0.1:1"
    assert POLICY["script-src"] == "'self' 'sha256-x'"  # no unsafe-inline, no unsafe-eval
    assert POLICY["img-src"] == "'self' data: blob:"
    assert POLICY["form-action"] == "'self'"
    shut = ("frame-ancestors", "frame-src", "object-src", "base-uri")
    assert {POLICY[name] for name in shut} == {"'none'"}
    assert not [value for value in POLICY.values() if "*" in value or "https:" in value]
