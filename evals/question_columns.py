"""By what names people head the columns of a table of questions, and how a cell is read."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.question_row import BadRow
from evals.question_types import type_named


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we know: its key in a row, its names, and a cell with what it reads as."""

    key: str
    names: tuple[str, ...]  # lower case, without spaces; the surest first
    read: Callable[[str], object]
    example: str
    meaning: object


_YES = frozenset({"是", "可答", "可", "能", "有", "对", "true", "yes", "y", "1", "√", "✓"})
_NO = frozenset({"否", "不可答", "不可", "不能", "无", "不", "false", "no", "n", "0", "×", "✗"})
_RANGE = re.compile(r"(\d+)\s*[-–—~～至]\s*(\d+)")
_RANGES = re.compile(rf"{_RANGE.pattern}(?:\s*[;；,，、\s]\s*{_RANGE.pattern})*")


def _words(cell: str) -> str:
    return cell


def _yes_or_no(cell: str) -> bool:
    """Whether the question can be answered. Raises BadRow: it is never guessed."""
    word = cell.strip().lower()
    if word not in _YES | _NO:
        raise BadRow(f"可答“{cell.strip()}”看不懂，应写 是 或 否")
    return word in _YES


def _documents(cell: str) -> object:
    """The document, or several of them, a line each or with ； between."""
    names = [name.strip() for name in re.split(r"[\n；]", cell) if name.strip()]
    return names if len(names) > 1 else cell


def _evidence(cell: str) -> object:
    """Offsets, as ranges or as our own JSON, or else the words of the evidence."""
    if _RANGES.fullmatch(cell.strip()):
        return [{"start": int(a), "end": int(b)} for a, b in _RANGE.findall(cell)]
    if cell.lstrip().startswith("["):
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell


COLUMNS: tuple[Column, ...] = (
    Column(
        "question",
        ("问题", "question", "提问", "题目", "问句", "query", "questions"),
        _words,
        "判决归还多少？",
        "判决归还多少？",
    ),
    Column("id", ("编号", "id", "题号", "序号", "qid", "question_id"), _words, "A-7", "A-7"),
    Column(
        "doc",
        ("文书", "doc", "文书编号", "文书名", "来源", "source_id", "document"),
        _documents,
        "loan-7.docx；loan-8.docx",
        ["loan-7.docx", "loan-8.docx"],
    ),
    Column(
        "answer",
        ("答案", "answer", "标准答案", "参考答案", "reference", "gold"),
        _words,
        "三万元。",
        "三万元。",
    ),
    Column("answerable", ("可答", "answerable", "是否可答", "可否作答"), _yes_or_no, "否", False),
    Column("type", ("类型", "type", "题型", "问题类型", "分类"), type_named, "金额", "amount"),
    Column("voice", ("说话人", "voice", "谁说的"), _words, "判决主文", "判决主文"),
    Column(
        "evidence",
        ("依据", "evidence", "依据位置", "位置"),
        _evidence,
        "12-40；98–120",
        [{"start": 12, "end": 40}, {"start": 98, "end": 120}],
    ),
    Column(
        "evidence_quote",
        ("依据原文", "evidence_quote", "原文", "依据文字", "quote"),
        _words,
        "应当归还借款。",
        "应当归还借款。",
    ),
)
"""Every column that counts; any other is left alone, and named to the reader."""

_REMARK = re.compile(r"[（(【\[].*?[)）】\]]")


def column_named(heading: str) -> Column | None:
    """The column that a heading means; None for any other.

    >>> column_named("问 题（必填）").key, column_named("Question*").key, column_named("备注")
    ('question', 'question', None)
    """
    plain = unicodedata.normalize("NFKC", heading)
    plain = "".join(_REMARK.sub("", plain).split()).strip("*:：").lower()
    return next((column for column in COLUMNS if plain in column.names), None)


@dataclass(frozen=True, slots=True)
class Headings:
    """Which of a table's columns, from 0, mean what; of two that mean the same, the first."""

    known: Mapping[int, Column]
    unknown: tuple[str, ...]

    def row(self, cells: Sequence[str]) -> dict[str, Any]:
        """The row as a .jsonl would have it; empty cells are left out. Raises BadRow, all faults.

        A row that says something but asks nothing is bad.
        """
        read: dict[str, Any] = {}
        faults = []
        for place, column in self.known.items():
            cell = cells[place] if place < len(cells) else ""
            if not cell.strip():
                continue
            try:
                read[column.key] = column.read(cell)
            except BadRow as fault:
                faults.append(str(fault))
        if "question" not in read:
            faults.insert(0, "没有写问题")
        if faults:
            raise BadRow("，".join(faults))
        if isinstance(read.get("doc"), list):
            read["docs"] = read.pop("doc")
        # A cell of evidence in words, not in offsets, is a quote.
        if isinstance(read.get("evidence"), str):
            quote = read.pop("evidence")
            read["evidence_quote"] = [quote, *filter(None, [read.get("evidence_quote")])]
        return read


def headings_of(cells: Sequence[str]) -> Headings | None:
    """What a row of headings means; None if it does not name a column of questions."""
    known: dict[int, Column] = {}
    unknown = []
    for place, cell in enumerate(cells):
        column = column_named(cell)
        if column is not None and column not in known.values():
            known[place] = column
        elif cell.strip():
            unknown.append(cell.strip())
    asks = any(column.key == "question" for column in known.values())
    return Headings(known, tuple(unknown)) if asks else None
