"""Models that the settings name: another embedding model, a reranker."""

import json
from pathlib import Path
from typing import Any

import pytest
from small_models import make_cross_encoder, make_encoder

from analysis import Settings, open_assistant
from analysis.settings import load_settings
from corpus.errors import LibraryMismatch, Unavailable, UsageError

ROWS = [
    {"id": f"loan-{n}", "text": f"原告诉称：欠款{n}万元。\n本院认为，借款{n}万元应当归还。\n"}
    for n in range(5)
]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    make_encoder(folder / "encoder")
    make_cross_encoder(folder / "cross")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    with open_assistant(settings(tmp_path / "library")) as assistant:
        list(assistant.ingest([rows]))
    return tmp_path / "library"


def settings(library: Path, **given: Any) -> Settings:  # noqa: ANN401
    return Settings(library=library, model="none", embedding_device="cpu", **given)


def test_another_model_asks_for_a_rebuild_and_then_serves(library: Path, models: Path) -> None:
    named = settings(
        library,
        embedding_model=str(models / "encoder"),
        embedding_batch_size=2,
        embedding_query_instruction="原告",
    )
    with pytest.raises(LibraryMismatch, match="向量模型.*pandu ingest --rebuild"):
        open_assistant(named)
    told: list[tuple[int, int]] = []
    with open_assistant(named, rebuild=lambda *counts: told.append(counts)) as assistant:
        assert told[-1] == (5, 5)
        assert assistant.counts()["vectors"] == assistant.counts()["passages"] > 0
    with open_assistant(named) as assistant:  # by now, made with it
        assert len(assistant.search("欠款").hits) > 0


def test_a_model_that_is_refused_leaves_the_library_as_it_is(library: Path) -> None:
    with pytest.raises(Unavailable, match="找不到向量模型目录"):
        open_assistant(settings(library, embedding_model="./nowhere"))
    with pytest.raises(Unavailable, match="找不到重排模型目录"):
        open_assistant(settings(library, reranker="./nowhere"))
    with open_assistant(settings(library)) as assistant:
        assert len(assistant.search("欠款").hits) > 0


def test_a_reranker_orders_what_a_search_finds(library: Path, models: Path) -> None:
    with open_assistant(settings(library)) as assistant:
        plain = assistant.search("欠款几万元", limit=10).hits
    with open_assistant(settings(library, reranker=str(models / "cross"))) as assistant:
        whole = assistant.search("欠款几万元", limit=10).hits
        first = assistant.search("欠款几万元", limit=3).hits
        assert assistant.ask("欠款几万元？").hits
    assert {hit.passage.id for hit in whole} == {hit.passage.id for hit in plain}
    assert [hit.passage.id for hit in whole] != [hit.passage.id for hit in plain]
    assert [hit.passage.id for hit in first] == [hit.passage.id for hit in whole[:3]]


@pytest.mark.parametrize("size", [0, -1, 5000, "many"])
def test_a_batch_size_that_is_none(size: object) -> None:
    with pytest.raises(UsageError, match="embedding_batch_size"):
        load_settings(embedding_batch_size=size)
