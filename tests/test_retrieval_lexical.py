"""Lexical search over tantivy."""

from pathlib import Path

import pytest
from made_up_library import ANALYZER

from corpus.errors import LibraryError
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice
from retrieval.lexical import Document, LexicalIndex, Scored, scaled

DOCUMENTS = [
    Document("a#0", "a", Voice.PLAINTIFF_CLAIM, "原告张三诉称被告拖欠借款"),
    Document("a#1", "a", Voice.ORDER, "被告归还借款三万元"),
    Document("b#0", "b", Voice.ORDER, "被告支付违约金，合同解除"),
    Document("c#0", "c", None, "全文：商标侵权"),
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "lexical", ANALYZER)
    made.put(DOCUMENTS)
    return made


def ids(index: LexicalIndex, text: str, scope: Scope = EVERYTHING, limit: int = 10) -> list[str]:
    return [hit.id for hit in index.search(text, limit, scope)]


@pytest.mark.parametrize(
    ("query", "scope", "expected"),
    [
        ("借款三万元", EVERYTHING, ["a#1", "a#0"]),  # more of its words stand in a#1
        ("张三", EVERYTHING, ["a#0", "a#1"]),  # a name that no dictionary holds; 三 stands in both
        ("违约金 ＯＲ 合同", EVERYTHING, ["b#0"]),
        ("被告", Scope(("a",)), ["a#0", "a#1"]),
        ("被告", Scope(voices=(Voice.ORDER,)), ["a#1", "b#0"]),
        ("被告", Scope(("a",), (Voice.ORDER,)), ["a#1"]),
        ("被告", Scope(()), []),
        ("被告", Scope(voices=()), []),
        ("被告", Scope(("unknown",)), []),
        ("鳄鱼", EVERYTHING, []),  # no known term
        ("", EVERYTHING, []),
        ("，。！", EVERYTHING, []),
        # Nothing a user types is an operator or a field.
        ('"AND (OR *:*', EVERYTHING, []),
        ("judgment:a", EVERYTHING, []),
        ("id:a#0 OR -/.*/ ^2 [* TO *]", EVERYTHING, []),
        ("\\ \x00 \ud800", EVERYTHING, []),
    ],
)
def test_search(index: LexicalIndex, query: str, scope: Scope, expected: list[str]) -> None:
    assert sorted(ids(index, query, scope)) == sorted(expected)
    assert ids(index, query, scope)[:1] == expected[:1] or "被告" in query


def test_scope_says_where_not_how_well(index: LexicalIndex) -> None:
    everywhere = {hit.id: hit.score for hit in index.search("借款", 10)}
    within = {hit.id: hit.score for hit in index.search("借款", 10, Scope(("a",)))}
    assert within == pytest.approx(everywhere)


def test_putting_an_id_again_replaces_its_document(index: LexicalIndex) -> None:
    index.put([Document("a#0", "a", Voice.PLAINTIFF_CLAIM, "原告撤诉")] * 2)
    assert index.count() == len(DOCUMENTS)
    assert ids(index, "撤诉") == ["a#0"]
    assert "a#0" not in ids(index, "拖欠")


def test_removing_a_judgment_takes_all_of_it_and_nothing_else(index: LexicalIndex) -> None:
    index.remove(["a", "unknown"])
    assert index.count() == 2
    assert ids(index, "被告") == ["b#0"]


def test_equal_scores_come_by_id(index: LexicalIndex) -> None:
    numbers = [*range(40, 10, -1)]  # arriving in the other order
    index.put([Document(f"{n}#0", str(n), Voice.ORDER, "专利无效") for n in numbers])
    assert ids(index, "专利", limit=3) == ["11#0", "12#0", "13#0"]  # also at the limit
    assert ids(index, "专利", limit=30) == [f"{n}#0" for n in sorted(numbers)]


def test_another_opening_sees_what_was_written(index: LexicalIndex, tmp_path: Path) -> None:
    other = LexicalIndex(tmp_path / "lexical", ANALYZER)
    assert other.count() == len(DOCUMENTS)
    assert ids(other, "诉称") == ["a#0"]


def test_a_damaged_index_is_told_as_such(index: LexicalIndex, tmp_path: Path) -> None:
    (tmp_path / "lexical" / "meta.json").write_text("{" * 10_000)
    with pytest.raises(LibraryError, match=r"lexical.*pandu ingest --rebuild") as refused:
        LexicalIndex(tmp_path / "lexical", ANALYZER)
    assert len(str(refused.value)) < 500  # tantivy's own message holds the whole file


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([8.0, 2.0], [1.0, 0.25]),
        ([], []),
        ([0.0, 0.0], [0.0, 0.0]),  # nothing to divide by
        ([-1.0, -2.0], [-1.0, -2.0]),  # cosines may be negative: dividing would turn the order
    ],
)
def test_scaled(scores: list[float], expected: list[float]) -> None:
    assert [hit.score for hit in scaled([Scored("a", s) for s in scores])] == expected
