"""What a reader sees before the first question."""

from collections.abc import Sequence
from typing import cast

import streamlit as st

from analysis import Assistant
from analysis.samples import SAMPLES, bundled
from corpus.record import Entry
from ui.chat.suggestions import suggested
from ui.escape import as_html, as_markdown

PURPOSE = (
    "每一句回答都附逐字可查的原文，并写明是法院的认定还是当事人的说法；文书没有说的，不作猜测。"
)


def draw(assistant: Assistant, entries: Sequence[Entry]) -> None:
    """One sentence on what this is, what is in the library, and questions to click on."""
    st.html(
        f'<div class="pd-welcome"><h1>向裁判文书提问</h1><p>{PURPOSE}</p>{_held(entries)}</div>'
    )
    if not entries:
        _offer_samples(assistant)
        return
    questions = _questions(assistant, entries)
    if not questions:
        return
    st.html('<h2 class="pd-small-head">试着问</h2>')
    with st.container(key="examples"):
        for number, question in enumerate(questions):
            st.button(
                as_markdown(question),
                key=f"example_{number}",
                width="stretch",
                on_click=_ask,
                args=(question,),
            )


def _questions(assistant: Assistant, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The questions that work, tried once for each state of the library."""
    stamp = (assistant, assistant.generation)
    held = st.session_state.get("suggested")
    if held is None or held[0] != stamp:
        held = (stamp, suggested(assistant, entries))
        st.session_state["suggested"] = held
    return cast("tuple[str, ...]", held[1])


def _held(entries: Sequence[Entry]) -> str:
    """How much there is, and how much of it came with PanDu."""
    if not entries:
        return '<p class="pd-count">文库还是空的。</p>'
    ours, total = len(bundled(entries)), len(entries)
    years = sorted(entry.date[:4] for entry in entries if entry.date)
    courts = len({entry.court for entry in entries if entry.court})
    facts = [
        (f"{total:,}", "份文书"),
        (f"{sum(e.passages for e in entries):,}", "个段落"),
        (f"{courts:,}", "家法院") if courts else None,
        ((years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"), "年裁判")
        if years
        else None,
    ]
    cells = "".join(
        f"<div><dd>{as_html(fact[0])}</dd><dt>{fact[1]}</dt></div>" for fact in facts if fact
    )
    which = "都" if ours == total else f"其中 {ours} 份"
    samples = (
        f'<p class="pd-count">{which}是自带的公开案例摘要，不是裁判文书原文'
        "（不需要时可用命令 pandu ingest --no-samples 移出）。</p>"
        if ours
        else ""
    )
    return f'<dl class="pd-held">{cells}</dl>{samples}'


def _ask(question: str) -> None:
    st.session_state["next_question"] = question


def _offer_samples(assistant: Assistant) -> None:
    off = not assistant.settings.samples
    other = (
        "自带的案例摘要已按设置（PANDU_SAMPLES）关闭；想试用可运行 pandu ingest --samples。"
        if off
        else f"或先装入 {len(SAMPLES)} 份公开案例的摘要试用。"
    )
    st.html(
        '<p class="pd-facts">请在左侧或“文库”页导入文书（手机上点左上角的箭头展开）'
        f"{'。' if off else '，'}{other}</p>"
    )
    if not off and st.button("装入示例", type="primary", icon=":material/library_add:"):
        with st.spinner("正在装入…"):
            list(assistant.add_samples())
        st.rerun()
