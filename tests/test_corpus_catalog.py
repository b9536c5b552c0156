"""The catalog: what is in sight, and what answers to which name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_library import MadeUpJudgment

from corpus.catalog import Catalog, Size, Source, State
from corpus.errors import LibraryError
from corpus.passage import Passage
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice

LOAN = MadeUpJudgment(
    [(Voice.PLAINTIFF_CLAIM, "原告诉称：欠款三万元。"), (Voice.COURT_REASONING, "本院予以支持。")],
    title="甲诉乙借款案",
)
EDITED = MadeUpJudgment(
    [(Voice.PLAINTIFF_CLAIM, "原告诉称：欠款五万元。"), (Voice.COURT_REASONING, "本院不予支持。")],
    title="甲诉乙借款案",
)
LABOUR = MadeUpJudgment([(Voice.ORDER, "公司支付工资。")], title="丙诉丁劳动案")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(f"sqlite:///{tmp_path / 'catalog.sqlite'}")
    yield opened
    opened.close()


def add(catalog: Catalog, made_up: MadeUpJudgment, origin: str, source_id: str = "") -> list[str]:
    catalog.add_pending([(made_up.judgment, made_up.passages)])
    return catalog.publish([(made_up.judgment.id, Source(origin, source_id or origin))])


def seen(catalog: Catalog) -> list[str]:
    """Every judgment that any way of looking shows; each way must show the same."""
    listed = {entry.judgment_id for entry in catalog.entries()}
    passages = catalog.passage_ids(EVERYTHING)
    found = catalog.passages(passages)
    assert (
        listed == {p.judgment_id for p in found.values()} == set(catalog.ids_in(State.SEARCHABLE))
    )
    assert catalog.size() == Size(len(listed), len(passages))
    assert all(catalog.resolve(id_) == [id_] for id_ in listed)
    return sorted(listed)


def test_pending_is_out_of_sight_until_it_is_published(catalog: Catalog) -> None:
    id_, passages = LOAN.judgment.id, [p.id for p in LOAN.passages]
    catalog.add_pending([(LOAN.judgment, LOAN.passages)])
    assert catalog.state_of(id_) is State.PENDING
    assert seen(catalog) == []
    assert catalog.passages(passages) == {} and catalog.resolve(id_) == []
    assert [p.id for p in catalog.passages_of(id_)] == passages  # for whoever finishes the work

    assert catalog.publish([(id_, Source("/a/loan.txt", "loan.txt"))]) == []
    assert seen(catalog) == [id_]
    assert catalog.resolve("loan.txt") == [id_]
    assert catalog.judgment_at("/a/loan.txt") == id_


def test_a_replaced_judgment_goes_in_the_step_that_shows_its_successor(catalog: Catalog) -> None:
    add(catalog, LOAN, "/a/loan.txt", "loan.txt")
    assert add(catalog, EDITED, "/a/loan.txt", "loan.txt") == [LOAN.judgment.id]
    assert catalog.state_of(LOAN.judgment.id) is State.REMOVING
    assert seen(catalog) == [EDITED.judgment.id] == catalog.resolve("loan.txt")
    catalog.forget([LOAN.judgment.id, "unknown"])
    assert catalog.state_of(LOAN.judgment.id) is None
    assert catalog.passages_of(LOAN.judgment.id) == []


def test_one_text_from_two_sources_answers_to_both_and_outlives_either(catalog: Catalog) -> None:
    add(catalog, LOAN, "/a/loan.txt", "loan.txt")
    catalog.publish([(LOAN.judgment.id, Source("/b/rows.jsonl::7", "loan-7"))])
    (entry,) = catalog.entries()
    assert entry.source_ids == ("loan.txt", "loan-7")
    assert entry.origins == ("/a/loan.txt", "/b/rows.jsonl::7")

    assert add(catalog, EDITED, "/a/loan.txt", "loan.txt") == []  # still named by the row
    assert seen(catalog) == sorted([LOAN.judgment.id, EDITED.judgment.id])
    assert catalog.resolve("loan-7") == [LOAN.judgment.id]
    assert catalog.resolve("loan.txt") == [EDITED.judgment.id]


def test_one_name_may_mean_several_judgments(catalog: Catalog) -> None:
    add(catalog, LOAN, "/a/1.txt", "1.txt")
    add(catalog, LABOUR, "/b/1.txt", "1.txt")
    assert catalog.resolve("1.txt") == sorted([LOAN.judgment.id, LABOUR.judgment.id])
    assert catalog.resolve("2.txt") == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYTHING, [*LOAN.passages, *LABOUR.passages]),
        (Scope((LOAN.judgment.id,)), [*LOAN.passages]),
        (Scope(voices=(Voice.ORDER, Voice.COURT_REASONING)), [LOAN.passages[1], *LABOUR.passages]),
        (Scope((LOAN.judgment.id,), (Voice.ORDER,)), []),  # both must hold
        (Scope(()), []),  # an empty tuple is nowhere, not everywhere
        (Scope(voices=()), []),
        (Scope(("unknown",)), []),
    ],
)
def test_passage_ids_of_a_scope(catalog: Catalog, scope: Scope, expected: list[Passage]) -> None:
    add(catalog, LOAN, "1")
    add(catalog, LABOUR, "2")
    assert catalog.passage_ids(scope) == sorted(passage.id for passage in expected)


def test_entries_come_by_title_and_can_be_named(catalog: Catalog) -> None:
    add(catalog, LOAN, "1")
    add(catalog, LABOUR, "2")
    assert [e.title for e in catalog.entries()] == ["丙诉丁劳动案", "甲诉乙借款案"]
    assert [e.judgment_id for e in catalog.entries([LOAN.judgment.id])] == [LOAN.judgment.id]
    assert list(catalog.entries([])) == []
    (entry,) = catalog.entries([LOAN.judgment.id])
    assert (entry.characters, entry.passages) == (len(LOAN.text), 2)


def test_many_passages_are_found_in_one_go(catalog: Catalog) -> None:
    long = MadeUpJudgment([(Voice.OTHER, f"第{n}句话。") for n in range(1200)])
    add(catalog, long, "1")
    ids = [passage.id for passage in long.passages]  # more than one IN (…) can take
    assert catalog.passages([*ids, "unknown"]) == {p.id: p for p in long.passages}


def test_a_judgment_stays_in_sight_while_it_is_written_anew(catalog: Catalog) -> None:
    add(catalog, LOAN, "1")
    catalog.rewrite(LOAN.judgment, LOAN.passages[:1])
    assert seen(catalog) == [LOAN.judgment.id]
    assert catalog.passages_of(LOAN.judgment.id) == list(LOAN.passages[:1])


def test_notes_replace_each_other(catalog: Catalog) -> None:
    assert catalog.note("generation") is None
    catalog.set_note("generation", "1")
    catalog.set_note("generation", "2")
    assert catalog.note("generation") == "2"


def test_an_unknown_judgment_is_a_key_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError, match="unknown"):
        catalog.judgment("unknown")


def test_a_file_that_is_no_catalog_is_refused_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite"
    file.write_bytes(b"no database" * 500)
    with pytest.raises(LibraryError, match=r"catalog\.sqlite.*备份"):
        Catalog(f"sqlite:///{file}")


def test_a_catalog_damaged_while_open_is_told_as_such(catalog: Catalog, tmp_path: Path) -> None:
    add(catalog, LOAN, "1")
    catalog.close()  # no connection is left that remembers the pages
    for file in tmp_path.glob("catalog.sqlite*"):
        file.write_bytes(b"no database" * 500)
    with pytest.raises(LibraryError, match=r"catalog\.sqlite.*备份"):
        catalog.ids_in(State.SEARCHABLE)
