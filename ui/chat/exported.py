"""Answers taken away from the page: to the clipboard, to Word, to Markdown."""

from collections.abc import Callable, Sequence

import streamlit as st

from analysis import Assistant
from corpus.judgment import Judgment
from ui.chat import history
from ui.chat.conversation import Exchange
from ui.escape import as_html

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def copy_button(exchange: Exchange, read: Callable[[str], Judgment]) -> str:
    """HTML of a button that copies an answer with its citations, as text and as rich text."""
    from ui.export import plain, rich

    text, html = as_html(plain(exchange, read)), as_html(rich(exchange, read))
    return (
        f'<button type="button" class="pd-quiet" data-copy="{text}" data-copy-html="{html}">'
        "复制（含出处）</button>"
    )


def buttons(key: str, assistant: Assistant, taken: Callable[[], Sequence[Exchange]]) -> None:
    """Two downloads of what `taken` gives when one of them is pressed."""
    from ui.export import file_name, made_now, markdown, word

    name = history.opened().name or "问答"

    def as_word() -> bytes:
        return word(taken(), assistant.read, made_now(name, assistant))

    def as_text() -> str:
        return markdown(taken(), assistant.read, made_now(name, assistant))

    st.download_button(
        "Word（.docx）",
        as_word,
        file_name(name, "docx"),
        WORD,
        key=f"word_{key}",
        icon=":material/description:",
        on_click="ignore",
    )
    st.download_button(
        "Markdown（.md）",
        as_text,
        file_name(name, "md"),
        "text/markdown",
        key=f"markdown_{key}",
        icon=":material/article:",
        on_click="ignore",
    )
