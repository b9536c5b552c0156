"""Reads .jsonl: a row {"id", "text", ...} is a judgment; its id is kept as source id."""

import json
from collections.abc import Iterator
from pathlib import Path

from ingest.load.columns import Columns, named
from ingest.load.lines import lines_of
from ingest.load.outcome import Loaded, Refused
from ingest.load.rows import Rows


def load_json_lines(path: Path) -> Iterator[Loaded | Refused]:
    """Every row in file order; a row that is no object or has no text is Refused, not fatal.

    A row without an id is called by its file and line: loan.jsonl#12. Blank lines are skipped.
    However large the file, one row at a time is in memory. Raises DocumentError if the file is
    not text.
    """
    rows = Rows(path)
    for number, line in enumerate(lines_of(path), start=1):
        if line.strip():
            yield _row(rows, number, line)


def _row(rows: Rows, number: int, line: str) -> Loaded | Refused:
    told = f"{rows.path} 第 {number} 行"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = "嵌套太深" if isinstance(error, RecursionError) else error
        return rows.refused(
            str(number), f"{told}不是合法的 JSON（{why}）。请改正这一行后重新导入。"
        )
    if not isinstance(row, dict):
        return rows.refused(str(number), f'{told}不是 JSON 对象。每行应为 {{"id": …, "text": …}}。')
    return rows.outcome(str(number), told, row, columns_in(row))


def columns_in(row: dict[str, object]) -> Columns:
    """The columns of an object that stands for itself: its text goes by a known name, or `text`."""
    text = named("text", row) or "text"
    fields = [(key, named(key, row)) for key in ("case_number", "court", "cause", "date", "title")]
    return Columns(
        text,
        named("id", [key for key in row if key != text]),
        tuple((key, column) for key, column in fields if column and column != text),
    )
