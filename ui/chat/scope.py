"""Where the next question is looked for: chips above the input, each opened to be changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import Assistant
from analysis.settings import NO_MODEL
from corpus.errors import UsageError
from corpus.record import Entry
from corpus.scope import INSTANCE_NAMES, LEVEL_NAMES, Scope
from corpus.voice import Voice
from ui import opened
from ui.conditions import Conditions, conditions_of
from ui.escape import as_markdown

MOST_OPTIONS = 300
"""Judgments offered at once; beyond that a filter narrows the list, or the page grows slow."""

NAMED_IN_LABEL = 2
"""Titles that a scope's label spells out."""

LONGEST_CHIP = 14
"""Characters of a chip's value; more is cut, and seen when the chip is opened."""

_BETWEEN = re.compile(r"[、，,；;\s]+")

_KEYS = ("courts", "levels", "years", "causes", "instances", "voices")


@dataclass(frozen=True, slots=True)
class Choice:
    """How the next question is to be answered."""

    scope: Scope
    label: str  # the scope in words
    model: str | None  # NO_MODEL, or None for the setting's


def draw(assistant: Assistant) -> Choice:
    """Draw the chips, and say what they choose.

    A filter that cannot be understood counts as not given, all of them together, and what is
    wrong with it stands below the chips.
    """
    entries = opened.entries(assistant)
    off = not entries
    with st.container(key="chips", horizontal=True, gap="xsmall", vertical_alignment="center"):
        chosen = _judgments(entries)
        given: dict[str, list[str]] = {}
        with _chip("说话人", _held("voices"), "voices", ":material/record_voice_over:"):
            given["voices"] = _choice("说话人", tuple(Voice), "voices", off)
            st.caption("只用这些人说的话来回答。")
        with _chip("年份", _held("years"), "years", ":material/calendar_month:"):
            given["years"] = _words("裁判年份", "如 2021 或 2020-2023", "years", off)
        more = [word for key in ("courts", "levels", "causes", "instances") for word in _held(key)]
        with _chip("法院与案由", more, "more", ":material/account_balance:"):
            given["courts"] = _words("法院", "名称或其中几个字", "courts", off)
            given["levels"] = _choice("法院层级", LEVEL_NAMES, "levels", off)
            given["causes"] = _words("案由", "名称或其中几个字", "causes", off)
            given["instances"] = _choice("审级", INSTANCE_NAMES, "instances", off)
        if chosen or any(given.values()):
            st.button("清除", key="clear_scope", type="tertiary", on_click=clear)
        model = _model(assistant)
    conditions = replace(_understood(given), names=tuple(chosen))
    scope = conditions.scope(assistant)
    if notice := conditions.notice(scope):
        st.caption(as_markdown(notice))
    titles = [entry.title for entry in entries if entry.judgment_id in chosen]
    return Choice(scope, _label(titles, len(entries), conditions, scope), model)


def clear() -> None:
    """Every judgment, whoever speaks, whenever it was."""
    st.session_state["scope"] = []
    for key in _KEYS:
        held = st.session_state.get(f"filter_{key}")
        st.session_state[f"filter_{key}"] = "" if isinstance(held, str) else []


def _understood(given: dict[str, list[str]]) -> Conditions:
    try:
        return conditions_of(given)
    except UsageError as error:
        st.error(as_markdown(str(error)))
        return Conditions()


def _held(key: str) -> list[str]:
    """What a filter holds from the last run; its chip is drawn before it."""
    held = st.session_state.get(f"filter_{key}") or []
    return _parted(held) if isinstance(held, str) else [str(name) for name in held]


def _chip(what: str, values: Sequence[str], key: str, icon: str) -> DeltaGenerator:
    words = shortened("、".join(values)) if values else "不限"
    return st.popover(f"{what}：{as_markdown(words)}", key=f"chip_{key}", icon=icon)


def shortened(words: str) -> str:
    """The words, cut to what a chip holds.

    >>> shortened("广州互联网法院、杭州互联网法院")
    '广州互联网法院、杭州互联网…'
    """
    return words if len(words) <= LONGEST_CHIP else words[: LONGEST_CHIP - 1] + "…"


def _label(titles: Sequence[str], total: int, conditions: Conditions, scope: Scope) -> str:
    """A scope in words: the judgments chosen, else how many are left of all, then the rest."""
    named = "、".join(titles[:NAMED_IN_LABEL])
    if len(titles) > NAMED_IN_LABEL:
        named += f"等 {len(titles)} 份"
    left = total if scope.judgment_ids is None else len(scope.judgment_ids)
    which = named or (f"全部 {total} 份文书" if left == total else f"{left} 份文书")
    return f"{which}（{conditions.words}）" if conditions.words else which


def _model(assistant: Assistant) -> str | None:
    name = assistant.settings.model
    if name == NO_MODEL:
        return NO_MODEL
    used = st.toggle(
        "用语言模型",
        value=True,
        key="use_model",
        persist_state="session",
        help=as_markdown(f"模型：{name}。关掉后只摘录原文，不经模型。"),
    )
    return None if used else NO_MODEL


def _judgments(entries: Sequence[Entry]) -> list[str]:
    """The ids chosen; none means everything."""
    by_id = {entry.judgment_id: entry for entry in entries}
    held: list[str] = [i for i in st.session_state.get("scope", []) if i in by_id]
    words = [by_id[held[0]].title if len(held) == 1 else f"{len(held)} 份"] if held else []
    with _chip("文书", words, "judgments", ":material/description:"):
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
            placeholder=f"全部 {len(entries):,} 份" if entries else "文库还是空的",
            select_all=False,
            disabled=not entries,
            persist_state="session",
        )


def _searchable(entry: Entry) -> str:
    return " ".join(filter(None, (entry.title, entry.case_number, entry.court, *entry.source_ids)))


def _option(entry: Entry) -> str:
    number = entry.case_number
    return f"{entry.title} {number}" if number and number not in entry.title else entry.title


def _parted(typed: str) -> list[str]:
    return [word for word in _BETWEEN.split(typed) if word]


def _words(label: str, example: str, key: str, disabled: bool) -> list[str]:
    typed = st.text_input(
        label,
        key=f"filter_{key}",
        placeholder=example,
        disabled=disabled,
        persist_state="session",
    )
    return _parted(typed)


def _choice(label: str, names: tuple[str, ...], key: str, disabled: bool) -> list[str]:
    return st.multiselect(
        label,
        [str(name) for name in names],
        key=f"filter_{key}",
        placeholder="不限",
        select_all=False,
        disabled=disabled,
        persist_state="session",
    )
