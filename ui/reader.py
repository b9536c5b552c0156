"""Who is at the page: what conversations, uploads and libraries belong to."""

import secrets

import streamlit as st

from corpus.errors import UsageError
from ui.serving.gate import is_invited
from ui.serving.identity import NAME, READER, digest, shown_name
from ui.serving.settings import Login, page_settings

_KEY = "reader"


def reader() -> str:
    """A name that is the same for one reader and unlike every other's; no person's name.

    Of a login, or of this browser's cookie, a digest; without either a random one, for as long
    as the session lasts. Raises UsageError for somebody who has yet to log in, or may not come in.
    """
    login = page_settings().login
    told = st.user.get(READER) if login is not Login.OIDC else _provider_digest()
    if login is not Login.NONE and (not told or not invited()):
        raise UsageError("请先登录。")
    if isinstance(told, str) and told:
        return told
    if _KEY not in st.session_state:
        st.session_state[_KEY] = secrets.token_hex(16)
    return str(st.session_state[_KEY])


def reader_name() -> str:
    """What to call the reader on the page; empty without a login."""
    login = page_settings().login
    if login is Login.PROXY:
        return shown_name(st.user.get(NAME))
    if login is Login.OIDC:
        names = (st.user.get(key) for key in ("name", "email", "sub"))
        return next((name for name in names if isinstance(name, str) and name), "")
    return ""


def is_admin() -> bool:
    """Whether the reader may change settings, watch folders and back up.

    Without a login the one reader may; with one, those whom the settings name.
    """
    settings = page_settings()
    return settings.here_only or any(name in settings.admins for name in logins())


def may_delete() -> bool:
    """Whether the reader may take judgments out: of a library of their own, or as an admin."""
    return not page_settings().one_library or is_admin()


def invited() -> bool:
    """Whether somebody with this login may come in at all."""
    return any(is_invited(name, page_settings()) for name in logins())


def logins() -> tuple[str, ...]:
    """The names that the settings may list the reader under.

    An e-mail address counts only if the provider says that it has checked it: elsewhere anybody
    can write another's. The provider's own number (sub) always counts.
    """
    login = page_settings().login
    if login is Login.PROXY:
        given = [shown_name(st.user.get(NAME))]
    elif login is Login.OIDC:
        checked = str(st.user.get("email_verified", "")).lower() == "true"
        given = [str(st.user.get("email") or "") if checked else "", str(st.user.get("sub") or "")]
    else:
        given = []
    return tuple(name for name in given if name)


def _provider_digest() -> str | None:
    number = st.user.get("sub")
    if not st.user.get("is_logged_in") or not number:
        return None
    return digest("login", f"{st.user.get('iss', '')}\0{number}")
