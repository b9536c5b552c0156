"""Question files: .jsonl, .csv and spreadsheets, read strictly, every bad row named at once."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from evals.dataset import Question
from evals.question_row import BadRow, Texts, question_of
from evals.question_table import SPREADSHEETS, read_csv, read_spreadsheet

BAD_ROWS_SHOWN = 100
NOTES_SHOWN = 20

TABLES = frozenset({".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions of one file, in its order; `notes` say in Chinese what was not used of it."""

    name: str
    sha256: str
    questions: tuple[Question, ...]
    notes: tuple[str, ...] = ()


def no_texts(doc: str | None) -> str:
    """The texts of an empty library."""
    raise UsageError(f"文库里没有“{doc}”。" if doc else "没有写是哪份文书。")


def read_questions(path: Path, texts: Texts = no_texts) -> QuestionFile:
    """The questions of a file: .csv and spreadsheets by their name's ending, else .jsonl.

    Only the question must be there; a row without an id gets its row's number. Evidence given by
    its words is looked up in `texts`. Columns and keys that we do not know are left alone.
    Raises UsageError, naming every bad row, for a file that is no text, has no question,
    repeats an id, or holds a row that does not fit.
    """
    data = _bytes_of(path)
    ending = path.suffix.lower()
    rows: Iterable[tuple[int, object]]
    notes: tuple[str, ...] = ()
    if ending in SPREADSHEETS or ending in TABLES:
        table = read_spreadsheet(path) if ending in SPREADSHEETS else read_csv(path, data)
        rows, notes = table.rows, table.notes
    else:
        rows = _json_rows(path, data)
    questions, told = _questions(path, rows, texts)
    if not questions:
        raise UsageError(f"问题文件 {path} 里没有问题；{_HOW_TO.get(ending, _JSON_HOW_TO)}")
    return QuestionFile(
        path.name, hashlib.sha256(data).hexdigest(), questions, (*notes, *_first_of(told))
    )


_JSON_HOW_TO = "每行应为一个 JSON 对象，至少有 question。"
_HOW_TO = dict.fromkeys(SPREADSHEETS | TABLES, "列名“问题”下面每行一问。")


def _questions(
    path: Path, rows: Iterable[tuple[int, object]], texts: Texts
) -> tuple[tuple[Question, ...], list[str]]:
    questions: list[Question] = []
    lines: dict[str, int] = {}
    faults: list[str] = []
    notes: list[str] = []
    for number, row in rows:
        try:
            if isinstance(row, BadRow):
                raise row
            read = question_of(row, number, texts)
        except BadRow as fault:
            faults.append(f"第 {number} 行：{fault}")
            continue
        id_ = read.question.id
        if id_ in lines:
            faults.append(f"第 {number} 行：编号“{id_}”与第 {lines[id_]} 行重复")
            continue
        lines[id_] = number
        questions.append(read.question)
        notes += [f"第 {number} 行：{note}" for note in read.notes]
    if faults:
        raise UsageError(_listed(path, faults))
    return tuple(questions), notes


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了问题文件 {path}：{error.strerror}。请检查路径和权限。") from error


def _json_rows(path: Path, data: bytes) -> Iterator[tuple[int, object]]:
    """Each line's JSON or what is wrong with it; blank lines do not count."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"问题文件 {path} 不是 UTF-8 编码（第 {error.start} 字节处）；请转存为 UTF-8 再试"
            "（表格请保留 .csv 或 .xlsx 的后缀）。"
        ) from error
    # Split at "\n" alone: str.splitlines() would also cut at U+2028 or U+0085 inside a question.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _json_row(line)


def _json_row(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        column = f"，第 {error.colno} 列起读不懂" if isinstance(error, json.JSONDecodeError) else ""
        return BadRow(f"不是完整的 JSON{column}")


def _first_of(notes: list[str]) -> list[str]:
    rest = len(notes) - NOTES_SHOWN
    return [*notes[:NOTES_SHOWN], *([f"……另有 {rest} 处依据没有对照上。"] if rest > 0 else [])]


def _listed(path: Path, faults: list[str]) -> str:
    shown = "\n".join(f"  {fault}" for fault in faults[:BAD_ROWS_SHOWN])
    rest = len(faults) - BAD_ROWS_SHOWN
    more = f"\n  ……另有 {rest} 行" if rest > 0 else ""
    return f"问题文件 {path} 有 {len(faults)} 行不合格式，请改正后再试：\n{shown}{more}"
