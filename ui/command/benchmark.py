"""`pandu benchmark`: our search beside what a user would run instead, on judged questions."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ui.command import console, show

if TYPE_CHECKING:
    from evals.benchmark import Benchmark
    from evals.bootstrap import Difference

INTERRUPTED = 130
COMPARED = ("ndcg@10", "recall@10")
"""The measures whose difference to the baseline the terminal shows; the files have them all."""

_out = Console(highlight=False)


class Stages:
    """A progress bar on standard error for whatever is being done."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._stage = ""
        self._bar: show.Progress | None = None

    def update(self, stage: str, done: int, total: int) -> None:
        """Move the stage's bar; a new stage begins a new one."""
        if self._bar is None or stage != self._stage:
            self.close()
            self._stage, self._bar = stage, show.Progress(stage, quiet=self._quiet)
        self._bar.update(done, total)

    def close(self) -> None:
        """Leave the last bar as it is."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def benchmark_command(
    folder: Annotated[
        Path,
        typer.Argument(help="文件夹，内有 corpus.jsonl、queries.jsonl、qrels.tsv。"),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="结果文件夹：指标、逐题结果、TREC run 文件与网页报告。"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """在有评定的数据集上对照检索效果：五种方法，一次跑完。"""
    from analysis.settings import load_settings
    from evals.benchmark import benchmark
    from evals.benchmark_files import benchmark_folder, write_benchmark
    from retrieval.analyze import Analyzer
    from retrieval.embed import open_embedder

    settings = load_settings()
    stages = Stages(quiet=as_json)
    try:
        with benchmark_folder(out) if out else nullcontext() as written:
            analyzer = Analyzer()
            embedder = open_embedder(
                settings.embedding_model,
                query_instruction=settings.embedding_query_instruction,
                device=settings.embedding_device,
                analyzer=analyzer,
            )
            found = benchmark(folder, analyzer, embedder, stages.update)
            if written:
                write_benchmark(written, found)
    except KeyboardInterrupt:
        stages.close()
        console.problem("已中断。临时的索引已删去，没有写下结果。")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        stages.close()
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        show_benchmark(found, out)


def show_benchmark(found: "Benchmark", out: Path | None) -> None:
    """The figures as tables, and where the files lie."""
    from evals.benchmark_report import LABELS
    from evals.benchmark_systems import BASELINE, SYSTEMS

    given = found.given
    _out.print(
        Text(f"{given.name}：语料 {len(given.rows)} 段，有评定的问题 {len(given.queries)} 个")
        + Text(f"，没有评定的 {given.unjudged} 个不计" if given.unjudged else "")
    )
    for note in given.notes:
        _out.print(Text(f"⚠ {note}", style="yellow"))
    measures = _table("均值（百分制），下为 95% 区间", ["方法", *LABELS.values()])
    times = _table(
        f"与 {BASELINE} 之差（百分点），与用时",
        ["方法", *(LABELS[key] for key in COMPARED), "每题中位/95分位", "建索引"],
    )
    for name, result in found.results.items():
        cells = [
            f"{100 * v.mean:.1f}\n{100 * v.low:.1f}–{100 * v.high:.1f}"
            for v in result.measures.values()
        ]
        measures.add_row(f"{name}\n", *cells)
        against = result.against
        apart = ["—" if against is None else _apart(against[key]) for key in COMPARED]
        times.add_row(
            name,
            *apart,
            f"{result.p50:.1f}/{result.p95:.1f} 毫秒",
            f"{result.build_seconds:.1f} 秒",
        )
    _out.print(measures)
    _out.print(times)
    for name, what in SYSTEMS.items():
        _out.print(Text(f"{name}：{what}", style="dim"))
    if out:
        _out.print(Text(f"报告：{out / 'report.html'}"))


def _apart(value: "Difference") -> str:
    """A difference on two lines: the figure with its p, then the interval."""
    from evals.benchmark_report import p_words, points

    spread = f"{points(value.low)} 至 {points(value.high)}"
    return f"{points(value.mean)}（{p_words(value.p)}）\n{spread}"


def _table(title: str, heads: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for head in heads:
        table.add_column(head)
    return table
