"""Who the reader is to the page, and what somebody without a login sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_ui_serving_settings import OIDC, PROXY

from analysis import Assistant, load_settings, open_assistant
from ui.opened import GIVEN
from ui.serving.identity import digest
from ui.serving.settings import page_settings

APP = Path(__file__).parents[1] / "ui" / "app.py"
COOKIE = {"pandu_reader": "a" * 32}
LOGGED_IN = {"is_logged_in": True, "iss": "https://id.example", "sub": "9"}

ASKED = """
import streamlit as st
from ui.reader import is_admin, reader, reader_name
st.session_state["told"] = (reader(), reader_name(), is_admin())
"""

FRAME = """
import streamlit as st
from ui.serving.login import draw_reader, let_in
let_in()
draw_reader()
st.code(str(st.session_state.to_dict()))
"""


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    page_settings.cache_clear()
    yield monkeypatch
    page_settings.cache_clear()


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "new", model="none")) as opened:
        yield opened


def put(monkeypatch: pytest.MonkeyPatch, settings: dict[str, object]) -> None:
    for name, value in settings.items():
        words = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        monkeypatch.setenv(f"PANDU_PAGE_{name.upper()}", words)
    page_settings.cache_clear()


def told(user: dict[str, object]) -> tuple[str, str, bool]:
    """What the reader is called: digest, name, and whether they may change settings."""
    page = AppTest.from_string(ASKED)
    page.user = user
    page.run()
    assert not page.exception
    found: tuple[str, str, bool] = page.session_state["told"]
    return found


def visit(assistant: Assistant, user: dict[str, object], **state: object) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state[GIVEN] = assistant
    for name, value in state.items():
        page.session_state[name] = value
    page.user = user
    page.run()
    assert not page.exception
    return page


def framed(user: dict[str, object], **state: object) -> AppTest:
    """The frame alone. AppTest runs a page by itself when it runs it again, without app.py."""
    page = AppTest.from_string(FRAME)
    for name, value in state.items():
        page.session_state[name] = value
    page.user = user
    page.run()
    assert not page.exception
    return page


def drawn(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


@pytest.mark.usefixtures("in_force")
def test_without_a_login_a_browser_is_a_reader_and_may_do_everything() -> None:
    assert told(dict(COOKIE)) == ("a" * 32, "", True)


@pytest.mark.usefixtures("in_force")
def test_without_a_cookie_a_session_is_a_reader() -> None:
    first, second = told({}), told({})
    assert first[0] != second[0] and len(first[0]) == 32 and first[2]


def test_the_proxy_s_reader(in_force: pytest.MonkeyPatch) -> None:
    put(in_force, {**PROXY, "admins": ("甲",)})
    name = digest("login", "甲")
    assert told({"pandu_reader": name, "pandu_name": "%E7%94%B2"}) == (name, "甲", True)
    other = digest("login", "yi")
    assert told({"pandu_reader": other, "pandu_name": "yi"}) == (other, "yi", False)


@pytest.mark.parametrize(
    ("claims", "name", "is_admin"),
    [
        ({"name": "甲", "email": "a@b.cn", "email_verified": True}, "甲", True),
        ({"email": "a@b.cn", "email_verified": "true"}, "a@b.cn", True),  # some say it in words
        ({"email": "a@b.cn", "email_verified": False}, "a@b.cn", False),  # anybody's claim
        ({"email": "a@b.cn"}, "a@b.cn", False),
        ({"email": "A@b.cn", "email_verified": True}, "A@b.cn", False),
        ({"sub": "77"}, "77", True),
        ({"name": "a@b.cn"}, "a@b.cn", False),  # a name is whatever its bearer likes
        ({"preferred_username": "a@b.cn"}, "9", False),
    ],
)
def test_the_provider_s_reader(
    in_force: pytest.MonkeyPatch, claims: dict[str, object], name: str, is_admin: bool
) -> None:
    put(in_force, {**OIDC, "admins": ("a@b.cn", "77")})
    who = told({**LOGGED_IN, **claims})
    assert who[1:] == (name, is_admin)
    assert who[0] == digest("login", f"https://id.example\0{claims.get('sub', '9')}")


def test_two_providers_same_number_is_not_the_same_reader(in_force: pytest.MonkeyPatch) -> None:
    put(in_force, OIDC)
    assert told(LOGGED_IN)[0] != told({**LOGGED_IN, "iss": "https://other.example"})[0]


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"is_logged_in": False},
        {"is_logged_in": True},  # without a number there is nobody to be
        {"pandu_reader": "a" * 32},  # the cookie's digest is no login
        {"email": "a@b.cn", "email_verified": True, "sub": "9"},
    ],
)
def test_without_the_provider_s_login_nothing_but_the_login_is_drawn(
    in_force: pytest.MonkeyPatch, assistant: Assistant, user: dict[str, object]
) -> None:
    put(in_force, OIDC)
    page = visit(assistant, user)
    assert "登录后使用" in drawn(page) or "没有获准使用" in drawn(page)
    assert not page.chat_input and not page.sidebar.get("html") and "份文书" not in drawn(page)
    assert {b.label for b in page.button} <= {"登录", "换一个账号"}


def test_a_reader_who_is_not_invited_sees_their_account_and_no_more(
    in_force: pytest.MonkeyPatch, assistant: Assistant
) -> None:
    put(in_force, {**OIDC, "readers": ("@law.example",)})
    page = visit(assistant, {**LOGGED_IN, "email": "a@b.cn", "email_verified": True})
    assert "没有获准使用" in drawn(page) and "a@b.cn" in drawn(page) and "9" in drawn(page)
    assert not page.chat_input
    invited = {**LOGGED_IN, "email": "a@law.example", "email_verified": True}
    assert len(visit(assistant, invited).chat_input) == 1


def test_who_is_logged_in_is_shown_with_a_way_out(in_force: pytest.MonkeyPatch) -> None:
    put(in_force, OIDC)
    page = framed({**LOGGED_IN, "name": "<b>甲</b>"})
    assert "已登录：<bdi>&lt;b&gt;甲&lt;/b&gt;</bdi>" in drawn(page) and page.code
    next(b for b in page.button if b.label == "退出登录").click().run()
    assert "登录后使用" in drawn(page) and not page.code


def test_the_proxy_s_way_out_is_a_link(in_force: pytest.MonkeyPatch, assistant: Assistant) -> None:
    put(in_force, {**PROXY, "proxy_logout": "/oauth2/sign_out"})
    user: dict[str, object] = {"pandu_reader": digest("login", "jia"), "pandu_name": "jia"}
    assert 'href="/oauth2/sign_out"' in drawn(visit(assistant, user))
    assert "请从贵单位的登录入口进入" in drawn(visit(assistant, {}))


@pytest.mark.usefixtures("in_force")
def test_without_a_login_nobody_is_asked_and_there_is_no_way_out(assistant: Assistant) -> None:
    page = visit(assistant, dict(COOKIE))
    assert len(page.chat_input) == 1 and "已登录" not in drawn(page)


@pytest.mark.usefixtures("in_force")
def test_a_session_is_emptied_before_another_reader_has_it() -> None:
    page = framed(dict(COOKIE), exchanges="甲的问题")
    assert "甲的问题" in page.code[0].value
    assert "甲的问题" in page.run().code[0].value  # a reload of their own
    page.user = {"pandu_reader": "b" * 32}
    assert "甲的问题" not in page.run().code[0].value


MAY = """
import streamlit as st
from ui.reader import may_delete
st.session_state["may"] = may_delete()
"""


@pytest.mark.parametrize(
    ("settings", "deletes"),
    [
        ({}, True),  # without a login there is one person
        (PROXY, True),  # a library of their own
        ({**PROXY, "shared": True}, False),  # everybody's
        ({**PROXY, "shared": True, "admins": ("甲",)}, True),
    ],
)
def test_who_may_delete(
    in_force: pytest.MonkeyPatch, settings: dict[str, object], deletes: bool
) -> None:
    put(in_force, settings)
    page = AppTest.from_string(MAY)
    page.user = {"pandu_reader": digest("login", "甲"), "pandu_name": "%E7%94%B2"}
    page.run()
    assert page.session_state["may"] is deletes
