"""HTML that is made once for an exchange, however often the page is drawn."""

from collections.abc import Callable

import streamlit as st

from ui.chat.conversation import Exchange


def once(what: str, exchange: Exchange, make: Callable[[Exchange], str]) -> str:
    """What `make` gives for this exchange; made anew when another takes its number."""
    held: dict[tuple[str, int], tuple[Exchange, str]] = st.session_state.setdefault("drawn", {})
    key = (what, exchange.number)
    if key not in held or held[key][0] is not exchange:
        held[key] = (exchange, make(exchange))
    return held[key][1]


def forget() -> None:
    """Nothing is held any more: another conversation is on the page."""
    st.session_state.pop("drawn", None)
