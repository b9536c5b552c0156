"""Benchmark sets: a folder with a corpus, questions, and which rows answer which question.

    corpus.jsonl    {"id", "text", "meta"?: {"law"?, "title"?, "doc"?, "start"?}}
    queries.jsonl   {"id", "text"}
    qrels.tsv       query-id, corpus-id, score: a header line, then a line a judgment

This is the layout of BEIR (Thakur et al., 2021), ids being called `id`. Keys we do not know are
left alone.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import UsageError

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels.tsv"
FAULTS_SHOWN = 20
Row = TypeVar("Row")
LAYOUT = {
    CORPUS: '每行应为 {"id": …, "text": …, "meta": {…}}，meta 可省',
    QUERIES: '每行应为 {"id": …, "text": …}',
    QRELS: "每行应为 query-id、corpus-id、score 三栏，用制表符分开，score 为整数",
}


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """One row to be found. `work` is what rows of one judgment or law share, None for none.

    `place` orders the rows of a work; `is_provision` tells that it is of a law or regulation.
    """

    id: str
    text: str
    title: str
    work: str | None
    place: int
    is_provision: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its grades by row id; none below 1 is relevant."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BenchmarkSet:
    """Rows in file order, and the questions that were judged, in file order."""

    name: str
    rows: tuple[CorpusRow, ...]
    queries: tuple[Query, ...]
    unjudged: int  # questions without a line in qrels.tsv, left out
    notes: tuple[str, ...] = ()  # Chinese: what limits these figures


def load_benchmark_set(folder: Path) -> BenchmarkSet:
    """Read the three files.

    Raises UsageError, naming file and line, for a file that is missing, not UTF-8 or without a
    row, and for rows that do not fit, repeat an id, or grade a pair twice and differently. Grades
    for questions or rows that are not there are no fault: a note counts them; a row that is not
    there still counts as one to be found.
    """
    rows = tuple(_read(folder / CORPUS, _corpus_row).values())
    texts = _read(folder / QUERIES, _query_text)
    grades = _grades(folder / QRELS)
    known = {row.id for row in rows}
    judged = tuple(Query(id_, text, grades[id_]) for id_, text in texts.items() if id_ in grades)
    if not any(known & query.grades.keys() for query in judged):
        raise UsageError(
            f"{folder / QRELS} 里没有一行同时对得上 {QUERIES} 和 {CORPUS} 的 id；"
            "请检查三个文件是不是同一个数据集。"
        )
    return BenchmarkSet(
        name=folder.resolve().name,
        rows=rows,
        queries=judged,
        unjudged=len(texts) - len(judged),
        notes=_notes(len(grades) - len(judged), judged, known),
    )


def _notes(strangers: int, judged: tuple[Query, ...], known: set[str]) -> tuple[str, ...]:
    missing = sum(id_ not in known for query in judged for id_ in query.grades)
    notes = []
    if strangers:
        notes.append(f"{QRELS} 里有 {strangers} 个问题不在 {QUERIES} 中，没有计入。")
    if missing:
        notes.append(
            f"{QRELS} 里有 {missing} 处指向 {CORPUS} 中没有的编号，谁也找不到，召回率因此偏低。"
        )
    return tuple(notes)


class _BadRow(Exception):
    """What is wrong with one row, in Chinese."""


def _read(path: Path, read: Callable[[str, dict[str, Any], int], Row]) -> dict[str, Row]:
    """The rows of a .jsonl file by id, in file order; blank lines do not count."""
    found: dict[str, Row] = {}
    lines: dict[str, int] = {}
    faults: list[str] = []
    for number, line in _lines(path):
        try:
            row = _object(line)
            id_ = _id_of(row)
            if id_ in found:
                raise _BadRow(f"id“{id_}”与第 {lines[id_]} 行重复")
            found[id_] = read(id_, row, number)
            lines[id_] = number
        except _BadRow as fault:
            faults.append(f"第 {number} 行：{fault}")
    _refuse(path, faults, empty=not found)
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} 不是 UTF-8 编码（第 {error.start} 字节处）；请转存为 UTF-8 再试。"
        ) from error
    except OSError as error:
        raise UsageError(
            f"读不了 {path}：{error.strerror}。评测文件夹里应有 {CORPUS}、{QUERIES}、{QRELS}。"
        ) from error
    # Split at "\n" alone: str.splitlines() would also cut at U+2028 or U+0085 inside a text.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")


def _refuse(path: Path, faults: list[str], *, empty: bool) -> None:
    layout = LAYOUT[path.name]
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:FAULTS_SHOWN])
        rest = len(faults) - FAULTS_SHOWN
        more = f"\n  ……另有 {rest} 行" if rest > 0 else ""
        raise UsageError(
            f"{path} 有 {len(faults)} 行不合格式，请改正或删去后再试（{layout}）：\n{shown}{more}"
        )
    if empty:
        raise UsageError(f"{path} 是空的；{layout}。")


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        column = f"，第 {error.colno} 列起读不懂" if isinstance(error, json.JSONDecodeError) else ""
        raise _BadRow(f"不是完整的 JSON{column}") from error
    if not isinstance(row, dict):
        raise _BadRow("应为对象 {…}")
    return row


def _id_of(row: dict[str, Any]) -> str:
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise _BadRow("缺 id，应为不空的文字或整数")
    return _whole("id", str(value))


def _text_of(row: dict[str, Any]) -> str:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _BadRow("缺 text，应为不空的文字")
    return _whole("text", text)


def _whole(key: str, text: str) -> str:
    """The text, refused if it holds half a surrogate pair: no index can store that."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _BadRow(f"{key} 第 {error.start + 1} 个字符残缺（单个代理字符）") from error
    return text


def _corpus_row(id_: str, row: dict[str, Any], number: int) -> CorpusRow:
    meta = row.get("meta") or {}
    if not isinstance(meta, dict):
        raise _BadRow("meta 应为对象 {…}")
    start = meta.get("start")
    return CorpusRow(
        id=id_,
        text=_text_of(row),
        title=_words(meta, "law") or _words(meta, "title"),
        work=_words(meta, "doc") or _words(meta, "law") or None,
        is_provision=bool(_words(meta, "law")),
        place=start if isinstance(start, int) else number,
    )


def _words(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key)
    return "" if value is None else _whole(f"meta.{key} ", str(value).strip())


def _query_text(_id: str, row: dict[str, Any], _number: int) -> str:
    return _text_of(row)


def _grades(path: Path) -> dict[str, dict[str, int]]:
    """Grades by question, then by row. A first line without a number is the header."""
    grades: dict[str, dict[str, int]] = {}
    faults: list[str] = []
    for number, line in _lines(path):
        fields = line.split("\t")
        grade = _integer(fields[2]) if len(fields) == 3 else None
        if grade is None:
            if number > 1:
                faults.append(f"第 {number} 行：{_fault_of(fields)}")
            continue
        query, row, _ = fields
        before = grades.setdefault(query, {}).setdefault(row, grade)
        if before != grade:
            faults.append(f"第 {number} 行：“{query}”与“{row}”前面已评为 {before}，这里是 {grade}")
    _refuse(path, faults, empty=not grades)
    return grades


def _fault_of(fields: list[str]) -> str:
    if len(fields) != 3:
        return f"有 {len(fields)} 栏，应有 3 栏"
    return f"score“{fields[2]}”不是整数"


def _integer(word: str) -> int | None:
    try:
        return int(word)
    except ValueError:
        return None
