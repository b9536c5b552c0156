"""`pandu eval --judge`, and `pandu eval judge-agreement`: a model as the judge of answers."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis import Assistant, load_settings
from analysis.settings import NO_MODEL, Settings
from corpus.errors import ModelUnavailable, PanduError, UsageError
from ui.command import console, show

if TYPE_CHECKING:
    from analysis.model.port import ChatModel
    from evals.cited import LookUp
    from evals.judge_run import Judging
    from evals.question_file import QuestionFile
    from evals.summary import Metrics

SOME_FAILED = 1

JUDGE_JOBS = 4
"""Grades asked for at once where nobody says how many."""


def judge_model(settings: Settings, name: str | None) -> "ChatModel":
    """The model that grades: the one named, else the settings'. Answers may do without a model,
    and are graded by the settings' one then. Raises UsageError if none is set, and asks nothing.
    """
    from analysis.model.vendor import LangChainModel

    named = settings.model if name in (None, NO_MODEL) else name
    if named == NO_MODEL:
        raise UsageError(
            "评分要有语言模型，现在没有设置。请设置 PANDU_MODEL，以及 PANDU_MODEL_PROVIDER 或 "
            "PANDU_MODEL_BASE_URL；判读不会自行连到别处。"
        )
    return LangChainModel(settings.model_copy(update={"model": named}))


def judging_with(
    model: "ChatModel", jobs: int | None, assistant: Assistant, judgment: "LookUp"
) -> "Judging":
    """The model as the judge of answers from this assistant's library."""
    from evals.judge import Judge
    from evals.judge_run import Judging

    return Judging(Judge(model), jobs or JUDGE_JOBS, _texts(assistant), judgment)


def judged(
    asked: "QuestionFile", out: Path, metrics: "Metrics", judging: "Judging", *, quiet: bool
) -> dict[str, Any]:
    """Grade what an evaluation wrote into `out`; what is to be added to its JSON."""
    from evals.judge_run import judge_answers
    from evals.judge_summary import in_words

    with _progress(quiet) as progress:
        summary = judge_answers(asked, out, metrics, judging, progress)
    if not quiet:
        console.lines(in_words(summary))
    return {"judge": summary.as_json()}


def eval_judge_agreement_command(
    model: Annotated[
        str | None, typer.Option("--model", help="语言模型的名称；默认为所设置的模型。")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, max=64, help="同时评几份；默认为 4。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """量一量模型评分可靠到什么程度：与随附的 60 份逐份读过的评分对照。"""
    from evals.judge import Graded, Judge, Mark
    from evals.judge_agreement import agreement, in_words
    from evals.judge_many import grade_all
    from evals.judge_set import read_graded

    judge = Judge(judge_model(load_settings(), model))
    hand = read_graded()
    papers = {each.id: each.paper for each in hand}

    grades: dict[str, Graded] = {}
    with _progress(as_json) as progress:
        for id_, graded in grade_all(papers, judge, jobs or JUDGE_JOBS):
            grades[id_] = graded
            progress(len(grades), len(papers))
    found = agreement(judge.model.name, hand, grades)
    if found.total(Mark.UNAVAILABLE) == len(hand):
        raise ModelUnavailable(next(iter(grades.values())).reason)
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        console.lines(in_words(found))
    if found.total(Mark.UNAVAILABLE):
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, else nothing."""
    progress = show.Progress("评分", quiet=quiet or not console.is_terminal())
    try:
        yield progress.update
    finally:
        progress.close()


def _texts(assistant: Assistant) -> Callable[[str | None], str | None]:
    def text_of(doc: str | None) -> str | None:
        try:
            return assistant.read(doc).text if doc is not None else None
        except PanduError:  # the grade has less to go by; the answer is graded all the same
            return None

    return text_of
