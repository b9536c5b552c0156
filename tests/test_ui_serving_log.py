"""The log: where it lies, who may read it, and what it never holds."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import PanduError
from ui import faults
from ui.serving import log

QUESTION = "张三案的被告应当赔偿多少？"
KEY = "sk-0123456789abcdef"


@pytest.fixture
def kept() -> Iterator[None]:
    """The root's own handlers and the reader's advice, put back at the end."""
    root = logging.getLogger()
    handlers, advice, place = list(root.handlers), list(faults._advice), list(faults._place)
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], faults._advice[:], faults._place[:] = handlers, advice, place


def fail(words: str) -> Exception:
    """An error with a cause, both with words in them."""
    try:
        try:
            raise KeyError(words)
        except KeyError as cause:
            raise RuntimeError(f"no answer to {words} with {KEY}") from cause
    except RuntimeError as error:
        return error


@pytest.mark.usefixtures("kept")
def test_a_reference_leads_to_the_log_and_the_log_holds_no_text(tmp_path: Path) -> None:
    place = log.start_log(tmp_path / "library", tell=True, folder=tmp_path / "logs")
    told = faults.told(fail(QUESTION))
    logging.getLogger("httpx").error("POST %s %s", QUESTION, KEY)
    logging.getLogger("streamlit.x").error("failed", exc_info=fail(QUESTION))
    assert place is not None and str(place) in told
    assert faults.log_place() == str(place)  # as the page 设置 tells it
    written = place.read_text(encoding="utf-8")
    reference = told.partition("编号 ")[2].partition("）")[0]
    assert f"ui.faults fault {reference}" in written
    assert "builtins.RuntimeError" in written and "from builtins.KeyError" in written
    assert "test_ui_serving_log.py:" in written and " fail" in written
    assert "httpx" in written and "streamlit.x" in written  # that it failed, not with what
    for word in (QUESTION, KEY, "张三", "POST", "no answer"):
        assert word not in written and word not in told


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.usefixtures("kept")
def test_only_the_owner_can_read_it_also_after_it_was_turned_over(tmp_path: Path) -> None:
    old = tmp_path / log.FILE
    old.touch(mode=0o644)
    place = log.start_log(tmp_path / "library", tell=True, folder=tmp_path)
    (handler,) = (h for h in logging.getLogger().handlers if isinstance(h, log.PrivateFile))
    faults.told(fail("一"))
    handler.doRollover()
    faults.told(fail("二"))
    files = sorted(tmp_path.glob(f"{log.FILE}*"))
    assert place == old and len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


@pytest.mark.usefixtures("kept")
def test_remote_readers_are_not_told_where_it_lies(tmp_path: Path) -> None:
    log.start_log(tmp_path / "library", tell=False, folder=tmp_path)
    told = faults.told(fail("一"))
    assert str(tmp_path) not in told and "管理员" in told and "编号 " in told


@pytest.mark.usefixtures("kept")
def test_it_lies_beside_the_library_where_the_user_s_folder_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file")
    place = log.start_log(tmp_path / "library", tell=True, folder=tmp_path / "blocked" / "logs")
    assert place == tmp_path / "pandu-log" / log.FILE


@pytest.mark.usefixtures("kept")
def test_a_foreseen_fault_is_told_in_its_own_words_and_not_logged(tmp_path: Path) -> None:
    place = log.start_log(tmp_path / "library", tell=True, folder=tmp_path)
    assert faults.told(PanduError("文库忙。")) == "文库忙。"
    assert place is not None and place.read_text(encoding="utf-8") == ""


def test_an_error_that_causes_itself_ends() -> None:
    error = ValueError("a")
    error.__cause__ = KeyError("b")
    error.__cause__.__cause__ = error
    assert len(log.chain_of(error)) == 2


@pytest.mark.usefixtures("kept")
def test_another_package_s_handlers_write_no_words(tmp_path: Path) -> None:
    noisy = logging.getLogger("noisy.part")
    noisy.addHandler(logging.StreamHandler())
    noisy.propagate = False
    log.take_over("noisy")
    assert not noisy.handlers and noisy.propagate
