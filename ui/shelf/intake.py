"""Many files at once: chosen, read in a thread of their own, told one by one."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from analysis import Assistant
from ingest.load.sniff import SUPPORTED
from ui.escape import as_markdown
from ui.serving.limits import LARGEST_UPLOAD_MB
from ui.shelf.job import Job, Read
from ui.shelf.show import notice_html, outcomes_html, summary_html
from ui.shelf.uploads import Upload, take_in_heard

PATIENCE = 3600.0
"""Seconds for which a library that another writes to is waited for; the reader may stop it."""

EVERY = 1.0
"""Seconds after which the progress is drawn anew."""

STOPPING = "正在停止，等手上的这一批写完……"

_JOB = "shelf_job"


def draw(assistant: Assistant) -> None:
    """The uploader; while files are read, their progress in its place; then what became of them."""
    job = running()
    if job is not None:
        _progress(job)
        return
    round_ = st.session_state.setdefault("shelf_round", 0)
    files = st.file_uploader(
        "导入文书",
        help=as_markdown(
            f"支持 {SUPPORTED}；每个文件不超过 {LARGEST_UPLOAD_MB} MB，可一次选多个。"
        ),
        accept_multiple_files=True,
        key=f"shelf_files_{round_}",  # a new key empties the widget once its files are taken
    )
    if files:
        st.session_state["shelf_round"] = round_ + 1
        begin(lambda ear: take_in_heard(assistant, cast("Sequence[Upload]", files), ear, PATIENCE))
        st.rerun()
    last: Job | None = st.session_state.get(_JOB)
    if last is None:
        return
    if last.fault:
        st.error(as_markdown(last.fault), icon=":material/error:")
    if last.outcomes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(summary_html(last.outcomes))
            st.button("收起结果", type="tertiary", on_click=_forget, key="shelf_forget")
        st.html(outcomes_html(last.outcomes))


def begin(read: Read) -> None:
    """Begin to read, in place of what was read before."""
    st.session_state[_JOB] = Job(read).start()


def running() -> Job | None:
    """This session's reading that goes on, or None."""
    job: Job | None = st.session_state.get(_JOB)
    return job if job is not None and job.running else None


@st.fragment(run_every=EVERY)
def _progress(job: Job) -> None:
    if not job.running:
        st.rerun()  # the whole page: what was read is to be seen in its table
    st.progress(min(job.part, 1.0), "正在导入；可以离开本页，读入会继续")
    with st.container(horizontal=True, vertical_alignment="center"):
        words = st.empty()
        if st.button(
            "停止", icon=":material/stop_circle:", key="shelf_stop", disabled=job.stopped()
        ):
            job.stop()
        words.html(notice_html(STOPPING if job.stopped() else job.words))
    if job.outcomes:
        st.html(summary_html(job.outcomes))
        st.html(outcomes_html(job.outcomes))


def _forget() -> None:
    st.session_state.pop(_JOB, None)
