"""The line above a conversation: its name, and what can be done with it as a whole."""

import streamlit as st

from analysis import Assistant
from ui.chat import exported, history
from ui.escape import as_html


def draw(assistant: Assistant) -> None:
    """The name, a fold with rename, export and delete, and the way to earlier exchanges."""
    held = history.opened()
    with st.container(key="title_bar", horizontal=True, vertical_alignment="center"):
        name = as_html(held.name or "新对话")
        st.html(f'<h1 class="pd-conversation"><bdi>{name}</bdi></h1>', width="stretch")
        if held.id:
            with st.popover("对话", icon=":material/more_horiz:", type="tertiary", key="whole"):
                _name(assistant, held.id, held.name)
                st.caption("导出整段对话")
                exported.buttons("whole", assistant, history.whole(assistant))
                _delete(assistant, held.id)
    if held.earlier:
        st.button(
            f"显示更早的 {held.earlier} 轮问答",
            key="earlier",
            type="tertiary",
            icon=":material/expand_less:",
            on_click=history.show_earlier,
            args=(assistant,),
        )


def _name(assistant: Assistant, id_: str, name: str) -> None:
    key = f"name_{id_}"

    def given() -> None:
        history.rename(assistant, str(st.session_state.get(key, "")))

    st.text_input("对话的名称", value=name, key=key, max_chars=60, on_change=given)


def _delete(assistant: Assistant, id_: str) -> None:
    sure = st.checkbox("删除这段对话（不能恢复）", key=f"sure_{id_}")
    st.button(
        "删除",
        key=f"delete_{id_}",
        icon=":material/delete:",
        disabled=not sure,
        on_click=history.delete,
        args=(assistant, id_),
    )
