"""Watched folders: added, paused, removed; and what is seen of them."""

from hashlib import sha256

import streamlit as st

from analysis import Assistant
from analysis.watch import WatchedFolder
from corpus.errors import UsageError
from ui.escape import as_markdown
from ui.reader import is_admin
from ui.serving.settings import page_settings
from ui.shelf import watching
from ui.shelf.show import seen_html

EVERY = 5.0
"""Seconds after which what is seen is drawn anew."""

EXPLAINED = (
    f"判读开着的时候，每 {watching.INTERVAL:.0f} 秒看一次这些文件夹，"
    "新的和改过的文件放稳以后自动读入。文件夹里的文件删掉了，文库里的文书不会跟着删除；"
    "你在文库里删除的文书，文件没有改过就不会再读进来。"
)


def draw(assistant: Assistant) -> None:
    """A field for a new folder, then each that is watched."""
    if not page_settings().one_library:
        st.caption("各人各有文库的时候不能监视文件夹；请把文件上传到自己的文库。")
        return
    st.caption(EXPLAINED)
    if is_admin():
        _add(assistant)
    folders = assistant.watch.folders()
    if not folders:
        st.caption("还没有监视的文件夹。")
    for watched in folders:
        _draw(assistant, watched)


def _add(assistant: Assistant) -> None:
    round_ = st.session_state.setdefault("shelf_folder_round", 0)
    with (
        st.form("shelf_watch", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        typed = st.text_input(
            "文件夹的完整路径",
            placeholder="如 D:\\案卷 或 /home/我/案卷",
            key=f"shelf_folder_{round_}",
        )
        asked = st.form_submit_button("开始监视", icon=":material/visibility:")
    if not asked:
        return
    try:
        assistant.watch.add(typed)
    except UsageError as error:
        st.error(as_markdown(str(error)), icon=":material/error:")
    else:
        st.session_state["shelf_folder_round"] = round_ + 1  # an empty field for the next
        watching.wake()
        st.rerun()


def _draw(assistant: Assistant, watched: WatchedFolder) -> None:
    folder, paused = watched.folder, watched.paused
    key = sha256(folder.encode("utf-8", "replace")).hexdigest()[:12]
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"shelf_watched_{key}"
    ):
        with st.container():
            _seen(assistant, watched, assistant.generation)
        if not is_admin():
            return
        st.button(
            "继续监视" if paused else "暂停",
            key=f"shelf_pause_{key}",
            on_click=_pause,
            args=(assistant, folder, not paused),
        )
        st.button(
            "不再监视",
            type="tertiary",
            key=f"shelf_unwatch_{key}",
            on_click=assistant.watch.remove,
            args=(folder,),
        )


@st.fragment(run_every=EVERY)
def _seen(assistant: Assistant, watched: WatchedFolder, drawn: str) -> None:
    if assistant.generation != drawn:  # something was read in: the page's figures change too
        st.rerun()
    st.html(seen_html(watched.folder, assistant.watch.seen(watched.folder), paused=watched.paused))


def _pause(assistant: Assistant, folder: str, paused: bool) -> None:
    assistant.watch.pause(folder, paused=paused)
    watching.wake()
