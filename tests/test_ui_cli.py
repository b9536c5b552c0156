"""The command line: the JSON that tests outside the project rely on."""

import json
from pathlib import Path

import pytest
from command_line import TEXT, Pandu, make_library, pandu_over

from corpus.voice import Voice


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests only read it."""
    return make_library(tmp_path_factory.mktemp("cli"))


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


HIT = {"judgment_id", "source_id", "start", "end", "voice", "text", "score"}


def test_ingest_prints_a_line_an_input(pandu: Pandu, tmp_path: Path) -> None:
    good, bad = tmp_path / "判决.txt", tmp_path / "bad.xyz"
    good.write_text(TEXT.format(9), encoding="utf-8")
    bad.write_text("?")
    done = pandu("ingest", good, bad, "--json", library=tmp_path / "library")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [(line["source_id"], line["status"]) for line in lines] == [
        ("判决.txt", "added"), ("bad.xyz", "failed"),
    ]  # fmt: skip
    for line in lines:
        assert {
            "source", "source_id", "judgment_id", "status", "reason", "passages", "quality",
        } <= set(line)  # fmt: skip
        assert {"spun", "score"} <= set(line["quality"])
    assert lines[0]["passages"] > 0 and lines[0]["judgment_id"] and lines[0]["reason"] == ""
    assert lines[1]["judgment_id"] is None and "bad.xyz" in lines[1]["reason"]
    again = pandu("ingest", good, "--json", library=tmp_path / "library")
    assert (again.code, json.loads(again.out)["status"]) == (0, "unchanged")


def test_read(pandu: Pandu) -> None:
    done = pandu("read", "loan-3", "--json")
    read = done.json
    assert done.code == 0
    assert {
        "judgment_id", "source", "source_id", "text", "header", "sections", "sentences",
        "statutes", "amounts", "quality",
    } <= set(read)  # fmt: skip
    assert {
        "court", "court_level", "doc_type", "case_number", "cause", "instance", "date", "parties",
        "disposition", "claimed_amount", "awarded_amount",
    } <= set(read["header"])  # fmt: skip
    assert read["text"] == TEXT.format(3) and read["source_id"] == "loan-3"
    for parts in (read["sections"], read["sentences"]):  # each covers the text, no gap, no overlap
        assert [0, *(part["end"] for part in parts)] == [
            *(part["start"] for part in parts), len(read["text"]),
        ]  # fmt: skip
        assert {part["voice"] for part in parts} <= {voice.value for voice in Voice}
    assert pandu("read", read["judgment_id"], "--json").json == read


def test_search(pandu: Pandu) -> None:
    done = pandu("search", "归还借款", "-k", 3, "--json")
    assert done.code == 0
    assert set(done.json) >= {"query", "hits", "seconds"}
    assert len(done.json["hits"]) == 3
    assert all(set(hit) >= HIT for hit in done.json["hits"])
    text = {n: TEXT.format(n) for n in (3, 5)}
    for hit in done.json["hits"]:
        assert text[int(hit["source_id"][-1])][hit["start"] : hit["end"]] == hit["text"]


@pytest.mark.parametrize(
    ("options", "sources", "voices"),
    [
        (("--in", "loan-3"), {"loan-3"}, None),
        (("--in", "loan-3", "loan-5"), {"loan-3", "loan-5"}, None),
        (("--in", "loan-3", "--in", "loan-5"), {"loan-3", "loan-5"}, None),
        (("--voice", "原告主张"), {"loan-3", "loan-5"}, {"原告主张"}),
        (("--in", "loan-5", "--voice", "order", "法院说理"), {"loan-5"}, {"判决主文", "法院说理"}),
    ],
)
def test_search_within(
    pandu: Pandu, options: tuple[str, ...], sources: set[str], voices: set[str] | None
) -> None:
    hits = pandu("search", "归还借款", *options, "--json").json["hits"]
    assert {hit["source_id"] for hit in hits} == sources
    assert voices is None or {hit["voice"] for hit in hits} == voices


def test_ask(pandu: Pandu, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text('[{"question": "谁欠款？", "answer": "李四。"}]', encoding="utf-8")
    done = pandu(
        "ask", "法院判决归还多少？", "--in", "loan-3", "--history", history,
        "--model", "none", "--json",
    )  # fmt: skip
    answer = done.json
    assert done.code == 0
    assert {
        "question", "standalone_question", "outcome", "text", "statements", "hits", "warnings",
        "model", "seconds",
    } <= set(answer)  # fmt: skip
    assert answer["outcome"] in ("answered", "declined", "premise_rejected")
    assert answer["model"] == "none"
    for statement in answer["statements"]:
        assert {"text", "voice", "citations", "findings"} <= set(statement)
        for citation in statement["citations"]:
            assert {
                "judgment_id", "source_id", "start", "end", "quote", "voice", "verified",
            } <= set(citation)  # fmt: skip
            assert TEXT.format(3)[citation["start"] : citation["end"]] == citation["quote"]
    assert all(set(hit) >= HIT for hit in answer["hits"])


def test_eval(pandu: Pandu, tmp_path: Path) -> None:
    questions, out = tmp_path / "questions.jsonl", tmp_path / "out"
    end = len(TEXT.format(3))
    row = {
        "id": "q1", "question": "判决归还多少？", "answerable": True, "doc": "loan-3",
        "evidence": [{"start": end - 30, "end": end - 1}], "voice": "order", "type": "amount",
        "answer": "3万元",
    }  # fmt: skip
    questions.write_text(json.dumps(row), encoding="utf-8")
    done = pandu("eval", questions, "--out", out, "--model", "none", "--json")
    assert done.code == 0
    assert isinstance(done.json, dict)
    assert {"results.jsonl", "metrics.json", "report.html"} <= {p.name for p in out.iterdir()}
    (result,) = map(json.loads, (out / "results.jsonl").read_text("utf-8").splitlines())
    assert result["id"] == "q1" and {"outcome", "statements", "hits"} <= set(result)
    again = pandu("eval", questions, "--out", out, "--model", "none", "--json")  # goes on
    assert again.code == 0 and len((out / "results.jsonl").read_text("utf-8").splitlines()) == 1


def test_doctor(pandu: Pandu, tmp_path: Path) -> None:
    done = pandu("doctor", "--json")
    assert done.code == 0
    assert {check["name"] for check in done.json["checks"]} >= {"Python", "文库", "语言模型"}
    assert all({"name", "well", "words"} <= set(check) for check in done.json["checks"])
    (tmp_path / "file").write_text("")
    ill = pandu("doctor", "--json", library=tmp_path / "file")
    assert ill.code == 3
    assert not all(check["well"] for check in ill.json["checks"])
