"""What could not be read is kept until it can be, or is dismissed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import Assistant, load_settings, open_assistant

TEXT = "某法院民事判决书。本院认为，被告应当归还借款。"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "library", model="none")) as opened:
        yield opened


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def failing(assistant: Assistant) -> dict[str, str]:
    """The names of what failed, with the reasons."""
    return {f.source_id: f.reason for f in assistant.failures.every()}


def test_a_failure_is_kept_over_a_restart_until_the_file_can_be_read(
    assistant: Assistant, tmp_path: Path
) -> None:
    bad, good = write(tmp_path / "坏.txt", ""), write(tmp_path / "好.txt", TEXT)
    list(assistant.ingest([bad, good]))
    assert "空文件" in failing(assistant)["坏.txt"] and len(failing(assistant)) == 1
    (failure,) = assistant.failures.every()
    assert failure.file == str(bad.resolve()) and failure.at.endswith("+00:00")
    with open_assistant(assistant.settings) as again:
        assert again.failures.count() == 1
        write(bad, TEXT.replace("借款", "货款"))
        list(again.ingest([bad]))
    assert failing(assistant) == {}


def test_failing_twice_is_one_failure_with_the_last_reason(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = write(tmp_path / "判决.txt", "")
    list(assistant.ingest([file]))
    shutil.copy(write(tmp_path / "x", "MZ"), file)
    file.write_bytes(b"\xff\xfe\xff")
    list(assistant.ingest([file]))
    assert "空文件" not in failing(assistant)["判决.txt"] and assistant.failures.count() == 1


def test_a_path_that_was_typed_wrong_is_named_whole(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    list(assistant.ingest([Path("判决.txt")]))
    assert [f.origin for f in assistant.failures.every()] == [str(tmp_path.resolve() / "判决.txt")]
    write(tmp_path / "判决.txt", TEXT)
    list(assistant.ingest([Path("判决.txt")]))
    assert assistant.failures.count() == 0


def test_rows_are_kept_apart_and_follow_their_file(assistant: Assistant, tmp_path: Path) -> None:
    file = write(tmp_path / "批.jsonl", '{"id": "一"}\n{"id": "二"}\n')
    other = write(tmp_path / "别的.txt", "")
    list(assistant.ingest([file, other]))
    assert len(failing(assistant)) == 3
    # One row is mended, the other no longer there; the other file is not touched by it.
    write(file, f'{{"id": "一", "text": "{TEXT}"}}\n')
    list(assistant.ingest([file]))
    assert list(failing(assistant)) == ["别的.txt"]


def test_broken_off_it_keeps_what_failed_and_forgets_nothing(
    assistant: Assistant, tmp_path: Path
) -> None:
    file = write(tmp_path / "批.jsonl", '{"id": "一"}\n{"id": "二"}\n')
    list(assistant.ingest([file]))
    write(file, '{"id": "三"}\n{"id": "四"}\n')
    reports = assistant.ingest([file])
    next(reports)
    reports.close()
    assert set(failing(assistant)) == {"三", "二"}  # 三 stands in 一's row


def test_dismissing_and_what_is_unknown(assistant: Assistant, tmp_path: Path) -> None:
    list(assistant.ingest([write(tmp_path / "坏.txt", ""), write(tmp_path / "差.txt", "")]))
    first, _ = assistant.failures.every()
    assistant.failures.forget([first.origin, "/nowhere"])
    assistant.failures.forget([])
    assert assistant.failures.count() == 1
