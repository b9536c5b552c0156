"""The page 文库: figures, files coming in, and the five things that can be looked at."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from analysis import Assistant
from corpus.record import Entry
from ui import opened
from ui.page import styled
from ui.reader import may_delete
from ui.serving.settings import page_settings
from ui.shelf import doubles, failed, folders, intake, notice, table, trashcan
from ui.shelf.show import figures_of, head_html

TABLE, FAILED, COPIES, WATCH, BIN = "文书", "导入失败", "副本", "监视文件夹", "回收站"
VIEWS = (TABLE, FAILED, COPIES, WATCH, BIN)


def draw() -> None:
    """Draw it."""
    styled(Path(__file__).with_name("shelf.css"))
    with st.spinner("正在打开文库……"):
        assistant = opened.assistant()
    entries = opened.entries(assistant)
    counts = {
        TABLE: len(entries),
        FAILED: assistant.failures.count(),
        COPIES: len(assistant.copies()),
        WATCH: len(assistant.watch.folders()),
        BIN: assistant.trash.count(),
    }
    figures = figures_of(entries, counts[COPIES], counts[FAILED])
    st.html(head_html(figures, str(assistant.folder) if page_settings().here_only else ""))
    if not may_delete():
        st.caption("你可以查看、提问和导入；删除、彻底删除和监视文件夹由管理员来做。")
    notice.draw(assistant)
    intake.draw(assistant)
    view = st.segmented_control(
        "查看",
        VIEWS,
        default=TABLE,
        required=True,
        format_func=lambda name: f"{name} {counts[name]:,}" if counts[name] else name,
        key="shelf_view",
        label_visibility="collapsed",
    )
    _draw(str(view), assistant, entries)


def _draw(view: str, assistant: Assistant, entries: Sequence[Entry]) -> None:
    if view == FAILED:
        failed.draw(assistant)
    elif view == COPIES:
        doubles.draw(assistant, entries)
    elif view == WATCH:
        folders.draw(assistant)
    elif view == BIN:
        trashcan.draw(assistant)
    elif entries:
        table.draw(assistant, entries)
    else:
        st.caption("文库还是空的。请在上面导入文书，或监视一个存放文书的文件夹。")
