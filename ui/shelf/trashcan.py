"""回收站: what was removed, to be brought back or deleted for good."""

from hashlib import sha256

import streamlit as st

from analysis import Assistant
from analysis.trash import KEPT_FOR
from corpus.catalog_trash import Removed
from ui.reader import may_delete
from ui.shelf import notice
from ui.shelf.rows import columns_of
from ui.shelf.show import counted, trash_cells

COLUMNS = ("题名", "案号", "法院", "来源", "删除时间", "保留到")

MOST_SHOWN = 500
HEIGHT = 440
ROW = 36


def draw(assistant: Assistant) -> None:
    """The list, 恢复 and 彻底删除."""
    removed = assistant.trash.every()
    if not removed:
        st.caption(f"回收站是空的。删除的文书在这里保留 {KEPT_FOR.days} 天。")
        return
    st.caption(
        f"删除的文书保留 {KEPT_FOR.days} 天，到期后下一次写入文库时彻底删除。"
        "先在表里选中，再恢复或彻底删除。"
    )
    actions = st.container(horizontal=True, gap="small", key="shelf_bin")
    shown = removed[:MOST_SHOWN]
    chosen = _rows(shown)
    if len(removed) > MOST_SHOWN:
        st.caption(f"另有 {len(removed) - MOST_SHOWN:,} 份没有列出。")
    if not may_delete():
        return
    with actions:
        _act(assistant, removed, [shown[row] for row in chosen if row < len(shown)])


def _rows(shown: list[Removed]) -> list[int]:
    ids = "".join(one.judgment_id + one.batch for one in shown)
    event = st.container(key="shelf_table").dataframe(
        columns_of(COLUMNS, [trash_cells(one, KEPT_FOR) for one in shown]),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"shelf_bin_{sha256(ids.encode()).hexdigest()[:12]}",
        height=min(HEIGHT, ROW * (len(shown) + 1) + 2),
        alt="回收站",
        column_config={"题名": st.column_config.TextColumn(width=300)},
    )
    return list(event.selection.rows)


def _act(assistant: Assistant, removed: list[Removed], chosen: list[Removed]) -> None:
    said = f"所选 {len(chosen)} 份" if chosen else f"全部 {len(removed):,} 份"
    ids = [one.judgment_id for one in chosen or removed]
    if st.button(f"恢复{said}", icon=":material/undo:", key="shelf_restore"):
        with notice.busy_told(), st.spinner("正在恢复……"):
            restored = assistant.trash.restore(ids)
            notice.tell(notice.restored_words(len(restored.left), counted(restored.back)))
            st.rerun()
    with st.popover(f"彻底删除{said}", icon=":material/delete_forever:", key="shelf_purge_ask"):
        st.write(f"彻底删除{said}以后不能再恢复；经网页上传的原文件也一并删除。")
        if st.button("确定，彻底删除", type="primary", key="shelf_purge"):
            with notice.busy_told():
                assistant.trash.purge(ids)
                notice.tell(f"已彻底删除 {len(ids):,} 份。")
                st.rerun()
