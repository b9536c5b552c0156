"""The chat's sidebar: a new conversation, earlier ones, new files, what the library holds."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import Assistant
from corpus.conversations import KeptConversation
from corpus.record import Entry
from ingest.load.sniff import SUPPORTED
from ui import opened
from ui.chat import history
from ui.escape import as_html, as_markdown
from ui.reader import reader
from ui.serving.limits import LARGEST_UPLOAD_MB
from ui.shelf.uploads import UploadOutcome, take_in

MOST_OUTCOMES = 30
"""Upload outcomes listed at once; failures come first."""

LISTED = 12
"""Conversations listed before a search or the reader's wish for more."""

SEARCH_FROM = 6
"""Conversations from which on they can be searched; fewer are seen at a glance."""


def draw(assistant: Assistant) -> DeltaGenerator:
    """Draw it, and take in uploads; returns the place for the conversations.

    They are listed last (`list_conversations`), for the question of this run begins one.
    """
    with st.sidebar:
        st.button(
            "新对话",
            icon=":material/add:",
            width="stretch",
            on_click=history.start_anew,
            key="new_conversation",
        )
        place = st.container(key="conversations_place")
        with st.expander("导入文书", icon=":material/upload_file:"):
            _upload(assistant)
        _facts(assistant, opened.entries(assistant))
    return place


def list_conversations(assistant: Assistant) -> None:
    """The reader's conversations, the latest first, with a search where there are many."""
    store, who = assistant.conversations, reader()
    kept = store.listed(who)
    wanted = ""
    if len(kept) >= SEARCH_FROM:
        wanted = st.text_input(
            "查找对话",
            key="conversation_words",
            placeholder="查找对话",
            label_visibility="collapsed",
            icon=":material/search:",
        ).strip()
    found = store.listed(who, wanted) if wanted else kept
    if not found:
        if wanted:
            st.caption("没有符合的对话。")
        return
    shown = found if st.session_state.get("all_conversations") or wanted else found[:LISTED]
    with st.container(key="conversations", gap=None):
        for conversation in shown:
            _row(assistant, conversation)
    if len(shown) < len(found):
        st.button(
            f"全部 {len(found)} 段对话",
            key="more_conversations",
            type="tertiary",
            on_click=lambda: st.session_state.update(all_conversations=True),
        )


def _row(assistant: Assistant, conversation: KeptConversation) -> None:
    current = conversation.id == history.opened().id
    st.button(
        as_markdown(conversation.name),
        key=f"conversation_{'here' if current else 'there'}_{conversation.id}",
        type="tertiary",
        width="stretch",
        on_click=history.open_,
        args=(assistant, conversation.id),
    )


def _upload(assistant: Assistant) -> None:
    round_ = st.session_state.setdefault("upload_round", 0)
    files = st.file_uploader(
        "选择文书",
        help=as_markdown(
            f"支持 {SUPPORTED}；每个文件不超过 {LARGEST_UPLOAD_MB} MB，可一次选多个。"
            "更大的请用命令 pandu ingest 导入。"
        ),
        accept_multiple_files=True,
        key=f"uploads_{round_}",  # a new key empties the widget once its files are in
    )
    if files:
        asked = st.session_state.get("next_question")  # typed meanwhile: answered after it
        with st.spinner("正在读入，读完就回答刚才的问题…" if asked else "正在读入…"):
            place = st.empty()
            st.session_state["upload_outcomes"] = take_in(
                assistant, files, lambda words: place.html(reading_html(words))
            )
        st.session_state["upload_round"] = round_ + 1
        st.rerun()
    outcomes: tuple[UploadOutcome, ...] = st.session_state.get("upload_outcomes", ())
    if outcomes:
        st.html(outcomes_html(outcomes))


def reading_html(words: str) -> str:
    """What is being read just now."""
    return f'<p class="pd-facts" role="status"><bdi>{as_html(words)}</bdi></p>'


def outcomes_html(outcomes: Sequence[UploadOutcome]) -> str:
    """What became of the last upload, failures first."""
    ordered = sorted(outcomes, key=lambda outcome: not outcome.failed)
    items = "".join(
        f"<li{' class=pd-alarm' if o.failed else ''}>{'✗' if o.failed else '✓'} "
        f"<b><bdi>{as_html(o.name)}</bdi></b>　<bdi>{as_html(o.text)}</bdi></li>"
        for o in ordered[:MOST_OUTCOMES]
    )
    if len(ordered) > MOST_OUTCOMES:
        items += f"<li>……另有 {len(ordered) - MOST_OUTCOMES} 份</li>"
    return f'<ul class="pd-reports" role="status">{items}</ul>'


def _facts(assistant: Assistant, entries: Sequence[Entry]) -> None:
    digests = sum(entry.is_digest for entry in entries)
    garbled = sum(entry.spun for entry in entries)
    partial = sum(entry.partial for entry in entries)
    facts = [
        f"{len(entries):,} 份文书，{sum(e.passages for e in entries):,} 段",
        f"其中案例摘要 {digests:,} 份（非裁判文书原文）" if digests else "",
        f"其中疑似改写 {garbled:,} 份" if garbled else "",
        f"其中文字可能不全 {partial:,} 份" if partial else "",
    ]
    lines = "<br>".join(f"<bdi>{as_html(fact)}</bdi>" for fact in facts if fact)
    st.html(f'<p class="pd-facts">{lines}</p>')
