"""设置 · 检索: the models that find passages. Both change in the background, or not at all."""

import re
from pathlib import Path

import streamlit as st

from analysis.config_writer import Value
from analysis.settings import Settings, set_by_environment
from ui import opened
from ui.configuration.progress import is_busy, show_work
from ui.configuration.shown import facts, note
from ui.configuration.work import Outcome, Tell, desk

EMBEDDING, RERANKER = "embedding", "reranker"
OWN, OTHER = "自带的模型（离线可用，约 9 MB）", "另外指定"
NONE = "不重排"

_HUB_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")  # as retrieval.model_folder has it


def draw(settings: Settings) -> None:
    """Draw it for whoever may change it."""
    st.header("向量模型", anchor=False)
    st.html(facts(embedding_rows(settings)))
    st.html(note("按意思找段落用的模型。换了之后，整个文库要重建索引。"))
    if set_by_environment("embedding_model"):
        st.html(note("由环境变量 PANDU_EMBEDDING_MODEL 决定，不能在这里改。"))
    else:
        _embedding(settings)
    show_work(EMBEDDING)
    st.header("重排模型", anchor=False)
    st.html(facts([("现在", settings.reranker or NONE)]))
    st.html(note("把最前面的 50 段再读一遍，重新排序。更准，也更慢。"))
    if set_by_environment("reranker"):
        st.html(note("由环境变量 PANDU_RERANKER 决定，不能在这里改。"))
    else:
        _reranker(settings)
    show_work(RERANKER)


def embedding_rows(settings: Settings) -> list[tuple[str, str]]:
    """The embedding model in force."""
    rows = [("现在", settings.embedding_model or OWN)]
    if settings.embedding_query_instruction:
        rows.append(("提问前的指令", settings.embedding_query_instruction))
    return rows


def fetched_from_hub(name: str) -> bool:
    """Whether using a model of this name would fetch it from elsewhere: it is no folder here.

    >>> fetched_from_hub("BAAI/bge-m3"), fetched_from_hub("/models/bge-m3"), fetched_from_hub("")
    (True, False, False)
    """
    return bool(_HUB_NAME.fullmatch(name)) and not Path(name).expanduser().is_dir()


def _embedding(settings: Settings) -> None:
    chosen = st.radio(
        "换用",
        [OWN, OTHER],
        index=0 if settings.embedding_model is None else 1,
        key="embedding_kind",
    )
    name, instruction = None, ""
    if chosen == OTHER:
        name = st.text_input(
            "文件夹或名称",
            value=settings.embedding_model or "",
            placeholder="/models/bge-m3 或 BAAI/bge-m3",
            key="embedding_name",
            help="sentence-transformers 模型；只读 safetensors 权重，不运行模型自带的程序。",
        ).strip()
        instruction = st.text_input(
            "提问前的指令（可不填）",
            value=settings.embedding_query_instruction,
            key="embedding_instruction",
            help="有些模型要求在问题前加一句指令，见该模型的说明。",
        ).strip()
    agreed = _agreed(name, "embedding_agreed")
    now = (settings.embedding_model, settings.embedding_query_instruction)
    same = (name, instruction) == now
    st.button(
        "重建索引" if same else "换用并重建索引",
        key="embedding_use",
        type="secondary" if same else "primary",
        disabled=is_busy() or not agreed or name == "",
        on_click=_use_embedding,
        args=(name, instruction),
    )
    st.html(note("在后台进行，可以停下；重建好之前照旧用原来的索引查询，期间不能导入文书。"))


def _reranker(settings: Settings) -> None:
    chosen = st.radio(
        "换用", [NONE, OTHER], index=0 if settings.reranker is None else 1, key="reranker_kind"
    )
    name = None
    if chosen == OTHER:
        name = st.text_input(
            "文件夹或名称",
            value=settings.reranker or "",
            placeholder="/models/bge-reranker-v2-m3",
            key="reranker_name",
            help="只有一个输出的 CrossEncoder；只读 safetensors 权重。",
        ).strip()
    agreed = _agreed(name, "reranker_agreed")
    st.button(
        "保存",
        key="reranker_use",
        disabled=is_busy() or not agreed or name == "" or name == settings.reranker,
        on_click=_use_reranker,
        args=(name,),
    )
    st.html(note("先试算一次，能用才保存；从下一个问题起生效，不必重建索引。"))


def _agreed(name: str | None, key: str) -> bool:
    """Whether the model may be had: it lies here, or its being fetched was agreed to."""
    if name is None or not fetched_from_hub(name):
        return True
    st.html(
        note(
            f"这台机器上没有名为 {name} 的文件夹。继续的话，会从模型仓库 huggingface.co "
            "下载它，常有几百 MB 到几 GB；除模型名称外不发送任何内容。",
            "care",
        )
    )
    return bool(st.checkbox("同意下载", key=key))


def _use_embedding(name: str | None, instruction: str) -> None:
    changes: dict[str, Value] = {
        "embedding_model": name,
        "embedding_query_instruction": instruction or None,
    }

    def do(tell: Tell) -> Outcome:
        from analysis.search_models import use_embedding

        tell("读入模型", 0, 0)
        count = use_embedding(changes, lambda done, total: tell("处理文书", done, total))
        opened.forget()
        return Outcome(f"已重建 {count} 份文书的索引，新模型已经生效。")

    desk().begin(EMBEDDING, "重建索引", do)


def _use_reranker(name: str | None) -> None:
    def do(tell: Tell) -> Outcome:
        from analysis.search_models import use_reranker

        tell("试算一次" if name else "保存", 0, 0)
        use_reranker(name)
        opened.forget()
        return Outcome("已保存，从下一个问题起重排。" if name else "已保存，不再重排。")

    desk().begin(RERANKER, "换用重排模型", do)
