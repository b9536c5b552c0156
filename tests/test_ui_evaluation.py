"""The page 评测 as a reader meets it, run without a browser."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import make_library
from made_up_evaluations import Slow
from streamlit.testing.v1 import AppTest

from analysis import Assistant, load_settings, open_assistant
from ui.opened import GIVEN

APP = Path(__file__).parents[1] / "ui" / "app.py"
ROWS = [
    {"id": "1", "question": "判决归还多少借款？", "doc": "loan-3", "answerable": True,
     "type": "amount", "answer": "3万元", "evidence_quote": "李四于十日内归还原告张三借款3万元"},
    {"id": "2", "question": "原告是怎么诉称的？", "doc": "loan-3", "answerable": True,
     "type": "party_argument", "answer": "被告拖欠借款"},
    {"id": "3", "question": "判决怎么说火星移民合同？", "answerable": False,
     "type": "unanswerable"},
]  # fmt: skip
CONTENT = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all: every visit is another reader's, who sees none of the others' evaluations."""
    return make_library(tmp_path_factory.mktemp("evaluation"))


@pytest.fixture(scope="module")
def assistant(library: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened


def visit(assistant: Assistant) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state[GIVEN] = assistant
    # The chat comes first, and would try its examples on an assistant that may be made slow.
    page.session_state["suggested"] = ((assistant, assistant.generation), ())
    run(page)
    page.switch_page("pages/evaluate.py")
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def press(page: AppTest, label: str) -> AppTest:
    next(b for b in page.button if b.label == label).click()
    return run(page)


def labels(page: AppTest) -> set[str]:
    return {button.label for button in page.button}


def shown(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.main.get("html"))


def upload(page: AppTest, name: str = "借款题.jsonl", content: bytes = CONTENT) -> AppTest:
    page.radio(key="evaluation_source").set_value("上传问题文件")
    run(page)
    page.file_uploader(key="evaluation_file").set_value((name, content, ""))
    return run(page)


def evaluate(page: AppTest) -> AppTest:
    return finish(press(upload(page), "开始评测"))


def finish(page: AppTest) -> AppTest:
    """Look again until nothing is going on; a browser does so by itself."""
    until = time.monotonic() + 60
    while "停止" in labels(page):
        assert time.monotonic() < until
        time.sleep(0.1)
        run(page)
    return page


def test_an_empty_library_says_what_is_missing(tmp_path: Path) -> None:
    with open_assistant(load_settings(library=tmp_path / "new", model="none")) as empty:
        page = visit(empty)
        assert "文库还是空的" in page.info[0].value
        assert "开始评测" not in labels(page)
        assert "还没有" in shown(page)


def test_the_bundled_questions_warn_of_documents_that_are_not_there(assistant: Assistant) -> None:
    page = visit(assistant)
    assert "共 157 题" in shown(page)
    assert "不在文库里" in page.warning[0].value
    assert not page.number_input  # several at once only help a model that is waited for


def test_a_bad_file_is_told_with_line_and_reason(assistant: Assistant) -> None:
    page = upload(visit(assistant), "坏<b>.jsonl", b'{"question":"a"}\n{"quest\n')
    drawn = shown(page)
    assert "第 2 行：不是完整的 JSON" in drawn and 'role="alert"' in drawn
    assert "<b>.jsonl" not in drawn
    assert "开始评测" not in labels(page)


def test_an_uploaded_file_is_run_and_its_report_read(assistant: Assistant) -> None:
    page = upload(visit(assistant))
    assert "共 3 题" in shown(page) and "金额 <b>1</b>" in shown(page)
    page = finish(press(page, "开始评测"))
    drawn = shown(page)
    assert "<h1><bdi>借款题</bdi></h1>" in drawn
    assert "该答则答" in drawn and "95% 区间" in drawn and "pd-boxes" in drawn
    assert "判决归还多少借款？" in drawn and "3万元" in drawn
    assert 'href="read?doc=' in drawn  # a quote leads to its place
    assert "继续" not in labels(page)
    run_id = page.query_params["run"]
    folder = assistant.folder / "evaluations" / run_id
    assert (folder / "questions" / "借款题.jsonl").read_bytes() == CONTENT
    page = press(page, "全部评测")
    assert "做过的评测" in shown(page) and "打开" in labels(page)
    page = press(page, "打开")
    assert page.query_params["run"] == run_id


def test_the_questions_can_be_narrowed(assistant: Assistant) -> None:
    page = evaluate(visit(assistant))
    words = f"evaluation_words_{page.query_params['run']}"
    page.text_input(key=words).set_value("火星")
    assert "判决归还多少借款？" not in shown(run(page)) and "火星移民" in shown(page)
    page.text_input(key=words).set_value("没有这样的话")
    assert "没有符合条件的题" in shown(run(page))


def test_a_run_is_renamed_repeated_compared_and_deleted(assistant: Assistant) -> None:
    page = evaluate(visit(assistant))
    first = page.query_params["run"]
    page.text_input(key=f"evaluation_rename_{first}").set_value("先一次的")
    page = press(page, "改为此名")
    assert not page.error
    assert "<h1><bdi>先一次的</bdi></h1>" in shown(page)
    page = finish(press(page, "重新评测"))
    second = page.query_params["run"]
    assert second != first
    page = press(page, "全部评测")
    page = press(page, "对照")
    assert (page.query_params["run"], page.query_params["with"]) == (first, second)
    drawn = shown(page)
    assert "对照两次都有的 3 题" in drawn and "没有一题的得分或结局有变化" in drawn
    assert "没有变化" in drawn
    page = press(page, "后一次的报告")
    page = press(page, "确认删除")
    assert "run" not in page.query_params
    assert not (assistant.folder / "evaluations" / second).exists()
    assert (assistant.folder / "evaluations" / first).exists()


def test_it_is_stopped_and_gone_on_with_while_others_wait(assistant: Assistant) -> None:
    slow = Slow(assistant)
    mine = press(upload(visit(slow)), "开始评测")  # type: ignore[arg-type]
    assert slow.waits.wait(60)
    assert "正在评测" in shown(run(mine)) and "已答 1 / 3 题" in shown(mine)
    theirs = visit(assistant)
    assert "有另一次评测正在进行" in theirs.info[0].value
    assert "借款题" not in shown(theirs)
    assert theirs.button(key="evaluation_begin").disabled
    mine.switch_page("pages/read.py")  # it goes on whatever page is open
    run(mine)
    mine.switch_page("pages/evaluate.py")
    mine = press(run(mine), "停止")
    slow.go_on.set()
    mine = finish(mine)
    assert "3 题里答了 2 题" in shown(mine)
    mine = finish(press(mine, "继续"))
    assert "继续" not in labels(mine) and "还没有做完" not in shown(mine)
    theirs = run(theirs)
    assert not theirs.info and not theirs.button(key="evaluation_begin").disabled


def test_another_session_sees_none_of_it(assistant: Assistant) -> None:
    mine = evaluate(visit(assistant))
    theirs = visit(assistant)
    assert "打开" not in labels(theirs) and "借款题" not in shown(theirs)
    theirs.query_params["run"] = mine.query_params["run"]
    assert "新评测" in shown(run(theirs))  # an address that is guessed opens nothing


def test_two_files_that_ask_different_things_cannot_be_compared(assistant: Assistant) -> None:
    page = evaluate(visit(assistant))
    page = press(page, "全部评测")
    other = json.dumps({"id": "1", "question": "法院认为借款关系成立吗？"}).encode()
    page = finish(press(upload(page, "另一份.jsonl", other), "开始评测"))
    page = press(press(page, "全部评测"), "对照")
    assert "问题不同" in page.error[0].value
    assert str(assistant.folder) not in page.error[0].value
