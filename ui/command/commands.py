"""Every command, as `ui.cli` runs it."""

import json
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis import Assistant, Turn, load_settings, open_assistant
from analysis.answer import Outcome
from analysis.settings import Settings
from corpus.errors import UsageError
from corpus.judgment import sections_of
from ingest.report import Status
from ui.command import show
from ui.command.backup import backup_command, restore_command
from ui.command.benchmark import benchmark_command
from ui.command.chat import LibraryOption, chat_command
from ui.command.eval import eval_command
from ui.command.eval_bars import held_to_bars
from ui.command.eval_compare import eval_compare_command
from ui.command.eval_convert import eval_convert_command
from ui.command.eval_judge import eval_judge_agreement_command
from ui.command.exits import BAD_USAGE, DONE, SOME_FAILED, UNAVAILABLE
from ui.command.remove import remove_command
from ui.conditions import Conditions, narrowed

app = typer.Typer(
    name="pandu",
    help="判读：向中国裁判文书提问，每句回答都有逐字可查的出处，并写明是谁说的。",
    add_completion=False,
    pretty_exceptions_enable=False,
)

JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="语言模型的名称；none 表示不用模型，只摘录原文。")
]


@app.command("ingest")
def ingest_command(
    paths: Annotated[list[Path] | None, typer.Argument(help="文件或文件夹，可写多个。")] = None,
    library: LibraryOption = None,
    samples: Annotated[
        bool | None,
        typer.Option("--samples/--no-samples", help="装入或更新自带的案例摘要；或把它们移出文库。"),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="先按现在的设置重建索引（换了向量模型之后用）。")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """导入裁判文书：文件、文件夹或压缩包，Word、PDF、网页、表格、文本都可以。"""
    if not paths and samples is None and not rebuild:
        raise UsageError("没有写要导入的文件。用法：pandu ingest 文件或文件夹 …")
    settings = _settings(library)
    if samples is False:  # a first use is not to bring in what is then removed
        settings = settings.model_copy(update={"samples": False})
    progress = show.Progress("重建索引", quiet=as_json) if rebuild else None
    with open_assistant(settings, rebuild=progress.update if progress else None) as assistant:
        if progress:
            progress.close()
        if samples is False:
            show.removed(assistant.remove_samples(), as_json)
        ingesting = chain(
            assistant.add_samples() if samples else (),
            assistant.ingest(paths, None if as_json else show.Recognising()) if paths else (),
        )
        reports = show.ingest_reports(ingesting, as_json) if paths or samples else []
    failed = [report for report in reports if report.status is Status.FAILED]
    if failed:
        raise typer.Exit(BAD_USAGE if len(failed) == len(reports) else SOME_FAILED)


app.command("remove")(remove_command)


@app.command("read")
def read_command(
    name: Annotated[str, typer.Argument(help="来源名（文件名或行的 id）或文书编号。")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """查看一份文书：谁在说话、当事人、条文与金额。"""
    with _open(library) as assistant:
        judgment = assistant.read(name)
        entry = assistant.entry(judgment.id)
    if as_json:
        _print_json(show.judgment_json(judgment, entry))
    else:
        show.judgment(judgment, sections_of(judgment.sentences))


@app.command("search")
@narrowed
def search_command(
    query: Annotated[str, typer.Argument(help="要找的话。")],
    conditions: Conditions,
    limit: Annotated[int, typer.Option("-k", min=1, max=1000, help="最多几段。")] = 10,
    explain: Annotated[
        bool, typer.Option("--explain", help="说明每一段为什么排在这里：各项得分。")
    ] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """查找段落。"""
    with _open(library) as assistant:
        scope = conditions.scope(assistant)
        found = assistant.search(query, limit=limit, scope=scope)
    if as_json:
        _print_json(found.as_json(explain=explain) | conditions.as_json(scope))
    else:
        show.hits(found, explain=explain)
        show.notice(conditions.notice(scope))


@app.command("ask")
@narrowed
def ask_command(
    question: Annotated[str, typer.Argument(help="要问的问题。")],
    conditions: Conditions,
    history: Annotated[
        Path | None,
        typer.Option(help='此前的问答，JSON：[{"question": …, "answer": …}]。'),
    ] = None,
    model: ModelOption = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """提问：回答的每一句都附原文出处。"""
    turns = _history(history) if history else ()
    with _open(library) as assistant:
        scope = conditions.scope(assistant)
        answer = assistant.ask(question, scope=scope, history=turns, model=model)
    if as_json:
        _print_json(answer.as_json() | conditions.as_json(scope))
    else:
        show.answer(answer)
        show.notice(conditions.notice(scope))
    raise typer.Exit(UNAVAILABLE if answer.outcome is Outcome.UNAVAILABLE else DONE)


app.command("eval")(held_to_bars(eval_command))
app.command("backup")(backup_command)
app.command("restore")(restore_command)
app.command("benchmark")(benchmark_command)
app.command("eval compare")(eval_compare_command)
app.command("eval convert")(eval_convert_command)
app.command("eval judge-agreement")(eval_judge_agreement_command)


app.command("chat")(chat_command)


@app.command("doctor")
def doctor_command(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """检查安装、文库与模型设置。"""
    from analysis.checkup import check_up

    checks = check_up(_settings(library))
    if as_json:
        _print_json({"checks": [check.as_json() for check in checks]})
    else:
        show.checks(checks)
    raise typer.Exit(DONE if all(check.well for check in checks) else UNAVAILABLE)


def _settings(library: Path | None) -> Settings:
    return load_settings(library=library) if library is not None else load_settings()


def _open(library: Path | None) -> Assistant:
    return open_assistant(_settings(library))


def _history(path: Path) -> tuple[Turn, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Turn(str(row["question"]), str(row["answer"])) for row in rows)
    except OSError as error:
        raise UsageError(f"对话记录 {path} 读不出来：{error.strerror}。") from error
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(
            f'对话记录 {path} 的格式不对，应为 [{{"question": …, "answer": …}}]。'
        ) from error


def _print_json(value: Any) -> None:  # noqa: ANN401
    typer.echo(json.dumps(value, ensure_ascii=False))
