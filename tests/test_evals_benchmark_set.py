"""Benchmark sets: what is read, and what a bad row is told."""

from pathlib import Path
from typing import Any

import pytest
from made_up_benchmark import QRELS, QUERIES, ROWS, write_set

from corpus.errors import UsageError
from evals.benchmark_library import search_text, works_of
from evals.benchmark_set import CorpusRow, load_benchmark_set


def test_rows_and_judged_queries_in_file_order(tmp_path: Path) -> None:
    given = load_benchmark_set(write_set(tmp_path / "小集"))
    assert given.name == "小集"
    assert [row.id for row in given.rows] == [
        "租赁 一",
        "租赁 二",
        "lend#1",
        "lend#2",
        "alone",
        "7",
    ]
    assert [query.id for query in given.queries] == ["q 1", "q2", "q3", "q5"]
    assert given.queries[0].grades == {"租赁 一": 2, "租赁 二": 1}
    assert (given.unjudged, given.notes) == (1, ())


TITLES: list[tuple[dict[str, Any], str, str | None]] = [
    ({}, "", None),
    ({"law": "民法"}, "民法", "民法"),
    ({"title": "某案"}, "某案", None),  # a title names a row; it does not make rows one work
    ({"law": "民法", "title": "别的"}, "民法", "民法"),
    ({"doc": "d1"}, "", "d1"),
    ({"doc": 12, "law": "民法"}, "民法", "12"),  # the document goes before the law
    ({"doc": "", "law": " "}, "", None),
]


@pytest.mark.parametrize(("meta", "title", "work"), TITLES)
def test_title_and_work(tmp_path: Path, meta: dict[str, Any], title: str, work: str | None) -> None:
    rows = [{"id": "租赁 一", "text": "租金", "meta": meta}]
    (row,) = load_benchmark_set(write_set(tmp_path, rows)).rows
    assert (row.title, row.work) == (title, work)


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
@pytest.mark.parametrize("header", ["query-id\tcorpus-id\tscore\n", "", "\ufeffq\td\ts\n"])
def test_qrels_with_and_without_header(tmp_path: Path, header: str, ending: str) -> None:
    folder = write_set(tmp_path)
    (folder / "qrels.tsv").write_bytes(f"{header}q2\tlend#1\t1{ending}".encode())
    (query,) = load_benchmark_set(folder).queries
    assert (query.id, query.grades) == ("q2", {"lend#1": 1})


def test_what_is_not_there_is_counted(tmp_path: Path) -> None:
    qrels = [*QRELS, ("q9", "alone", 1), ("q3", "gone", 1)]
    given = load_benchmark_set(write_set(tmp_path, qrels=qrels))
    assert given.queries[2].grades == {"租赁 二": 1, "gone": 1}  # still one to be found
    strangers, missing = given.notes
    assert "1 个问题" in strangers and "1 处" in missing


def test_the_same_grade_twice_is_one(tmp_path: Path) -> None:
    given = load_benchmark_set(write_set(tmp_path, qrels=[("q2", "lend#1", 1)] * 2))
    assert given.queries[0].grades == {"lend#1": 1}


BAD_ROWS: list[tuple[Any, str]] = [
    ("{", "不是完整的 JSON"),
    ("[1]", "应为对象"),
    ({"text": "甲"}, "缺 id"),
    ({"id": "", "text": "甲"}, "缺 id"),
    ({"id": True, "text": "甲"}, "缺 id"),
    ({"id": "x"}, "缺 text"),
    ({"id": "x", "text": " "}, "缺 text"),
    ({"id": "x", "text": 3}, "缺 text"),
    ({"id": "lend#1", "text": "甲"}, "与第 3 行重复"),
    ('{"id": "x", "text": "a\\ud800"}', "残缺"),  # half a pair: no index can store it
    ({"id": "x", "text": "甲", "meta": []} | {"meta": "law"}, "meta 应为对象"),
]


@pytest.mark.parametrize(("row", "told"), BAD_ROWS)
def test_a_bad_corpus_row_is_told_with_file_and_line(tmp_path: Path, row: Any, told: str) -> None:  # noqa: ANN401
    with pytest.raises(UsageError) as caught:
        load_benchmark_set(write_set(tmp_path, [*ROWS, "", row]))  # a blank line counts as a line
    assert told in str(caught.value)
    assert str(tmp_path / "corpus.jsonl") in str(caught.value) and "第 8 行" in str(caught.value)


BAD_QRELS = [
    (("q2", "lend#1"), "有 2 栏"),
    (("q2", "0", "lend#1", 1), "有 4 栏"),  # TREC's own four columns
    (("q2", "lend#1", "yes"), "“yes”不是整数"),
    (("q2", "lend#1", 0), "前面已评为 1"),
]


@pytest.mark.parametrize(("line", "told"), BAD_QRELS)
def test_a_bad_line_of_qrels(tmp_path: Path, line: tuple[Any, ...], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_benchmark_set(write_set(tmp_path, qrels=[*QRELS, line]))
    assert told in str(caught.value) and "qrels.tsv" in str(caught.value)
    assert "第 8 行" in str(caught.value)


def test_a_bad_query_and_many_bad_rows(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"queries\.jsonl 有 1 行"):
        load_benchmark_set(write_set(tmp_path, queries=[*QUERIES, {"id": "q6"}]))
    with pytest.raises(UsageError, match="另有 10 行"):
        load_benchmark_set(write_set(tmp_path, [*ROWS, *["?"] * 30]))


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_file_that_is_missing_empty_or_not_utf8(tmp_path: Path, name: str) -> None:
    file = write_set(tmp_path) / name
    for content, told in (
        (b"\n", "是空的"),
        ("甲".encode("gb18030"), "不是 UTF-8"),
        (None, "读不了"),
    ):
        file.unlink() if content is None else file.write_bytes(content)
        with pytest.raises(UsageError, match=told) as caught:
            load_benchmark_set(tmp_path)
        assert str(file) in str(caught.value)


def test_files_of_two_sets(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="是不是同一个数据集"):
        load_benchmark_set(write_set(tmp_path, qrels=[("q2", "other", 1)]))


def test_works_hold_their_rows_in_document_order() -> None:
    def row(id_: str, work: str | None, place: int) -> CorpusRow:
        return CorpusRow(id_, f"第{id_}段。", "某法" if work else "", work, place)

    rows = [row("3", "d", 20), row("x", None, 2), row("1", "d", 0), row("2", "d", 20)]
    first, second = works_of(rows)
    assert first.places == (2, 0, 3)  # by start; a tie stays in file order
    assert first.judgment.title == "某法" and second.judgment.title == ""
    for work in (first, second):
        ends = [sentence.span.end for sentence in work.judgment.sentences]
        assert [s.span.start for s in work.judgment.sentences] == [0, *ends[:-1]]
        assert ends[-1] == len(work.judgment.text)  # covered, no gap
        for passage, place in zip(work.passages, work.places, strict=True):
            assert passage.span.of(work.judgment.text) == passage.text == rows[place].text
            assert passage.search_text == search_text(rows[place])


def test_rows_of_one_text_are_two_works() -> None:
    rows = [CorpusRow(id_, "同样的话。", "", None, 0) for id_ in ("a", "b")]
    assert len({work.judgment.id for work in works_of(rows)}) == 2


def test_search_text_is_folded_as_ingest_does() -> None:
    assert search_text(CorpusRow("a", "３％（甲）", "某法", None, 0)) == "某法 3%(甲)"
    assert search_text(CorpusRow("a", "３％", "", None, 0)) == "3%"
