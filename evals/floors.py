"""What an earlier run reached: no figure of a new one may lie below its interval."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.bars import FIGURES, Bar, Side, broken

BY_TYPE = ("outcome_right", "evidence_cited", "citation_precision")
"""The measures that a baseline keeps of every type of question."""

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Floors:
    """The lower end of the 95 % interval of every share of a run, as bars.

    They hold for the questions of that run only, whose file has this hash.
    """

    name: str
    sha256: str
    bars: tuple[Bar, ...]


def read_floors(path: Path) -> Floors:
    """The floors in a metrics.json, or in a baseline made of one. Raises UsageError for others."""
    try:
        earlier = json.loads(path.read_bytes())
        floors = Floors(path.name, str(earlier["questions"]["sha256"]), _bars(earlier[OVERALL]))
        if not floors.bars:
            raise ValueError("a file without a figure holds nothing to anything")
        return floors
    except OSError as error:
        raise UsageError(f"读不了 {path}：{error.strerror}。请检查路径和权限。") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} 不是 pandu eval 写出的 metrics.json，不能作为基线。") from error


def fallen(floors: Floors, metrics: Mapping[str, Any]) -> list[str]:
    """A Chinese line for each figure of a new metrics.json that lies below its floor.

    A figure on its floor has not fallen; one that has no value any more has. For other questions
    there is nothing to compare, and one line says so.
    """
    if metrics["questions"]["sha256"] != floors.sha256:
        return [
            f"未达标：问题文件与 {floors.name} 的不是同一份，无从比较；"
            "改了问题，请先用同一份问题重做基线。"
        ]
    return broken(floors.bars, metrics)


def baseline_of(metrics: Mapping[str, Any]) -> dict[str, Any]:
    """What of a metrics.json is kept to compare later runs with: the shares, overall and by type.

    No time and no version, so that the same answers give the same baseline.
    """
    return {
        "questions": metrics["questions"],
        OVERALL: {key: metrics[OVERALL][key] for key in _keys()},
        "by_type": {
            name: {
                "questions": group["questions"],
                "measures": {key: group["measures"][key] for key in BY_TYPE},
            }
            for name, group in metrics["by_type"].items()
        },
    }


def _bars(overall: Mapping[str, Any]) -> tuple[Bar, ...]:
    lows = {key: overall[key]["low"] for key in _keys() if key in overall}
    return tuple(Bar(k, Side.AT_LEAST, float(low)) for k, low in lows.items() if low is not None)


def _keys() -> list[str]:
    return [key for key, figure in FIGURES.items() if figure.is_share and figure.path[0] == OVERALL]
