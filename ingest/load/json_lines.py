"""Reads .jsonl: a row {"id", "text", ...} is a judgment; its id is kept as source id."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ingest.clean import decode
from ingest.load.outcome import Loaded, Refused
from ingest.read import RawDocument


def load_json_lines(path: Path) -> Iterator[Loaded | Refused]:
    """Every row in file order; a row that is no object or has no text is Refused, not fatal.

    A row without an id is called by its file and line: loan.jsonl#12. Blank lines are skipped.
    Two rows with one id are two judgments that both answer to it: nothing is overwritten.
    Raises DocumentError if the file is not text.
    """
    seen: set[str] = set()
    for number, line in enumerate(decode(path.read_bytes(), str(path)).split("\n"), start=1):
        if not line.strip():
            continue
        row = _row(path, number, line)
        if row.origin in seen:
            row = replace(row, origin=f"{row.origin}::{number}")
        seen.add(row.origin)
        yield row


def _row(path: Path, number: int, line: str) -> Loaded | Refused:
    called = f"{path.name}#{number}"
    origin = f"{path.resolve()}::{number}"
    place = f"{path} 第 {number} 行"
    try:
        row = json.loads(line)
    except ValueError as error:
        return Refused(
            origin, called, f"{place}不是合法的 JSON（{error}）。请改正这一行后重新导入。"
        )
    if not isinstance(row, dict):
        return Refused(origin, called, f'{place}不是 JSON 对象。每行应为 {{"id": …, "text": …}}。')
    identifier = row.get("id")
    source_id = (
        str(identifier) if isinstance(identifier, str | int) and identifier != "" else called
    )
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Refused(
            origin,
            source_id,
            f"{place}（{source_id}）没有 text 字段或内容为空。请补上正文后重新导入。",
        )
    # A row is the same row wherever the file's lines have moved to: its id is its place.
    return Loaded(f"{path.resolve()}::{source_id}", source_id, RawDocument(text, source_id, {}))
