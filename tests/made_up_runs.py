"""Folders of evaluations that are done, made by hand: no question is asked."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.answer import Outcome
from evals.metrics import MEASURES
from evals.run import FORMAT


def scored(id_: str, outcome: Outcome = Outcome.ANSWERED, **scores: float | None) -> dict[str, Any]:
    """A row of results.jsonl: `hit_1` is hit@1; what is not named has no value."""
    named = {key.replace("_at_", "@"): value for key, value in scores.items()}
    return {
        "id": id_,
        "question": f"第{id_}问？",
        "outcome": outcome.value,
        "scores": dict.fromkeys(measure.key for measure in MEASURES) | named,
    }


def write_run(
    folder: Path, *rows: Mapping[str, Any], sha256: str = "a" * 64, **settings: str
) -> Path:
    """The folder with its two files."""
    folder.mkdir(parents=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "results.jsonl").write_text("".join(lines), encoding="utf-8")
    about = {
        "format": FORMAT,
        "questions": {"file": "questions.jsonl", "sha256": sha256, "count": len(rows)},
        "settings": {"model": "none"} | settings,
        "versions": {"pandu": "1", "python": "3.11"},
    }
    (folder / "metrics.json").write_text(json.dumps(about), encoding="utf-8")
    return folder
