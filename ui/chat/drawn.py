"""HTML that is made once for an exchange, however often the page is drawn."""

import zlib
from collections.abc import Callable

import streamlit as st

from ui.chat.conversation import SHOWN_AT_ONCE, Exchange


def once(what: str, exchange: Exchange, make: Callable[[Exchange], str]) -> str:
    """What `make` gives for this exchange; made anew when another takes its number.

    It is held compressed, a sixth of its size: sessions outlive their readers by minutes.
    """
    held: dict[tuple[str, int], tuple[Exchange, bytes]] = st.session_state.setdefault("drawn", {})
    key = (what, exchange.number)
    if key not in held or held[key][0] is not exchange:
        for old in [old for old in held if old[1] <= exchange.number - SHOWN_AT_ONCE]:
            del held[old]  # no longer on the page
        html = make(exchange)
        held[key] = (exchange, zlib.compress(html.encode("utf-8"), level=1))
        return html
    return zlib.decompress(held[key][1]).decode("utf-8")


def forget() -> None:
    """Nothing is held any more: another conversation is on the page."""
    st.session_state.pop("drawn", None)
