"""Reads .jsonl: a row {"id", "text", ...} is a judgment; its id is kept as source id."""

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.load.columns import Columns, named
from ingest.load.lines import lines_of
from ingest.load.outcome import Loaded, Refused
from ingest.load.rows import Rows
from ingest.load.wish import Part


def load_json_lines(path: Path) -> Iterator[Loaded | Refused]:
    """Every row in file order; a row that is no object or has no text is Refused, not fatal.

    A row without an id is called by its file and line: loan.jsonl#12. Blank lines are skipped.
    However large the file, one row at a time is in memory. Raises DocumentError if the file is
    not text.
    """
    yield from _rows(Rows(path), enumerate(lines_of(path), start=1))


def load_part(part: Part) -> Iterator[Loaded | Refused]:
    """The rows of some of a file's lines; each one's origin tells its line."""
    with part.path.open("rb") as file:
        file.seek(part.start)
        data = file.read(part.end - part.start)
    text = data.decode("utf-8-sig" if part.start == 0 else "utf-8").replace("\r\n", "\n")
    lines = enumerate(io.StringIO(text, newline="\n"), start=part.first_line)
    yield from _rows(Rows(part.path, places_told=True), lines)


def _rows(rows: Rows, lines: Iterable[tuple[int, str]]) -> Iterator[Loaded | Refused]:
    for number, line in lines:
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
