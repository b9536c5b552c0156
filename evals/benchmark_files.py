"""The folder a benchmark writes: metrics.json, results.jsonl, a run file a system, report.html."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import numpy as np

from corpus.errors import UsageError
from evals.benchmark import Benchmark
from evals.benchmark_report import render_benchmark
from evals.benchmark_systems import SYSTEMS
from evals.folder import LOCK, METRICS, REPORT, RESULTS, RUN, RunFolder, as_text
from evals.retrieval_metrics import MEASURES

SHOWN = 10
"""Rows a system that results.jsonl names; the run files have them all."""

_BLANK = re.compile(r"\s")


@contextmanager
def benchmark_folder(out: Path) -> Iterator[RunFolder]:
    """The folder, made and held before the work begins; gone again if that fails.

    Raises UsageError where it cannot be made, is in use, or holds an evaluation of answers.
    """
    if (out / RUN).exists():
        raise UsageError(
            f"输出目录 {out} 里是一次问答评测（pandu eval）的结果；请换一个 --out 目录。"
        )
    fresh = not out.exists()
    try:
        with RunFolder(out) as folder:
            yield folder
    except BaseException:
        if fresh:
            with suppress(OSError):
                (out / LOCK).unlink(missing_ok=True)
                out.rmdir()
        raise


def write_benchmark(folder: RunFolder, found: Benchmark) -> None:
    """Write every file, each whole or not at all."""
    folder.write(RESULTS, "".join(_result_lines(found)))
    for name in SYSTEMS:
        folder.write(f"{name}.run", "".join(_run_lines(found, name)))
    folder.write(REPORT, render_benchmark(found))
    folder.write(METRICS, as_text(found.as_json()))


def _result_lines(found: Benchmark) -> Iterator[str]:
    """A JSON line a question: of every system its scores, its time and its first rows."""
    rows = found.given.rows
    for number, query in enumerate(found.given.queries):
        systems = {
            name: {
                **dict(zip(MEASURES, answers.values[number].round(6).tolist(), strict=True)),
                "seconds": round(float(answers.seconds[number]), 6),
                "rows": [rows[place].id for place in answers.ranked[number].places[:SHOWN]],
            }
            for name, answers in found.answers.items()
        }
        line = {"id": query.id, "text": query.text, "grades": query.grades, "systems": systems}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _run_lines(found: Benchmark, name: str) -> Iterator[str]:
    """TREC's run format: query, Q0, row, rank from 1, score, system."""
    for query, ranked in zip(found.given.queries, found.answers[name].ranked, strict=True):
        scores = _falling(ranked.scores)
        for rank, (place, score) in enumerate(zip(ranked.places, scores, strict=True), start=1):
            row = found.given.rows[place].id
            yield f"{trec_id(query.id)} Q0 {trec_id(row)} {rank} {score:.9g} {name}\n"


def trec_id(id_: str) -> str:
    """An id as a column of a run file: white space in it is written %20 and the like.

    >>> trec_id("全国人民代表大会 决定#1")
    '全国人民代表大会%20决定#1'
    """
    return _BLANK.sub(lambda blank: quote(blank.group()), id_)


def _falling(scores: Iterable[float]) -> list[float]:
    """The scores, ties lowered by the least step of a 32-bit float.

    trec_eval orders by score alone, and ties by its own rule; so the order stays ours.
    """
    falling: list[float] = []
    for score in scores:
        single = np.float32(score)
        if falling and single >= np.float32(falling[-1]):
            single = np.nextafter(np.float32(falling[-1]), np.float32(-np.inf))
        falling.append(float(single))
    return falling
