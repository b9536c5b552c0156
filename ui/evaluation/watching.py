"""The evaluation that is going on: to its owner in figures, to everyone else as a closed door."""

import streamlit as st

from ui.escape import as_markdown
from ui.evaluation.desk import BUSY, Job, State
from ui.evaluation.progress import progress_html, share_done
from ui.evaluation.room import OPEN_NEXT, Room

EVERY = 1.0
"""Seconds between two looks at how far it is."""

EVERY_ELSE = 4.0


def draw(room: Room, *, opens: bool) -> bool:
    """Draw what is going on; whether something is. When it has ended, the reader's own opens, if
    it is to."""
    job = room.desk.job
    if job is None or not job.is_going_on:
        return False
    if job.owner == room.reader:
        run = room.runs.find(job.run_id)
        _watch(job, run.about.name if run else "", opens)
    else:
        _wait(job)
    return True


@st.fragment(run_every=EVERY)
def _watch(job: Job, name: str, opens: bool) -> None:
    if not job.is_going_on:
        if opens:
            st.session_state[OPEN_NEXT] = job.run_id
        st.rerun()
    with st.container(border=True, key="evaluation_progress"):
        st.html(progress_html(job, name))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.progress(share_done(job.standing))
            st.button(
                "停止",
                key="evaluation_stop",
                icon=":material/stop_circle:",
                on_click=job.stop,
                disabled=job.state is not State.RUNNING,
                help="停下后已答的题都留着，以后可以接着做。",
            )


@st.fragment(run_every=EVERY_ELSE)
def _wait(job: Job) -> None:
    if not job.is_going_on:
        st.rerun()
    st.info(as_markdown(BUSY), icon=":material/hourglass_top:")
