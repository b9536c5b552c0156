"""What a page says after something was done, once, at the place where it was done."""

import streamlit as st

from ui.configuration.shown import note


def say(place: str, words: str, kind: str) -> None:
    """Keep a sentence for the next drawing of a place; `kind` as in `shown.note`."""
    st.session_state[f"said_{place}"] = (words, kind)


def show_said(place: str) -> None:
    """Draw it, if there is one, and forget it."""
    held = st.session_state.pop(f"said_{place}", None)
    if held is not None:
        st.html(note(*held))
