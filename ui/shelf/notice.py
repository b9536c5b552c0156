"""What was just done to the library, told above the page until it is dismissed, and undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from analysis import Assistant
from corpus.errors import LibraryBusy
from ui.shelf.show import counted, notice_html

_KEY = "shelf_notice"


class Notice(NamedTuple):
    """Words on what was done; with a `batch`, it can be undone."""

    words: str
    batch: str | None = None


def tell(words: str, batch: str | None = None) -> None:
    """Have it told from the next run on, in place of what was told before."""
    st.session_state[_KEY] = Notice(words, batch)


@contextmanager
def busy_told() -> Iterator[None]:
    """Tell the reader in the page's words that another reading has the library just now."""
    try:
        yield
    except LibraryBusy:
        st.warning(
            "文库正在写入别的文件，这一步没有做。请等导入结束后再试；查看和提问不受影响。",
            icon=":material/hourglass_top:",
        )


def draw(assistant: Assistant) -> None:
    """Draw what there is to tell."""
    notice: Notice | None = st.session_state.get(_KEY)
    if notice is None:
        return
    with st.container(
        key="shelf_notice", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.html(notice_html(notice.words), width="content")
        if notice.batch is not None and st.button("撤销", icon=":material/undo:", key="shelf_undo"):
            with busy_told(), st.spinner("正在恢复……"):
                restored = assistant.trash.undo(notice.batch)
                tell(restored_words(len(restored.left), counted(restored.back)))
                st.rerun()
        st.button("知道了", type="tertiary", key="shelf_dismiss", on_click=_dismiss)


def restored_words(left: int, back: str) -> str:
    """What became of bringing judgments back."""
    words = f"已恢复 {back}。"
    if left:
        words += f"另有 {left} 份没有恢复：它们的来源现在是别的内容，仍在回收站里。"
    return words


def _dismiss() -> None:
    st.session_state.pop(_KEY, None)
