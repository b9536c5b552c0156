"""What the doctor looks at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_models import make_cross_encoder

from analysis.checkup import check_up
from analysis.settings import Settings, load_settings


def findings(settings: Settings) -> dict[str, tuple[bool, str]]:
    return {check.name: (check.well, check.words) for check in check_up(settings)}


def test_a_new_set_up_is_well_and_says_what_to_do_next(tmp_path: Path) -> None:
    found = findings(load_settings(library=tmp_path / "library", model="none"))
    assert all(well for well, _ in found.values()), found
    assert "pandu ingest" in found["文库"][1] and str(tmp_path / "library") in found["文库"][1]
    assert "离线可用" in found["向量模型"][1]
    assert "不再重排" in found["重排模型"][1]
    assert "PANDU_MODEL" in found["语言模型"][1]


def test_a_library_that_is_ill_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("")
    well, words = findings(load_settings(library=tmp_path / "library"))["文库"]
    assert not well and "--library" in words


def classifier(folder: Path) -> Path:
    return make_cross_encoder(folder, outputs=3)


@pytest.mark.parametrize(
    ("make", "well", "said"),
    [
        (make_cross_encoder, True, "reranker"),  # its folder's name
        (lambda folder: folder, False, "找不到重排模型目录"),
        (classifier, False, "有 3 个输出"),  # its folder is in order; told now, not when asked
    ],
)
def test_the_reranker_has_a_line_of_its_own(
    tmp_path: Path, make: Callable[[Path], Path], well: bool, said: str
) -> None:
    named = str(make(tmp_path / "reranker"))
    found = findings(
        load_settings(library=tmp_path / "library", reranker=named, embedding_device="cpu")
    )
    assert found["重排模型"][0] is well and said in found["重排模型"][1]
    assert found["文库"][0]  # a reranker's fault is not the library's


@pytest.mark.parametrize(
    ("given", "well", "said"),
    [
        ({}, False, "PANDU_MODEL_BASE_URL"),  # no address to ask
        ({"model_base_url": "http://127.0.0.1:9"}, True, "未设置密钥"),
        (
            {"model_base_url": "http://127.0.0.1:9", "model_api_key": "sk-secret"},
            True,
            # Nobody listens there: it is well all the same.
            "已设置密钥，上下文按 65536 个词元计（未连接测试）",
        ),
    ],
)
def test_the_models_settings(tmp_path: Path, given: dict[str, str], well: bool, said: str) -> None:
    settings = load_settings(library=tmp_path / "library", model="some-model", **given)
    found = findings(settings)["语言模型"]
    assert found[0] is well and said in found[1]
    assert "sk-secret" not in str(findings(settings))
