"""Answers taken away from the page: to the clipboard, to Word, to Markdown."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version

import streamlit as st

from analysis import Assistant
from corpus.judgment import Judgment
from ui import opened
from ui.chat import history
from ui.chat.conversation import Exchange
from ui.escape import as_html
from ui.export.clipboard import plain, rich
from ui.export.file_name import file_name
from ui.export.memo import Made

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def copy_button(exchange: Exchange, read: Callable[[str], Judgment]) -> str:
    """HTML of a button that copies an answer with its citations, as text and as rich text."""
    text, html = as_html(plain(exchange, read)), as_html(rich(exchange, read))
    return (
        f'<button type="button" class="pd-quiet" data-copy="{text}" data-copy-html="{html}">'
        "复制（含出处）</button>"
    )


def buttons(key: str, assistant: Assistant, taken: Callable[[], Sequence[Exchange]]) -> None:
    """Two downloads of what `taken` gives when one of them is pressed."""
    name = history.opened().name or "问答"
    now = datetime.now().astimezone()
    made = Made(name, now, version("pandu"), len(opened.entries(assistant)))

    def as_word() -> bytes:
        from ui.export.word import word_file  # python-docx: a tenth of a second

        return word_file(taken(), assistant.read, made)

    def as_text() -> str:
        from ui.export.markdown import markdown_file

        return markdown_file(taken(), assistant.read, made)

    st.download_button(
        "Word（.docx）",
        as_word,
        file_name(name, now, "docx"),
        WORD,
        key=f"word_{key}",
        icon=":material/description:",
        on_click="ignore",
    )
    st.download_button(
        "Markdown（.md）",
        as_text,
        file_name(name, now, "md"),
        "text/markdown",
        key=f"markdown_{key}",
        icon=":material/article:",
        on_click="ignore",
    )
