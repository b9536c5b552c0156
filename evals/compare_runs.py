"""Evaluations that are done, read back from their folders to be set side by side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.folder import ABSENT, LABELS, METRICS, RESULTS
from evals.places import Row

TEXTS_SHOWN = 5
"""Questions named where the texts under one id differ."""


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: what metrics.json says of it, and its rows by the question's id."""

    name: str  # its folder's
    about: Mapping[str, Any]
    rows: Mapping[str, Row]

    @property
    def questions_file(self) -> str:
        return str(self.about["questions"]["file"])


def load_run(folder: Path) -> Run:
    """The evaluation in this folder.

    Raises UsageError where results.jsonl or metrics.json is missing or cannot be understood, and
    for a folder of `pandu benchmark`, whose rows hold no answers.
    """
    about = _json(folder / METRICS)
    if not isinstance(about, dict) or not {"questions", "settings", "versions"} <= about.keys():
        raise UsageError(f"{folder} 里不是 pandu eval 的结果（{METRICS} 没有写明问题文件与设置）。")
    rows: dict[str, Row] = {}
    # Split at "\n" alone: str.splitlines() would also cut at U+2028 inside an answer.
    for number, line in enumerate(_text(folder / RESULTS).split("\n"), start=1):
        if line.strip():
            row = _row(folder / RESULTS, number, line)
            rows[row["id"]] = row
    if not rows:
        raise UsageError(f"{folder / RESULTS} 是空的，没有可对照的回答。")
    return Run(folder.resolve().name, about, rows)


def refuse_other_questions(first: Run, second: Run) -> tuple[str, ...]:
    """What a reader must know where the questions' files differ; () where they are the same.

    Files that differ can be set side by side by the ids that both have, if under each id stands
    the same question. Raises UsageError where no id is in both, or where under one stands another.
    """
    shared = [id_ for id_ in first.rows if id_ in second.rows]
    if not shared:
        raise UsageError(
            f"{first.name} 与 {second.name} 没有一题编号相同，不是同一份问题，无法对照。"
        )
    other = [id_ for id_ in shared if _asked(first.rows[id_]) != _asked(second.rows[id_])]
    if other:
        names = "、".join(other[:TEXTS_SHOWN]) + (" 等" if len(other) > TEXTS_SHOWN else "")
        raise UsageError(
            f"{first.name} 与 {second.name} 有 {len(other)} 题编号相同而问题不同（{names}），"
            "不是同一份问题，无法对照。"
        )
    if first.about["questions"]["sha256"] == second.about["questions"]["sha256"]:
        return ()
    return (
        f"两次用的问题文件不同（{first.questions_file}、{second.questions_file}），"
        "编号相同的题问法也相同，按编号对照；标准答案若有改动，分数的变化里也有它的一份。",
    )


def settings_apart(first: Run, second: Run) -> dict[str, tuple[str, str]]:
    """What differs between the two set-ups: the first's and the second's, by the name shown."""
    before, after = _set_up(first.about), _set_up(second.about)
    apart = {}
    for key in (*before, *(key for key in after if key not in before)):
        was, now = before.get(key) or ABSENT, after.get(key) or ABSENT
        if was != now:
            apart[LABELS.get(key, key)] = (was, now)
    return apart


def _set_up(about: Mapping[str, Any]) -> dict[str, str]:
    found = {"format": str(about.get("format", "")), "pandu": str(about["versions"].get("pandu"))}
    return found | {key: str(value) for key, value in about["settings"].items()}


def _asked(row: Row) -> str:
    return str(row["question"])


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{path} 第 {number} 行读不懂；请重新运行这次评测。") from error
    if not isinstance(row, dict) or not {"id", "question", "outcome", "scores"} <= row.keys():
        raise UsageError(f"{path} 第 {number} 行不是 pandu eval 的回答（缺编号、问题或分数）。")
    return row


def _json(path: Path) -> Any:  # noqa: ANN401
    try:
        return json.loads(_text(path))
    except ValueError as error:
        raise UsageError(f"{path} 读不懂；请重新运行这次评测。") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} 不是 UTF-8 编码；请重新运行这次评测。") from error
    except OSError as error:
        raise UsageError(
            f"读不了 {path}：{error.strerror}。请给出 pandu eval 的结果文件夹（--out 所写的）。"
        ) from error
