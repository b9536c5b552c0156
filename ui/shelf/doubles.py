"""Copies: which of several is searched, and which wait behind it and why."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from analysis import Assistant
from corpus.catalog_copies import WaitingCopy
from corpus.record import Entry
from ui.shelf.show import copies_html

MOST_SHOWN = 50

EXPLAINED = (
    "同一份文书有几个版本时，检索与回答只用最清楚的一份，其余作为副本保留。"
    "删除检索用的那一份，它的副本也一起进回收站；撤销时一起回来。"
)


def draw(assistant: Assistant, entries: Sequence[Entry]) -> None:
    """The groups, by the title of the one that is searched."""
    waiting = {id_: list(group) for id_, group in groupby(assistant.copies(), _searched)}
    groups = [entry for entry in entries if entry.judgment_id in waiting]
    if not groups:
        st.caption("没有副本：每份文书只有一个版本。")
        return
    st.caption(EXPLAINED)
    st.html("".join(copies_html(e, waiting[e.judgment_id]) for e in groups[:MOST_SHOWN]))
    if (more := len(groups) - MOST_SHOWN) > 0:
        st.caption(f"另有 {more:,} 组没有列出。")


def _searched(copy: WaitingCopy) -> str:
    return copy.searched_id
