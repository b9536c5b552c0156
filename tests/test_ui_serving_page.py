"""The whole server: who gets in, and that nobody gets at another's chats or uploads."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from page_server import PageServer, chatting, free_port
from page_visitor import Visitor, visiting
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus

from analysis import load_settings, open_assistant
from ui.serving.cookie import NAME
from ui.serving.identity import digest
from ui.serving.libraries import READERS

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TEXT = "章鱼玩具案\n某法院民事判决书。本院认为，被告应当归还章鱼玩具。"
QUESTION = "章鱼玩具案的被告应当归还章鱼玩具吗？"
SECRET = "k" * 40


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one judgment, which only the page without a login has."""
    folder = tmp_path_factory.mktemp("served")
    judgment = folder / "章鱼玩具案.txt"
    judgment.write_text(TEXT, encoding="utf-8")
    with open_assistant(load_settings(library=folder / "library", model="none")) as assistant:
        list(assistant.ingest([judgment]))
    return folder / "library"


@pytest.fixture(scope="module")
def here(library: Path) -> Iterator[PageServer]:
    with chatting(library) as server:
        yield server


@pytest.fixture(scope="module")
def proxied(library: Path) -> Iterator[PageServer]:
    with chatting(
        library,
        PANDU_PAGE_LOGIN="proxy",
        PANDU_PAGE_PROXY_HEADER="X-Forwarded-User",
        PANDU_PAGE_HOSTS="pandu.example",
    ) as server:
        yield server


def test_two_browsers_see_their_own_chats_and_one_library(here: PageServer) -> None:
    async def both() -> None:
        async with visiting(here.url) as first, visiting(here.url) as second:
            assert first.http.cookies[NAME] != second.http.cookies[NAME]
            mine = await first.ask(QUESTION)
            assert "被告应当归还章鱼玩具" in mine.html and "pd-check" in mine.html
            theirs = await second.run()
            assert 'class="pd-question"' not in theirs.html
            assert "1 份文书" in theirs.html

    asyncio.run(both())


def test_the_headers_are_on_the_page_its_parts_and_its_refusals(here: PageServer) -> None:
    for path in ("/", "/_stcore/health", "/nowhere/x.js", "/_stcore/metrics", "/media/none.pdf"):
        headers = httpx.get(here.url + path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and "server" not in headers


def test_the_proxy_s_gate_stands_before_everything(proxied: PageServer) -> None:
    for path in ("/", "/read", "/_stcore/health", "/media/x.pdf", "/static/js/x.js"):
        assert httpx.get(proxied.url + path).status_code == 401
    put = httpx.put(f"{proxied.url}/_stcore/upload_file/s/f", files={"file": ("a", b"x")})
    assert put.status_code == 401

    async def no_word_on_the_socket() -> None:
        async with visiting(proxied.url, {"X-Forwarded-User": "jia"}, socket_headers={}):
            raise AssertionError("it was let in")

    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(no_word_on_the_socket())
    assert refused.value.response.status_code == 401


def test_readers_with_a_login_have_their_own_library_and_chats(
    proxied: PageServer, library: Path
) -> None:
    async def both() -> None:
        as_first, as_second = {"X-Forwarded-User": "jia"}, {"X-Forwarded-User": "yi"}
        async with visiting(proxied.url, as_first) as first:
            begun = await first.run()
            assert "已登录" in begun.html and "jia" in begun.html and "0 份文书" in begun.html
            await first.upload("章鱼玩具案.txt", TEXT)
            assert "被告应当归还章鱼玩具" in (await first.ask(QUESTION)).html
            async with visiting(proxied.url, as_second) as second:
                theirs = await second.ask(QUESTION)
                assert "归还章鱼玩具。" not in theirs.html and "0 份文书" in theirs.html
                assert "jia" not in theirs.html and str(library) not in theirs.html
            async with visiting(proxied.url, as_first) as again:  # another browser, same login
                assert "1 份文书" in (await again.run()).html

    asyncio.run(both())
    names = {folder.name for folder in (library / READERS).iterdir()}
    assert names == {digest("login", "jia"), digest("login", "yi")}


def test_a_session_is_not_taken_over_by_another_login(proxied: PageServer) -> None:
    # A tab that reconnects names its session; after another has logged in there, it gets a new one.
    async def reconnect() -> None:
        async with visiting(proxied.url, {"X-Forwarded-User": "bing"}) as first:
            await first.ask("丙的问题是什么？")
            session = first.session
        async with visiting(proxied.url, {"X-Forwarded-User": "ding"}, session=session) as second:
            seen = await second.run()
            assert second.session != session and 'class="pd-question"' not in seen.html
        async with visiting(proxied.url, {"X-Forwarded-User": "bing"}, session=session) as again:
            assert "丙的问题" in (await again.run()).html and again.session == session

    asyncio.run(reconnect())


def test_a_browser_does_not_take_over_another_s_session(here: PageServer) -> None:
    async def reconnect() -> None:
        async with visiting(here.url) as first:
            await first.ask(QUESTION)
            session = first.session
        async with visiting(here.url, session=session) as second:
            assert 'class="pd-question"' not in (await second.run()).html

    asyncio.run(reconnect())


def test_a_provider_s_login(library: Path) -> None:
    pytest.importorskip("authlib")
    from scripted_provider import CLIENT, providing

    port = free_port()
    with (
        providing() as provider,
        chatting(
            library,
            port=port,
            PANDU_PAGE_LOGIN="oidc",
            PANDU_PAGE_OIDC_CLIENT_ID=CLIENT,
            PANDU_PAGE_OIDC_CLIENT_SECRET="client-secret",
            PANDU_PAGE_OIDC_COOKIE_SECRET=SECRET,
            PANDU_PAGE_OIDC_METADATA_URL=provider.metadata_url,
            PANDU_PAGE_OIDC_REDIRECT_URI=f"http://127.0.0.1:{port}/oauth2callback",
            PANDU_PAGE_READERS="a@b.cn 9",
        ) as server,
    ):

        async def walk() -> None:
            async with visiting(server.url) as stranger:
                for page in ("", "read", "library", "setup"):  # no page goes round the login
                    seen = await stranger.run(page=page)
                    assert seen.labels == ("登录",) and "pd-login" in seen.html
                    assert "份文书" not in seen.html and not seen.errors
                redirect = (await stranger.run(_pressed(seen.widget("button")))).redirect
                assert redirect.startswith("/auth/login?provider=")
                cookies = await log_in(stranger, redirect)
            async with visiting(server.url, cookies=cookies) as known:
                seen = await known.run()
                assert "已登录" in seen.html and "甲" in seen.html and "退出登录" in seen.labels
                await known.upload("章鱼玩具案.txt", TEXT)
                assert "被告应当归还章鱼玩具" in (await known.ask(QUESTION)).html
            provider.claims = {"sub": "2", "email": "a@b.cn", "email_verified": False}
            async with visiting(server.url) as other:  # claims another's address, unchecked
                await other.run()
                cookies = await log_in(other, redirect)
            async with visiting(server.url, cookies=cookies) as other:
                seen = await other.run()
                assert "没有获准使用" in seen.html and "份文书" not in seen.html

        provider.claims = {"sub": "9", "name": "甲"}
        asyncio.run(walk())


async def log_in(visitor: Visitor, redirect: str) -> httpx.Cookies:
    """Go to the provider and back, as a browser is sent."""
    back = await visitor.http.get(redirect, follow_redirects=True)
    assert back.status_code == 200 and "_streamlit_user" in visitor.http.cookies
    return visitor.http.cookies


def _pressed(button: str) -> WidgetState:
    return WidgetState(id=button, trigger_value=True)
