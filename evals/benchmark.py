"""Set our search beside what a user would run instead, on a set of judged questions.

The recipe: `benchmark`. The indexes are made in a temporary folder and are gone afterwards, also
when the run is interrupted.
"""

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.benchmark_set import BenchmarkSet, load_benchmark_set
from evals.benchmark_systems import BASELINE, SYSTEMS, Built, Progress, Ranked, built_systems
from evals.bootstrap import (
    LEVEL,
    RESAMPLES,
    SEED,
    Difference,
    Interval,
    difference,
    interval,
    resampled_means,
)
from evals.retrieval_metrics import DEPTH, MEASURES, measured
from retrieval.analyze import Analyzer
from retrieval.embed import Embedder

DECIMALS = 6
STEP = 20  # questions between two reports of progress


@dataclass(frozen=True, slots=True)
class SystemResult:
    """What one system is worth; `against` is its difference to the baseline, None for that."""

    measures: Mapping[str, Interval]
    against: Mapping[str, Difference] | None
    p50: float  # milliseconds a question
    p95: float
    build_seconds: float

    def as_json(self) -> dict[str, Any]:
        """What metrics.json says of a system."""
        return {
            "measures": {key: _rounded(value) for key, value in self.measures.items()},
            "against_baseline": self.against
            and {key: _rounded(value) for key, value in self.against.items()},
            "latency_ms": {"p50": round(self.p50, 3), "p95": round(self.p95, 3)},
            "build_seconds": round(self.build_seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class Answers:
    """What a system gave for every judged question: values are (questions, measures)."""

    ranked: tuple[Ranked, ...]
    values: NDArray[np.float64]
    seconds: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A whole run; both mappings are by system, in the order of SYSTEMS."""

    given: BenchmarkSet
    answers: Mapping[str, Answers]
    results: Mapping[str, SystemResult]
    embedding_model: str

    def as_json(self) -> dict[str, Any]:
        """The document that metrics.json holds."""
        return {
            "set": self.given.name,
            "rows": len(self.given.rows),
            "queries": {"judged": len(self.given.queries), "left_out": self.given.unjudged},
            "notes": list(self.given.notes),
            "baseline": BASELINE,
            "systems": {name: result.as_json() for name, result in self.results.items()},
            "interval": {
                "method": "paired percentile bootstrap over questions (Efron 1979)",
                "level": LEVEL,
                "resamples": RESAMPLES,
                "seed": SEED,
            },
            "latency": f"one question at a time, {DEPTH} rows asked for",
            "settings": {"embedding_model": self.embedding_model},
            "versions": {name: _version(name) for name in ("pandu", "bm25s", "jieba")}
            | {"python": platform.python_version()},
        }


def benchmark(
    folder: Path, analyzer: Analyzer, embedder: Embedder, progress: Progress
) -> Benchmark:
    """Ask every judged question of every system and sum up.

    Raises UsageError for a folder that is no benchmark set, LibraryError or Unavailable where a
    part fails.
    """
    given = load_benchmark_set(folder)
    with (
        TemporaryDirectory(prefix="pandu-benchmark-") as scratch,
        built_systems(given.rows, (analyzer, embedder), Path(scratch), progress) as built,
    ):
        answers = _answers(given, built, progress)
    return Benchmark(given, answers, _results(answers, built.build_seconds), embedder.name)


def _answers(given: BenchmarkSet, built: Built, progress: Progress) -> dict[str, Answers]:
    """Question by question, each time another system first: what disturbs one disturbs all."""
    names = list(SYSTEMS)
    for name in names:  # what is loaded at first use is no part of a question's time
        built.systems[name](given.queries[0].text)
    ranked: dict[str, list[Ranked]] = {name: [] for name in names}
    seconds: dict[str, list[float]] = {name: [] for name in names}
    total = len(given.queries)
    for number, query in enumerate(given.queries, start=1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            started = perf_counter()
            ranked[name].append(built.systems[name](query.text))
            seconds[name].append(perf_counter() - started)
        if number % STEP == 0 or number == total:
            progress("逐题检索", number, total)
    return {
        name: Answers(
            tuple(ranked[name]),
            np.array([_values(given, *pair) for pair in enumerate(ranked[name])]),
            np.array(seconds[name]),
        )
        for name in names
    }


def _values(given: BenchmarkSet, number: int, ranked: Ranked) -> list[float]:
    return measured([given.rows[place].id for place in ranked.places], given.queries[number].grades)


def _results(
    answers: Mapping[str, Answers], build_seconds: Mapping[str, float]
) -> dict[str, SystemResult]:
    # One draw of questions for all systems and measures: their differences are paired.
    means = resampled_means(np.hstack([answers[name].values for name in SYSTEMS]))
    drawn = dict(zip(SYSTEMS, np.split(means, len(SYSTEMS), axis=1), strict=True))
    columns = {
        name: [(answers[name].values[:, at], drawn[name][:, at]) for at in range(len(MEASURES))]
        for name in SYSTEMS
    }
    results = {}
    for name in SYSTEMS:
        pairs = list(zip(columns[BASELINE], columns[name], strict=True))
        p50, p95 = np.percentile(answers[name].seconds * 1000, [50, 95])
        results[name] = SystemResult(
            measures=dict(zip(MEASURES, (interval(*c) for c in columns[name]), strict=True)),
            against=None
            if name == BASELINE
            else dict(zip(MEASURES, (difference(*pair) for pair in pairs), strict=True)),
            p50=float(p50),
            p95=float(p95),
            build_seconds=build_seconds[name],
        )
    return results


def _rounded(value: Interval | Difference) -> dict[str, float]:
    return {key: round(number, DECIMALS) for key, number in asdict(value).items()}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # PanDu run from the source tree, not installed
        return "源码"
