"""`pandu remove` and its undoing."""

import json
from pathlib import Path

import pytest
from command_line import Pandu, make_library, pandu_over


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Pandu:
    return pandu_over(make_library(tmp_path), capsys)


def test_out_and_back(pandu: Pandu) -> None:
    before = pandu("read", "loan-3", "--json").json
    done = pandu("remove", "loan-3")
    assert done.code == 0 and "已移出" in done.out and "loan-3" in done.out
    assert pandu("read", "loan-3").code == 2
    assert pandu("read", "loan-5").code == 0
    back = pandu("remove", "--undo")
    assert back.code == 0 and "已恢复" in back.out
    assert pandu("read", "loan-3", "--json").json == before
    again = pandu("remove", "--undo")
    assert again.code == 2 and "没有可以恢复" in again.err


def test_a_line_each_for_programs(pandu: Pandu) -> None:
    id_ = pandu("read", "loan-5", "--json").json["judgment_id"]
    done = pandu("remove", "loan-3", id_, "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert {line["source_id"] for line in lines} == {"loan-3", "loan-5"}
    assert {line["status"] for line in lines} == {"removed"}
    assert {line["copy_of"] for line in lines} == {None}
    back = pandu("remove", "--undo", "--json")
    assert {json.loads(line)["status"] for line in back.out.splitlines()} == {"restored"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "没有写要移出的文书"),
        (["loan-3", "--undo"], "不能同时"),
        (["loan-3", "loan-9"], "没有“loan-9”"),  # and loan-3 stays
    ],
)
def test_what_cannot_be_done(pandu: Pandu, words: list[str], told: str) -> None:
    done = pandu("remove", *words)
    assert done.code == 2 and told in done.err
    assert pandu("read", "loan-3").code == 0
