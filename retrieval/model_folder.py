"""The folder of a model that a person named, with everything refused that could run.

The only module that knows the hub. What is fetched is settings, vocabularies and safetensors:
programs and pickled weights, which are programs too, stay where they are.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Unavailable

_HUB_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")  # BAAI/bge-m3, not ./bge-m3

_FETCHED = ("*.json", "*.txt", "*.safetensors", "*.model", "*.spm", "*.jinja")
"""What a model needs beside its weights: settings, vocabularies, sentencepiece, templates."""

_NOT_FETCHED = ("onnx/*", "openvino/*")  # the same weights once more

_PICKLED = frozenset({".bin", ".ckpt", ".h5", ".joblib", ".pickle", ".pkl", ".pt", ".pth"})
"""Weights that run what they hold when they are read."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a model is for, in the words of a message about it."""

    name: str  # 向量模型
    setting: str  # PANDU_EMBEDDING_MODEL
    without: str  # what happens once the setting is gone


def from_hub(name: str) -> Path:
    """The folder that the hub's model lies in, fetched if need be; what it raises has no one base.

    What was fetched before is used where there is no network.
    """
    from huggingface_hub import snapshot_download

    return Path(
        snapshot_download(name, allow_patterns=list(_FETCHED), ignore_patterns=list(_NOT_FETCHED))
    )


def model_folder(name: str, use: ModelUse, fetch: Callable[[str], Path] = from_hub) -> Path:
    """The folder of the model of this name, fetched first where it is the hub's.

    A folder is never asked of the network. Raises Unavailable, with the remedy, where it cannot be
    had or holds programs or pickled weights without safetensors beside them.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        if not _HUB_NAME.fullmatch(name):
            raise Unavailable(
                f"找不到{use.name}目录：{folder}。请改正 {use.setting}，去掉它则{use.without}。"
            )
        folder = _fetched(name, use, fetch)
    _refuse_programs(folder, use)
    _refuse_pickles(folder, use)
    return folder


@contextmanager
def without_bars() -> Iterator[None]:
    """While a model is loaded, transformers draws no bar of its own ("Loading weights") into ours.

    A download, which may take minutes, keeps the hub's.
    """
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def load_failure(name: str, use: ModelUse, error: Exception) -> Unavailable:
    """What to raise where a model in a sound folder does not load."""
    return Unavailable(
        f"{use.name}“{name}”加载失败（{type(error).__name__}：{error}）。"
        f"请检查该目录是否是完整的 sentence-transformers 模型；去掉 {use.setting} 则{use.without}。"
    )


def run_failure(name: str, use: ModelUse, error: Exception) -> Unavailable:
    """What to raise where a loaded model fails at its work, most often for lack of memory."""
    return Unavailable(
        f"{use.name}“{name}”计算失败（{error}）。可将 PANDU_EMBEDDING_BATCH_SIZE 调小，或将 "
        f"PANDU_EMBEDDING_DEVICE 设为 cpu；去掉 {use.setting} 则{use.without}。"
    )


def _fetched(name: str, use: ModelUse, fetch: Callable[[str], Path]) -> Path:
    try:
        return fetch(name)
    except Exception as error:  # the hub's, the client's and the system's share no base class
        raise Unavailable(
            f"{use.name}“{name}”下载不到（{type(error).__name__}）：这台机器连不上模型仓库，"
            "或名称有误。请检查名称与网络；没有网络时，请在别的机器上下载该模型，把整个文件夹拷来，"
            f"再将 {use.setting} 设为这个文件夹的路径。去掉 {use.setting} 则{use.without}。"
        ) from error


def _refuse_programs(folder: Path, use: ModelUse) -> None:
    programs = sorted(
        path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() == ".py"
    )
    if programs:
        raise Unavailable(
            f"{use.name}目录 {folder} 里有 Python 程序（{programs[0]} 等 {len(programs)} 个），"
            "判读不运行模型自带的程序。"
            f"请换用只含权重的模型，或去掉 {use.setting}（{use.without}）。"
        )


def _refuse_pickles(folder: Path, use: ModelUse) -> None:
    for path in sorted(folder.rglob("*")):
        safe = path.parent.glob("*.safetensors")
        if path.suffix.lower() in _PICKLED and not any(safe):
            raise Unavailable(
                f"{use.name}目录 {folder} 的权重 {path.relative_to(folder)} 不是 safetensors 格式，"
                "这种格式读取时会运行其中的程序，判读不读。请换用带 .safetensors 权重的版本，"
                f"或去掉 {use.setting}（{use.without}）。"
            )
