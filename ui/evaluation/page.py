"""The page 评测: which of its three views is shown, by what the address names."""

from pathlib import Path

import streamlit as st

from ui import opened
from ui.evaluation import comparing, home, reporting
from ui.evaluation.desk import Desk
from ui.evaluation.room import OPEN_NEXT, RUN, WITH, Room
from ui.evaluation.runs import Runs
from ui.page import styled
from ui.reader import reader

STYLE = Path(__file__).with_name("evaluation.css")


def draw() -> None:
    """Draw it."""
    styled(STYLE)
    with st.spinner("正在打开文库…"):
        assistant = opened.assistant()
    finished = st.session_state.pop(OPEN_NEXT, None)
    if finished is not None:
        st.query_params.from_dict({RUN: finished})
    who = reader()
    room = Room(assistant, Runs(assistant.folder, who), _desk(), who)
    run = room.runs.find(st.query_params.get(RUN, ""))
    other = room.runs.find(st.query_params.get(WITH, ""))
    if run is not None and other is not None:
        comparing.draw(room, run, other)
    elif run is not None:
        reporting.draw(room, run)
    else:
        home.draw(room)


@st.cache_resource(show_spinner=False)
def _desk() -> Desk:
    return Desk()
