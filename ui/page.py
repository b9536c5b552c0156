"""What Streamlit has no word for: fixed scripts of our own, and the net under every page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from ui.escape import as_markdown
from ui.faults import told

SCRIPTS = (
    Path(__file__).with_name("page.js"),
    Path(__file__).parent / "chat" / "answer.js",
    Path(__file__).parent / "reading" / "reading.js",
)
"""Fixed text of ours; each waits for the events of what it serves."""

_LATEST = """<script data-turn="{turn}">
for (const wait of [0, 120, 300]) setTimeout(() => document.querySelector('.st-key-latest')
  ?.scrollIntoView({{block: 'start'}}), wait); // the page may still be making room
</script>"""

_BODY = re.compile(r"\A<script[^>]*>(.*)</script>\Z", re.DOTALL)


def speak_chinese() -> None:
    """Name the page's language, and put Streamlit's own words into it."""
    st.html(_script(), unsafe_allow_javascript=True)


def scripts() -> tuple[str, ...]:
    """Every script of ours, as the browser sees it; no other inline script may run.

    A new one must be named here, or the page's Content-Security-Policy holds it back.
    """
    return tuple(_BODY.sub(r"\1", script) for script in (_script(), _LATEST.format(turn=0)))


def styled(sheet: Path) -> None:
    """Put a style sheet of ours on the page; each room has its own beside its code."""
    st.html(sheet)


def show_latest(turn: int) -> None:
    """Bring the latest question to the top, so that its answer is read from the beginning.

    A script runs when its text is new: `turn` makes it so, once a turn.
    """
    st.html(_LATEST.format(turn=int(turn)), unsafe_allow_javascript=True)


@contextmanager
def faults_told() -> Iterator[None]:
    """Tell the reader of a fault in Chinese, here on the page, in place of what failed."""
    try:
        yield
    except Exception as error:  # Streamlit's own stops and reruns are no Exceptions
        st.error(as_markdown(told(error)), icon=":material/error:")


@cache
def _script() -> str:
    return f"<script>{''.join(file.read_text(encoding='utf-8') for file in SCRIPTS)}</script>"
