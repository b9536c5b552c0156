"""The command line: `pandu ingest | remove | read | search | ask | eval | chat | doctor | …`.

Exit codes: 0 done · 1 done, some inputs failed · 2 bad usage or input · 3 a part is unavailable.
"""

import os
import sys
import traceback

import typer
from typer.exceptions import TyperException

from corpus.errors import PanduError, UsageError
from ui.command.arguments import named_in_one, repeat_options
from ui.command.console import problem
from ui.command.exits import BAD_USAGE, DONE, UNAVAILABLE

USAGE_FAULTS = {
    "MissingParameter": "缺少必要的参数",
    "BadParameter": "参数的值不对",
    "NoSuchOption": "没有这个选项",
    "BadOptionUsage": "选项的用法不对",
    "BadArgumentUsage": "参数的用法不对",
}
"""The parser's own complaints, which it makes in English, by the name of their class."""


def main() -> None:
    """Run the command; every error becomes one Chinese sentence and the right exit code."""
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """The exit code of one command line."""
    try:
        command = _commands(words)
        return int(
            command(repeat_options(named_in_one(words or ["--help"])), standalone_mode=False)
            or DONE
        )
    except TyperException as error:
        what = USAGE_FAULTS.get(type(error).__name__, "用法有误")
        problem(f"{what}（{error.format_message()}）。请用 pandu --help 查看用法。")
        return BAD_USAGE
    except UsageError as error:
        problem(str(error))
        return BAD_USAGE
    except PanduError as error:
        problem(str(error))
        return UNAVAILABLE
    except (KeyboardInterrupt, typer.Abort):
        problem("已中断。已完成的部分都已保存，用同一命令可以接着做。")
        return 130
    # The reader of our output, such as head, has had enough; typer and rich exit with 1 at that.
    except (BrokenPipeError, SystemExit):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - Python flushes it at the end
        return DONE
    except Exception as error:  # a fault of ours; 1, which Python would exit with, means another
        traceback.print_exc()
        problem(
            f"判读自己出了错（{type(error).__name__}：{error}）。文库没有损坏；"
            "请把上面的内容连同所用的命令报告给维护者。"
        )
        return UNAVAILABLE


def _commands(words: list[str]) -> typer.Typer:
    """The commands that a line may name: of the page itself, the others are not even loaded."""
    if words[:1] == ["chat"]:
        from ui.command.chat import alone

        return alone
    from ui.command.commands import app

    return app


if __name__ == "__main__":
    main()
