"""Libraries: one without a login, one each with one, and what they share."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_ui_serving_settings import PROXY

from analysis import load_settings
from ui.serving.identity import digest
from ui.serving.libraries import READERS, Libraries
from ui.serving.settings import PageSettings, load_page_settings

FIRST, SECOND = digest("login", "jia"), digest("login", "yi")
TEXT = "某法院民事判决书。原告诉称，被告借款未还。本院认为，被告应当归还借款。"


def libraries(folder: Path, page: PageSettings, kept_open: int = 16) -> Libraries:
    return Libraries(load_settings(library=folder, model="none"), page, kept_open)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Libraries]:
    yield libraries(tmp_path / "library", load_page_settings(**PROXY))


def test_without_a_login_there_is_one(tmp_path: Path) -> None:
    here = libraries(tmp_path / "library", load_page_settings())
    assert here.folder_of(None) == here.folder_of(FIRST) == tmp_path / "library"


def test_shared_on_purpose_there_is_one(tmp_path: Path) -> None:
    shared = libraries(tmp_path / "library", load_page_settings(**PROXY, shared=True))
    assert shared.folder_of(FIRST) == shared.folder_of(SECOND) == tmp_path / "library"


def test_with_a_login_each_has_their_own_under_no_name(own: Libraries, tmp_path: Path) -> None:
    assert own.folder_of(FIRST) == tmp_path / "library" / READERS / FIRST
    assert own.folder_of(FIRST) != own.folder_of(SECOND)
    assert "jia" not in str(own.folder_of(FIRST).relative_to(tmp_path))


@pytest.mark.parametrize("reader", [None, "", "../..", "a/b", ".."])
def test_nobody_has_no_library(own: Libraries, reader: str | None) -> None:
    with pytest.raises(ValueError, match="reader"):
        own.folder_of(reader)


def test_what_one_takes_in_another_does_not_find(own: Libraries, tmp_path: Path) -> None:
    judgment = tmp_path / "借款案.txt"
    judgment.write_text(TEXT, encoding="utf-8")
    (report,) = own.of(FIRST).ingest([judgment])
    assert len(own.of(FIRST).entries()) == 1 and own.of(SECOND).entries() == []
    assert not own.of(SECOND).search("归还借款").hits
    assert report.judgment_id and own.of(FIRST).search("归还借款").hits


def test_models_are_loaded_once_and_libraries_opened_once(own: Libraries) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(own.of, [FIRST, SECOND] * 8))
    assert len(set(map(id, opened))) == 2
    first, second = own.of(FIRST), own.of(SECOND)
    assert first._analyzer is second._analyzer
    assert first._index._embedder is second._index._embedder


def test_a_library_at_rest_answers_again(tmp_path: Path) -> None:
    few = libraries(tmp_path / "library", load_page_settings(**PROXY), kept_open=1)
    judgment = tmp_path / "借款案.txt"
    judgment.write_text(TEXT, encoding="utf-8")
    first = few.of(FIRST)
    list(first.ingest([judgment]))
    few.of(SECOND)  # the first lets go of its files
    assert few.of(FIRST) is first and first.search("归还借款").hits
