"""The benchmark from a folder to its files, by the command a user types."""

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, R, ScoredDoc, nDCG
from made_up_benchmark import QRELS, ROWS, write_set
from made_up_library import ANALYZER
from numpy.typing import NDArray
from small_embedder import CharacterEmbedder

from evals.baseline import JiebaBm25
from evals.benchmark import benchmark
from evals.benchmark_files import benchmark_folder, trec_id
from evals.benchmark_systems import BASELINE, SYSTEMS
from ui.cli import run

KEYS = {"ndcg@10": nDCG @ 10, "recall@5": R @ 5, "recall@100": R @ 100, "mrr@10": RR @ 10}


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_command_writes_everything_and_leaves_nothing(
    tmp_path: Path, scratch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_set(tmp_path / "set"), tmp_path / "out"
    assert run(["benchmark", str(folder), "--out", str(out), "--json"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert captured.err == ""
    assert told == json.loads((out / "metrics.json").read_text("utf-8"))
    assert list(told["systems"]) == list(SYSTEMS)
    assert told["rows"] == 6 and told["queries"] == {"judged": 4, "left_out": 1}
    for name, system in told["systems"].items():
        assert all(m["low"] <= m["mean"] <= m["high"] for m in system["measures"].values())
        assert (system["against_baseline"] is None) == (name == BASELINE)
        assert 0 < system["latency_ms"]["p50"] <= system["latency_ms"]["p95"]
        assert system["build_seconds"] > 0
    assert not list(scratch.iterdir())
    page = (out / "report.html").read_text("utf-8")
    assert all(name in page for name in SYSTEMS) and "://" not in page


def test_a_run_file_gives_trec_eval_our_figures(tmp_path: Path) -> None:
    """White space in ids, ties and a question without a row: the files must survive them."""
    out = tmp_path / "out"
    assert run(["benchmark", str(write_set(tmp_path / "set")), "--out", str(out), "--json"]) == 0
    metrics = json.loads((out / "metrics.json").read_text("utf-8"))
    results = [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in results] == ["q 1", "q2", "q3", "q5"]
    qrels = [ir_measures.Qrel(trec_id(q), trec_id(d), grade) for q, d, grade in QRELS]
    for name in SYSTEMS:
        lines = [line.split() for line in (out / f"{name}.run").read_text("utf-8").splitlines()]
        assert {len(line) for line in lines} == {6} and {line[5] for line in lines} == {name}
        found = [ScoredDoc(line[0], line[2], float(line[4])) for line in lines]
        told = {(m.query_id, m.measure): m.value
                for m in ir_measures.iter_calc(KEYS.values(), qrels, found)}  # fmt: skip
        for row in results:
            for key, measure in KEYS.items():
                # Where a run says nothing of a question the oracle is silent, too: that is 0.
                expected = told.get((trec_id(row["id"]), measure), 0.0)
                assert row["systems"][name][key] == pytest.approx(expected, abs=1e-6)
        for key in KEYS:
            mean = sum(row["systems"][name][key] for row in results) / 4
            assert metrics["systems"][name]["measures"][key]["mean"] == pytest.approx(
                mean, abs=1e-5
            )


def test_each_system_finds_what_only_it_can(tmp_path: Path) -> None:
    given = write_set(tmp_path / "set")
    found = benchmark(given, ANALYZER, CharacterEmbedder(), lambda *_: None)
    firsts = {
        name: [answer.places[:1].tolist() for answer in answers.ranked]
        for name, answers in found.answers.items()
    }
    for name in (BASELINE, "bm25", "hybrid", "hybrid+rerank"):
        assert firsts[name][1] == [2], name  # 逾期利息 stands in one row
        assert firsts[name][3] == [], name  # zzz stands nowhere
    assert firsts["dense"][3] == []  # no Chinese character: no vector, no guess


def test_the_terminal_shows_every_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["benchmark", str(write_set(tmp_path / "set"))]) == 0
    captured = capsys.readouterr()
    assert all(name in captured.out for name in SYSTEMS)
    assert "没有评定的 1 个不计" in captured.out and "nDCG@10" in captured.out
    assert "逐题检索" in captured.err


def test_a_bad_set_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_set(tmp_path / "set", [*ROWS, "{"]), tmp_path / "out"
    assert run(["benchmark", str(folder), "--out", str(out)]) == 2
    assert (
        "corpus.jsonl" in (told := capsys.readouterr().err.replace("\n", "")) and "第 7 行" in told
    )
    assert not out.exists()
    assert run(["benchmark", str(tmp_path / "nothing")]) == 2


def test_an_evaluation_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "run.json").write_text("{}")
    assert run(["benchmark", str(write_set(tmp_path / "set")), "--out", str(out)]) == 2
    assert "pandu eval" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["run.json"]


class Interrupted(CharacterEmbedder):
    """Ctrl-C while passages are indexed."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(texts) > 1:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


class InterruptedLater(CharacterEmbedder):
    """Ctrl-C while questions are asked."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        if text.startswith("出租人何时"):
            raise KeyboardInterrupt
        return super().embed_query(text)


@pytest.mark.parametrize("embedder", [Interrupted, InterruptedLater])
def test_an_interrupt_leaves_nothing(
    tmp_path: Path, scratch: Path, embedder: Callable[[], CharacterEmbedder]
) -> None:
    given, out = write_set(tmp_path / "set"), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt), benchmark_folder(out):
        benchmark(given, ANALYZER, embedder(), lambda *_: None)
    assert not out.exists() and not list(scratch.iterdir())


TEXTS = ["承租人支付租金。", "借款人返还借款，支付利息。", "！？", "租金租金租金"]


def test_the_baseline(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    index = JiebaBm25(tmp_path)
    assert index.search("租金", 10) == []  # nothing in it yet
    index.build(TEXTS, lambda *step: steps.append(step))
    assert [place for place, _ in index.search("租金", 10)] == [3, 0]  # more of it, then less
    assert [place for place, _ in index.search("返还借款", 1)] == [1]  # no more than the limit
    assert index.search("房屋", 10) == index.search("？", 10) == []  # unknown; no word at all
    assert steps == [(4, 4)]
    wordless = JiebaBm25(tmp_path)
    wordless.build(["！"], lambda *_: None)
    assert wordless.search("租金", 5) == []
