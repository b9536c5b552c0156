"""`pandu eval`: a file of questions, answered and scored."""

import datetime
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis import Assistant, load_settings, open_assistant
from analysis.answer import Answer
from analysis.settings import NO_MODEL, Settings
from corpus.errors import PanduError, UsageError
from corpus.judgment import Judgment
from corpus.scope import Scope
from ui.command import show
from ui.command.eval_judge import judge_model, judged, judging_with
from ui.command.eval_progress import EvalProgress
from ui.command.spread import spread
from ui.conditions import Conditions, narrowed

if TYPE_CHECKING:
    from evals.answerer import Answerer, Ask
    from evals.dataset import Question

MOST_JOBS = 4
"""Questions answered at once where nobody says how many."""

WORTH_A_PROCESS = 40
"""Questions that a process of its own must find, to be worth opening the library for: 1.9 s of
processor time against 0.05 s an answer (701 judgments, without a model)."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How the questions are put: what a process of its own needs to put them too."""

    settings: Settings
    scope: Scope
    model: str | None

    def of(self, assistant: Assistant) -> "Ask":
        """What answers a question from this assistant's library."""

        def ask(question: "Question") -> Answer:
            return assistant.ask(
                question.question, scope=self.scope, history=question.history, model=self.model
            )

        return ask

    @contextmanager
    def __call__(self) -> Iterator["Ask"]:
        """The same in another process, over a library that it opens for itself."""
        with open_assistant(self.settings) as assistant:
            yield self.of(assistant)

    @property
    def is_heavy(self) -> bool:
        """Whether a second process would be no good: it waits for a model's reply, or would hold
        embedding and reranking models of its own."""
        set_ = self.settings
        asks_model = (self.model or set_.model) != NO_MODEL
        return asks_model or bool(set_.embedding_model) or bool(set_.reranker)


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
        asked = read_questions(questions, _texts(assistant, scope))
        for note in asked.notes:
            show.notice(f"⚠ {note}")
        progress = EvalProgress(quiet=options.as_json)
        try:
            metrics = evaluate(
                asked,
                out,
                _answerer(
                    assistant,
                    asking,
                    options.jobs or jobs_for(len(asked.questions), asking.is_heavy),
                ),
                setting=_setting(assistant, conditions, options.model),
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
            judging = judging_with(judge, options.jobs, assistant, _judgment(assistant))
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


def _answerer(assistant: Assistant, asking: Asking, jobs: int) -> "Answerer":
    from evals.answerer import Answerer

    return Answerer(
        asking.of(assistant),
        jobs,
        None if asking.is_heavy else asking,
        _judgment(assistant),
    )


def _judgment(assistant: Assistant) -> Callable[[str], Judgment | None]:
    def look_up(judgment_id: str) -> Judgment | None:
        try:
            return assistant.read(judgment_id)
        except PanduError:  # the report says less; the answer stands
            return None

    return look_up


def _texts(assistant: Assistant, scope: Scope) -> Callable[[str | None], str]:
    """The text of the judgment a row names; without a name, of the only one in the scope."""

    def text_of(doc: str | None) -> str:
        if doc is not None:
            return assistant.read(doc).text
        ids = scope.judgment_ids
        if ids is None:
            ids = tuple(entry.judgment_id for entry in assistant.entries())
        if len(ids) != 1:
            raise UsageError(f"没有写是哪份文书，而范围内有 {len(ids)} 份。")
        return assistant.read(ids[0]).text

    return text_of


def _setting(assistant: Assistant, conditions: Conditions, model: str | None) -> dict[str, str]:
    """Whatever the answers depend on."""
    settings = assistant.settings
    setting: dict[str, Any] = {
        "model": model or settings.model,
        "embedding_model": settings.embedding_model or "embedded",
        "library_generation": assistant.generation,
        "in": "、".join(conditions.names),
    }
    told = {"reranker": settings.reranker, "filter": conditions.words}
    return setting | {name: words for name, words in told.items() if words}
