"""The libraries of the page's readers, each opened once and shared by its sessions."""

import logging
from collections.abc import Sequence
from threading import Event
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

import streamlit as st

from ui.reader import reader
from ui.serving.memory import keep_for_good
from ui.serving.settings import page_settings

if TYPE_CHECKING:  # loaded when a library is opened, after the page has shown itself
    from analysis import Assistant
    from corpus.record import Entry
    from ui.serving.libraries import Libraries

GIVEN = "given_assistant"
"""Session key under which a test, or a program around the page, puts an assistant of its own."""

FIRST_VISIT = 0.3
"""Seconds that a first visitor is waited for before the warm-up begins."""

FIRST_DRAWING = 5.0
"""Seconds for which the warm-up waits for a first visitor's page to be drawn."""

arrived = Event()
"""Set by the server once anybody asks for anything."""

_needed = Event()  # once a page has shown its frame and asks for the library

_log = logging.getLogger(__name__)

_entries: "WeakKeyDictionary[Assistant, tuple[str, tuple[Entry, ...]]]" = WeakKeyDictionary()
"""What `entries` last read: 20,000 take over a second to read and 24 MB to hold."""


def assistant() -> "Assistant":
    """The assistant of this reader's library. Raises PanduError; UsageError without a login that
    is asked for."""
    whose = None if page_settings().here_only else reader()
    given = st.session_state.get(GIVEN)
    _needed.set()
    return cast("Assistant", given) if given is not None else _libraries().of(whose)


def entries(assistant: "Assistant") -> Sequence["Entry"]:
    """What is in the library, by title; read anew only after a write, once for all sessions."""
    generation = assistant.generation
    held = _entries.get(assistant)
    if held is None or held[0] != generation:
        held = (generation, tuple(assistant.entries()))
        _entries[assistant] = held
    return held[1]


def forget() -> None:
    """Open the library anew at the next use: settings have changed. Answers under way go on."""
    _libraries.clear()


def warm_up() -> None:
    """Open what the first question would wait for; called once the page is served.

    Whoever is there already sees the page first: imports would hold its drawing up by 0.7 s.
    """
    if arrived.wait(FIRST_VISIT):
        _needed.wait(FIRST_DRAWING)
    try:
        _libraries().warm_up()
    except Exception:  # the first question will meet it again, and can be told
        _log.exception("warming up failed")
    keep_for_good()


def _let_go(libraries: "Libraries") -> None:
    libraries.close()  # whoever still answers with one opens its files once more


@st.cache_resource(show_spinner=False, on_release=_let_go)
def _libraries() -> "Libraries":
    from analysis.settings import load_settings
    from ui.serving.libraries import Libraries

    return Libraries(load_settings(), page_settings())
