"""The page 设置: its parts in tabs, each of which may fail without taking the others along."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from analysis.settings import Settings, load_settings
from corpus.errors import PanduError
from ui import opened
from ui.configuration import backup, library, model, search
from ui.configuration.about import package_rows, place_rows, program_rows, report
from ui.configuration.shown import facts, note
from ui.configuration.work import desk
from ui.page import faults_told, styled
from ui.reader import is_admin

SHEET = Path(__file__).with_name("configuration.css")


def draw(may_change: Callable[[], bool] = is_admin) -> None:
    """Draw it: to change things with for admins, to read for others."""
    styled(SHEET)
    with st.container(key="settings"):
        st.title("设置", anchor=False)
        settings = load_settings()
        if not may_change():
            _read_only(settings)
            return
        if busy := desk().busy:
            st.html(note(f"正在进行：{busy}。备份、恢复和换用模型要等它结束。"))
        parts = st.tabs(["语言模型", "检索", "文库", "备份与恢复", "关于"])
        drawn = (model.draw, search.draw, library.draw, backup.draw, _about)
        for tab, part in zip(parts, drawn, strict=True):
            with tab, faults_told():
                part(settings)


def _read_only(settings: Settings) -> None:
    """What every reader may know: nothing of where things lie."""
    st.html(note("设置由管理员更改，这里只供查看。"))
    st.header("语言模型", anchor=False)
    st.html(facts(model.model_rows(settings)))
    st.header("文库", anchor=False)
    with faults_told():
        st.html(facts(library.library_rows(opened.assistant())))
    st.header("版本", anchor=False)
    st.html(facts(program_rows()))


def _about(settings: Settings) -> None:
    st.header("版本", anchor=False)
    st.html(facts(program_rows()))
    st.header("位置", anchor=False)
    st.html(facts(place_rows()))
    st.html(note("批大小、计算设备等其余设置写在配置文件里，重新启动后生效。"))
    st.header("供报告问题时复制", anchor=False)
    st.html(note("不含路径、地址、密钥和文书内容。"))
    try:
        counts = opened.assistant().counts()
    except PanduError:  # told in its own tab
        counts = {}
    st.code(report(settings, counts), language=None, wrap_lines=True)
    st.header("组件", anchor=False)
    st.html(facts(package_rows()))
