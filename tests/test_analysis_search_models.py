"""Changing the embedding model and the reranker: whole or not at all, and never mixed."""

import os
from pathlib import Path

import pytest
from command_line import make_library
from small_models import make_cross_encoder, make_encoder

from analysis import load_settings, open_assistant
from analysis.search_models import use_embedding, use_reranker
from corpus.errors import LibraryMismatch, Unavailable


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.upper().startswith("PANDU_")]:
        monkeypatch.delenv(name)
    path = tmp_path / "config.toml"
    library = make_library(tmp_path)
    path.write_text(f'library = "{library}"\nembedding_device = "cpu"\n', encoding="utf-8")
    monkeypatch.setenv("PANDU_CONFIG", str(path))
    return path


def unheard(_done: int, _total: int) -> None: ...


def test_another_model_is_used_once_all_is_indexed(config: Path, tmp_path: Path) -> None:
    named = str(make_encoder(tmp_path / "encoder"))
    with open_assistant(load_settings()) as before:
        assert before.search("借款").hits
        told: list[tuple[int, int]] = []
        assert use_embedding({"embedding_model": named}, lambda *at: told.append(at)) == 2
        assert told[-1] == (2, 2)
        # Who opened it with the old model does not search the new one's numbers, nor write there.
        for search in (lambda: before.search("借款"), lambda: before.generation):
            with pytest.raises(LibraryMismatch, match="另一个向量模型"):
                search()
    assert load_settings().embedding_model == named
    with open_assistant(load_settings()) as after:
        assert after.search("借款").hits and after.counts()["vectors"] == 8
    assert use_embedding({"embedding_model": None}, unheard) == 2  # and back
    assert load_settings().embedding_model is None
    with open_assistant(load_settings()) as again:
        assert again.search("借款").hits


class Enough(Exception):
    pass


@pytest.mark.parametrize("last", [1, 2])
def test_an_interruption_leaves_all_as_it_was(config: Path, tmp_path: Path, last: int) -> None:
    """In the middle of reading (1), and once all is indexed but not yet swapped in (2)."""
    named = str(make_encoder(tmp_path / "encoder"))
    heard = 0

    def stop(done: int, total: int) -> None:
        nonlocal heard
        heard += done == total
        if heard == last:
            raise Enough

    written = config.read_text("utf-8")
    with open_assistant(load_settings()) as before:
        with pytest.raises(Enough):
            use_embedding({"embedding_model": named}, stop)
        assert before.search("借款").hits
    assert config.read_text("utf-8") == written
    with open_assistant(load_settings()) as again:
        assert again.search("借款").hits


def test_a_model_that_does_not_load_changes_nothing(config: Path, tmp_path: Path) -> None:
    written = config.read_text("utf-8")
    with pytest.raises(Unavailable, match="找不到向量模型目录"):
        use_embedding({"embedding_model": str(tmp_path / "none")}, unheard)
    with pytest.raises(Unavailable, match="有 3 个输出"):
        use_reranker(str(make_cross_encoder(tmp_path / "classifier", outputs=3)))
    assert config.read_text("utf-8") == written


def test_a_reranker_in_and_out(config: Path, tmp_path: Path) -> None:
    named = str(make_cross_encoder(tmp_path / "reranker"))
    use_reranker(named)
    assert load_settings().reranker == named
    use_reranker(None)
    assert load_settings().reranker is None
