"""Bars that an evaluation must clear: evidence_cited=0.85, holding_from_party=0."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.errors import UsageError
from evals.metrics import MEASURES


class Side(StrEnum):
    """On which side of its bar a figure must lie."""

    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of metrics.json that can be held to a bar, and on which side it is good."""

    label: str
    path: tuple[str, ...]
    is_share: bool = True
    good: Side = Side.AT_LEAST


FIGURES: Mapping[str, Figure] = {
    **{
        measure.key: Figure(measure.label, ("overall", measure.key, "mean"))
        for measure in MEASURES
        if measure.is_share
    },
    # The whole count, not its mean: one is too many.
    "holding_from_party": Figure(
        "他人之言", ("counts", "holding_from_party"), is_share=False, good=Side.AT_MOST
    ),
    "unavailable": Figure("未能作答", ("counts", "unavailable"), is_share=False, good=Side.AT_MOST),
    "declining_precision": Figure("拒答准确率", ("declining", "precision", "mean")),
    "declining_recall": Figure("拒答召回率", ("declining", "recall", "mean")),
    "declining_f1": Figure("拒答 F1", ("declining", "f1", "mean")),
    "aurc": Figure("风险—覆盖面积", ("risk_coverage", "aurc"), good=Side.AT_MOST),
    "latency_p50": Figure("用时中位（秒）", ("latency", "p50"), is_share=False, good=Side.AT_MOST),
    "latency_p95": Figure(
        "用时 95 分位（秒）", ("latency", "p95"), is_share=False, good=Side.AT_MOST
    ),
}
"""Every figure that a bar can name, by the key it is named with."""

_BAR = re.compile(
    r"\s*(?P<key>[^\s=<>]+)\s*(?P<sign>>=|<=|=)\s*(?P<number>\d+(?:\.\d+)?)(?P<cent>%?)\s*"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the figure, the side it must lie on, and the value; the value itself is cleared."""

    key: str
    side: Side
    value: float


def bars_of(words: Iterable[str]) -> tuple[Bar, ...]:
    """The bars that a user wrote, in order.

    With = a figure must be no worse than the value: at least that for a share, at most that for
    a count of faults or a time. >= and <= say the side themselves. 85% is 0.85. Raises UsageError
    for anything else, for an unknown figure, and for a share above 1.

    >>> [(bar.side.value, bar.value) for bar in bars_of(["evidence_cited=85%", "latency_p95=2"])]
    [('>=', 0.85), ('<=', 2.0)]
    """
    return tuple(map(_bar_of, words))


def broken(bars: Sequence[Bar], metrics: Mapping[str, Any]) -> list[str]:
    """A Chinese line for each bar that metrics.json does not clear, in order; [] if all are.

    A figure without a value, because no question has it, clears no bar: a promise that nothing
    tested is not kept.
    """
    return [line for bar in bars if (line := _broken(bar, metrics)) is not None]


def _bar_of(word: str) -> Bar:
    match = _BAR.fullmatch(word)
    if match is None:
        raise UsageError(
            f"--fail-under 的值“{word}”读不懂；写法如 evidence_cited=0.85、"
            "holding_from_party=0，或用 >=、<= 写明方向。"
        )
    figure = FIGURES.get(match["key"])
    if figure is None:
        raise UsageError(
            f"--fail-under 没有“{match['key']}”这个指标；可用的有：{'、'.join(FIGURES)}。"
        )
    value = float(match["number"]) / (100 if match["cent"] else 1)
    if figure.is_share and value > 1:
        raise UsageError(
            f"--fail-under {word}：{figure.label}是比例，应在 0 与 1 之间，或写成百分数，如 85%。"
        )
    if match["cent"] and not figure.is_share:
        raise UsageError(f"--fail-under {word}：{figure.label}不是比例，不能写百分数。")
    side = figure.good if match["sign"] == "=" else Side(match["sign"])
    return Bar(match["key"], side, value)


def _broken(bar: Bar, metrics: Mapping[str, Any]) -> str | None:
    figure = FIGURES[bar.key]
    value: Any = metrics
    for step in figure.path:
        value = value[step]
    should = f"{'不低于' if bar.side is Side.AT_LEAST else '不高于'} {_shown(bar.value, figure)}"
    if value is None:
        return f"未达标：{figure.label}（{bar.key}）应{should}，但没有一题适用，无从检查。"
    cleared = value >= bar.value if bar.side is Side.AT_LEAST else value <= bar.value
    if cleared:
        return None
    return f"未达标：{figure.label}（{bar.key}）为 {_shown(value, figure)}，应{should}。"


def _shown(value: float, figure: Figure) -> str:
    """Two decimals of a per cent, so that 84.99 % does not look like the 85 % it falls short of."""
    return f"{value:.2%}" if figure.is_share else f"{value:g}"
