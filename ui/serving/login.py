"""The login: what is shown to somebody who has none, and how a reader leaves."""

from pathlib import Path

import streamlit as st

from ui.escape import as_html
from ui.page import styled
from ui.reader import invited, logins, reader, reader_name
from ui.serving.identity import READER
from ui.serving.settings import Login, page_settings

WHOSE = "session_reader"
"""Session key: whose session this is. A session is never handed on with what it holds."""


def let_in() -> None:
    """Go on for a reader who may be here; everybody else sees the login page, and nothing more.

    Streamlit gives a tab that reconnects its old session. Where another has logged in meanwhile,
    it is emptied first.
    """
    login = page_settings().login
    if login is Login.OIDC and not st.user.get("is_logged_in"):
        _draw("登录后使用", "登录由贵单位的统一身份认证完成，判读不保存密码。")
        with st.container(key="login_button"):
            st.button("登录", type="primary", width="stretch", on_click=st.login)
        st.stop()
    if login is Login.PROXY and not st.user.get(READER):
        _draw("登录后使用", "请从贵单位的登录入口进入。")
        st.stop()
    if login is not Login.NONE and not invited():
        known = "、".join(logins()) or "未告知"
        _draw("没有获准使用", f"请把账号告诉管理员，由其加入名单。账号：{known}")
        with st.container(key="login_button"):
            _offer_leaving("换一个账号")
        st.stop()
    now = reader()
    if st.session_state.get(WHOSE, now) != now:
        st.session_state.clear()
        now = reader()
    st.session_state[WHOSE] = now


def draw_reader() -> None:
    """Who is logged in, and the way out, in the sidebar; nothing without a login."""
    if page_settings().here_only:
        return
    with st.sidebar, st.container(key="reader"):
        st.html(f'<p class="pd-facts">已登录：<bdi>{as_html(reader_name())}</bdi></p>')
        _offer_leaving("退出登录")


def _offer_leaving(words: str) -> None:
    settings = page_settings()
    if settings.login is Login.OIDC:
        st.button(words, icon=":material/logout:", type="tertiary", on_click=st.logout)
    elif settings.proxy_logout:
        st.html(f'<a class="pd-leave" href="{as_html(settings.proxy_logout)}" target="_self">'
                f"{as_html(words)}</a>")  # fmt: skip


def _draw(heading: str, words: str) -> None:
    styled(Path(__file__).with_name("login.css"))
    st.html(
        '<section class="pd-login"><h1>判读<small>PanDu</small></h1>'
        "<p>向中国裁判文书提问，每一句回答都有逐字可查的出处，并写明是谁说的。</p>"
        f"<h2>{as_html(heading)}</h2><p><bdi>{as_html(words)}</bdi></p></section>"
    )
