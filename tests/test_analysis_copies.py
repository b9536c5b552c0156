"""Copies in a library: one is searched, the others lead to it and take its place when it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_library import ANALYZER
from small_embedder import CharacterEmbedder
from test_ingest_spin_copies import SOUND, garbled

from analysis.shelf import MOST_LAYOUTS, LibraryShelf
from corpus.catalog import Catalog, State
from corpus.judgment import Judgment
from ingest.pipeline import Arrival
from ingest.read import RawDocument, read_judgment
from ingest.spin_copies import MOST_CANDIDATES, is_copy
from ingest.split import passages_of
from retrieval.index import PassageIndex

TEXT = (
    "原告王小明诉称，被告借款三万元未还，请求判令被告归还。\n"
    "被告李大红辩称，款项已经还清，无须再还。\n"
    "本院认为，被告没有举证证明已经还款，应当归还三万元。判决如下：\n"
    "一、被告李大红于本判决生效之日起十日内归还原告王小明三万元。\n"
)
PAPER = TEXT.replace("\n", "\n\n  ").replace("，", ",")
LONGER = TEXT + "审判员某某\n"


def of_a_series(number: int) -> str:
    """Judgments that differ in a name and a sum alone."""
    return TEXT.replace("王小明", f"王小明{number}").replace("三万元", f"{30_000 + number}元")


class PowerCut(BaseException):
    """Nothing catches it."""


class CutIndex(PassageIndex):
    """Breaks off where it is told to."""

    cut = False

    def remove(self, judgment_ids: object) -> None:
        if self.cut:
            raise PowerCut
        super().remove(judgment_ids)  # type: ignore[arg-type]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path, catalog: Catalog) -> Iterator[CutIndex]:
    made = CutIndex(tmp_path / "indexes", catalog, ANALYZER, CharacterEmbedder())
    yield made
    made.close()


def arrival(text: str, origin: str, notes: tuple[str, ...] = ()) -> Arrival:
    judgment = read_judgment(RawDocument(text, origin, notes=notes))
    return Arrival(judgment, passages_of(judgment), f"/{origin}", origin)


def seen(catalog: Catalog, index: PassageIndex) -> dict[str, tuple[str, ...]]:
    """What is searched, with the names it answers to; the indexes hold that and nothing else."""
    entries = {e.judgment_id: e.source_ids for e in catalog.entries()}
    assert index.counts()["passages"] == catalog.size().passages
    for id_, names in entries.items():
        assert all(catalog.resolve(name) == [id_] for name in names)
    return entries


def test_of_a_series_few_are_compared_and_a_copy_is_still_found(
    catalog: Catalog, index: CutIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = LibraryShelf(catalog, index)
    many = MOST_LAYOUTS + 20
    series = [arrival(of_a_series(number), f"{number}.txt") for number in range(many)]
    assert shelf.put(series) == {}
    compared = []

    def counted(one: Judgment, other: Judgment) -> bool:
        compared.append(other.id)
        return is_copy(one, other)

    monkeypatch.setattr("analysis.shelf.is_copy", counted)
    assert shelf.put([arrival(of_a_series(many), "last.txt")]) == {}
    assert 0 < len(compared) <= MOST_LAYOUTS + MOST_CANDIDATES
    for number in (0, many // 2, many):  # in another layout, wherever it stands among its kind
        paper = of_a_series(number).replace("\n", "\n\n  ").replace("，", ",")
        assert len(shelf.put([arrival(paper, f"{number}.pdf")])) == 1


def test_a_copy_is_kept_and_leads_to_the_first(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    first, copy = arrival(TEXT, "a.txt"), arrival(PAPER, "b.pdf")
    assert shelf.put([first]) == {}
    told = shelf.put([copy])
    assert "内容相同（版式不同），检索时以已有文书为准" in told[copy.judgment.id]
    assert seen(catalog, index) == {first.judgment.id: ("a.txt", "b.pdf")}
    assert catalog.resolve(copy.judgment.id) == [first.judgment.id]
    assert catalog.judgment(copy.judgment.id).text == PAPER  # kept, untouched
    assert shelf.held_at("/b.pdf") == copy.judgment.id and shelf.holds(copy.judgment.id)


def test_copies_in_one_batch_are_told_too(catalog: Catalog, index: CutIndex) -> None:
    first, copy = arrival(TEXT, "a.txt"), arrival(PAPER, "b.pdf")
    assert list(LibraryShelf(catalog, index).put([first, copy])) == [copy.judgment.id]
    assert list(seen(catalog, index)) == [first.judgment.id]


def test_a_cleaner_copy_takes_over(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    scan = arrival(PAPER, "scan.pdf", ("有一页没有读出来。",))
    clean, longer = arrival(TEXT, "a.txt"), arrival(LONGER, "c.txt")
    shelf.put([scan])
    assert "以本份为准" in shelf.put([clean])[clean.judgment.id]
    assert seen(catalog, index) == {clean.judgment.id: ("a.txt", "scan.pdf")}
    shelf.put([longer])
    assert seen(catalog, index) == {longer.judgment.id: ("c.txt", "a.txt", "scan.pdf")}
    assert catalog.ids_in(State.COPY) == sorted([clean.judgment.id, scan.judgment.id])


def test_when_the_searched_one_goes_the_cleanest_copy_inherits(
    catalog: Catalog, index: CutIndex
) -> None:
    shelf = LibraryShelf(catalog, index)
    longer, clean, scan = arrival(LONGER, "c"), arrival(TEXT, "a"), arrival(PAPER, "s", ("缺页。",))
    shelf.put([longer])
    shelf.put([clean])
    shelf.put([scan])
    shelf.put([arrival("全然不同的另一份文书，与上面的没有关系。", "c")])
    assert seen(catalog, index)[clean.judgment.id] == ("a", "s")
    assert catalog.state_of(longer.judgment.id) is None


def test_an_edited_file_replaces_its_text_however_alike(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    old, edited = arrival(LONGER, "a"), arrival(TEXT, "a")
    shelf.put([old])
    assert shelf.put([edited]) == {}
    assert seen(catalog, index) == {edited.judgment.id: ("a",)}
    assert catalog.state_of(old.judgment.id) is None


def test_a_copy_whose_source_changes_is_forgotten(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    first, copy = arrival(TEXT, "a"), arrival(PAPER, "b")
    other = arrival("全然不同的另一份文书，与上面的没有关系。", "b")
    shelf.put([first])
    shelf.put([copy])
    shelf.put([other])
    assert seen(catalog, index) == {first.judgment.id: ("a",), other.judgment.id: ("b",)}
    assert catalog.state_of(copy.judgment.id) is None


def test_an_interrupted_take_over_is_finished(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    scan, clean = arrival(PAPER, "s", ("缺页。",)), arrival(TEXT, "a")
    shelf.put([scan])
    index.cut = True
    with pytest.raises(PowerCut):
        shelf.put([clean])
    assert [e.judgment_id for e in catalog.entries()] == [clean.judgment.id]
    index.cut = False
    LibraryShelf(catalog, index).settle()
    assert seen(catalog, index) == {clean.judgment.id: ("a", "s")}
    assert catalog.state_of(scan.judgment.id) is State.COPY


def test_copies_come_through_a_rebuild(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    first, copy = arrival(TEXT, "a"), arrival(PAPER, "b")
    shelf.put([first, copy])
    shelf.read_again()
    index.rebuild(lambda done, total: None)
    assert seen(catalog, index) == {first.judgment.id: ("a", "b")}


def test_a_garbled_repost_waits_behind_what_it_rewrites(catalog: Catalog, index: CutIndex) -> None:
    shelf = LibraryShelf(catalog, index)
    sound, spun = arrival(SOUND, "a.txt"), arrival(garbled(SOUND).text, "repost.html")
    shelf.put([sound])
    assert "的机器改写本（伪原创），检索时以已有文书为准" in shelf.put([spun])[spun.judgment.id]
    assert seen(catalog, index) == {sound.judgment.id: ("a.txt", "repost.html")}


def test_garbled_reposts_step_back_when_the_judgment_comes(
    catalog: Catalog, index: CutIndex
) -> None:
    """Two reposts that are no copies of each other: both rewrite what comes."""
    shelf = LibraryShelf(catalog, index)
    one = arrival(garbled(SOUND).text, "one.html")
    shorter = "".join(line for line in SOUND.splitlines(True) if "上述借款" not in line)
    other = arrival(garbled(shorter).text, "two.html")
    sound = arrival(SOUND, "a.txt")
    shelf.put([one])
    shelf.put([other])
    assert len(seen(catalog, index)) == 2
    told = shelf.put([sound])
    assert "疑为本份的机器改写本（伪原创），检索时以本份为准" in told[sound.judgment.id]
    assert seen(catalog, index) == {sound.judgment.id: ("a.txt", "one.html", "two.html")}


def test_a_library_read_again_finds_reposts_of_what_it_held(
    catalog: Catalog, index: CutIndex
) -> None:
    """As after an upgrade: the keys that find reposts were not kept by earlier versions."""
    shelf = LibraryShelf(catalog, index)
    sound, spun = arrival(SOUND, "a.txt"), arrival(garbled(SOUND).text, "repost.html")
    shelf.put([sound])
    catalog.copies.remember(sound.judgment.id, ())
    shelf.read_again()
    assert spun.judgment.id in shelf.put([spun])
