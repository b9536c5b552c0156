"""Who is at the page: what conversations and uploads belong to."""

import secrets

import streamlit as st

_KEY = "reader"


def reader() -> str:
    """A name that is the same for one reader and unlike every other's; no person's name."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = secrets.token_hex(16)
    return str(st.session_state[_KEY])


def is_admin() -> bool:
    """Whether this reader may change settings, back up and restore."""
    return True
