"""Reads exports: .json, .csv, .xlsx and .xls, in which a row is a judgment."""

import csv
import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError
from ingest.clean import decode
from ingest.load.columns import LONGEST_NAME, columns_of, named
from ingest.load.json_lines import columns_in
from ingest.load.lines import lines_of
from ingest.load.outcome import Loaded, Refused
from ingest.load.rows import Rows

LOOKED_AT = 50
"""Rows from which an unnamed text column is told."""

LONGEST_FIELD = 16 * 1024 * 1024
"""Characters of one cell of a .csv; a quotation mark left open would swallow the whole file."""

MOST_COLUMNS = 1_000
"""Columns of a table; exports of judgments have some dozen."""

DELIMITERS = ",;\t"

DEEPEST = 4
"""Objects within each other in which a .json's list of rows is looked for."""

HIDDEN_SHEET = "来自隐藏的工作表“{name}”，原表中看不到"

Row = dict[str, Any]


def load_json(path: Path) -> Iterator[Loaded | Refused]:
    """A list of objects, an object that holds one such list, or one object with a text.

    Raises DocumentError for what is no JSON or holds no such thing.
    """
    try:
        content = json.loads(decode(path.read_bytes(), str(path)))
    except (ValueError, RecursionError) as error:
        why = "嵌套太深" if isinstance(error, RecursionError) else error
        raise DocumentError(
            f"{path} 不是完整的 JSON（{why}）。如果一行是一份文书，请把后缀改为 .jsonl。"
        ) from error
    rows = Rows(path, may_be_markup=True)
    found = _list_in(content, DEEPEST)
    if isinstance(found, dict):
        yield rows.outcome("1", f"{path} ", found, columns_in(found))
        return
    if found is None:
        raise DocumentError(f"{path} 里没有找到文书：应为对象的列表，或含有 text（正文）的对象。")
    yield from _rows(rows, ((str(n), f"第 {n} 项", item) for n, item in enumerate(found, 1)))


def load_csv(path: Path) -> Iterator[Loaded | Refused]:
    """A row a judgment, one at a time in memory; the first row names the columns.

    The delimiter is the comma, semicolon or tab that parts the first row most often. A row that
    is broken is Refused. Raises DocumentError for what is no text or has no text column.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines = lines_of(path)
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=lambda d: _width(first, d))
    reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    rows = Rows(path, may_be_markup=True)
    yield from _rows(rows, _table(rows, _csv_rows(reader)))


def load_spreadsheet(path: Path) -> Iterator[Loaded | Refused]:
    """The rows of every sheet; each sheet's first row names its columns.

    Raises DocumentError for a file that is damaged or encrypted, or has no text column.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    rows = Rows(path, may_be_markup=True)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            several = len(workbook.sheet_names) > 1
            faults: list[DocumentError] = []
            found = False
            for index, sheet in enumerate(workbook.sheets_metadata):
                table = workbook.get_sheet_by_index(index)
                if table.start is None:
                    continue
                numbered = _numbered(table.iter_rows(), table.start[0] + 1)
                label = f"{sheet.name}!" if several else ""
                seen = sheet.visible == SheetVisibleEnum.Visible
                notes = () if seen else (HIDDEN_SHEET.format(name=sheet.name),)
                try:
                    for outcome in _rows(rows, _table(rows, numbered, label), notes):
                        found = True
                        yield outcome
                except DocumentError as error:  # a sheet of figures beside that of judgments
                    faults.append(error)
            if faults and not found:
                raise faults[0]
            if not found:
                raise DocumentError(f"{path} 是空表，没有可导入的内容。")
    except PasswordError as error:
        raise DocumentError(
            f"{path} 加了密码，读不出来。请用密码打开，去掉密码另存后再导入。"
        ) from error
    except CalamineError as error:
        raise DocumentError(
            f"{path} 不是完整的 Excel 表格，可能没有存完或已损坏。请用 Excel 打开另存后再导入。"
        ) from error


Item = tuple[str, str, Any]  # place, place in words, row
Cells = tuple[int, Sequence[Any] | str]  # row's number, and its cells or what is wrong with it


def _rows(
    rows: Rows, items: Iterable[Item], notes: tuple[str, ...] = ()
) -> Iterator[Loaded | Refused]:
    """Each row's judgment; the columns are told from the first rows and hold for all."""
    items = iter(items)
    first = list(islice(items, LOOKED_AT))
    objects = [row for _, _, row in first if isinstance(row, dict)]
    names = list(dict.fromkeys(str(name) for row in objects for name in row))
    if not first:
        raise DocumentError(f"{rows.path} 里没有一行文书。")
    columns = columns_of(names, objects, str(rows.path)) if objects else None
    for place, told, row in chain(first, items):
        told = f"{rows.path} {told}"
        if not isinstance(row, dict) or columns is None:
            why = row if isinstance(row, _Fault) else "不是 JSON 对象"
            yield rows.refused(place, f"{told}{why}。请改正后重新导入。")
            continue
        outcome = rows.outcome(place, told, row, columns)
        yield outcome.with_notes(notes) if notes and isinstance(outcome, Loaded) else outcome


class _Fault(str):
    """What is wrong with a row, in the place of the row."""

    __slots__ = ()


def _table(rows: Rows, numbered: Iterator[Cells], label: str = "") -> Iterator[Item]:
    """The rows of a table by its column's names, which the first row gives."""
    names: list[str] | None = None
    for number, cells in numbered:
        if isinstance(cells, str):
            yield f"{label}{number}", f"第 {number} 行", _Fault(cells)
            continue
        if not any(cell not in ("", None) for cell in cells):
            continue
        if names is None:
            names = _names(rows.path, cells)
            if named("text", names) or all(len(str(c)) <= LONGEST_NAME for c in cells):
                continue  # else the first row is a judgment already
        row: Row = dict(zip(names, (_value(cell) for cell in cells), strict=False))
        if len(cells) > len(names) and any(cell not in ("", None) for cell in cells[len(names) :]):
            told = f"有 {len(cells)} 格，多于表头的 {len(names)} 列：正文里可能有没加引号的分隔符"
            yield f"{label}{number}", f"第 {number} 行", _Fault(told)
            continue
        if len(cells) < len(names):
            told = f"只有 {len(cells)} 格，少于表头的 {len(names)} 列，可能不完整"
            yield f"{label}{number}", f"第 {number} 行", _Fault(told)
            continue
        yield f"{label}{number}", f"第 {number} 行", row


def _names(path: Path, cells: Sequence[Any]) -> list[str]:
    """A name a column, as the first row of `path` tells.

    What is too long for a name, empty or there twice goes by its number.
    """
    if len(cells) > MOST_COLUMNS:
        raise DocumentError(f"{path} 的表头有 {len(cells)} 列，太多（最多 {MOST_COLUMNS} 列）。")
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = str(cell).strip().removeprefix("\ufeff")
        names.append(
            name if 0 < len(name) <= LONGEST_NAME and name not in names else f"第{number}列"
        )
    return names


def _value(cell: Any) -> Any:  # noqa: ANN401 - a cell is whatever the table holds
    if isinstance(cell, str):
        return cell.replace("_x000D_", "").replace("\r\n", "\n")
    if isinstance(cell, datetime.datetime):
        return cell.date()
    return cell


def _numbered(cells: Iterable[Sequence[Any]], first: int) -> Iterator[Cells]:
    yield from enumerate(cells, first)


def _csv_rows(reader: Any) -> Iterator[Cells]:  # noqa: ANN401 - csv gives its reader no name
    """Rows under the number of the line they begin on; a broken one as what is wrong with it."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, f"的引号不成对或格子太长（{error}），可能不完整"
            continue
        if cells is None:
            return
        yield line, cells


def _width(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _list_in(content: object, deepest: int) -> list[Any] | Row | None:
    """The rows of a .json's content: its list of objects, or itself if it holds a text."""
    if isinstance(content, list):
        return content if any(isinstance(item, dict) for item in content) else None
    if not isinstance(content, dict) or deepest == 0:
        return None
    text = named("text", content)
    if text is not None and isinstance(content[text], str):
        return content
    found = [f for value in content.values() if (f := _list_in(value, deepest - 1)) is not None]
    if len(found) == 1:
        return found[0]
    return None
