"""The table of all judgments: filters above it, and what can be done with the chosen rows."""

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from analysis import Assistant
from analysis.trash import KEPT_FOR
from corpus.record import Entry
from ui.reader import may_delete
from ui.shelf import notice
from ui.shelf.rows import (
    COLUMNS,
    Condition,
    Offered,
    Order,
    Wanted,
    as_csv,
    cells,
    columns_of,
    fitting,
    in_order,
    offered,
    search_key,
)
from ui.shelf.show import chosen_html, counted

PAGE = 200
"""Rows that are drawn at once: 20,000 would be five megabytes for the browser at every change."""

MOST_ASKED = 300
"""Judgments that can be put into a question's scope one by one."""

CHAT = "pages/ask.py"
SCOPE = "scope"
"""The chat's choice of judgments, in the session."""

PAGER = "shelf_page"
"""The page that is shown, from 1, in the session."""

HEIGHT = 520
ROW = 36


def draw(assistant: Assistant, entries: Sequence[Entry]) -> None:
    """Filters, actions, the table, its pages."""
    keys, offer = _prepared(entries)
    wanted, order = _filters(offer)
    found = in_order(fitting(entries, keys, wanted), order)
    actions = st.container(
        key="shelf_bar", horizontal=True, vertical_alignment="center", gap="small"
    )
    if not found:
        actions.caption("没有符合条件的文书。")
        return
    shown = _page(found)
    rows = _rows(shown)
    _pager(len(found))
    with actions:
        # As with the rows: chosen are these judgments, not whatever is found later.
        every = st.toggle(f"全选 {len(found):,} 份", key=f"shelf_every_{_digest(found)}")
        chosen = found if every else [shown[row] for row in rows if row < len(shown)]
        st.caption(_said(len(entries), found, chosen), width="stretch")
        _act(assistant, found, chosen)
    if chosen:  # below, so that the table does not move under the hand that chooses
        st.html(chosen_html(chosen))


def _prepared(entries: Sequence[Entry]) -> tuple[tuple[str, ...], Offered]:
    """What the filters need of all entries; made anew only when the library was written to."""
    held = st.session_state.get("shelf_prepared")
    if held is None or held[0] is not entries:
        held = (entries, tuple(map(search_key, entries)), offered(entries))
        st.session_state["shelf_prepared"] = held
    return held[1], held[2]


def _filters(offer: Offered) -> tuple[Wanted, Order]:
    with st.container(key="shelf_filters"):  # laid out by the style sheet
        text = st.text_input("查找", key="shelf_text", placeholder="题名、案号、法院、案由或来源")
        court = st.text_input("法院", key="shelf_court", placeholder="名称中的几个字")
        causes = _several("案由", offer.causes, "shelf_causes")
        first = _year("年份自", "shelf_first", offer)
        last = _year("年份至", "shelf_last", offer)
        instances = _several("审级", offer.instances, "shelf_instances")
        conditions = _several("质量", tuple(Condition), "shelf_conditions")
        order = st.selectbox(
            "排序", [str(o) for o in Order], key="shelf_order", placeholder="请选择"
        )
    wanted = Wanted(text, court, first, last, tuple(causes), tuple(instances), tuple(conditions))
    return wanted, Order(order)


def _year(label: str, key: str, offer: Offered) -> int | None:
    return st.selectbox(label, offer.years, index=None, key=key, placeholder="不限")


def _several(label: str, names: Sequence[str], key: str) -> list[str]:
    return st.multiselect(
        label, [str(n) for n in names], key=key, placeholder="不限", select_all=False
    )


def _page(found: Sequence[Entry]) -> Sequence[Entry]:
    """The rows of the page that is chosen below the table."""
    pages = -(-len(found) // PAGE)
    if pages == 1:
        return found
    place = st.session_state.get(PAGER, 1)
    if place > pages:
        st.session_state[PAGER] = place = 1
    return found[(place - 1) * PAGE : place * PAGE]


def _rows(shown: Sequence[Entry]) -> list[int]:
    """Draw the table; the places of the rows that are chosen.

    What is shown is part of the table's key: a choice is of judgments, not of places, and must
    not slip to others when the list changes.
    """
    config = st.column_config
    event = st.container(key="shelf_table").dataframe(
        columns_of(COLUMNS, [cells(entry) for entry in shown]),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"shelf_rows_{_digest(shown)}",
        height=min(HEIGHT, ROW * (len(shown) + 1) + 2),
        alt="文书列表",
        column_config={
            "题名": config.TextColumn(width=260),
            "案号": config.TextColumn(width=200),
            "法院": config.TextColumn(width=190),
            "案由": config.TextColumn(width=150),
            "段数": config.NumberColumn(width="small", format="localized"),
            "字数": config.NumberColumn(width="small", format="localized"),
        },
    )
    return list(event.selection.rows)


def _digest(entries: Sequence[Entry]) -> str:
    return sha256("".join(entry.judgment_id for entry in entries).encode()).hexdigest()[:12]


def _pager(found: int) -> None:
    if (pages := -(-found // PAGE)) > 1:
        st.pagination(pages, key=PAGER)


def _said(total: int, found: Sequence[Entry], chosen: Sequence[Entry]) -> str:
    words = f"共 {total:,} 份"
    if len(found) < total:
        words += f"，符合条件的 {len(found):,} 份"
    return words + (f"，已选 {len(chosen):,} 份" if chosen else "")


def _act(assistant: Assistant, found: Sequence[Entry], chosen: Sequence[Entry]) -> None:
    ids = [entry.judgment_id for entry in chosen]
    too_many = len(ids) > MOST_ASKED
    if st.button(
        "就这些提问",
        icon=":material/forum:",
        disabled=not ids or too_many,
        help=f"一次最多 {MOST_ASKED} 份；更多时请在问答页按条件筛选。" if too_many else None,
    ):
        st.session_state[SCOPE] = ids
        st.switch_page(CHAT)
    st.download_button(
        "导出所选清单" if ids else "导出清单",
        lambda: as_csv(chosen or found),
        "文库清单.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    if may_delete() and st.button("删除", icon=":material/delete:", disabled=not ids):
        with notice.busy_told(), st.spinner("正在删除……"):
            removed = assistant.trash.remove(ids)
            batch = removed[0].batch if removed else None
            days = KEPT_FOR.days
            notice.tell(f"已删除 {counted(removed)}，在回收站里保留 {days} 天。", batch)
            st.rerun()
