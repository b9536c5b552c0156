"""Long work as the page shows it: how far it is, a way to stop it, and how it ended."""

import streamlit as st

from ui.configuration.shown import note
from ui.configuration.work import Outcome, desk
from ui.escape import as_markdown

LOOK = 0.7
"""Seconds between two looks at work under way."""


def show_work(name: str) -> Outcome | None:
    """Draw the work of this name, if there is any; its outcome once it has ended."""
    work = desk().of(name)
    if work is None:
        return None
    if work.outcome is None:
        _watch(name)
        return None
    st.html(note(work.outcome.words, "bad" if work.outcome.failed else "good"))
    return work.outcome


def is_busy() -> bool:
    """Whether no other work can be begun now."""
    return bool(desk().busy)


@st.fragment(run_every=LOOK)
def _watch(name: str) -> None:
    work = desk().of(name)
    if work is None or work.outcome is not None:
        st.rerun()
    stage = work.stage
    percent = f" {100 * stage.share:.0f}%" if stage.total else ""
    st.progress(stage.share, text=as_markdown(f"{work.title}：{stage.doing}{percent}"))
    if work.stopping:
        st.html(note("正在停下，手上的一批做完就停……"))
    else:
        st.button("停止", key=f"stop_{name}", on_click=work.stop)
