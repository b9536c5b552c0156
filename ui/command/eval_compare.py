"""`pandu eval compare`: two evaluations side by side."""

import json
from pathlib import Path
from typing import Annotated

import typer

from ui.command import console


def eval_compare_command(
    first: Annotated[Path, typer.Argument(help="先一次评测的结果文件夹。")],
    second: Annotated[Path, typer.Argument(help="后一次评测的结果文件夹。")],
    out: Annotated[
        Path | None, typer.Option("--out", help="把对照写成网页 compare.html 的文件夹。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """对照两次评测：哪些题变好、哪些变差，差别是不是偶然。"""
    from corpus.errors import UsageError
    from evals.compare import compare
    from evals.compare_report import FILE, render_comparison
    from evals.compare_runs import load_run
    from evals.compare_words import in_words

    found = compare(load_run(first), load_run(second))
    if out is not None:
        try:
            out.mkdir(parents=True, exist_ok=True)
            (out / FILE).write_text(
                render_comparison(found), encoding="utf-8", errors="replace", newline="\n"
            )
        except OSError as error:
            raise UsageError(
                f"写不了 {out / FILE}：{error.strerror}。请换一个 --out 目录。"
            ) from error
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    console.lines(in_words(found))
    if out is not None:
        console.lines([f"网页：{out / FILE}"])
