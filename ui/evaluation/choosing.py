"""A new evaluation: which questions, how they are asked."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import streamlit as st

from analysis.settings import NO_MODEL
from corpus.errors import UsageError
from corpus.record import Entry
from ui import opened
from ui.escape import as_html, as_markdown
from ui.evaluation.questions import (
    BUNDLED,
    ENDINGS,
    LARGEST,
    TEMPLATE_NAME,
    Given,
    missing_documents,
    missing_words,
    preview_html,
    read_given,
    template,
)
from ui.evaluation.room import Room, begin_anew
from ui.evaluation.runs import LONGEST_NAME, About

OURS, THEIRS = "随附的问题", "上传问题文件"
MODEL_JOBS, MOST_JOBS = 4, 16
MOST_OPTIONS = 300
"""Judgments offered at once; beyond that words narrow the list, or the page grows slow."""

_READ = "evaluation_questions"


def draw(room: Room, *, is_busy: bool) -> None:
    """Draw the form, and begin what it says when its button is pressed."""
    st.html('<h2 class="pd-h2">新评测</h2>')
    entries = opened.entries(room.assistant)
    if not entries:
        st.info("文库还是空的，先有文书才能评测。", icon=":material/library_add:")
        with st.container(horizontal=True):
            st.page_link("pages/library.py", label="去文库导入文书")
            st.page_link("pages/ask.py", label="去问答装入示例")
        return
    with st.container(border=True, key="evaluation_form"):
        given = _questions(room)
        if given is None:
            return
        st.html(preview_html(given.asked, is_open=given.name != BUNDLED.name))
        if words := missing_words(missing_documents(given.asked.questions, _names(entries))):
            st.warning(as_markdown(words), icon=":material/warning:")
        about = _options(room, entries, given)
        st.button(
            "开始评测",
            key="evaluation_begin",
            type="primary",
            icon=":material/play_arrow:",
            disabled=is_busy,
            on_click=begin_anew,
            args=(room, about, given.content),
        )


def _questions(room: Room) -> Given | None:
    """The questions chosen; None if there are none yet, or they cannot be read."""
    source = st.radio("问题", [OURS, THEIRS], key="evaluation_source", horizontal=True)
    if source == OURS:
        st.html('<p class="pd-facts">问的是随附的示例文书；适合看看判读本身怎么样。</p>')
        return _read(room, BUNDLED.name, BUNDLED.read_bytes())
    with st.container(key="evaluation_upload"):
        file = st.file_uploader(
            "问题文件",
            type=[ending.removeprefix(".") for ending in ENDINGS],
            key="evaluation_file",
            max_upload_size=LARGEST,
            help=as_markdown(
                f"一行一问，至少有“问题”一列。支持 {'、'.join(ENDINGS)}，不超过 {LARGEST} MB。"
            ),
        )
        st.download_button(
            "下载模板",
            template(),
            TEMPLATE_NAME,
            "text/csv",
            key="evaluation_template",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
    return None if file is None else _read(room, file.name, file.getvalue())


def _read(room: Room, name: str, content: bytes) -> Given | None:
    """The questions of a file, read once for a state of the library; None for a bad file."""
    stamp = (name, hashlib.sha256(content).hexdigest(), room.assistant.generation)
    held = st.session_state.get(_READ)
    if held is None or held[0] != stamp:
        try:
            held = (stamp, read_given(name, content, room.texts()), "")
        except UsageError as error:
            held = (stamp, None, str(error))
        st.session_state[_READ] = held
    _, given, fault = cast("tuple[object, Given | None, str]", held)
    if fault:
        st.html(fault_html(fault))
    return given


def fault_html(fault: str) -> str:
    """What is wrong with a file, a line a row of it."""
    first, *rest = fault.splitlines()
    lines = "".join(f"<li><bdi>{as_html(line.strip())}</bdi></li>" for line in rest)
    listed = f"<ul>{lines}</ul>" if lines else ""
    return (
        '<div class="pd-banner pd-unavailable pd-file-fault" role="alert">'
        f"<strong><bdi>{as_html(first)}</bdi></strong>{listed}</div>"
    )


def _options(room: Room, entries: Sequence[Entry], given: Given) -> About:
    left, right = st.columns(2)
    with left:
        name = st.text_input(
            "名称",
            value=_called(given),
            key=f"evaluation_name_{given.asked.sha256[:8]}",
            max_chars=LONGEST_NAME,
        )
        model, jobs = _model(room)
    with right:
        names = _scope(entries)
    return About(
        reader=room.reader,
        name=" ".join(name.split()) or _called(given),
        started="",
        questions=given.name,
        total=len(given.asked.questions),
        model=model,
        names=names,
        jobs=jobs,
    )


def _called(given: Given) -> str:
    """What an evaluation is called where the reader does not say."""
    return OURS if given.name == BUNDLED.name else Path(given.name).stem[:LONGEST_NAME]


def _model(room: Room) -> tuple[str | None, int]:
    """The model, as `pandu eval` takes it, and how many questions are put at once."""
    set_ = room.assistant.settings.model
    if set_ == NO_MODEL:
        st.html('<p class="pd-facts">没有设置语言模型：只摘录原文作答。</p>')
        return NO_MODEL, 1
    without, with_ = "不用模型，只摘录原文", f"用语言模型 {set_}"
    chosen = st.radio("作答", [without, with_], key="evaluation_model", format_func=as_markdown)
    if chosen == without:  # extraction holds the interpreter: several at once are no faster
        return NO_MODEL, 1
    jobs = st.number_input(
        "同时问几题", 1, MOST_JOBS, MODEL_JOBS, key="evaluation_jobs",
        help="模型要等，同时问几题快些；服务限制次数时请调低。",
    )  # fmt: skip
    return None, int(jobs)


def _scope(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The judgments chosen, by a name that is theirs alone; () is all of them."""
    by_id = {entry.judgment_id: entry for entry in entries}
    offered = list(by_id)
    if len(offered) > MOST_OPTIONS:
        words = st.text_input("按题名、案号或法院筛选文书", key="evaluation_scope_words").strip()
        held = [id_ for id_ in st.session_state.get("evaluation_scope", ()) if id_ in by_id]
        fitting = [id_ for id_ in offered if words in _searchable(by_id[id_])]
        offered = list(dict.fromkeys([*held, *fitting[:MOST_OPTIONS]]))
    chosen = st.multiselect(
        "只在这些文书里找",
        offered,
        format_func=lambda id_: by_id[id_].title,
        key="evaluation_scope",
        placeholder="全部文书",
        select_all=False,
    )
    names = Counter(name for entry in entries for name in entry.source_ids)
    return tuple(sorted(_name(by_id[id_], names) for id_ in chosen))


def _name(entry: Entry, names: Counter[str]) -> str:
    own = (name for name in entry.source_ids if names[name] == 1)
    return next(own, entry.judgment_id)


def _names(entries: Sequence[Entry]) -> frozenset[str]:
    return frozenset(name for e in entries for name in (e.judgment_id, *e.source_ids))


def _searchable(entry: Entry) -> str:
    return " ".join(filter(None, (entry.title, entry.case_number, entry.court, *entry.source_ids)))
