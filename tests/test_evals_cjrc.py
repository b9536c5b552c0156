"""CJRC's official scores: every expectation by hand from the definition."""

from typing import Any

import pytest
from made_up_answers import answer, cited, question

from analysis.answer import Outcome
from evals.cjrc import character_f1, cjrc_f1, exact, given_answer, over_annotators
from evals.metrics import score

F1 = [
    ("800元", "800元", 1.0),
    ("800元", "８００ 元。", 2 * 1 / (4 + 4)),  # wide digits are other characters; marks go
    ("生活费800元", "800元", 2 * 4 / (7 + 4)),
    ("ABC", "abc", 1.0),
    ("的的的", "的", 2 * 1 / (3 + 1)),  # a bag: each counts as often as it stands
    ("甲", "乙", 0.0),
    ("", "", 1.0),
    ("", "，。", 1.0),  # nothing is left of it
    ("", "有", 0.0),
    ("有", "", 0.0),
]


@pytest.mark.parametrize(("gold", "given", "expected"), F1)
def test_character_f1(gold: str, given: str, expected: float) -> None:
    assert character_f1(gold, given) == pytest.approx(expected)


def test_exact() -> None:
    assert exact("（2014）1号", "2014 1号") == 1
    assert exact("甲乙", "乙甲") == 0


ANNOTATORS = [
    (["甲乙"], "甲乙", 1.0),
    ([], "", 1.0),  # no answer at all is an empty one
    ([], "有", 0.0),
    # Leaving out each in turn: max(0, 0), max(1, 0), max(1, 0).
    (["甲乙", "丙", "丁"], "甲乙", (0 + 1 + 1) / 3),
    (["甲乙", "甲乙", "丁"], "甲乙", 1.0),
    (["甲乙", "丙"], "甲乙", (0 + 1) / 2),
]


@pytest.mark.parametrize(("golds", "given", "expected"), ANNOTATORS)
def test_over_annotators(golds: list[str], given: str, expected: float) -> None:
    assert over_annotators(golds, given) == pytest.approx(expected)


def row(text: str, outcome: Outcome = Outcome.ANSWERED) -> dict[str, Any]:
    """Its one citation quotes 息息息息息."""
    return {"id": "q", **answer(cited(0, 5), outcome=outcome, text=text).as_json()}


GIVEN = [
    (["800元"], row("800元。法院查明：“每月800元。”"), "800元"),
    (["800元"], row("法院查明：“每月800元。”"), "息" * 5),  # the quotes, not their introduction
    (["YES", "YES"], row("是。法院查明：“……”"), "YES"),
    (["NO", ""], row("不支持。法院认为：“……”"), "NO"),
    (["NO"], row("法院查明：“……”"), "法院查明：“……”"),  # says neither
    ([""], row("没有依据。", Outcome.DECLINED), ""),
]


@pytest.mark.parametrize(("golds", "found", "expected"), GIVEN)
def test_what_counts_as_the_answer(golds: list[str], found: dict[str, Any], expected: str) -> None:
    assert given_answer(golds, found) == expected


def test_a_row_is_scored_only_where_there_is_something_to_score() -> None:
    assert cjrc_f1([], row("800元。")) is None
    assert cjrc_f1(["800元"], row("", Outcome.UNAVAILABLE)) is None
    assert cjrc_f1(["", "", ""], row("没有依据。", Outcome.DECLINED)) == 1
    assert cjrc_f1(["800元", "800元"], row("800元。法院查明：“每月800元。”")) == 1


def test_a_question_with_annotators_is_measured_by_it() -> None:
    asked = question(answers=("800元", "生活费800元", "800元"))
    assert score(asked, row("800元。法院查明：“每月800元。”"))["cjrc_f1"] == 1
    assert score(question(answer="800元"), row("800元。"))["cjrc_f1"] is None
