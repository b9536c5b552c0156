"""`pandu eval` from a table to tables, over a library of two judgments."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, TEXT, Pandu, make_library, pandu_over
from made_up_workbook import workbook_of
from python_calamine import CalamineWorkbook
from scripted_model import ModelServer, Script, answering

from evals.run import MODEL_FAILED

HEADINGS = ["编号", "问题", "文书", "可答", "类型", "说话人", "依据"]
ASKED = "（2024）浙0192民初3号案判决被告归还多少借款？"
QUOTE, NO_QUOTE = "归还原告张三借款3万元", "归还原告张三借款8万元"
ROWS = [
    ["甲", ASKED, "loan-3", "是", "金额", "判决主文", QUOTE],
    ["乙", "被告有没有申请鉴定？", "loan-3", "否", "不可答", "", ""],
    [
        "丙",
        "判决归还多少？",
        "loan-5",
        "是",
        "金额",
        "判决主文",
        "归还原告张三借款8万元",
    ],  # not there
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def pandu(library: Path, capsys: pytest.CaptureFixture[str]) -> Pandu:
    return pandu_over(library, capsys)


def results(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_in_and_tables_out(pandu: Pandu, tmp_path: Path, kind: str, jobs: int) -> None:
    questions, out = tmp_path / f"题库.{kind}", tmp_path / "out"
    if kind == "xlsx":
        questions.write_bytes(workbook_of({"说明": [["请先读"]], "题库": [HEADINGS, *ROWS]}))
    else:
        lines = "\r\n".join(",".join(row) for row in [HEADINGS, *ROWS])
        questions.write_bytes(lines.encode("gb18030"))
    done = pandu("eval", questions, "--out", out, "--model", "none", "--jobs", jobs)
    assert done.code == 0
    assert "第 4 行：依据“归还原告张三借款8万元”在“loan-5”中没有找到" in done.err
    assert ("问题读自工作表“题库”" in done.err) == (kind == "xlsx")
    assert "results.xlsx" in done.out and "report.html" in done.out
    found = results(out)
    assert list(found) == ["甲", "乙", "丙"]
    place = TEXT.format(3).index("归还原告张三借款")
    assert found["甲"]["scores"]["evidence_cited"] == 1  # the words were found at their place
    assert any(
        c["start"] < place + 5 < c["end"] for s in found["甲"]["statements"] for c in s["citations"]
    )
    assert found["丙"]["scores"]["evidence_cited"] is None  # no evidence, no score
    table = list(csv.DictReader(io.StringIO((out / "results.csv").read_text("utf-8-sig"))))
    assert [row["编号"] for row in table] == ["甲", "乙", "丙"]
    assert table[0]["引文 1"].startswith("判决主文｜杭州互联网法院（2024）浙0192民初3号｜")
    with CalamineWorkbook.from_path(out / "results.xlsx") as workbook:
        cells = workbook.get_sheet_by_index(0).to_python()
    assert cells[1][:3] == ["甲", ROWS[0][1], "金额"]
    report = (out / "report.html").read_text("utf-8")
    assert "没有找到" in report and "杭州互联网法院（2024）浙0192民初3号" in report


def test_questions_alone_are_scored_by_what_needs_no_gold(pandu: Pandu, tmp_path: Path) -> None:
    questions, out = tmp_path / "q.csv", tmp_path / "out"
    questions.write_text(f"问题\n{ASKED}\n火星上有没有水？\n", encoding="utf-8")
    done = pandu("eval", questions, "--out", out, "--model", "none", "--json")
    assert done.code == 0
    assert done.json["overall"]["citation_verified"]["mean"] == 1
    assert done.json["latency"]["n"] == 2
    assert sum(done.json["outcomes"]["unstated"].values()) == 2
    assert done.json["outcomes"]["unstated"]["declined"] >= 1
    assert done.json["counts"]["wrong"] == 0  # nothing is wrong that nobody can judge
    assert "引文出自谁" in (out / "report.html").read_text("utf-8")


def test_evidence_without_a_document_needs_a_single_one(pandu: Pandu, tmp_path: Path) -> None:
    questions = tmp_path / "q.csv"
    questions.write_text("问题,依据\n归还多少？,归还原告张三借款3万元\n", encoding="utf-8")
    words = ("eval", questions, "--model", "none", "--out")
    assert "没有写是哪份文书，而范围内有 2 份" in pandu(*words, tmp_path / "two").err
    done = pandu(*words, tmp_path / "one", "--in", "loan-3", "--json")
    assert done.json["overall"]["evidence_cited"]["n"] == 1


BAD = [
    (("--jobs", "0"), "参数的值不对"),
    (("--jobs", "many"), "参数的值不对"),
]


@pytest.mark.parametrize(("words", "told"), BAD)
def test_bad_usage(pandu: Pandu, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = pandu("eval", tmp_path / "q.csv", "--out", tmp_path / "out", *words)
    assert (done.code, told in done.err) == (2, True)


def with_model(library: Path, folder: Path, server: ModelServer, count: int, jobs: int) -> str:
    """What the command prints on standard error when this server answers."""
    questions = folder / "q.csv"
    questions.write_text("问题\n" + "归还多少？\n" * count, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "eval", str(questions), "--out", str(folder / "out"),
         "--library", str(library), "--model", "scripted", "--jobs", str(jobs)],
        cwd=ROOT, env={**os.environ, "PANDU_MODEL_BASE_URL": server.url},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stderr


def test_a_model_is_asked_by_several_at_once(
    library: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.play(Script(answering, stall=0.5))
    with_model(library, tmp_path, model_server, count=8, jobs=4)
    found = results(tmp_path / "out")
    assert [row["model"] for row in found.values()] == ["scripted"] * 8
    assert all(row["statements"][0]["verified"] for row in found.values())


def test_a_reply_that_cannot_be_read_is_counted_apart(
    library: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.play(Script("这不是约定的格式"))
    told = with_model(library, tmp_path, model_server, count=2, jobs=2)
    assert "模型回答不可用 2" in told
    rows = results(tmp_path / "out").values()
    assert all(any(w.startswith(MODEL_FAILED) for w in row["warnings"]) for row in rows)
    assert "2 题的模型回答不可用" in (tmp_path / "out" / "report.html").read_text("utf-8")
