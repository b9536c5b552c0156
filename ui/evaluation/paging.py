"""A long list of questions, some at a time."""

import streamlit as st

PAGE = 20
"""Questions shown at once."""


def page_of(key: str, total: int, wanted: object) -> int:
    """The place of the first question shown; the beginning again when others are wanted."""
    held = st.session_state.get(key, (wanted, 0))
    first = held[1] if held[0] == wanted and held[1] < total else 0
    st.session_state[key] = (wanted, first)
    return int(first)


def turn_pages(key: str, first: int, total: int) -> None:
    """Where in the list one is, and the buttons that lead on."""
    if total <= PAGE:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_turn"):
        st.button("上一页", key=f"{key}_before", disabled=first == 0,
                  on_click=_turn, args=(key, -PAGE))  # fmt: skip
        last = min(first + PAGE, total)
        st.html(f'<p class="pd-facts">第 {first + 1}–{last} 题，共 {total} 题</p>')
        st.button("下一页", key=f"{key}_after", disabled=first + PAGE >= total,
                  on_click=_turn, args=(key, PAGE))  # fmt: skip


def _turn(key: str, by: int) -> None:
    wanted, first = st.session_state[key]
    st.session_state[key] = (wanted, max(0, first + by))
