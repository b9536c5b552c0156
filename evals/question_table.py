"""Tables of questions, as Excel saves them: .csv and .xlsx (.xls, .ods), read as values.

Nothing in a table is executed: a formula counts as the value that was saved with it.
"""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError, UsageError
from evals.question_columns import Headings, headings_of
from evals.question_row import BadRow
from ingest.clean import decode

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
HEADING_ROWS = 10
"""First rows among which the headings are looked for: a title may stand above them."""

LONGEST_CELL = 1024 * 1024
"""Characters of a cell of a .csv; a quotation mark left open would swallow the whole file."""

DELIMITERS = ",;\t"

NO_QUESTIONS = "没有找到问题列：请把列名写成“问题”（或 question），每行一问。"

Numbered = tuple[int, Sequence[str]]
"""A row's number as the table's own program shows it, and its cells as text."""


TableRow = tuple[int, dict[str, object] | BadRow]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table of questions by their numbers, each a .jsonl's row or what is wrong."""

    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()


def read_csv(path: Path, data: bytes) -> Table:
    """The questions of a .csv: UTF-8 with or without a mark, UTF-16, GB18030 or Big5.

    The delimiter is the comma, semicolon or tab that parts the headings most often. Raises
    UsageError for what is no text, is broken, or has no column of questions.
    """
    try:
        text = decode(data, str(path))
    except DocumentError as error:
        raise UsageError(f"问题文件{error}") from error
    csv.field_size_limit(LONGEST_CELL)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbered: list[Numbered] = []
    try:
        for cells in reader:
            numbered.append((reader.line_num, cells))
    except csv.Error as error:
        raise UsageError(
            f"问题文件 {path} 第 {reader.line_num} 行读不懂，可能引号没有配对（{error}）。"
            "请用 Excel 或 WPS 打开，另存为 .xlsx 再试。"
        ) from error
    table = _table_in(_by_first_line(numbered))
    if table is None:
        raise UsageError(f"问题文件 {path} {NO_QUESTIONS}")
    return table


def read_spreadsheet(path: Path) -> Table:
    """The questions of a workbook: of the first sheet that has a column of them.

    A note says which, where there are several. Raises UsageError for a workbook that is damaged
    or encrypted, or has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = workbook.sheet_names
            sheets = {name: _cells_of(workbook, name) for name in names}
    except PasswordError as error:
        raise UsageError(f"问题文件 {path} 加了密码。请去掉密码另存后再试。") from error
    except CalamineError as error:
        raise UsageError(
            f"问题文件 {path} 不是完整的 Excel 表格，可能没有存完或已损坏。"
            "请用 Excel 打开另存后再试。"
        ) from error
    for headed in (True, False):  # a list without headings only where no sheet has any
        for name in names:
            table = _table_in(sheets[name], headed)
            if table is not None:
                return Table(table.rows, (*_told(name, names), *table.notes))
    raise UsageError(f"问题文件 {path} 的 {len(names)} 张工作表里都{NO_QUESTIONS}")


def _cells_of(workbook: "CalamineWorkbook", name: str) -> list[Numbered]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:  # nothing on it
        return []
    above, beside = sheet.start
    return [
        (number, [*[""] * beside, *map(_as_text, cells)])
        for number, cells in enumerate(sheet.iter_rows(), start=above + 1)
    ]


def _as_text(cell: object) -> str:
    """A cell as its program shows it; spreadsheets hold every number as 1.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def _told(name: str, names: Sequence[str]) -> tuple[str, ...]:
    others = "、".join(f"“{other}”" for other in names if other != name)
    return (f"问题读自工作表“{name}”；{others}没有读。",) if others else ()


def _by_first_line(numbered: list[Numbered]) -> list[Numbered]:
    """Rows by the line they begin at: a csv reader tells the line that a row ends at."""
    ends = [0, *(number for number, _ in numbered)]
    return [(before + 1, cells) for before, (_, cells) in zip(ends, numbered, strict=False)]


def _table_in(numbered: Sequence[Numbered], headed: bool = False) -> Table | None:
    """The table of these rows; None without a column of questions.

    Without headings, rows of one cell each are questions too, unless the table must be `headed`.
    """
    filled = [(n, cells) for n, cells in numbered if any(cell.strip() for cell in cells)]
    for place, (_, cells) in enumerate(filled[:HEADING_ROWS]):
        headings = headings_of(cells)
        if headings is not None:
            return Table(tuple(_rows(headings, filled[place + 1 :])), _ignored(headings))
    if headed:
        return None
    lists = [[cell for cell in cells if cell.strip()] for _, cells in filled]
    if not lists or any(len(cells) != 1 for cells in lists):
        return None
    rows: list[TableRow] = [
        (n, {"question": cells[0]}) for (n, _), cells in zip(filled, lists, strict=True)
    ]
    return Table(tuple(rows), ("表里没有列名，每一行都当作一个问题。",))


def _rows(headings: Headings, numbered: Sequence[Numbered]) -> Iterator[TableRow]:
    for number, cells in numbered:
        try:
            yield number, headings.row(cells)
        except BadRow as fault:
            yield number, fault


def _ignored(headings: Headings) -> tuple[str, ...]:
    names = "、".join(f"“{name}”" for name in headings.unknown)
    return (f"没有用到的列：{names}。",) if names else ()
