"""Floors: what of an earlier run is kept, and which figures of a new one have fallen."""

import json
from pathlib import Path
from typing import Any

import pytest
from made_up_answers import cited, question, row

from analysis.answer import Outcome
from corpus.errors import UsageError
from evals.floors import BY_TYPE, baseline_of, fallen, read_floors
from evals.summary import summarise


def metrics(right: int, wrong: int, sha256: str = "a") -> dict[str, Any]:
    """A metrics.json: so many answers that cite the evidence, and so many that miss it."""
    found = [row(cited(10, 20))] * right + [row(cited(50, 60))] * wrong
    asked = [question((10, 20), id=str(n), type="amount") for n in range(len(found))]
    about = {"questions": {"file": "dev.jsonl", "sha256": sha256, "count": len(found)}}
    return about | summarise(asked, {str(n): each for n, each in enumerate(found)}).as_json()


def floored(tmp_path: Path, earlier: dict[str, Any]) -> Any:  # noqa: ANN401
    path = tmp_path / "metrics.json"
    path.write_text(json.dumps(earlier), encoding="utf-8")
    return read_floors(path)


FALLEN = [
    # of 10 now right, after 8 of 10, whose interval reaches down to .5
    (10, False),
    (8, False),
    (5, False),  # the floor itself
    (4, True),
    (0, True),
]


@pytest.mark.parametrize("kept", [dict, baseline_of])  # the whole file, or what is kept of it
@pytest.mark.parametrize(("right", "expected"), FALLEN)
def test_a_figure_below_its_interval_has_fallen(
    tmp_path: Path, kept: Any, right: int, expected: bool  # noqa: ANN401
) -> None:  # fmt: skip
    earlier = metrics(8, 2)
    assert earlier["overall"]["evidence_cited"]["low"] == 0.5
    lines = fallen(floored(tmp_path, kept(earlier)), metrics(right, 10 - right))
    assert any("引到依据（evidence_cited）" in line for line in lines) is expected


def test_a_fall_is_told_in_full(tmp_path: Path) -> None:
    lines = fallen(floored(tmp_path, metrics(10, 0)), metrics(9, 1))
    assert "未达标：引到依据（evidence_cited）为 90.00%，应不低于 100.00%。" in lines


def test_a_figure_that_nothing_has_any_more_has_fallen(tmp_path: Path) -> None:
    floors, now = floored(tmp_path, metrics(10, 0)), metrics(10, 0)
    now["overall"]["evidence_cited"]["mean"] = None
    assert len(fallen(floors, now)) == 1
    # What the earlier run had no value of is no floor.
    assert not {"cjrc_f1", "amounts_match"} & {bar.key for bar in floors.bars}


def test_other_questions_are_not_compared(tmp_path: Path) -> None:
    (line,) = fallen(floored(tmp_path, metrics(10, 0)), metrics(0, 10, sha256="b"))
    assert "不是同一份" in line and "metrics.json" in line


def test_a_baseline_says_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    slower = metrics(8, 2)
    slower["latency"]["p50"] = 9.0
    assert baseline_of(slower) == baseline_of(metrics(8, 2))
    (group,) = baseline_of(slower)["by_type"].values()
    assert group["questions"] == 10 and tuple(group["measures"]) == BY_TYPE


NO_FLOORS = ["", "[]", "{}", '{"questions": {}}', '{"questions": {"sha256": "a"}, "overall": {}}',
             '{"questions": {"sha256": "a"}, "overall": [1]}',
             '{"questions": {"sha256": "a"}, "overall": {"hit@1": 1}}']  # fmt: skip


@pytest.mark.parametrize("content", NO_FLOORS)
def test_what_is_no_metrics_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="不能作为基线"):
        read_floors(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不了"):
        read_floors(tmp_path / "none.json")


def test_unavailable_answers_lower_nothing_and_are_for_a_bar_of_their_own(tmp_path: Path) -> None:
    floors, now = floored(tmp_path, metrics(2, 0)), metrics(1, 0)
    assert fallen(floors, now) == []
    asked = [question((10, 20), id=n) for n in "ab"]
    rows = {"a": row(cited(10, 20)), "b": row(outcome=Outcome.UNAVAILABLE)}
    summary = summarise(asked, rows).as_json()
    assert fallen(floors, now | summary) == [] and summary["counts"]["unavailable"] == 1
