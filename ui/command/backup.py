"""`pandu backup` and `pandu restore`: a library into one file, and out of it again."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.command import console, show

_JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]


def backup_command(
    file: Annotated[Path, typer.Argument(help="备份文件（.zip），或存放它的文件夹。")],
    library: Annotated[
        Path | None,
        typer.Option("--library", help="文库文件夹；默认在用户数据目录（或 PANDU_LIBRARY）。"),
    ] = None,
    as_json: _JsonOption = False,
) -> None:
    """备份文库到一个文件；文库正在使用或写入时也可以。"""
    from analysis.settings import load_settings
    from corpus.backup import write_backup

    settings = load_settings(library=library) if library is not None else load_settings()
    progress = show.Progress("备份", quiet=as_json)
    try:
        done = write_backup(settings.library, file, progress.update)
    finally:
        progress.close()
    size = done.path.stat().st_size
    if as_json:
        found = {
            "file": str(done.path),
            "bytes": size,
            "made": done.contents.made,
            "judgments": done.contents.judgments,
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    console.lines(
        [
            f"已备份 {done.contents.judgments} 份文书：{done.path}（{size / 1024 / 1024:.1f} MB）",
            "备份含文书全文，未加密，请妥善保管。",
            f"恢复：pandu restore {done.path} --library 新文件夹",
        ]
    )


def restore_command(
    file: Annotated[Path, typer.Argument(help="备份文件（.zip）。")],
    library: Annotated[
        Path | None, typer.Option("--library", help="恢复到哪个文件夹：新的，或空的。")
    ] = None,
    as_json: _JsonOption = False,
) -> None:
    """从备份恢复出一个文库：先逐项校验，再放进新文件夹，从不覆盖。"""
    if library is None:
        raise UsageError("没有写恢复到哪里。用法：pandu restore 备份.zip --library 新文件夹")
    from analysis.restoring import restore
    from analysis.settings import load_settings

    bars: dict[str, show.Progress] = {}

    def tell(what: str, done: int, total: int) -> None:
        if what not in bars:
            close()
            bars[what] = show.Progress(what, quiet=as_json)
        bars[what].update(done, total)

    def close() -> None:
        for bar in bars.values():
            bar.close()

    try:
        restored = restore(file, library, load_settings(library=library), tell)
    finally:
        close()
    if as_json:
        found = {
            "library": str(restored.folder),
            "made": restored.made,
            "judgments": restored.judgments,
            "passages": restored.passages,
        }
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    console.lines(
        [
            f"已恢复 {restored.judgments} 份文书，{restored.passages} 段（备份于 {restored.made}）",
            f"打开：pandu chat --library {restored.folder}",
        ]
    )
