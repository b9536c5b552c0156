"""The one assistant that all sessions of the page share."""

import logging
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

import streamlit as st

from ui.shelf.watching import keep_watching

if TYPE_CHECKING:  # loaded when the library is opened, after the page has shown itself
    from analysis import Assistant
    from corpus.record import Entry

GIVEN = "given_assistant"
"""Session key under which a test, or a program around the page, puts an assistant of its own."""

_log = logging.getLogger(__name__)

_entries: "WeakKeyDictionary[Assistant, tuple[str, tuple[Entry, ...]]]" = WeakKeyDictionary()
"""What `entries` last read: 20,000 take over a second to read and 24 MB to hold."""


def assistant() -> "Assistant":
    """The assistant of the library that the settings name, opened once. Raises PanduError."""
    given = st.session_state.get(GIVEN)
    return cast("Assistant", given) if given is not None else _opened()


def entries(assistant: "Assistant") -> Sequence["Entry"]:
    """What is in the library, by title; read anew only after a write, once for all sessions."""
    generation = assistant.generation
    held = _entries.get(assistant)
    if held is None or held[0] != generation:
        held = (generation, tuple(assistant.entries()))
        _entries[assistant] = held
    return held[1]


@st.cache_resource(show_spinner=False)
def _opened() -> "Assistant":
    from analysis import open_assistant

    opened = open_assistant()
    threading.Thread(target=_warm_up, args=(opened,), daemon=True).start()
    return opened


def _warm_up(assistant: "Assistant") -> None:
    keep_watching(assistant)
    try:
        assistant.warm_up()
    except Exception:  # the first question will meet it again, and can be told
        _log.exception("warming up failed")
