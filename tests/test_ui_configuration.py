"""The page 设置 as a reader meets it, run without a browser."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import make_library
from scripted_model import NORMAL, ModelServer
from setup_page import (
    await_work,
    choose,
    fill_in,
    press,
    reader_s_page,
    run,
    shown,
    state_of,
    visit,
    written,
)
from streamlit.testing.v1 import AppTest

from analysis import load_settings
from analysis.samples import SAMPLES
from corpus.restore import verify_backup
from ui import opened
from ui.configuration.work import desk

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A config file of one's own, which names a library of two judgments."""
    for name in [name for name in os.environ if name.upper().startswith("PANDU_")]:
        monkeypatch.delenv(name)
    path = tmp_path / "settings" / "config.toml"
    path.parent.mkdir()
    library = make_library(tmp_path)
    path.write_text(f'# 我们所的设置\nlibrary = "{library}"\n', encoding="utf-8")
    monkeypatch.setenv("PANDU_CONFIG", str(path))
    yield path
    opened.forget()
    for name in ("backup", "restore", "embedding", "reranker"):
        work = desk().of(name)
        if work is not None:
            work.stop()
            work.wait(60)
            desk().put_away(name)


# The model


def test_it_starts_without_a_model_and_says_so(config: Path) -> None:
    drawn = shown(visit())
    assert "不用语言模型，只摘录原文" in drawn and "2 份" in drawn


def test_where_questions_will_go_is_said_before_it_is_switched_on(config: Path) -> None:
    app = choose(visit(), "deepseek")
    assert "会离开这台机器，发往 https://api.deepseek.com" in shown(app)
    assert "不离开这台机器" in shown(choose(app, "ollama"))
    assert "OLLAMA_CONTEXT_LENGTH" in shown(app)
    assert written(config).keys() == {"library"}


def test_a_model_is_saved_and_in_force_at_once(config: Path) -> None:
    app = visit()
    before = opened.assistant()
    app = fill_in(choose(app, "deepseek"), "deepseek-v4-flash", KEY)
    assert "已保存，从下一个问题起由 deepseek-v4-flash 撰写回答" in shown(app)
    assert written(config) | {"library": ""} == {
        "library": "", "model": "deepseek-v4-flash", "model_provider": "deepseek",
        "model_api_key": KEY, "model_timeout": 60.0, "model_context": 65536,
    }  # fmt: skip
    assert config.read_text("utf-8").startswith("# 我们所的设置\n")
    after = opened.assistant()
    assert after is not before and after.settings.model == "deepseek-v4-flash"
    assert before.search("借款").hits  # whoever was answering with it goes on


def test_the_key_is_nowhere_once_it_is_saved(
    config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    app = fill_in(choose(visit(), "deepseek"), "m", KEY)
    app = run(app)
    assert "已保存（末四位不显示）" in shown(app)
    assert next(f for f in app.text_input if f.label == "密钥").value == ""
    for place in (shown(app), state_of(app), caplog.text, repr(load_settings())):
        assert KEY not in place and KEY[-4:] not in place and KEY[:8] not in place


def test_a_key_that_is_refused_is_nowhere_either(
    config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = fill_in(choose(visit(), "deepseek"), "m", f"{KEY} {KEY}")
    assert "密钥里有空格" in shown(app)
    for place in (shown(app), state_of(app), caplog.text, config.read_text("utf-8")):
        assert KEY not in place


def test_a_key_stays_is_replaced_and_removed(config: Path) -> None:
    app = fill_in(choose(visit(), "deepseek"), "m", KEY)
    app = fill_in(app, "other")  # the field left empty
    assert (written(config)["model"], written(config)["model_api_key"]) == ("other", KEY)
    app = fill_in(app, "other", "sk-the-new-one")
    assert written(config)["model_api_key"] == "sk-the-new-one"
    app = press(app, "model_key_off")
    assert "已移除密钥" in shown(app) and "model_api_key" not in written(config)


def test_another_service_does_not_get_the_key(config: Path) -> None:
    app = fill_in(choose(visit(), "deepseek"), "m", KEY)
    app = fill_in(choose(app, "openai"), "m")
    assert "原来的密钥已移除" in shown(app)
    assert written(config)["model_provider"] == "openai"
    assert "model_api_key" not in written(config)


def test_an_own_address_and_off_again(config: Path) -> None:
    app = choose(visit(), "other")
    app.text_input(key="model_address").set_value("http://10.0.0.5:8000/v1")
    app = run(app)
    assert "没有加密" in shown(app)
    app = fill_in(app, "qwen")
    assert written(config)["model_base_url"] == "http://10.0.0.5:8000/v1"
    app = press(choose(app, "none"), "model_off")
    assert "已停用" in shown(app) and "model" not in written(config)
    assert opened.assistant().settings.model == "none"


def test_what_the_environment_decides_cannot_be_changed(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANDU_MODEL", "theirs")
    monkeypatch.setenv("PANDU_MODEL_PROVIDER", "deepseek")
    monkeypatch.setenv("PANDU_MODEL_API_KEY", KEY)
    monkeypatch.setenv("PANDU_RERANKER", "some/model")
    app = visit()
    drawn = shown(app)
    for name in ("PANDU_MODEL ", "PANDU_MODEL_PROVIDER", "PANDU_MODEL_API_KEY", "PANDU_RERANKER"):
        assert f"环境变量 {name.strip()} 决定" in drawn
    assert KEY not in drawn
    assert next(f for f in app.text_input if f.label == "模型名称").disabled
    assert not [f for f in app.text_input if f.label == "密钥"]
    assert not [s for s in app.selectbox if s.key == "model_service"]


def test_a_connection_is_tried_only_when_asked(config: Path, model_server: ModelServer) -> None:
    model_server.play(NORMAL)
    with config.open("a", encoding="utf-8") as file:
        file.write(f'model = "scripted"\nmodel_base_url = "{model_server.url}"\n')
    app = visit()
    assert not model_server.asked
    app = press(app, "model_try")
    assert "连接成功" in shown(app) and len(model_server.asked) == 1
    assert "连接成功" not in shown(run(app)) and len(model_server.asked) == 1


# Search, library, about


def test_a_download_is_agreed_to_before(config: Path, tmp_path: Path) -> None:
    app = visit()
    app.radio(key="embedding_kind").set_value("另外指定")
    app = run(app)
    use = next(b for b in app.button if b.key == "embedding_use")
    assert use.disabled  # nothing is named
    app.text_input(key="embedding_name").set_value("BAAI/bge-m3")
    app = run(app)
    assert "会从模型仓库 huggingface.co 下载" in shown(app)
    assert next(b for b in app.button if b.key == "embedding_use").disabled
    app.text_input(key="embedding_name").set_value(str(tmp_path))  # a folder that is there
    app = run(app)
    assert not next(b for b in app.button if b.key == "embedding_use").disabled
    assert "huggingface" not in shown(app)


def test_the_indexes_are_made_anew_in_the_background(config: Path) -> None:
    app = await_work(press(visit(), "embedding_use"), "embedding")
    assert "已重建 2 份文书的索引" in shown(app)
    assert opened.assistant().search("借款").hits


def test_samples_come_in_and_go_out(config: Path) -> None:
    app = press(visit(), "samples_in")
    assert f"已装入 {len(SAMPLES)} 份案例摘要" in shown(app)
    app = press(app, "samples_out")
    assert f"已移出 {len(SAMPLES)} 份案例摘要" in shown(app)
    assert len(opened.assistant().entries()) == 2


def test_the_doctor_s_checks_come_on_demand(config: Path) -> None:
    app = visit()
    assert "关键词" not in shown(app)
    drawn = shown(press(app, "doctor"))
    assert "✓ 正常" in drawn and "关键词 8 段" in drawn
    assert opened.assistant().search("借款").hits  # the doctor closed a second one, not this


def test_the_report_of_a_fault_names_no_place_and_no_key(config: Path, tmp_path: Path) -> None:
    app = fill_in(choose(visit(), "deepseek"), str(Path.home() / "models" / "m"), KEY)
    (code,) = app.code
    assert "chromadb" in code.value and "阅读规则" in code.value and "~/models/m" in code.value
    for secret in (KEY, str(tmp_path), str(Path.home()), "deepseek.com"):
        assert secret not in code.value


def test_a_library_that_does_not_open_leaves_the_rest(config: Path) -> None:
    (config.parent.parent / "library" / "manifest.json").write_text("{}")
    app = visit()
    assert any("重建索引" in error.value for error in app.error)
    app = fill_in(choose(app, "deepseek"), "m")
    assert written(config)["model"] == "m"
    app = await_work(press(app, "embedding_use"), "embedding")  # the remedy, here
    assert not app.error


def test_other_readers_may_only_look(config: Path, tmp_path: Path) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write(f'model = "m"\nmodel_provider = "deepseek"\nmodel_api_key = "{KEY}"\n')
    app = run(AppTest.from_function(reader_s_page, default_timeout=60))
    drawn = shown(app)
    assert "2 份" in drawn and "deepseek" in drawn and "管理员" in drawn
    assert not app.button and not app.text_input and not app.code
    assert str(tmp_path) not in drawn and KEY not in drawn


# Back-up and restore


def test_a_back_up_is_saved_restored_and_used(config: Path, tmp_path: Path) -> None:
    app = visit()
    app.text_input(key="backup_folder").set_value(str(tmp_path / "out"))
    app = await_work(press(run(app), "backup_save"), "backup")
    (file,) = (tmp_path / "out").iterdir()
    assert "已备份 2 份文书" in shown(app) and verify_backup(file).judgments == 2
    app.text_input(key="restore_file").set_value(str(file))
    app.text_input(key="restore_folder").set_value(str(tmp_path / "new"))
    app = await_work(press(run(app), "restore_begin"), "restore")
    assert "已恢复 2 份文书" in shown(app)
    assert next(b for b in app.button if b.key == "restore_use").disabled
    app.checkbox(key="restore_sure").set_value(True)
    app = press(run(app), "restore_use")
    assert "已改用" in shown(app)
    assert written(config)["library"] == str(tmp_path / "new")
    assert opened.assistant().folder == tmp_path / "new"


def test_a_library_that_was_named_outside_is_told_how_to_open(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANDU_LIBRARY", str(tmp_path / "library"))
    app = await_work(press(visit(), "backup_download"), "backup")
    assert "可以下载" in shown(app)
    outcome = desk().of("backup").outcome  # type: ignore[union-attr]
    app.text_input(key="restore_file").set_value(str(outcome.made.path))  # type: ignore[union-attr]
    app.text_input(key="restore_folder").set_value(str(tmp_path / "new"))
    app = await_work(press(run(app), "restore_begin"), "restore")
    assert f"pandu chat --library {tmp_path / 'new'}" in shown(app)
    assert not [b for b in app.button if b.key == "restore_use"]


@pytest.mark.parametrize(
    ("file", "folder", "said"),
    [
        ("none.zip", "new", "读不出来"),
        ("rows.jsonl", "new", "不是完整的 zip"),
        ("rows.jsonl", "library", "从不覆盖"),
    ],
)
def test_a_restore_that_is_refused_says_why(
    config: Path, tmp_path: Path, file: str, folder: str, said: str
) -> None:
    app = visit()
    app.text_input(key="restore_file").set_value(str(tmp_path / file))
    app.text_input(key="restore_folder").set_value(str(tmp_path / folder))
    app = await_work(press(run(app), "restore_begin"), "restore")
    assert said in shown(app)
    assert not (tmp_path / "new").exists()
