"""What a reader sees before the first question."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from analysis import Assistant
from analysis.samples import SAMPLES, bundled
from corpus.record import Entry


class Example(NamedTuple):
    """A question to click on, and the bundled document that it is about."""

    question: str
    source_id: str


EXAMPLES: tuple[Example, ...] = (
    Example("杭州互联网法院判断平台注意义务时考虑了哪些因素？", "hangzhou-ultraman-lora.md"),
    Example("杭州互联网法院认为平台构成直接侵权还是帮助侵权？", "hangzhou-ultraman-lora.md"),
    Example("广州奥特曼Tab案的法院最后判了多少赔偿？", "guangzhou-ultraman-tab.md"),
    Example("Tab网站的经营者对模型训练是怎么辩称的？", "guangzhou-ultraman-tab.md"),
    Example("金山美杜莎LoRA案的平台为什么不构成侵权？", "jinshan-medusa-lora.md"),
    Example("杭州奥特曼LoRA案的二审判决是哪一天作出的？", "hangzhou-ultraman-lora.md"),
)
"""The last one is declined: the digest says that accounts of the day conflict."""

PURPOSE = (
    "向裁判文书提问。每一句回答都附逐字可查的原文，并写明是法院的认定还是当事人的说法；"
    "文书没有说的，不作猜测。"
)


def draw(assistant: Assistant, entries: Sequence[Entry]) -> None:
    """One sentence on what this is, what is in the library, and questions to click on."""
    st.html(
        f'<div class="pd-welcome pd-brand"><h2>问文书，看出处</h2><p>{PURPOSE}</p>'
        f'<p class="pd-count">{_count(entries)}</p></div>'
    )
    if not entries:
        _offer_samples(assistant)
        return
    held = {source_id for entry in entries for source_id in entry.source_ids}
    fitting = [example for example in EXAMPLES if example.source_id in held]
    if fitting:
        st.caption("试着问：")
    rows = st.container(key="examples")
    for row in range(0, len(fitting), 2):
        for column, example in zip(rows.columns(2), fitting[row : row + 2], strict=False):
            column.button(
                example.question,
                key=f"example_{EXAMPLES.index(example)}",
                width="stretch",
                on_click=_ask,
                args=(example.question,),
            )


def _count(entries: Sequence[Entry]) -> str:
    """How many judgments there are, and how many of them came with PanDu."""
    if not entries:
        return "文库还是空的。"
    ours = len(bundled(entries))
    if not ours:
        return f"文库里现有 {len(entries):,} 份文书。"
    which = "都" if ours == len(entries) else f"其中 {ours} 份"
    return (
        f"文库里现有 {len(entries):,} 份文书，{which}是自带的公开案例摘要"
        "（不需要时可用命令 pandu ingest --no-samples 移出）。"
    )


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
        '<p class="pd-facts">请在左侧导入文书（手机上点左上角的箭头展开）'
        f"{'。' if off else '，'}{other}</p>"
    )
    if not off and st.button("装入示例", type="primary", icon=":material/library_add:"):
        with st.spinner("正在装入…"):
            list(assistant.add_samples())
        st.rerun()
