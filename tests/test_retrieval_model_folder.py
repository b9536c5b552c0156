"""Folders of named models: what is fetched, and what is refused."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import Unavailable
from retrieval.model_folder import ModelUse, model_folder, without_bars

USE = ModelUse("向量模型", "PANDU_EMBEDDING_MODEL", "用内置模型")


def folder_with(tmp_path: Path, *names: str) -> Path:
    for name in names:
        file = tmp_path / "model" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    return tmp_path / "model"


def no_network(name: str) -> Path:
    raise ConnectionError(name)


@pytest.mark.parametrize(
    "names",
    [
        ("config.json", "model.safetensors"),
        ("model.safetensors", "pytorch_model.bin"),  # both: the safe ones are read
        ("model.safetensors", "training_args.bin"),  # left by the training
        ("0_StaticEmbedding/model.safetensors", "modules.json"),
    ],
)
def test_a_folder_of_weights_is_taken(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = folder_with(tmp_path, *names)
    assert model_folder(str(folder), USE, no_network) == folder  # and the hub is not asked


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("model.safetensors", "modeling_x.py"), r"modeling_x\.py 等 1 个"),
        (("model.safetensors", "code/MODEL.PY"), r"MODEL\.PY"),
        (("config.json", "pytorch_model.bin"), r"pytorch_model\.bin 不是 safetensors"),
        (("model.safetensors", "2_Dense/pytorch_model.bin"), r"2_Dense.pytorch_model\.bin"),
        (("model.pt",), r"model\.pt 不是 safetensors"),
        (("weights.pkl",), r"weights\.pkl"),
    ],
)
def test_what_would_run_is_refused(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(Unavailable, match=f"{said}.*PANDU_EMBEDDING_MODEL"):
        model_folder(str(folder_with(tmp_path, *names)), USE)


def test_a_hub_s_model_is_looked_at_as_a_folder_is(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "model.safetensors")
    asked: list[str] = []

    def fetch(name: str) -> Path:
        asked.append(name)
        return folder

    assert model_folder("BAAI/bge-small-zh", USE, fetch) == folder
    assert asked == ["BAAI/bge-small-zh"]
    folder_with(tmp_path, "modeling.py")
    with pytest.raises(Unavailable, match="Python 程序"):
        model_folder("BAAI/bge-small-zh", USE, fetch)


def test_without_a_network_the_folder_way_is_named() -> None:
    with pytest.raises(Unavailable, match=r"ConnectionError.*没有网络时.*PANDU_EMBEDDING_MODEL"):
        model_folder("BAAI/bge-small-zh", USE, no_network)


@pytest.mark.parametrize("name", ["./bge", "~/no such model", "/nowhere/bge", "a/b/c"])
def test_a_path_is_never_asked_of_the_hub(name: str) -> None:
    with pytest.raises(Unavailable, match="找不到向量模型目录"):
        model_folder(name, USE, no_network)


@pytest.mark.parametrize("shown", [True, False])
def test_bars_are_afterwards_as_they_were(shown: bool) -> None:
    logging: Any = import_module("transformers.utils.logging")  # its switches are untyped
    before = logging.is_progress_bar_enabled()
    switch = {True: logging.enable_progress_bar, False: logging.disable_progress_bar}
    switch[shown]()
    try:
        with pytest.raises(OSError, match="no model"), without_bars():
            assert not logging.is_progress_bar_enabled()
            raise OSError("no model")
        assert logging.is_progress_bar_enabled() is shown
    finally:
        switch[before]()
