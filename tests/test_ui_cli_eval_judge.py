"""A model as the judge, from the command line, against a scripted server."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from command_line import ROOT, TEXT, Pandu, make_library, pandu_over
from scripted_judge import blocks, grade_json
from scripted_model import Asked, ModelServer, Script, answering, refusing

from evals.judge_set import read_graded

HAND = {(each.paper.question, each.paper.given): each.mark for each in read_graded()}


class Done(NamedTuple):
    code: int
    out: str
    err: str


def called(server: ModelServer | None, *words: object, timeout: float = 20.0) -> Done:
    """The command in a process of its own, whose settings name this server."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PANDU_")}
    given = {"PANDU_MODEL_BASE_URL": server.url, "PANDU_MODEL": "scripted"} if server else {}
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *map(str, words)], cwd=ROOT,
        env={**clean, **given, "PANDU_MODEL_TIMEOUT": str(timeout)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("judge"))


@pytest.fixture
def pandu(library: Path, capsys: pytest.CaptureFixture[str]) -> Pandu:
    return pandu_over(library, capsys)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    end = len(TEXT.format(3))
    row = {
        "id": "q1", "question": "（2024）浙0192民初3号案判决归还多少？", "answerable": True,
        "doc": "loan-3", "evidence": [{"start": end - 30, "end": end - 1}], "voice": "order",
        "answer": "3万元",
    }  # fmt: skip
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_without_a_model_nothing_is_asked(pandu: Pandu, questions: Path, tmp_path: Path) -> None:
    done = pandu("eval", questions, "--out", tmp_path / "out", "--model", "none", "--judge")
    assert done.code == 2 and "PANDU_MODEL" in done.err
    assert not (tmp_path / "out").exists()


def test_extracted_answers_are_graded_by_the_settings_model(
    library: Path, questions: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    words = ("eval", questions, "--library", library, "--model", "none", "--out", tmp_path / "out")
    model_server.play(Script(grade_json("正确")))
    assert called(model_server, *words).code == 0
    assert model_server.connections == 0  # off by default: nothing leaves this machine
    done = called(model_server, *words, "--judge", "--json")
    assert done.code == 0
    assert json.loads(done.out)["judge"]["counts"]["model"]["right"] == 1
    (asked,) = model_server.asked
    assert blocks(asked.user)["标准依据"].startswith("- 判决主文：")
    assert "3万元" in blocks(asked.user)["待评回答"]
    again = called(model_server, *words, "--judge")
    assert len(model_server.asked) == 1  # the grade was there
    assert "评分（模型“scripted”）：正确 1" in again.out


def test_the_model_that_answers_grades_too(
    library: Path, questions: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    def both(asked: Asked) -> str:
        return answering(asked) if asked.passages else grade_json("部分正确")

    model_server.play(Script(both))
    out = tmp_path / "out"
    done = called(
        model_server, "eval", questions, "--library", library, "--out", out, "--judge", "--json"
    )
    assert json.loads(done.out)["judge"]["counts"]["model"]["partial"] == 1
    assert json.loads((out / "results.jsonl").read_text("utf-8"))["model"] == "scripted"


def test_a_judge_that_fails_does_not_fail_the_run(
    library: Path, questions: Path, tmp_path: Path, model_server: ModelServer
) -> None:
    model_server.play(refusing(401))
    out = tmp_path / "out"
    done = called(
        model_server, "eval", questions, "--library", library, "--out", out, "--model", "none",
        "--judge",
    )  # fmt: skip
    assert done.code == 0 and "未得评分 1" in done.out
    assert (out / "report.html").exists()


def perfect(asked: Asked) -> str:
    shown = blocks(asked.user)
    return grade_json(HAND[shown["问题"], shown["待评回答"]].value)


def test_agreement_of_a_perfect_judge(model_server: ModelServer) -> None:
    model_server.play(Script(perfect))
    done = called(model_server, "eval", "judge-agreement", "--json")
    found = json.loads(done.out)
    assert (done.code, found["exact"]["mean"], found["kappa"]["mean"]) == (0, 1.0, 1.0)
    assert (found["model"], found["exact"]["n"], found["unreadable"]) == ("scripted", 60, 0)


def test_agreement_of_a_constant_judge(model_server: ModelServer) -> None:
    model_server.play(Script(grade_json("错误")))
    done = called(model_server, "eval", "judge-agreement", "--model", "other", "--jobs", "2")
    assert done.code == 0
    assert "模型“other”" in done.out and "Cohen κ：0.00" in done.out
    assert model_server.asked[0].body["model"] == "other"


def test_agreement_of_an_unreadable_judge(model_server: ModelServer) -> None:
    model_server.play(Script("都对"))
    done = called(model_server, "eval", "judge-agreement", "--json")
    found = json.loads(done.out)
    assert (done.code, found["unreadable"], found["exact"]["mean"]) == (0, 60, None)
    assert len(model_server.asked) == 120  # each once more, with what was wrong


def test_agreement_of_a_judge_that_is_too_slow(model_server: ModelServer) -> None:
    model_server.play(Script(grade_json("正确"), stall=60.0))
    begun = time.monotonic()
    done = called(model_server, "eval", "judge-agreement", timeout=1.0)
    assert (done.code, done.out) == (3, "")
    assert "没有在限定时间内" in done.err
    assert time.monotonic() - begun < 45.0  # given up, not 60 times one second


def test_agreement_needs_a_model() -> None:
    done = called(None, "eval", "judge-agreement")
    assert done.code == 2 and "PANDU_MODEL" in done.err
