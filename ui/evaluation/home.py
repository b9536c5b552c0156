"""The first view: begin an evaluation, see those that were made, set two side by side."""

import streamlit as st

from ui.escape import as_markdown
from ui.evaluation import choosing, watching
from ui.evaluation.listing import run_html
from ui.evaluation.pairing import choose_two
from ui.evaluation.room import Room, go, tell_fault

SHOWN = 10
"""Evaluations listed before the reader asks for more."""

_MORE = "evaluations_shown"


def draw(room: Room) -> None:
    """Draw it."""
    st.html(
        '<header class="pd-brand"><h1>评测</h1><p>用一份问题考一考：判读在这个文库上答得对不对、'
        "引没引到依据、有没有把当事人的话当成法院的。</p></header>"
    )
    tell_fault()
    is_busy = watching.draw(room, opens=True)
    choosing.draw(room, is_busy=is_busy)
    _made(room)


def _made(room: Room) -> None:
    runs = list(room.runs)
    st.html(f'<h2 class="pd-h2">做过的评测<small>{len(runs) or ""}</small></h2>')
    if not runs:
        st.html('<p class="pd-empty">还没有。做完的评测列在这里，只有您自己看得到。</p>')
        return
    shown = st.session_state.get(_MORE, SHOWN)
    job = room.desk.job
    for run in runs[:shown]:
        going = job is not None and job.is_going_on and job.run_id == run.id
        with st.container(horizontal=True, vertical_alignment="center", key=f"row_{run.id}"):
            st.html(run_html(run, is_going_on=going))
            st.button(
                "打开",
                key=f"open_{run.id}",
                help=as_markdown(f"打开“{run.about.name}”"),
                on_click=go,
                args=(run.id,),
            )
    if len(runs) > shown:
        st.button(f"再列 {min(SHOWN, len(runs) - shown)} 次", on_click=_show_more, args=(shown,))
    choose_two(runs)


def _show_more(shown: int) -> None:
    st.session_state[_MORE] = shown + SHOWN
