"""Evaluations of the page without the page: their folders and their question files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import make_library
from made_up_evaluations import QUESTIONS, create

from analysis import Assistant, load_settings, open_assistant
from corpus.errors import UsageError
from ui.asking import texts_of
from ui.evaluation.questions import (
    LARGEST,
    missing_documents,
    missing_words,
    preview_html,
    read_given,
    template,
)
from ui.evaluation.runs import Progress, Runs


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("evaluation"))


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened


# On disk -------------------------------------------------------------------------------------


def test_a_reader_sees_their_own_newest_first(tmp_path: Path) -> None:
    create(tmp_path, "甲", "先")
    create(tmp_path, "乙", "别人的")
    create(tmp_path, "甲", "后")  # in the same second: the folder gets a number
    assert [run.about.name for run in Runs(tmp_path, "甲")] == ["后", "先"]
    (other,) = Runs(tmp_path, "乙")
    assert Runs(tmp_path, "甲").find(other.id) is None
    assert Runs(tmp_path, "甲").find("../甲") is None
    assert list(Runs(tmp_path / "nowhere", "甲")) == []


def test_a_run_keeps_its_questions_and_can_be_renamed_and_deleted(tmp_path: Path) -> None:
    run, runs = create(tmp_path), Runs(tmp_path, "甲")
    assert run.question_file.read_bytes() == QUESTIONS.encode("utf-8-sig")
    assert (run.progress, run.answered, run.day) == (Progress.HALF, 0, "2026-11-26 12:00")
    runs.rename(run, "  改过  的名 ")
    assert [each.about.name for each in runs] == ["改过 的名"]
    with pytest.raises(UsageError):
        runs.rename(run, " ")
    runs.delete(run)
    assert list(runs) == [] and list((tmp_path / "evaluations").iterdir()) == []


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"reader": "甲"}', '{"reader": "甲", "x": 1}'])
def test_a_broken_record_is_left_out(tmp_path: Path, broken: str) -> None:
    run = create(tmp_path)
    (run.folder / "about.json").write_text(broken, encoding="utf-8")
    assert list(Runs(tmp_path, "甲")) == []


# Question files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("题.csv", b"", "“题.csv”是空的"),
        ("题.docx", b"x", "“题.docx”不是问题文件"),
        ("题.csv", b"a,b\n1,2\n", "没有找到问题列"),
        ("题.jsonl", '{"question":"甲"}\n{"quest\n'.encode(), "第 2 行：不是完整的 JSON"),
        ("题.jsonl", b'{"question":""}\n', "第 1 行：question 是空的"),
        ("../题.jsonl", b"{}", "“题.jsonl”有 1 行"),  # a name, no place
        ("题.xlsx", b"PK no workbook", "不是完整的 Excel 表格"),
        ("题.csv", b"x" * (LARGEST * 1024 * 1024 + 1), f"超过 {LARGEST} MB"),
    ],
)
def test_a_bad_file_is_told_by_its_own_name(
    assistant: Assistant, name: str, content: bytes, told: str
) -> None:
    with pytest.raises(UsageError) as error:
        read_given(name, content, texts_of(assistant, assistant.scope()))
    assert told in str(error.value)
    assert "/" not in str(error.value)  # where we put it down is nobody's business


def test_the_template_is_a_question_file(assistant: Assistant) -> None:
    given = read_given("模板.csv", template(), texts_of(assistant, assistant.scope()))
    assert [q.id for q in given.asked.questions] == ["1", "2", "3"]
    assert [q.answerable for q in given.asked.questions] == [True, True, False]
    assert given.asked.notes == ()
    assert missing_documents(given.asked.questions, frozenset()) == ["借款案.docx"]
    assert "1 份不在文库里：借款案.docx" in missing_words(["借款案.docx"])
    assert missing_words([]) == ""


def test_a_preview_counts_types_and_shows_foreign_text_as_text(assistant: Assistant) -> None:
    rows = "问题,类型,备注\n<img src=x>？,金额,x\n甲？,金额,y\n乙？,自定,z\n"
    given = read_given("题.csv", rows.encode(), texts_of(assistant, assistant.scope()))
    drawn = preview_html(given.asked, is_open=True)
    assert "共 3 题" in drawn and "金额 <b>2</b>" in drawn and "自定 <b>1</b>" in drawn
    assert "没有用到的列：“备注”" in drawn
    assert "<img" not in drawn and "&lt;img src=x&gt;" in drawn
