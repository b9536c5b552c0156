"""Putting judgments into a library, and what an interruption at each step leaves behind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from made_up_library import ANALYZER, MadeUpJudgment
from small_embedder import CharacterEmbedder

from analysis.shelf import LibraryShelf
from corpus.catalog import Catalog, State
from corpus.judgment import Judgment
from corpus.passage import Passage
from corpus.scope import EVERYTHING
from corpus.voice import Voice
from ingest.pipeline import Arrival
from ingest.read import RawDocument, read_judgment
from ingest.sandbox import Sandbox
from ingest.split import passages_of
from retrieval.index import PassageIndex

OLD = MadeUpJudgment([(Voice.ORDER, "被告归还三万元。")], title="旧")
NEW = MadeUpJudgment([(Voice.ORDER, "被告归还五万元。")], title="新")


class PowerCut(BaseException):
    """Nothing catches it."""


class FailingIndex(PassageIndex):
    """Breaks off in the step that is named."""

    fails = ""

    def put(self, batch: Sequence[tuple[Judgment, Sequence[Passage]]]) -> None:
        if self.fails == "before put":
            raise PowerCut
        super().put(batch)
        if self.fails == "after put":
            raise PowerCut

    def remove(self, judgment_ids: Sequence[str]) -> None:
        if self.fails == "before remove":
            raise PowerCut
        super().remove(judgment_ids)
        if self.fails == "after remove":
            raise PowerCut


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, catalog: Catalog) -> Iterator[FailingIndex]:
    made = FailingIndex(tmp_path / "indexes", catalog, ANALYZER, CharacterEmbedder())
    yield made
    made.close()


def arrival(made_up: MadeUpJudgment, origin: str) -> Arrival:
    return Arrival(made_up.judgment, made_up.passages, origin, origin)


def searchable(catalog: Catalog, index: PassageIndex) -> set[str]:
    """The judgments in sight, which each engine must be able to find."""
    found = set(catalog.ids_in(State.SEARCHABLE))
    for engine in (index.lexical, index.dense):
        ids = [hit.id for hit in engine("被告归还", 100, EVERYTHING)]
        seen = {passage.judgment_id for passage in catalog.passages(ids).values()}
        assert seen == found
    return found


def test_a_replaced_judgment_leaves_nothing_behind(catalog: Catalog, index: FailingIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    shelf.put([arrival(OLD, "/a")])
    shelf.put([arrival(NEW, "/a")])
    assert searchable(catalog, index) == {NEW.judgment.id}
    assert catalog.state_of(OLD.judgment.id) is None
    assert index.counts() == {"passages": 1, "judgments": 1, "vectors": 1}
    assert shelf.held_at("/a") == NEW.judgment.id
    assert not shelf.holds(OLD.judgment.id)


def test_a_text_of_two_sources_is_indexed_once(catalog: Catalog, index: FailingIndex) -> None:
    LibraryShelf(catalog, index).put([arrival(OLD, "/a"), arrival(OLD, "/b")])
    assert index.counts()["judgments"] == 1
    assert catalog.resolve("/a") == catalog.resolve("/b") == [OLD.judgment.id]


@pytest.mark.parametrize(
    ("step", "in_sight"),
    [
        ("before put", OLD),  # nothing of the new one was indexed
        ("after put", OLD),  # all of it was indexed, none of it shown
        ("before remove", NEW),  # shown; the old one is out of sight but still indexed
        ("after remove", NEW),
    ],
)
def test_an_interruption_leaves_one_of_the_two_in_sight(
    catalog: Catalog, index: FailingIndex, step: str, in_sight: MadeUpJudgment
) -> None:
    shelf = LibraryShelf(catalog, index)
    shelf.put([arrival(OLD, "/a")])
    index.fails = step
    with pytest.raises(PowerCut):
        shelf.put([arrival(NEW, "/a")])
    index.fails = ""
    assert searchable(catalog, index) == {in_sight.judgment.id}

    LibraryShelf(catalog, index).settle()
    assert searchable(catalog, index) == {in_sight.judgment.id}
    assert index.counts() == {"passages": 1, "judgments": 1, "vectors": 1}
    assert not [*catalog.ids_in(State.PENDING), *catalog.ids_in(State.REMOVING)]

    LibraryShelf(catalog, index).put([arrival(NEW, "/a")])  # the same command once more
    assert searchable(catalog, index) == {NEW.judgment.id}
    assert index.counts() == {"passages": 1, "judgments": 1, "vectors": 1}


def test_reading_again_keeps_names_and_digests(catalog: Catalog, index: FailingIndex) -> None:
    raw = RawDocument(
        "## 裁判结果\n被告赔偿三万元。", "a", {"kind": "案例摘要", "title": "甲案"}, ("缺页",)
    )
    read = read_judgment(raw)
    assert read.is_digest and read.quality.partial
    shelf = LibraryShelf(catalog, index)
    shelf.put([Arrival(read, passages_of(read)[:0], "/a", "a")])  # cut by rules that lost all
    shelf.read_again()
    assert catalog.judgment(read.id) == read
    assert catalog.passages_of(read.id) == list(passages_of(read))
    assert catalog.resolve("a") == [read.id]


def test_a_text_that_no_process_can_read_again_is_not_lost(
    catalog: Catalog, index: FailingIndex, tmp_path: Path
) -> None:
    ready = b'{"ready": true, "limited": true}'
    program = tmp_path / "crashes.py"  # as a process that is short of memory does
    program.write_text(
        "import sys\n"
        f"sys.stdout.buffer.write({len(ready).to_bytes(4, 'big') + ready!r})\n"
        "sys.stdout.flush()\n"
        "sys.stdin.buffer.read(4)\n"
    )
    read = read_judgment(RawDocument("本院认为，被告应当还款。", "a"))
    sandbox = Sandbox(1, program=(str(program),))
    shelf = LibraryShelf(catalog, index, sandbox)
    shelf.put([Arrival(read, passages_of(read)[:0], "/a", "a")])
    told: list[tuple[int, int]] = []
    shelf.read_again(lambda done, total: told.append((done, total)))
    sandbox.close()
    assert catalog.judgment(read.id) == read
    assert catalog.passages_of(read.id) == list(passages_of(read))
    assert told == [(1, 1)]
