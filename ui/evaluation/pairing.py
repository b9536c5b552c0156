"""The ways to choose two evaluations that are to be set side by side."""

from collections.abc import Sequence

import streamlit as st

from ui.evaluation.room import Room, go
from ui.evaluation.runs import Progress, SavedRun


def choose_two(runs: Sequence[SavedRun]) -> None:
    """Both, from the list; nothing is drawn where there are not two that are done."""
    done = [run for run in runs if run.progress is Progress.DONE]
    if len(done) < 2:
        return
    st.html('<h2 class="pd-h2">对照两次</h2>')
    with st.container(border=True, key="evaluation_pair"):
        left, right = st.columns(2)
        before = left.selectbox(
            "先一次", [run.id for run in done], index=_alike(done), key="evaluation_before",
            format_func=lambda id_: _label(done, id_), placeholder="请选择",
        )  # fmt: skip
        after = right.selectbox(
            "后一次", [run.id for run in done], index=0, key="evaluation_after",
            format_func=lambda id_: _label(done, id_), placeholder="请选择",
        )  # fmt: skip
        st.button(
            "对照",
            key="evaluation_compare",
            icon=":material/compare_arrows:",
            disabled=before == after,
            on_click=go,
            args=(before, after),
        )


def choose_other(room: Room, run: SavedRun) -> None:
    """An earlier or later one, from an evaluation's own view."""
    others = [r for r in room.runs if r.progress is Progress.DONE and r.id != run.id]
    if not others or run.progress is not Progress.DONE:
        return
    with st.popover("对照", icon=":material/compare_arrows:"):
        key = f"evaluation_other_{run.id}"
        st.selectbox(
            "与哪一次对照", [r.id for r in others], key=key,
            format_func=lambda id_: _label(others, id_), placeholder="请选择",
        )  # fmt: skip
        st.button("对照", key="evaluation_compare_with", on_click=_go_with, args=(run.id, key))


def _go_with(run_id: str, key: str) -> None:
    """The earlier of the two comes first: ids begin with the time."""
    before, after = sorted((run_id, str(st.session_state[key])))
    go(before, after)


def _alike(runs: Sequence[SavedRun]) -> int:
    """The place of the newest that asked the same questions as the last, else of the one before."""
    last = runs[0].about
    for place, run in enumerate(runs[1:], start=1):
        if (run.about.questions, run.about.total) == (last.questions, last.total):
            return place
    return 1


def _label(runs: Sequence[SavedRun], id_: str) -> str:
    run = next(run for run in runs if run.id == id_)
    return f"{run.about.name}（{run.day}，{run.about.total} 题）"
