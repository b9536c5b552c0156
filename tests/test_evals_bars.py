"""Bars: how they are written, and which figures clear them."""

import copy
from typing import Any

import pytest
from made_up_answers import cited, hit, question, row

from analysis.answer import Outcome
from corpus.errors import UsageError
from corpus.voice import Voice
from evals.bars import FIGURES, Bar, Side, bars_of, broken
from evals.metrics import MEASURES
from evals.summary import summarise

READ = [
    ("evidence_cited=0.85", Bar("evidence_cited", Side.AT_LEAST, 0.85)),
    ("evidence_cited=85%", Bar("evidence_cited", Side.AT_LEAST, 0.85)),
    (" hit@1 >= 1 ", Bar("hit@1", Side.AT_LEAST, 1.0)),
    ("evidence_cited<=0.5", Bar("evidence_cited", Side.AT_MOST, 0.5)),  # whoever wants that
    # A count of faults and a time are good when small.
    ("holding_from_party=0", Bar("holding_from_party", Side.AT_MOST, 0.0)),
    ("holding_from_party<=0", Bar("holding_from_party", Side.AT_MOST, 0.0)),
    ("latency_p95=1.5", Bar("latency_p95", Side.AT_MOST, 1.5)),
]


@pytest.mark.parametrize(("word", "expected"), READ)
def test_a_bar_is_read(word: str, expected: Bar) -> None:
    assert bars_of([word]) == (expected,)


REFUSED = [
    ("evidence_cited", "读不懂"),
    ("evidence_cited=", "读不懂"),
    ("evidence_cited=很高", "读不懂"),
    ("evidence_cited==0.8", "读不懂"),
    ("evidence_cited=-1", "读不懂"),
    ("accuracy=0.8", "evidence_cited、"),  # names those that there are
    ("evidence_cited=85", "85%"),  # per cent meant, per cent not written
    ("latency_p50=50%", "不是比例"),
]


@pytest.mark.parametrize(("word", "told"), REFUSED)
def test_a_bar_that_cannot_be_read_is_refused(word: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        bars_of([word])


@pytest.fixture(scope="module")
def metrics() -> dict[str, Any]:
    """Evidence cited in 3 of 4, two of them with a plea; one question unavailable."""
    asked = [question((10, 20), id=str(n)) for n in range(5)]
    right, claim = cited(10, 20), cited(10, 20, Voice.PLAINTIFF_CLAIM)
    answers = [row(right, hits=(hit(10, 20),)), row(right, claim), row(claim), row(cited(50, 60))]
    rows = {str(n): found for n, found in enumerate(answers)}
    rows["4"] = row(outcome=Outcome.UNAVAILABLE)
    return summarise(asked, rows).as_json()


HELD = [
    ("evidence_cited=0.75", True),  # the value itself clears it
    ("evidence_cited=0.76", False),
    ("holding_from_party=2", True),
    ("holding_from_party=1", False),  # the whole count, 2, not its mean
    ("unavailable=0", False),
    ("latency_p95=0.25", True),
    ("latency_p50<=0.2", False),
    ("outcome_right>=1", True),
    ("aurc=0", True),
    ("declining_recall=0.1", False),  # nothing had to be declined: nothing was tested
    ("amounts_match=0", False),  # no gold answer holds a sum
]


@pytest.mark.parametrize(("word", "cleared"), HELD)
def test_which_bars_are_cleared(metrics: dict[str, Any], word: str, cleared: bool) -> None:
    assert (broken(bars_of([word]), metrics) == []) is cleared


def test_a_broken_bar_is_told_in_full(metrics: dict[str, Any]) -> None:
    words = ["evidence_cited=0.76", "outcome_right=1", "holding_from_party=0", "amounts_match=1"]
    assert broken(bars_of(words), metrics) == [
        "未达标：引到依据（evidence_cited）为 75.00%，应不低于 76.00%。",
        "未达标：他人之言（holding_from_party）为 2，应不高于 0。",
        "未达标：金额相符（amounts_match）应不低于 100.00%，但没有一题适用，无从检查。",
    ]


def test_every_figure_is_in_the_metrics(metrics: dict[str, Any]) -> None:
    before = copy.deepcopy(metrics)
    broken(tuple(Bar(key, Side.AT_LEAST, 0.0) for key in FIGURES), metrics)
    assert metrics == before
    assert {measure.key for measure in MEASURES} - {"seconds"} <= FIGURES.keys()
