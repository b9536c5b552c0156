"""What can be done with a finished answer: copy, export, judge, ask again."""

from functools import partial

import streamlit as st

from analysis import Assistant
from analysis.settings import NO_MODEL
from corpus.conversations import Opinion
from ui.chat import exported, history
from ui.chat.conversation import Exchange
from ui.chat.drawn import once
from ui.reader import reader

REASONS = ("答非所问", "引文不对", "说话人不对", "不完整", "应当拒答", "其他")
"""What is most often wrong with an answer; the reader may add words of their own."""

AGAIN = "again"
"""Session key of an exchange that is to be answered anew: its number and the model."""

AS_CHOSEN = ""
"""In place of a model: whatever is chosen for the next question."""


def draw(assistant: Assistant, exchange: Exchange) -> None:
    """A quiet row of buttons below the answer."""
    number = exchange.number
    with st.container(
        key=f"bar_{number}", horizontal=True, gap="small", vertical_alignment="center"
    ):
        copy = once("copy", exchange, lambda e: exported.copy_button(e, assistant.read))
        st.html(copy, width="content")
        _export(assistant, exchange)
        _again(assistant, number)
        _opinion(assistant, number)


def _export(assistant: Assistant, exchange: Exchange) -> None:
    fold = st.popover(
        "导出",
        icon=":material/download:",
        type="tertiary",
        key=f"export_{exchange.number}",
        on_change="rerun",  # so that its buttons are made when it is opened, not before
    )
    if fold.open:
        with fold:
            exported.buttons(f"answer_{exchange.number}", assistant, lambda: (exchange,))


def _again(assistant: Assistant, number: int) -> None:
    name = assistant.settings.model
    if name == NO_MODEL:
        st.button(
            "重新回答",
            icon=":material/refresh:",
            type="tertiary",
            key=f"again_{number}",
            help="按现在的范围再答一次",
            on_click=want_again,
            args=(number, NO_MODEL),
        )
        return
    with st.popover(
        "重新回答", icon=":material/refresh:", type="tertiary", key=f"again_fold_{number}"
    ):
        st.caption("按现在的范围再答一次。")
        again = partial(st.button, on_click=want_again, width="stretch")
        again("用语言模型", key=f"again_model_{number}", args=(number, None))
        again("只摘录原文，不用模型", key=f"again_plain_{number}", args=(number, NO_MODEL))


def want_again(number: int, model: str | None) -> None:
    """Have an exchange answered anew; `model` as the assistant takes it, or AS_CHOSEN."""
    st.session_state[AGAIN] = (number, model)


@st.fragment
def _opinion(assistant: Assistant, number: int) -> None:
    """Thumbs, and once they are given, why. A fragment: the page is not drawn anew for it."""
    key, why = f"thumbs_{number}", f"why_{number}"
    held = _opinions(assistant).get(number)
    with st.container(key=f"opinion_{number}", horizontal=True, gap="xsmall"):
        st.feedback(
            "thumbs",
            key=key,
            default=None if held is None else int(held.helpful),
            on_change=_judge,
            args=(assistant, number),
        )
        given = st.session_state.get(key)
        if given is None:
            return
        with st.popover("原因", type="tertiary", key=f"why_fold_{number}"):
            if given == 0:
                st.pills(
                    "哪里不好",
                    REASONS,
                    selection_mode="multi",
                    key=f"{why}_kinds",
                    on_change=_judge,
                    args=(assistant, number),
                )
            st.text_area(
                "想说的话（可不填）",
                key=why,
                max_chars=500,
                value=held.reason if held else "",
                on_change=_judge,
                args=(assistant, number),
            )
            st.caption("只保存在本机的文库里。")


def _judge(assistant: Assistant, number: int) -> None:
    state = st.session_state
    given = state.get(f"thumbs_{number}")
    kinds = state.get(f"why_{number}_kinds") or []
    reason = "；".join(filter(None, ("、".join(kinds), (state.get(f"why_{number}") or "").strip())))
    opinion = None if given is None else Opinion(bool(given), reason)
    conversation = history.opened().id
    if conversation:
        assistant.conversations.judge(reader(), conversation, number, opinion)
        state.pop("opinions", None)


def _opinions(assistant: Assistant) -> dict[int, Opinion]:
    """The reader's opinions in this conversation, read once a change."""
    held = history.opened().id
    if not held:
        return {}
    if st.session_state.get("opinions", ("",))[0] != held:
        try:
            found = assistant.conversations.opinions(reader(), held)
        except KeyError:
            found = {}
        st.session_state["opinions"] = (held, found)
    opinions: dict[int, Opinion] = st.session_state["opinions"][1]
    return opinions
