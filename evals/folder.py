"""The output folder of one evaluation: what was run, and the answers so far.

    run.json       what was run: the questions' hash, the settings, the version
    results.jsonl  one line a question, written as soon as it is answered
    results.csv    the same as a table for people;  results.xlsx  the same for Excel
    metrics.json   the scores;  report.html  the same for people

Invariant: whatever moment the process dies at, the folder can be gone on with.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout

from corpus.errors import UsageError
from evals.metrics import is_available
from evals.places import Row

RUN, RESULTS, METRICS, REPORT = "run.json", "results.jsonl", "metrics.json", "report.html"
LOCK = ".lock"

ABSENT = "无"
"""How a setting is shown that is empty, or that one of two runs does not have."""

LABELS = {
    "format": "结果格式",
    "pandu": "判读版本",
    "sha256": "问题文件内容",
    "model": "模型",
    "embedding_model": "向量模型",
    "library_generation": "文库版次",
    "in": "检索范围",
    "filter": "筛选",
    "reranker": "重排模型",
}
"""What a person calls a setting; one that is not here is shown by its own name."""


class RunFolder:
    """The folder, held against other processes while the `with` block runs; made if need be.

    Raises UsageError where it cannot be made, or is in use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path / LOCK, timeout=0)

    def __enter__(self) -> Self:
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise UsageError(
                f"输出目录 {self._path} 正被另一次评测使用；请等它结束，或换一个 --out 目录。"
            ) from error
        except OSError as error:
            raise UsageError(
                f"用不了输出目录 {self._path}：{error.strerror}。请换一个 --out 目录。"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def resume(self, run: Mapping[str, Any]) -> dict[str, Row]:
        """The answers already there, by question id; {} in a new folder, which `run` now marks.

        A last line torn by a crash and answers that were unavailable are dropped from
        results.jsonl, to be done again. Raises UsageError if the folder holds another run.
        """
        before = self._run_before()
        if before is None:
            self.write(RUN, as_text(run))
            return {}
        apart = differences(before, run)
        if apart:
            raise UsageError(
                f"输出目录 {self._path} 里是另一次评测的结果，不能接着做："
                f"{'；'.join(apart)}。请换一个 --out 目录，或改回原来的设置。"
            )
        rows: dict[str, Row] = {row["id"]: row for row in self._rows_before() if is_available(row)}
        self.write_rows(rows.values())
        return rows

    def append(self, row: Row) -> None:
        """One more line of results.jsonl, out of this process before the call returns."""
        with (self._path / RESULTS).open("ab") as results:
            results.write(_line(row).encode())

    def write_rows(self, rows: Iterable[Row]) -> None:
        """results.jsonl anew, in this order."""
        self.write(RESULTS, "".join(map(_line, rows)))

    def write(self, name: str, text: str) -> None:
        """The whole file or none of it."""
        self.write_bytes(name, text.encode("utf-8", "replace"))

    def write_bytes(self, name: str, content: bytes) -> None:
        """The whole file or none of it."""
        fresh = self._path / f"{name}.part"
        fresh.write_bytes(content)
        fresh.replace(self._path / name)

    def _run_before(self) -> dict[str, Any] | None:
        path = self._path / RUN
        if not path.exists():
            if (self._path / RESULTS).exists():
                raise UsageError(
                    f"输出目录 {self._path} 里有 {RESULTS} 却没有 {RUN}，"
                    "无法确认是不是同一次评测；请换一个 --out 目录。"
                )
            return None
        try:
            run: dict[str, Any] = json.loads(path.read_bytes())
            _identity(run)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path} 读不懂，无法接着做；请换一个 --out 目录。") from error
        return run

    def _rows_before(self) -> list[dict[str, Any]]:
        path = self._path / RESULTS
        if not path.exists():
            return []
        # What follows the last line end is torn. Split at bytes: U+2028 may stand in an answer.
        *lines, torn = path.read_bytes().split(b"\n")
        rows = []
        for number, line in enumerate(lines, start=1):
            row = _row_of(line)
            if row is not None:
                rows.append(row)
            elif number < len(lines) or torn:
                raise UsageError(
                    f"{path} 第 {number} 行读不懂，像是被改动过；请删去这一行再试，这一题会重做。"
                )
        return rows


def as_text(value: Mapping[str, Any]) -> str:
    """A JSON document for people to read too."""
    return _json(value, indent=2) + "\n"


def _line(row: Row) -> str:
    return _json(row, indent=None) + "\n"


def _json(value: Mapping[str, Any], indent: int | None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate in a document: only an escape can carry it
        return json.dumps(value, indent=indent)
    return text


def _row_of(line: bytes) -> dict[str, Any] | None:
    """The row, or None if the line is not one that `append` wrote."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    whole = isinstance(row, dict) and {"id", "outcome", "statements", "hits"} <= row.keys()
    return row if whole else None


def _identity(run: Mapping[str, Any]) -> dict[str, str]:
    """What must be the same for two runs to share a folder."""
    return {
        "format": str(run["format"]),
        "pandu": str(run["versions"]["pandu"]),
        "sha256": str(run["questions"]["sha256"]),
        **{key: str(value) for key, value in run["settings"].items()},
    }


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Why the second run cannot go on with the first one's answers, in Chinese; [] if it can."""
    first, second = _identity(before), _identity(now)
    found = []
    for key in sorted(first.keys() | second.keys()):
        was, is_now = first.get(key) or ABSENT, second.get(key) or ABSENT
        if was != is_now:
            change = "已改动" if key == "sha256" else f"原为“{was}”，现为“{is_now}”"
            found.append(f"{LABELS.get(key, key)}{change}")
    return found
