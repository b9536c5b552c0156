"""The indexes of one library: what two readers see, and what a rebuild keeps."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from made_up_library import ANALYZER, MadeUpJudgment
from small_embedder import CharacterEmbedder

from corpus.catalog import Catalog, Source
from corpus.errors import LibraryError
from corpus.passage import Passage
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice
from retrieval.index import PassageIndex
from retrieval.search import search

THINGS = ("借款本金", "房屋租金", "劳动报酬", "商标使用费", "货物价款", "抚养费", "运输损失")
JUDGMENTS = [
    MadeUpJudgment(
        [
            (Voice.PLAINTIFF_CLAIM, f"原告诉称：被告拖欠{thing}。"),
            (Voice.COURT_REASONING, f"本院认为，{thing}应当支付，理由为第{number}项。"),
            (Voice.ORDER, f"被告于十日内支付{thing}。"),
            (Voice.OTHER, "abc"),  # no Chinese character: a zero vector
        ],
        title=f"No{number}",
    )
    for number, thing in enumerate(THINGS)
]
QUERIES = ("拖欠借款", "租金应当支付", "谁支付抚养费", "运输", "本院认为商标", "十日内", "被告")

Open = Callable[[], PassageIndex]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def opener(tmp_path: Path, catalog: Catalog) -> Iterator[Open]:
    made: list[PassageIndex] = []

    def opened() -> PassageIndex:
        made.append(PassageIndex(tmp_path / "indexes", catalog, ANALYZER, CharacterEmbedder()))
        return made[-1]

    yield opened
    for index in made:
        index.close()


def shelve(catalog: Catalog, index: PassageIndex, *judgments: MadeUpJudgment) -> None:
    batch = [(made_up.judgment, made_up.passages) for made_up in judgments]
    catalog.add_pending(batch)
    index.put(batch)
    catalog.publish((j.judgment.id, Source(j.title, j.title)) for j in judgments)


def top10(catalog: Catalog, index: PassageIndex) -> list[list[tuple[str, float]]]:
    found = [search(query, index=index, catalog=catalog).hits for query in QUERIES]
    return [[(hit.passage.id, round(hit.score, 5)) for hit in hits] for hits in found]


def test_the_same_judgment_twice_is_one(catalog: Catalog, opener: Open) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    once = index.counts()
    shelve(catalog, index, *JUDGMENTS[:3])
    # 4 passages a judgment, one of them without a vector
    assert index.counts() == once == {"passages": 28, "judgments": 7, "vectors": 21}


def test_removing_leaves_the_others(catalog: Catalog, opener: Open) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    index.remove([JUDGMENTS[0].judgment.id])
    assert index.counts() == {"passages": 24, "judgments": 6, "vectors": 18}
    gone = {passage.id for passage in JUDGMENTS[0].passages}
    for engine in (index.lexical, index.dense):
        assert not gone & {hit.id for hit in engine("拖欠借款本金", 100, EVERYTHING)}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYTHING, [p for j in JUDGMENTS for p in j.passages[:3]]),
        (Scope((JUDGMENTS[1].judgment.id,)), JUDGMENTS[1].passages[:3]),
        (Scope(voices=(Voice.ORDER,)), [j.passages[2] for j in JUDGMENTS]),
        (Scope((JUDGMENTS[1].judgment.id,), (Voice.ORDER,)), JUDGMENTS[1].passages[2:3]),
        (Scope(voices=(Voice.LOWER_COURT,)), ()),
        (Scope(()), ()),
    ],
)
def test_a_scope_means_the_same_to_both_engines(
    catalog: Catalog, opener: Open, scope: Scope, expected: Sequence[Passage]
) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    ids = sorted(passage.id for passage in expected)
    query = "被告支付原告诉称本院认为"
    for engine in (index.lexical, index.dense):
        assert sorted(hit.id for hit in engine(query, 100, scope)) == ids


@pytest.mark.parametrize("query", ['"AND (OR *:*', "", "？！", "zzz", "judgment:* \x00"])
def test_a_query_of_operators_finds_nothing(catalog: Catalog, opener: Open, query: str) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    assert search(query, index=index, catalog=catalog).hits == ()


def test_a_reader_sees_what_another_wrote_after_refreshing(catalog: Catalog, opener: Open) -> None:
    writer, reader = opener(), opener()
    shelve(catalog, writer, *JUDGMENTS[:3])
    assert reader.counts()["judgments"] == 3  # opened at its first use
    shelve(catalog, writer, *JUDGMENTS[3:])
    assert reader.refresh()
    assert reader.counts() == writer.counts()
    assert reader.generation == writer.generation
    assert top10(catalog, reader) == top10(catalog, writer)
    assert not reader.refresh()


def test_a_rebuild_keeps_ids_and_order_and_leaves_one_folder(
    catalog: Catalog, opener: Open, tmp_path: Path
) -> None:
    index, reader = opener(), opener()
    shelve(catalog, index, *JUDGMENTS)
    before, counts = top10(catalog, index), index.counts()
    assert all(before)
    assert top10(catalog, reader) == before
    (tmp_path / "indexes" / "g2").mkdir()  # left by a rebuild that was interrupted
    (tmp_path / "indexes" / "g2" / "passages").write_text("half")

    told: list[tuple[int, int]] = []
    index.rebuild(lambda done, total: told.append((done, total)))
    assert told == [(7, 7)]
    assert [folder.name for folder in (tmp_path / "indexes").iterdir()] == ["g2"]
    assert index.counts() == counts
    assert top10(catalog, index) == before
    assert reader.refresh()
    assert top10(catalog, reader) == before


def test_a_rebuild_that_fails_leaves_the_old_index_in_place(catalog: Catalog, opener: Open) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    before = top10(catalog, index)

    def fail(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(fail)
    assert top10(catalog, index) == before == top10(catalog, opener())
    index.rebuild(lambda _done, _total: None)
    assert top10(catalog, index) == before


def test_threads_search_while_another_reopens(catalog: Catalog, opener: Open) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    expected, faults = top10(catalog, index), []
    stop = threading.Event()

    def keep_searching() -> None:
        try:
            while not stop.is_set():
                assert top10(catalog, index) == expected
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=keep_searching) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        index.close()
        index.counts()
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("passages", "段落索引应有 28 段，只有 0 段"),
        ("judgments", "文书索引"),
        ("vectors", "向量索引"),
    ],
)
def test_what_an_index_lacks_is_told(
    catalog: Catalog, opener: Open, tmp_path: Path, part: str, said: str
) -> None:
    index = opener()
    assert index.lacks() == []  # of an empty library
    shelve(catalog, index, *JUDGMENTS)
    assert index.lacks() == []  # zero vectors are no loss
    index.close()
    lost = tmp_path / "indexes" / "g1" / part
    lost.rename(tmp_path / "elsewhere")
    (fault,) = opener().lacks()
    assert said in fault


def test_a_damaged_index_can_be_rebuilt_without_opening_it(
    catalog: Catalog, opener: Open, tmp_path: Path
) -> None:
    index = opener()
    shelve(catalog, index, *JUDGMENTS)
    before = top10(catalog, index)
    index.close()
    for name in ("passages/meta.json", "vectors/chroma.sqlite3"):
        (tmp_path / "indexes" / "g1" / name).write_bytes(b"garbage" * 1000)
    broken = opener()
    with pytest.raises(LibraryError, match="pandu ingest --rebuild"):
        broken.counts()
    broken.rebuild(lambda _done, _total: None)
    assert top10(catalog, broken) == before
