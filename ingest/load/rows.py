"""A row of an export as a judgment: shared by .jsonl, .json, .csv and spreadsheets."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from ingest.load.columns import Columns
from ingest.load.html import load_html
from ingest.load.outcome import Loaded, Refused
from ingest.load.text import hidden_notes
from ingest.read import RawDocument

LONGEST_CELL = 32_767
"""Characters that Excel keeps in a cell; what is longer was cut off when it was saved."""

GUESSED = "表格里没有名为“正文”的列，读的是文字最长的“{column}”列，其他列的文字没有读入"
CUT_OFF = "文字长度达到了 Excel 单元格的上限（32767 字），后面的部分可能在导出时被截掉了"


FEWEST_TAGS = 3
"""HTML tags that make a cell a page; a judgment may quote one."""

_TAG = re.compile(r"</?(?:p|div|span|br|table|td|a|font|body|html)\b[^<>]{0,200}>", re.I)


@dataclass(slots=True)
class Rows:
    """The rows of one file, named one by one.

    A row is called by its id, else by its file and place: loan.jsonl#12. Two rows with one id are
    two judgments that both answer to it: the second's origin also tells its place.
    """

    path: Path
    may_be_markup: bool = False  # exports of websites hold the page in their text column
    places_told: bool = False  # every origin tells its place: other rows are read elsewhere
    _seen: set[int] = field(default_factory=set)  # hashes, so that a million rows take little room

    def refused(self, place: str, reason: str, source_id: str = "") -> Refused:
        """A row that holds no judgment. `place` is a line's or row's number, within its sheet."""
        return Refused(
            f"{self.path.resolve()}::{place}", source_id or f"{self.path.name}#{place}", reason
        )

    def outcome(
        self, place: str, told: str, row: Mapping[str, Any], columns: Columns
    ) -> Loaded | Refused:
        """The row's judgment; `told` is its place in words, for a message."""
        identifier = row.get(columns.id) if columns.id else None
        called = _identifier(identifier) or f"{self.path.name}#{place}"
        text = row.get(columns.text)
        if not isinstance(text, str) or not text.strip():
            return self.refused(
                place,
                f"{told}（{called}）没有 {columns.text} 字段或内容为空。请补上正文后重新导入。",
                called,
            )
        notes = [GUESSED.format(column=columns.text)] if columns.guessed else []
        if len(text) >= LONGEST_CELL and self.path.suffix.lower() in (".xlsx", ".xls", ".csv"):
            notes += [CUT_OFF] if len(text) <= LONGEST_CELL + 1 else []
        if self.may_be_markup and len(_TAG.findall(text)) >= FEWEST_TAGS:
            try:
                page = _from_markup(text)
            except DocumentError:
                return self.refused(
                    place, f"{told}（{called}）是网页代码，里面没有读到文字。", called
                )
            text, notes = page.text, [*notes, *page.notes]
        # A row is the same row wherever the file's lines have moved to: its id is its place.
        origin = f"{self.path.resolve()}::{called}"
        if self.places_told or hash(called) in self._seen:
            origin = f"{origin}::{place}"
        self._seen.add(hash(called))
        notes += hidden_notes(text)
        document = RawDocument(text, called, columns.front_matter(row), tuple(notes))
        return Loaded(origin, called, document)


def _from_markup(text: str) -> RawDocument:
    """The document of a page that stands in a cell."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cell.html"
        page.write_text(text, "utf-8", "replace")
        (loaded,) = load_html(page)
    return loaded.document


def _identifier(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # spreadsheets hold every number as 1.0
    return str(value).strip()
