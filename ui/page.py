"""What Streamlit has no word for: fixed scripts of our own, which never hold foreign text."""

import streamlit as st

_LANGUAGE = "<script>document.documentElement.lang = 'zh-CN';</script>"

_LATEST = """<script data-turn="{turn}">
for (const wait of [0, 120, 300]) setTimeout(() => document.querySelector('.st-key-latest')
  ?.scrollIntoView({{block: 'start'}}), wait); // the page may still be making room
</script>"""


def speak_chinese() -> None:
    """Name the page's language: it decides glyphs, screen readers and offers to translate."""
    st.html(_LANGUAGE, unsafe_allow_javascript=True)


def show_latest(turn: int) -> None:
    """Bring the latest question to the top, so that its answer is read from the beginning.

    A script runs when its text is new: `turn` makes it so, once a turn.
    """
    st.html(_LATEST.format(turn=int(turn)), unsafe_allow_javascript=True)
