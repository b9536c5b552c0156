"""The sidebar: which judgments are searched, new files, the model, a new conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from analysis import Assistant
from analysis.settings import NO_MODEL
from corpus.record import Entry
from corpus.scope import Scope
from ingest.load.files import supported
from ui import opened
from ui.chat import filters
from ui.conditions import Conditions
from ui.escape import as_html, as_markdown
from ui.serving.limits import LARGEST_UPLOAD_MB
from ui.serving.settings import page_settings
from ui.shelf.uploads import UploadOutcome, take_in

MOST_OPTIONS = 300
"""Judgments offered at once; beyond that a filter narrows the list, or the page grows slow."""

MOST_OUTCOMES = 30
"""Upload outcomes listed at once; failures come first."""

NAMED_IN_LABEL = 2
"""Titles that a scope's label spells out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How the next question is to be answered."""

    scope: Scope
    label: str  # the scope in words
    model: str | None  # NO_MODEL, or None for the setting's


def draw(assistant: Assistant) -> Choice:
    """Draw it, take in uploads, and say what is chosen."""
    with st.sidebar:
        st.html('<div class="pd-brand"><h1>判读<small>PanDu</small></h1></div>')
        st.button("新对话", icon=":material/add:", width="stretch", on_click=_start_anew)
        model = _model(assistant)
        chosen_place = st.container()  # above the uploader, yet drawn after its files are in
        _upload(assistant)
        entries = opened.entries(assistant)
        with chosen_place:
            chosen = _chosen(entries)
            conditions = replace(filters.draw(disabled=not entries), names=tuple(chosen))
            scope = conditions.scope(assistant)
            if notice := conditions.notice(scope):
                st.caption(as_markdown(notice))
        _facts(assistant, entries)
    titles = [entry.title for entry in entries if entry.judgment_id in chosen]
    return Choice(scope, _label(titles, len(entries), conditions, scope), model)


def _label(titles: Sequence[str], total: int, conditions: Conditions, scope: Scope) -> str:
    """A scope in words: the judgments chosen, else how many are left of all, then the rest."""
    named = "、".join(titles[:NAMED_IN_LABEL])
    if len(titles) > NAMED_IN_LABEL:
        named += f"等 {len(titles)} 份"
    left = total if scope.judgment_ids is None else len(scope.judgment_ids)
    which = named or (f"全部 {total} 份文书" if left == total else f"{left} 份文书")
    return f"{which}（{conditions.words}）" if conditions.words else which


def _start_anew() -> None:
    st.session_state["exchanges"] = ()


def _model(assistant: Assistant) -> str | None:
    name = assistant.settings.model
    if name == NO_MODEL:
        return NO_MODEL
    used = st.toggle(
        "用语言模型",
        value=True,
        key="use_model",
        help=as_markdown(f"模型：{name}。关掉后只摘录原文，不经模型。"),
    )
    return None if used else NO_MODEL


def _chosen(entries: Sequence[Entry]) -> list[str]:
    """The ids chosen; none means everything."""
    by_id = {entry.judgment_id: entry for entry in entries}
    held: list[str] = [i for i in st.session_state.get("scope", []) if i in by_id]
    offered = list(by_id)
    if len(offered) > MOST_OPTIONS:
        wanted = st.text_input("按题名、案号或法院筛选", key="scope_filter").strip()
        fitting = [i for i in offered if wanted in _searchable(by_id[i])]
        offered = list(dict.fromkeys([*held, *fitting[:MOST_OPTIONS]]))
    return st.multiselect(
        "在哪些文书里查",
        offered,
        format_func=lambda i: _option(by_id[i]),
        key="scope",
        placeholder="全部",
        select_all=False,
        disabled=not entries,
    )


def _searchable(entry: Entry) -> str:
    return " ".join(filter(None, (entry.title, entry.case_number, entry.court, *entry.source_ids)))


def _option(entry: Entry) -> str:
    number = entry.case_number
    return f"{entry.title} {number}" if number and number not in entry.title else entry.title


def _upload(assistant: Assistant) -> None:
    round_ = st.session_state.setdefault("upload_round", 0)
    files = st.file_uploader(
        "导入文书",
        help=as_markdown(
            f"支持 {supported()}；每个文件不超过 {LARGEST_UPLOAD_MB} MB，可一次选多个。"
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
        f"位置：{assistant.folder}" if page_settings().here_only else "",
    ]
    lines = "<br>".join(f"<bdi>{as_html(fact)}</bdi>" for fact in facts if fact)
    st.html(f'<p class="pd-facts">{lines}</p>')
