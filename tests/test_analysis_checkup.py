"""What the doctor looks at."""

from pathlib import Path

import pytest

from analysis.checkup import check_up
from analysis.settings import Settings, load_settings


def findings(settings: Settings) -> dict[str, tuple[bool, str]]:
    return {check.name: (check.well, check.words) for check in check_up(settings)}


def test_a_new_set_up_is_well_and_says_what_to_do_next(tmp_path: Path) -> None:
    found = findings(load_settings(library=tmp_path / "library", model="none"))
    assert all(well for well, _ in found.values()), found
    assert "pandu ingest" in found["文库"][1] and str(tmp_path / "library") in found["文库"][1]
    assert "离线可用" in found["向量模型"][1]
    assert "PANDU_MODEL" in found["语言模型"][1]


def test_a_library_that_is_ill_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("")
    well, words = findings(load_settings(library=tmp_path / "library"))["文库"]
    assert not well and "--library" in words


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
