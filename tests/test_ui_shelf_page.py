"""The page 文库 as a reader meets it, run without a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_analysis_copies import PAPER, TEXT
from test_ui_page import run, shown

from analysis import Assistant, load_settings, open_assistant
from ui.opened import GIVEN
from ui.shelf import page as shelf_page
from ui.shelf import trashcan
from ui.shelf.rows import COLUMNS

APP = Path(__file__).parents[1] / "ui" / "app.py"
LIBRARY = "pages/library.py"
HEAD = "某某市某某区人民法院\n民事判决书\n（2021）沪0115民初{0}号\n"
LOAN = (
    HEAD + "原告张三与被告李四民间借贷纠纷一案，本院受理后，依法进行了审理。现已审理终结。\n"
    "原告张三诉称，被告李四借款{0}万元未还。\n本院认为，李四应当归还借款{0}万元。\n"
    "判决如下：被告李四归还原告张三借款{0}万元。\n二〇二一年五月六日\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three judgments, one with a copy, and one failure."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in {
        "三": LOAN.format(3),
        "五": LOAN.format(5),
        "王": TEXT,
        "王纸": PAPER,
        "空": "",
    }.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_assistant(load_settings(library=folder / "library", model="none")) as assistant:
        list(assistant.ingest(folder / f"{name}.txt" for name in ("三", "五", "王", "王纸", "空")))
    return folder


@pytest.fixture
def assistant(made: Path, tmp_path: Path) -> Iterator[Assistant]:
    library = Path(shutil.copytree(made / "library", tmp_path / "library"))
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "new", model="none")) as opened:
        yield opened


def visit(assistant: Assistant, **state: object) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state[GIVEN] = assistant
    for name, value in state.items():
        page.session_state[name] = value
    page.switch_page(LIBRARY)
    return run(page)


def view(page: AppTest, name: str) -> AppTest:
    page.session_state["shelf_view"] = name
    return run(page)


def button(page: AppTest, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return next(b for b in page.button if b.label == label)


def press(page: AppTest, label: str) -> AppTest:
    button(page, label).click()
    return run(page)


def sources(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value["来源"]) if page.dataframe else []


def choose_all(page: AppTest) -> AppTest:
    page.toggle[0].set_value(True)
    return run(page)


def test_an_empty_library_says_what_to_do(empty: Assistant) -> None:
    page = visit(empty)
    assert "<h1>文库</h1>" in shown(page) and not page.dataframe
    assert any("还是空的" in caption.value for caption in page.caption)
    assert len(page.main.file_uploader) == 1


def test_the_head_and_the_views_count(assistant: Assistant) -> None:
    page = visit(assistant)
    drawn = shown(page)
    assert "<dt>文书</dt><dd>3<small>" in drawn and "<dt>副本</dt><dd>1<small>" in drawn
    assert "pd-care><dt>导入失败</dt><dd>1<small>" in drawn
    assert list(page.dataframe[0].value.columns) == list(COLUMNS)


def test_filters_narrow_the_table_and_the_count(assistant: Assistant) -> None:
    page = visit(assistant)
    assert len(sources(page)) == 3
    page.text_input(key="shelf_text").set_value("沪0115民初5")
    page = run(page)
    assert sources(page) == ["五.txt"]
    assert any("共 3 份，符合条件的 1 份" in caption.value for caption in page.caption)
    page.text_input(key="shelf_text").set_value("")
    page.multiselect(key="shelf_causes").set_value(["民间借贷纠纷"])
    page.selectbox(key="shelf_first").set_value(2021)
    assert sorted(sources(run(page))) == ["三.txt", "五.txt"]
    page.text_input(key="shelf_text").set_value("查无此案")
    page = run(page)
    assert not page.dataframe and any("没有符合" in c.value for c in page.caption)


def test_nothing_can_be_done_with_nothing_chosen(assistant: Assistant) -> None:
    page = visit(assistant)
    assert button(page, "删除").disabled and button(page, "就这些提问").disabled
    assert page.download_button[0].label == "导出清单"


def test_delete_and_undo(assistant: Assistant) -> None:
    before = assistant.entries()
    page = visit(assistant)
    page.text_input(key="shelf_text").set_value("王")
    page = choose_all(run(page))
    page = press(page, "删除")
    assert "已删除 1 份（连同 1 份副本）" in shown(page)
    assert len(assistant.entries()) == 2
    page = press(page, "撤销")
    assert "已恢复 1 份（连同 1 份副本）" in shown(page)
    assert assistant.entries() == before and len(assistant.copies()) == 1
    assert "已恢复" not in shown(press(page, "知道了"))


def test_a_choice_does_not_slip_to_other_judgments(assistant: Assistant) -> None:
    page = visit(assistant)
    page.text_input(key="shelf_text").set_value("三.txt")
    page = choose_all(run(page))
    page.text_input(key="shelf_text").set_value("五.txt")
    page = run(page)
    assert sources(page) == ["五.txt"] and button(page, "删除").disabled


def test_asking_about_the_chosen_sets_the_scope(assistant: Assistant) -> None:
    page = visit(assistant)
    page.text_input(key="shelf_text").set_value("三.txt")
    page = press(choose_all(run(page)), "就这些提问")
    (wanted,) = (e.judgment_id for e in assistant.entries() if "三.txt" in e.source_ids)
    assert page.session_state["scope"] == [wanted]
    assert len(page.chat_input) == 1  # the chat page


def test_the_trash_restores_and_deletes_for_good_after_asking(assistant: Assistant) -> None:
    assistant.trash.remove(assistant.trash.named(["三.txt", "五.txt"]))
    page = view(visit(assistant), shelf_page.BIN)
    assert list(page.dataframe[0].value.columns) == list(trashcan.COLUMNS)
    page = press(page, "恢复全部 2 份")
    assert len(assistant.entries()) == 3 and assistant.trash.count() == 0
    assistant.trash.remove(assistant.trash.named(["三.txt"]))
    page = press(run(page), "确定，彻底删除")
    assert "已彻底删除 1 份" in shown(page)
    assert assistant.trash.count() == 0 and len(assistant.entries()) == 2


def test_failures_are_told_tried_again_and_dismissed(assistant: Assistant, made: Path) -> None:
    page = view(visit(assistant), shelf_page.FAILED)
    assert "空.txt" in shown(page) and "空文件" in shown(page)
    page = press(page, "再试")
    page.session_state["shelf_job"].join(60)
    page = run(page)
    assert "失败 1 份" in shown(page)  # what became of it
    page = press(page, "忽略")
    assert assistant.failures.count() == 0
    assert any("没有导入失败" in caption.value for caption in page.caption)


def test_copies_are_shown_in_groups(assistant: Assistant) -> None:
    drawn = shown(view(visit(assistant), shelf_page.COPIES))
    assert "检索用这一份" in drawn and "同文不同版式" in drawn and "王纸.txt" in drawn


def test_a_folder_is_watched_paused_and_left(assistant: Assistant, tmp_path: Path) -> None:
    page = view(visit(assistant), shelf_page.WATCH)
    page.text_input(key="shelf_folder_0").set_value("/没有/这里")
    page = press(page, "开始监视")
    assert "找不到" in page.error[0].value and assistant.watch.folders() == ()
    folder = tmp_path / "案卷"
    folder.mkdir()
    page.text_input(key="shelf_folder_0").set_value(str(folder))
    page = press(page, "开始监视")
    assert str(folder) in shown(page) and not page.error
    page = press(page, "暂停")
    assert assistant.watch.folders()[0].paused and "已暂停" in shown(page)
    press(page, "不再监视")
    assert assistant.watch.folders() == ()


def test_uploads_are_read_beside_the_page_and_told(assistant: Assistant) -> None:
    page = visit(assistant)
    good = ("七.txt", LOAN.format(7).encode(), "text/plain")
    page.file_uploader[0].set_value([("坏.exe", b"MZ", ""), good])
    page = run(page)
    page.session_state["shelf_job"].join(60)
    page = run(page)
    drawn = shown(page)
    assert "共 2 份：失败 1 份，已加入 1 份" in drawn
    assert drawn.index("坏.exe") < drawn.index("七.txt")
    assert "七.txt" in sources(page)
    assert "共 2 份" not in shown(press(page, "收起结果"))


def test_a_reader_without_rights_sees_and_changes_nothing(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("page", "table", "trashcan", "failed"):
        monkeypatch.setattr(f"ui.shelf.{module}.may_delete", lambda: False)
    monkeypatch.setattr("ui.shelf.folders.is_admin", lambda: False)
    assistant.trash.remove(assistant.trash.named(["三.txt"]))
    page = visit(assistant)
    assert len(sources(page)) == 2
    for name in shelf_page.VIEWS:
        labels = {b.label for b in view(page, name).button}
        assert not labels & {"删除", "确定，彻底删除", "忽略", "全部忽略", "开始监视", "不再监视"}
        assert any("由管理员来做" in caption.value for caption in page.caption)


def test_a_busy_library_is_told_in_plain_words(assistant: Assistant, made: Path) -> None:
    page = choose_all(visit(assistant))
    with open_assistant(assistant.settings) as other:
        writing = other.ingest([made / "absent.txt"])
        next(writing)
        page = press(page, "删除")
        writing.close()
    assert "正在写入别的文件" in page.warning[0].value and not page.error
    assert len(assistant.entries()) == 3
