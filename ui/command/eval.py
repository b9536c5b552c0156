"""`pandu eval`: a file of questions, answered and scored."""

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from analysis import load_settings, open_assistant
from ui.asking import Asking, answerer_of, judgment_of, setting_of, texts_of
from ui.command import show
from ui.command.eval_judge import judge_model, judged, judging_with
from ui.command.eval_progress import EvalProgress
from ui.command.spread import spread
from ui.conditions import Conditions, narrowed

MOST_JOBS = 4
"""Questions answered at once where nobody says how many."""

WORTH_A_PROCESS = 40
"""Questions that a process of its own must find, to be worth opening the library for: 1.9 s of
processor time against 0.05 s an answer (701 judgments, without a model)."""


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """The options of an evaluation but its folder and its scope."""

    model: Annotated[
        str | None, typer.Option("--model", help="语言模型的名称；none 表示不用模型，只摘录原文。")
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            min=1,
            max=64,
            help="同时作答几题（和评几题）；默认为处理器核数，至多 4，题少则少。",
        ),
    ] = None
    judge: Annotated[
        bool,
        typer.Option(
            "--judge", help="再请所设置的语言模型对照标准答案评分：正确、部分正确、错误。"
        ),
    ] = False
    library: Annotated[
        Path | None,
        typer.Option("--library", help="文库文件夹；默认在用户数据目录（或 PANDU_LIBRARY）。"),
    ] = None
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False


@narrowed
@spread("options", EvalOptions)
def eval_command(
    questions: Annotated[
        Path, typer.Argument(help="问题文件：.jsonl（一行一问）、.csv 或 .xlsx（有“问题”一列）。")
    ],
    out: Annotated[Path, typer.Option("--out", help="结果文件夹；中断后用同一个文件夹可接着跑。")],
    conditions: Conditions,
    options: EvalOptions,
) -> None:
    """批量提问并评分，写出 results.jsonl、results.csv、results.xlsx、metrics.json、report.html。"""
    from evals.question_file import read_questions
    from evals.run import evaluate
    from evals.words import in_words

    given = {} if options.library is None else {"library": options.library}
    settings = load_settings(**given)
    judge = judge_model(settings, options.model) if options.judge else None
    with open_assistant(settings) as assistant:
        scope = conditions.scope(assistant)
        asking = Asking(settings, scope, options.model)
        asked = read_questions(questions, texts_of(assistant, scope))
        for note in asked.notes:
            show.notice(f"⚠ {note}")
        progress = EvalProgress(quiet=options.as_json)
        try:
            metrics = evaluate(
                asked,
                out,
                answerer_of(
                    assistant,
                    asking,
                    options.jobs or jobs_for(len(asked.questions), asking.is_heavy),
                ),
                setting=setting_of(assistant, conditions, options.model),
                progress=progress.update,
                date=datetime.datetime.now(datetime.UTC).date().isoformat(),
            )
        finally:
            progress.close()
        if not options.as_json:
            show.metrics(in_words(metrics.as_json()), out)
            show.notice(conditions.notice(scope))
        graded = {}
        if judge is not None:
            judging = judging_with(judge, options.jobs, assistant, judgment_of(assistant))
            graded = judged(asked, out, metrics, judging, quiet=options.as_json)
    if options.as_json:
        typer.echo(json.dumps(metrics.as_json() | graded, ensure_ascii=False))


def jobs_for(questions: int, is_heavy: bool, processors: int | None = None) -> int:
    """How many questions to answer at once, where nobody says: at least 1, at most MOST_JOBS.

    >>> jobs_for(6_000, False, 8), jobs_for(100, False, 8), jobs_for(30, False, 8)
    (4, 2, 1)
    >>> jobs_for(30, True, 8), jobs_for(6_000, False, 2)
    (4, 2)
    """
    most = min(processors or os.cpu_count() or 1, MOST_JOBS)
    return most if is_heavy else max(1, min(most, questions // WORTH_A_PROCESS))
