"""Means and percentiles over questions, with how far they may be chance.

Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979:
questions are drawn with replacement, and the 2.5th and 97.5th percentiles of what such draws give
are the interval. The seed is fixed. A measure that applies to no question has no value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.bootstrap import LEVEL, RESAMPLES, SEED, Values, resampled_means

DECIMALS = 6
ENDS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)

METHOD: dict[str, Any] = {
    "method": "percentile bootstrap (Efron 1979)",
    "level": LEVEL,
    "resamples": RESAMPLES,
    "seed": SEED,
}
"""What metrics.json says of its intervals."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over the questions it applies to, with its 95 % interval; None where n is 0."""

    n: int
    mean: float | None
    low: float | None
    high: float | None


NOTHING = Estimate(0, None, None, None)


def estimate(values: Iterable[float | None]) -> Estimate:
    """The mean of the values that are not None, and its interval.

    With one value, or all equal, the interval is the mean.
    """
    present = [value for value in values if value is not None]
    return estimates([present])[0]


def estimates(columns: Sequence[Sequence[float | None]]) -> list[Estimate]:
    """The estimate of every column, a value a question in each, from one draw of questions.

    A draw in which a column has no value tells nothing of it.
    """
    given = np.array(columns, dtype=np.float64).T  # None becomes NaN
    if not given.size:
        return [NOTHING] * len(columns)
    has = ~np.isnan(given)
    means = resampled_means(np.hstack([np.where(has, given, 0.0), has]))
    sums, shares = np.hsplit(means, 2)
    found = []
    for at in range(len(columns)):
        present = given[has[:, at], at]
        drawn = shares[:, at] > 0
        found.append(
            _rounded(present.size, float(present.mean()), sums[drawn, at] / shares[drawn, at])
            if present.size
            else NOTHING
        )
    return found


def ratio(above: Sequence[float], below: Sequence[float]) -> Estimate:
    """The sum of `above` over that of `below`, question by question; n is the latter.

    Draws in which nothing lies below have no ratio and are left out of the interval.
    """
    whole = sum(below)
    if not whole:
        return NOTHING
    means = resampled_means(np.array([above, below], dtype=np.float64).T)
    drawn = means[means[:, 1] > 0]
    return _rounded(round(whole), sum(above) / whole, drawn[:, 0] / drawn[:, 1])


def percentile(values: Sequence[float], share: float) -> Estimate:
    """A percentile of the values, by linear interpolation between ranks, with its interval."""
    if not values:
        return NOTHING
    given = np.sort(np.array(values, dtype=np.float64))
    generator = np.random.default_rng(SEED)
    drawn = [
        float(np.quantile(given[generator.integers(0, given.size, given.size)], share))
        for _ in range(RESAMPLES)
    ]
    return _rounded(given.size, float(np.quantile(given, share)), np.array(drawn))


def _rounded(n: int, value: float, drawn: Values) -> Estimate:
    low, high = np.quantile(drawn, ENDS)
    return Estimate(
        n, round(value, DECIMALS), round(float(low), DECIMALS), round(float(high), DECIMALS)
    )
