"""Writes the tables that are made by command: of the commands themselves, and of the dev results.

python docs/make_reference.py            writes
python docs/make_reference.py --check    exits 1 if a file is behind
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import typer

from evals.charts import LABELS, interval, percent
from evals.estimate import Estimate
from evals.floors import BY_TYPE
from evals.question_types import type_label
from ui.command.commands import app

ROOT = Path(__file__).resolve().parents[1]
BASELINE = ROOT / "evals" / "questions" / "baseline.json"


def reference() -> str:
    """A table of the commands: how each is called, and its help."""
    lines = ["| 命令 | 做什么 |", "|---|---|"]
    for name, command in sorted(typer.main.get_command(app).commands.items()):  # type: ignore[attr-defined]
        words = ["pandu", name]
        for parameter in command.params:
            if parameter.name == "help":
                continue
            if parameter.param_type_name == "argument":
                words.append(parameter.name.upper())
            else:
                words.append(f"[{parameter.opts[0]}]")
        lines.append(f"| `{' '.join(words)}` | {command.help} |")
    return "\n".join(lines)


def results() -> str:
    """The results by kind of question, for Chinese readers."""
    heads = ("题型", "题数", *(LABELS[key] for key in BY_TYPE))
    return _results(heads, type_label, "全部")


def results_in_english() -> str:
    """The same for English readers; the kinds by their names in the file."""
    heads = ("kind", "questions", "right outcome", "evidence cited", "citation precision")
    return _results(heads, lambda name: name.replace("_", " "), "all")


def _results(heads: tuple[str, ...], label: Callable[[str], str], whole: str) -> str:
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    rows = [
        (label(name), str(group["questions"]), *_shares(group["measures"]))
        for name, group in baseline["by_type"].items()
    ]
    total = [_with_interval(baseline["overall"][key]) for key in BY_TYPE]
    rows.append((f"**{whole}**", str(baseline["questions"]["count"]), *total))
    rule = ("---", *("---:" for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rule, *rows))


def _shares(measures: dict[str, Any]) -> list[str]:
    return [percent(measures[key]["mean"]) for key in BY_TYPE]


def _with_interval(estimate: dict[str, Any]) -> str:
    return f"{percent(estimate['mean'])} ({interval(Estimate(**estimate))})"


class Block(NamedTuple):
    """A table that stands between two marks of a file."""

    file: Path
    name: str
    table: Callable[[], str]

    def put_into(self, text: str) -> str:
        """The text with the table of today. Raises ValueError if a mark is not there once."""
        begin, end = f"<!-- {self.name}: make docs -->", f"<!-- end of {self.name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"{self.file.name} must hold {begin} and {end} once")
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        return f"{before}{begin}\n{self.table()}\n{end}{after}"


BLOCKS = (
    Block(ROOT / "README.md", "commands", reference),
    Block(ROOT / "README.en.md", "commands", reference),
    Block(ROOT / "README.md", "results", results),
    Block(ROOT / "README.en.md", "results", results_in_english),
    Block(ROOT / "docs" / "measurements.md", "results", results_in_english),
)


def main() -> int:
    """The exit code."""
    behind = 0
    for block in BLOCKS:
        text = block.file.read_text(encoding="utf-8")
        fresh = block.put_into(text)
        if text != fresh:
            behind += 1
            if "--check" not in sys.argv:
                block.file.write_text(fresh, encoding="utf-8")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
