"""The one assistant that all sessions of the page share."""

import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import streamlit as st

if TYPE_CHECKING:  # loaded when the library is opened, after the page has shown itself
    from analysis import Assistant
    from corpus.record import Entry

GIVEN = "given_assistant"
"""Session key under which a test, or a program around the page, puts an assistant of its own."""

_log = logging.getLogger(__name__)


def assistant() -> "Assistant":
    """The assistant of the library that the settings name, opened once. Raises PanduError."""
    given = st.session_state.get(GIVEN)
    return cast("Assistant", given) if given is not None else _opened()


def entries(assistant: "Assistant") -> Sequence["Entry"]:
    """What is in the library, by title; read anew only after a write."""
    stamp = (assistant, assistant.generation)  # itself: a number is given again once it is gone
    held = st.session_state.get("entries")
    if held is None or held[0] != stamp:
        held = (stamp, tuple(assistant.entries()))
        st.session_state["entries"] = held
    return cast("tuple[Entry, ...]", held[1])


def forget() -> None:
    """Open the library anew at the next use: settings have changed. Answers under way go on."""
    _opened.clear()


def _let_go(assistant: "Assistant") -> None:
    assistant.close()  # whoever still answers with it opens its files once more


@st.cache_resource(show_spinner=False, on_release=_let_go)
def _opened() -> "Assistant":
    from analysis import open_assistant

    opened = open_assistant()
    threading.Thread(target=_warm_up, args=(opened,), daemon=True).start()
    return opened


def _warm_up(assistant: "Assistant") -> None:
    try:
        assistant.warm_up()
    except Exception:  # the first question will meet it again, and can be told
        _log.exception("warming up failed")
