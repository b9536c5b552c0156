"""Files of data sets, read with the line named that does not fit."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import UsageError


def text_of(path: Path) -> str:
    """The whole text. Raises UsageError for a file that is not there or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} 不是 UTF-8 编码（第 {error.start} 字节处）；请转存为 UTF-8 再试。"
        ) from error
    except OSError as error:
        raise UsageError(f"读不了 {path}：{error.strerror}。请检查路径和权限。") from error


def document_of(path: Path) -> Any:  # noqa: ANN401
    """The one JSON document that the file is; NaN, which some data sets write, is read too."""
    try:
        return json.loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} 不是完整的 JSON：{error}。") from error


def rows_of(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl file, in its order; blank lines do not count.

    Raises UsageError for a line that is no object, or lacks one of the needed keys.
    """
    # Split at "\n" alone: str.splitlines() would also cut at U+2028 inside a text.
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path} 第 {number} 行不是完整的 JSON。") from error
        if not isinstance(row, dict) or not set(needed) <= row.keys():
            raise UsageError(f"{path} 第 {number} 行应为对象，要有 {'、'.join(needed)}。")
        yield row


def pairs_of(path: Path) -> Iterator[tuple[str, str]]:
    """The question and row ids of a qrels.tsv whose score is above 0; a header is passed over."""
    for number, line in enumerate(text_of(path).split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        if len(fields) == 3 and fields[2].lstrip("-").isdigit():
            if int(fields[2]) > 0:
                yield fields[0], fields[1]
        elif line.strip() and number > 1:
            raise UsageError(f"{path} 第 {number} 行应为三栏：问题编号、段落编号、整数分数。")
