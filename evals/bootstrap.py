"""Bootstrap over questions: how far a mean, or a difference of two, may be chance.

Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
LEVEL = 0.95
SEED = 20020422
"""Fixed, so that the same values always give the same intervals; its value means nothing."""

AT_ONCE = 4_000_000
"""Draws held in memory at a time: 32 MB."""

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95 % percentile interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference, its interval, and the two-sided p of there being none."""

    mean: float
    low: float
    high: float
    p: float


def resampled_means(values: Values) -> Values:
    """The mean of every column in every resample: (RESAMPLES, columns) from (questions, columns).

    Questions are drawn with replacement, whole rows at a time: columns stay paired. Raises
    ValueError without a question.
    """
    questions = len(values)
    if questions == 0:
        raise ValueError("no question to draw from")
    generator = np.random.default_rng(SEED)
    means = np.empty((RESAMPLES, values.shape[1]))
    step = max(1, AT_ONCE // questions)
    for start in range(0, RESAMPLES, step):
        size = min(step, RESAMPLES - start)
        drawn = generator.integers(0, questions, (size, questions))
        drawn += np.arange(size)[:, None] * questions  # each resample counts in cells of its own
        counts = np.bincount(drawn.ravel(), minlength=size * questions).reshape(size, questions)
        means[start : start + size] = counts @ values / questions
    return means


def interval(values: Values, means: Values) -> Interval:
    """The mean of one column of values, with the interval from its resampled means."""
    low, high = _ends(means)
    return Interval(float(values.mean()), low, high)


def difference(first: tuple[Values, Values], second: tuple[Values, Values]) -> Difference:
    """By how much the second is above the first; each is a column and its resampled means.

    The same resamples must lie under both. p is twice the share of resamples on the far side of
    0, one more counted on both sides so that it is never 0 (Davison & Hinkley, "Bootstrap Methods
    and their Application", 1997, 4.2); at most 1. A difference that is only rounding is none.
    """
    apart = second[1] - first[1]
    apart[np.abs(apart) < 1e-12] = 0.0
    low, high = _ends(apart)
    below, above = int((apart <= 0).sum()), int((apart >= 0).sum())
    p = min(1.0, 2 * (min(below, above) + 1) / (len(apart) + 1))
    return Difference(float(second[0].mean() - first[0].mean()), low, high, p)


def _ends(means: Values) -> tuple[float, float]:
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
