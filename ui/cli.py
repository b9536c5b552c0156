"""The command line: `pandu ingest | remove | read | search | ask | eval | chat | doctor | …`.

Exit codes: 0 done · 1 done, some inputs failed · 2 bad usage or input · 3 a part is unavailable.
"""

import json
import os
import sys
import traceback
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from analysis import Assistant, Turn, load_settings, open_assistant
from analysis.answer import Outcome
from analysis.settings import Settings
from corpus.errors import PanduError, UsageError
from corpus.judgment import sections_of
from ingest.pipeline import Status
from ui.command import show
from ui.command.arguments import named_in_one, repeat_options
from ui.command.backup import backup_command, restore_command
from ui.command.benchmark import benchmark_command
from ui.command.eval import eval_command
from ui.command.eval_bars import held_to_bars
from ui.command.eval_compare import eval_compare_command
from ui.command.eval_convert import eval_convert_command
from ui.command.eval_judge import eval_judge_agreement_command
from ui.command.remove import remove_command
from ui.conditions import Conditions, narrowed

DONE, SOME_FAILED, BAD_USAGE, UNAVAILABLE = 0, 1, 2, 3

USAGE_FAULTS = {
    "MissingParameter": "缺少必要的参数",
    "BadParameter": "参数的值不对",
    "NoSuchOption": "没有这个选项",
    "BadOptionUsage": "选项的用法不对",
    "BadArgumentUsage": "参数的用法不对",
}
"""The parser's own complaints, which it makes in English, by the name of their class."""

app = typer.Typer(
    name="pandu",
    help="判读：向中国裁判文书提问，每句回答都有逐字可查的出处，并写明是谁说的。",
    add_completion=False,
    pretty_exceptions_enable=False,
)

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", help="文库文件夹；默认在用户数据目录（或 PANDU_LIBRARY）。"),
]
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


@app.command("chat")
def chat_command(
    library: LibraryOption = None,
    port: Annotated[int | None, typer.Option(help="端口；默认自选。")] = None,
    host: Annotated[
        str | None, typer.Option(help="监听的地址；默认只在本机，设好登录后才能用别的。")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="是否打开浏览器。")
    ] = True,
) -> None:
    """打开网页，与文库对话。"""
    from ui.launch import launch

    if library is not None:  # the page runs in this process and reads its settings there
        os.environ["PANDU_LIBRARY"] = str(library)
    raise typer.Exit(launch(port, browser, host))


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


def main() -> None:
    """Run the command; every error becomes one Chinese sentence and the right exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """The exit code of one command line."""
    try:
        return int(
            app(repeat_options(named_in_one(words or ["--help"])), standalone_mode=False) or DONE
        )
    except TyperException as error:
        what = USAGE_FAULTS.get(type(error).__name__, "用法有误")
        show.problem(f"{what}（{error.format_message()}）。请用 pandu --help 查看用法。")
        return BAD_USAGE
    except UsageError as error:
        show.problem(str(error))
        return BAD_USAGE
    except PanduError as error:
        show.problem(str(error))
        return UNAVAILABLE
    except (KeyboardInterrupt, typer.Abort):
        show.problem("已中断。已完成的部分都已保存，用同一命令可以接着做。")
        return 130
    # The reader of our output, such as head, has had enough; typer and rich exit with 1 at that.
    except (BrokenPipeError, SystemExit):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - Python flushes it at the end
        return DONE
    except Exception as error:  # a fault of ours; 1, which Python would exit with, means another
        traceback.print_exc()
        show.problem(
            f"判读自己出了错（{type(error).__name__}：{error}）。文库没有损坏；"
            "请把上面的内容连同所用的命令报告给维护者。"
        )
        return UNAVAILABLE


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


if __name__ == "__main__":
    main()
