"""What could not be read in: why, and what can be done about it."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import streamlit as st

from analysis import Assistant
from corpus.catalog_failures import Failure
from ui.reader import may_delete
from ui.shelf import intake
from ui.shelf.show import failure_html
from ui.shelf.uploads import read_heard

MOST_SHOWN = 20


def draw(assistant: Assistant) -> None:
    """Every failure with its reason; again, or dismissed."""
    failures = assistant.failures.every()
    if not failures:
        st.caption("没有导入失败的文书。")
        return
    busy = intake.running() is not None
    there = {failure.file for failure in failures if Path(failure.file).is_file()}
    with st.container(horizontal=True, gap="small"):
        if st.button(
            "全部再试", icon=":material/refresh:", disabled=busy or not there, key="shelf_retry_all"
        ):
            _try_again(assistant, sorted(there))
        if may_delete() and st.button("全部忽略", key="shelf_dismiss_all"):
            assistant.failures.forget(failure.origin for failure in failures)
            st.rerun()
    for failure in failures[:MOST_SHOWN]:
        _draw(assistant, failure, there=failure.file in there, busy=busy)
    if (more := len(failures) - MOST_SHOWN) > 0:
        st.caption(f"另有 {more:,} 份没有列出；处理了前面的，后面的会列出来。")


def _draw(assistant: Assistant, failure: Failure, *, there: bool, busy: bool) -> None:
    key = sha256(failure.origin.encode("utf-8", "replace")).hexdigest()[:12]
    uploaded = Path(failure.file).parent == (assistant.folder / "uploads").resolve()
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"shelf_failure_{key}"
    ):
        st.html(failure_html(failure, there=there, uploaded=uploaded))
        if there and st.button(
            "再试", icon=":material/refresh:", disabled=busy, key=f"shelf_retry_{key}"
        ):
            _try_again(assistant, [failure.file])
        if may_delete() and st.button("忽略", type="tertiary", key=f"shelf_ignore_{key}"):
            assistant.failures.forget([failure.origin])
            st.rerun()


def _try_again(assistant: Assistant, files: Sequence[str]) -> None:
    paths = [Path(file) for file in files]
    intake.begin(lambda ear: read_heard(assistant, paths, ear, intake.PATIENCE))
    st.rerun()
