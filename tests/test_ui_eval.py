"""The command line's evaluations: bars, and two runs side by side."""

import json
from pathlib import Path

import pytest
from command_line import TEXT, Pandu, make_library, pandu_over
from made_up_runs import scored, write_run
from made_up_sets import cjrc, write_json

from ui.cli import run


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests only read it."""
    return make_library(tmp_path_factory.mktemp("eval"))


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    end = len(TEXT.format(3))
    row = {
        "id": "q1", "question": "判决归还多少？", "answerable": True, "doc": "loan-3",
        "evidence": [{"start": end - 30, "end": end - 1}], "voice": "order", "answer": "3万元",
    }  # fmt: skip
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_bars(pandu: Pandu, questions: Path, tmp_path: Path) -> None:
    words = ("eval", questions, "--out", tmp_path / "out", "--model", "none", "--in", "loan-3")
    holds = pandu(*words, "--fail-under", "holding_from_party=0", "--fail-under", "amounts_match=1")
    assert holds.code == 0
    broken = pandu(
        *words, "--json", "--fail-under", "latency_p95=0", "--fail-under", "holding_from_party>=1",
        "--fail-under", "citation_verified=100%",
    )  # fmt: skip
    assert broken.code == 1
    assert isinstance(broken.json, dict)  # standard output holds the document alone
    assert [line[:4] for line in broken.err.splitlines()] == ["未达标："] * 2
    assert (tmp_path / "out" / "report.html").exists()


def test_a_bar_that_cannot_be_read_is_refused_before_anything_is_asked(
    pandu: Pandu, questions: Path, tmp_path: Path
) -> None:
    done = pandu("eval", questions, "--out", tmp_path / "out", "--fail-under", "accuracy=1")
    assert done.code == 2 and "accuracy" in done.err
    assert not (tmp_path / "out").exists()


def test_compare(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = write_run(tmp_path / "before", scored("1", evidence_cited=0.0))
    after = write_run(tmp_path / "after", scored("1", evidence_cited=1.0))
    words = ["eval", "compare", str(before), str(after)]
    assert run([*words, "--out", str(tmp_path / "page")]) == 0
    told = capsys.readouterr().out
    assert "变好的 1 题" in told and "compare.html" in told
    assert "第1问？" in (tmp_path / "page" / "compare.html").read_text("utf-8")
    assert run([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["shared"] == 1
    assert run(["eval", "compare", str(before), str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_convert(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write_json(tmp_path / "set" / "dev.json", cjrc())
    out, library = tmp_path / "out", tmp_path / "library"
    assert run(["eval", "convert", "cjrc", str(folder), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "文书 1 份，问题 8 个" in told and "⚠ 有 1 处" in told and "pandu ingest" in told
    assert run(["eval", "convert", "cjrc", str(folder), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 8
    # What is ingested is the text that the offsets count in.
    assert run(["ingest", str(out / "judgments.jsonl"), "--library", str(library)]) == 0
    capsys.readouterr()
    assert run(["read", "cjrc-1", "--json", "--library", str(library)]) == 0
    written = json.loads((out / "judgments.jsonl").read_text("utf-8"))
    assert json.loads(capsys.readouterr().out)["text"] == written["text"]
    assert run(["eval", "convert", "squad", str(folder), "--out", str(out)]) == 2
    assert "lecoqa" in capsys.readouterr().err


def test_an_earlier_run_as_bars(pandu: Pandu, questions: Path, tmp_path: Path) -> None:
    words = ("eval", questions, "--model", "none", "--in", "loan-3", "--out")
    assert pandu(*words, tmp_path / "first").code == 0
    earlier = tmp_path / "first" / "metrics.json"
    assert pandu(*words, tmp_path / "second", "--fail-under", earlier).code == 0
    questions.write_text(questions.read_text("utf-8") + "\n", encoding="utf-8")
    changed = pandu(*words, tmp_path / "third", "--fail-under", earlier)
    assert changed.code == 1 and "不是同一份" in changed.err
    nowhere = pandu(*words, tmp_path / "fourth", "--fail-under", tmp_path / "none.json")
    assert nowhere.code == 2 and not (tmp_path / "fourth").exists()
