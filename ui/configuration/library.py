"""设置 · 文库: where it lies, what it holds, how much room it takes, whether it is well."""

import streamlit as st

from analysis import Assistant
from analysis.settings import Settings, set_by_environment
from ui import opened
from ui.configuration.disk import room_of
from ui.configuration.said import say, show_said
from ui.configuration.shown import checks, facts, note, room
from ui.faults import told

PLACE = "library"


def draw(settings: Settings) -> None:
    """Draw it for whoever may change it."""
    st.header("文库", anchor=False)
    assistant = opened.assistant()
    st.html(facts([("位置", str(assistant.folder.resolve())), *library_rows(assistant)]))
    if set_by_environment("library"):
        st.html(note("位置由 --library 或环境变量 PANDU_LIBRARY 决定。"))
    else:
        st.html(
            note("改用别的文库：用 pandu chat --library 文件夹 打开，或在配置文件里写 library。")
        )
    st.html(room(room_of(assistant.folder)))
    st.header("自带的案例摘要", anchor=False)
    _samples(assistant, settings)
    show_said(PLACE)
    st.header("检查", anchor=False)
    _doctor(settings)


def library_rows(assistant: Assistant) -> list[tuple[str, str]]:
    """How much it holds."""
    counts, entries = assistant.counts(), opened.entries(assistant)
    rows = [("文书", f"{len(entries):,} 份"), ("段落", f"{counts['passages']:,} 段")]
    spun = sum(entry.spun for entry in entries)
    if spun:
        rows.append(("其中疑似机器改写", f"{spun:,} 份"))
    return rows


def _samples(assistant: Assistant, settings: Settings) -> None:
    from analysis.samples import SAMPLES, samples_held

    held = samples_held(opened.entries(assistant))
    found = held.current + held.outdated
    st.html(note(f"判读附有 {len(SAMPLES)} 份公开案例的摘要，供试用；这个文库里有 {found} 份。"))
    left, middle, _ = st.columns([1, 1, 2])
    left.button(
        "更新" if found else "装入",
        key="samples_in",
        disabled=not held.missing,
        width="stretch",
        on_click=_add_samples,
        args=(assistant,),
    )
    middle.button(
        "移出",
        key="samples_out",
        disabled=not found,
        width="stretch",
        on_click=_remove_samples,
        args=(assistant,),
    )
    if not settings.samples:
        st.html(note("设置 samples 已关闭：新建的默认文库不自动装入。"))


def _add_samples(assistant: Assistant) -> None:
    try:
        count = len(list(assistant.add_samples()))
    except Exception as error:
        say(PLACE, told(error), "bad")
        return
    say(PLACE, f"已装入 {count} 份案例摘要。", "good")


def _remove_samples(assistant: Assistant) -> None:
    try:
        count = len(assistant.remove_samples())
    except Exception as error:
        say(PLACE, told(error), "bad")
        return
    say(PLACE, f"已移出 {count} 份案例摘要。", "good")


def _doctor(settings: Settings) -> None:
    """The doctor's checks, made when they are asked for: they take some seconds."""
    if st.button("开始检查", key="doctor", icon=":material/stethoscope:"):
        from analysis.checkup import check_up

        with st.spinner("正在检查安装、文库与模型设置……"):
            try:
                found = check_up(settings)
            except Exception as error:
                st.html(note(told(error), "bad"))
                return
        st.html(checks(found))
    else:
        st.html(note("查看组件、索引、模型与配置文件是否正常；不连接语言模型。"))
