"""`pandu chat`, apart from the other commands: it loads nothing that a first page can spare."""

import os
from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", help="文库文件夹；默认在用户数据目录（或 PANDU_LIBRARY）。"),
]


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


alone = typer.Typer(name="pandu", add_completion=False, pretty_exceptions_enable=False)
"""The command line with this one command: the others' imports take a second."""

alone.callback()(lambda: None)  # else the parser would take its name for an argument
alone.command("chat")(chat_command)
