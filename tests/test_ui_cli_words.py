"""The command line: exit codes, and what it says to people when all is well and when not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, TEXT, Pandu, make_library, pandu_over

from corpus.library import Library
from ui.cli import run


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests only read it."""
    return make_library(tmp_path_factory.mktemp("cli"))


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], library: Path) -> Pandu:
    return pandu_over(library, capsys)


# Exit codes, and the words that go with them


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("ingest",), 2, "没有写要导入的文件"),
        (("search", "借款", "--in", "loan-9"), 2, "loan-9"),
        (("search", "借款", "--voice", "法官"), 2, "可用的有：原告主张"),
        (("search", "借款", "--year", "20"), 2, "2020-2023"),
        (("ask", "借款？", "--year", "2023-2020"), 2, "先后颠倒"),
        (("search", "借款", "--level", "县"), 2, "可用的有：基层"),
        (("eval", "q.jsonl", "--out", "d", "--instance", "三审"), 2, "可用的有：一审"),
        (("search", "借款", "--court", " "), 2, "法院名称是空的"),
        (("search", " "), 2, "问题是空的"),
        (("search",), 2, "缺少必要的参数"),
        (("search", "借款", "-k", "0"), 2, "参数的值不对"),
        (("search", "借款", "--colour"), 2, "没有这个选项"),
        (("read", "loan-9"), 2, "pandu ingest"),
        (("ask", "谁？", "--history", "nowhere.json"), 2, "nowhere.json"),
        (("eval", "nowhere.jsonl", "--out", "nowhere"), 2, "nowhere.jsonl"),
        (("bogus",), 2, "pandu --help"),
    ],
)
def test_bad_usage(pandu: Pandu, words: tuple[str, ...], code: int, said: str) -> None:
    for extra in ((), ("--json",)) if words != ("bogus",) else ((),):
        done = pandu(*words, *extra)
        assert (done.code, done.out) == (code, "")
        assert said in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("good.txt",), 0),
        (("good.txt", "missing.txt"), 1),
        (("missing.txt",), 2),  # all failed
        (("missing.txt", "empty.txt"), 2),
    ],
)
def test_ingest_exit_codes(pandu: Pandu, tmp_path: Path, names: tuple[str, ...], code: int) -> None:
    (tmp_path / "good.txt").write_text(TEXT.format(7), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    done = pandu("ingest", *(tmp_path / name for name in names), library=tmp_path / "library")
    assert done.code == code
    for name in names:
        assert name in done.out  # for people, failures are told among the rest
    assert "失败" in done.out or code == 0


def test_a_bad_history_is_told_by_its_form(pandu: Pandu, tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    for content in ("{}x", '{"question": 1}', "[1]", '[{"question": "a"}]', "null"):
        path.write_text(content)
        done = pandu("ask", "谁？", "--history", path)
        assert done.code == 2 and "应为" in done.err and str(path) in done.err


def test_a_library_of_other_means_is_refused_and_rebuilt(pandu: Pandu, tmp_path: Path) -> None:
    folder, text = tmp_path / "library", tmp_path / "a.txt"
    text.write_text(TEXT.format(7), encoding="utf-8")
    assert pandu("ingest", text, library=folder).code == 0
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"embedded"', '"bge-m3"'), "utf-8")
    for words in (("search", "借款", "--json"), ("ingest", text, "--json")):
        done = pandu(*words, library=folder)
        assert (done.code, done.out) == (3, "")
        assert "bge-m3" in done.err and "pandu ingest --rebuild" in done.err
    done = pandu("ingest", "--rebuild", "--json", library=folder)
    assert (done.code, done.out) == (0, "")  # no input, no line
    assert pandu("search", "借款", "--json", library=folder).json["hits"]


def test_a_busy_writer_turns_away_writers_and_not_readers(pandu: Pandu, library: Path) -> None:
    holder = Library(library)
    with holder.writing():
        done = pandu("ingest", ROOT / "README.md", "--json")
        assert (done.code, done.out) == (3, "")
        assert str(library) in done.err and "--library" in done.err
        assert pandu("search", "借款", "--json").json["hits"]
    holder.close()


def test_a_file_in_the_librarys_place(pandu: Pandu, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = pandu("search", "借款", library=tmp_path / "file")
    assert done.code == 3
    assert str(tmp_path / "file") in done.err and "--library" in done.err


# For people


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", "loan-3"), ["张三", "〔判决主文〕"]),
        (("search", "归还借款"), ["1. 〔", "loan-"]),
        (("search", "？！"), ["没有找到"]),
        (("ask", "法院判决李四归还多少借款？", "--model", "none"), ["loan-", "第 "]),
        (("doctor",), ["✓ 文库"]),
    ],
)
def test_words_for_people(pandu: Pandu, words: tuple[str, ...], said: list[str]) -> None:
    done = pandu(*words)
    assert done.code == 0
    assert all(piece in done.out for piece in said), done.out
    assert '{"' not in done.out


@pytest.mark.parametrize("words", [[], ["--help"], ["search", "--help"]])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(words) == 0
    assert "判读" in (out := capsys.readouterr().out) or "查找段落" in out


# As a program of its own


def test_the_program_itself(library: Path) -> None:
    def start(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *words, "--library", str(library)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = start("search", "归还借款", "--in", "loan-3", "loan-5", "--json")
    assert done.returncode == 0 and done.stderr == ""
    assert len(done.stdout.splitlines()) == 1 and json.loads(done.stdout)["hits"]
    refused = start("read", "loan-9", "--json")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "loan-9" in refused.stderr


def test_a_reader_that_has_had_enough_is_no_fault(library: Path) -> None:
    command = f'"{sys.executable}" -m ui.cli search 借款 --json --library "{library}" | true'
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "0\n"
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr
