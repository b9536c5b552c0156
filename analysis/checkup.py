"""What `pandu doctor` looks at, as plain findings."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from analysis.model.failures import shown_address
from analysis.model.providers import provider_named
from analysis.samples import SAMPLES, SamplesHeld, samples_held
from analysis.settings import NO_MODEL, Settings, config_file
from analysis.wiring import open_assistant, open_reranker
from corpus.errors import PanduError

OLDEST_PYTHON = (3, 11)
PACKAGES = (
    "pandu", "chromadb", "tantivy", "jieba", "langchain-core", "langchain-openai",
    "sentence-transformers", "streamlit", "torch", "numpy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what, whether it is well, and in words how it is."""

    name: str
    well: bool
    words: str

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "well": self.well, "words": self.words}


def check_up(settings: Settings) -> list[Check]:
    """Every check, in the order a person would read them; never raises for an ill part."""
    plain = settings.model_copy(update={"reranker": None})  # its faults are told in its own line
    return [
        _python(),
        _packages(),
        *_library(plain),
        _reranker(settings),
        _model(settings),
        _config(),
    ]


def _python() -> Check:
    well = sys.version_info >= OLDEST_PYTHON
    words = f"{platform.python_version()}（{platform.system()}）"
    return Check("Python", well, words if well else f"{words}；需要 3.11 或更新的版本。")


def _packages() -> Check:
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check("组件", False, f"缺少 {'、'.join(missing)}；请运行 make install 重新安装。")
    return Check("组件", True, "、".join(found))


def _library(settings: Settings) -> list[Check]:
    try:
        with open_assistant(settings) as assistant:
            entries = assistant.entries()
            counts = assistant.counts()
    except PanduError as error:
        return [Check("文库", False, str(error))]
    spun = sum(entry.spun for entry in entries)
    words = f"{settings.library}：{len(entries)} 份文书，{counts['passages']} 段"
    if spun:
        words += f"；其中 {spun} 份疑似机器改写"
    if not entries:
        words += "；还是空的，请用 pandu ingest 导入文书"
    vectors = Check(
        "索引",
        counts["vectors"] > 0 or counts["passages"] == 0,
        f"关键词 {counts['passages']} 段，向量 {counts['vectors']} 段",
    )
    embedding = settings.embedding_model or "内置向量模型（离线可用）"
    return [
        Check("文库", True, words),
        Check("自带案例摘要", True, samples_in_words(samples_held(entries), settings.samples)),
        vectors,
        Check("向量模型", True, embedding),
    ]


def samples_in_words(held: SamplesHeld, wanted: bool) -> str:
    """Which bundled digests a library holds, and the command that changes it."""
    add, remove = "pandu ingest --samples", "pandu ingest --no-samples"
    off = "" if wanted else "；设置 PANDU_SAMPLES 已关闭，新文库不自动装入"
    if not held.current + held.outdated:
        return f"没有装入{off}；可用 {add} 装入 {len(SAMPLES)} 份"
    if held.missing:
        old = f"，其中旧版 {held.outdated} 份" if held.outdated else ""
        words = f"装有 {held.current + held.outdated} 份{old}；这一版有 {len(SAMPLES)} 份"
        return f"{words}，可用 {add} 更新，或用 {remove} 移出{off}"
    return f"装有 {held.current} 份；不需要时可用 {remove} 移出{off}"


def _reranker(settings: Settings) -> Check:
    """Tried on one pair: a folder may be in order and its model of no use. Takes about 10 s."""
    try:
        scorer = open_reranker(settings)
        if scorer is not None:
            scorer.scores("借款", ["借款应当归还。"])
    except PanduError as error:
        return Check("重排模型", False, str(error))
    return Check("重排模型", True, settings.reranker or "未设置：检索结果不再重排")


def _model(settings: Settings) -> Check:
    """The settings only: the model's server is not called, so that nothing leaves the machine."""
    if settings.model == NO_MODEL:
        return Check(
            "语言模型", True, "未设置：回答为原文摘录。设置 PANDU_MODEL 等可改用语言模型。"
        )
    address = settings.model_address
    if address is None:
        return Check(
            "语言模型",
            False,
            f"{settings.model}：没有设置服务地址。"
            "请设置 PANDU_MODEL_PROVIDER 或 PANDU_MODEL_BASE_URL。",
        )
    key = "已设置密钥" if settings.model_api_key else "未设置密钥"
    context = f"上下文按 {settings.model_context} 个词元计"
    provider = provider_named(settings.model_provider or "")
    note = provider.note if provider else ""
    return Check(
        "语言模型",
        True,
        f"{settings.model}，{shown_address(address)}，{key}，{context}（未连接测试）。{note}".strip(),
    )


def _config() -> Check:
    path = config_file()
    state = "已读取" if path.exists() else "没有此文件，用默认值与环境变量"
    return Check("配置文件", True, f"{path}：{state}")
