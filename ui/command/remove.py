"""`pandu remove`: judgments out of the library into its trash, and back."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from analysis import load_settings, open_assistant
from corpus.catalog_trash import Removed
from corpus.errors import UsageError
from ui.command import console


def remove_command(
    names: Annotated[
        list[str] | None, typer.Argument(help="来源名或文书编号，可写多个；副本的名称只移出副本。")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="撤销：恢复最近一次移出的文书。")] = False,
    library: Annotated[
        Path | None,
        typer.Option("--library", help="文库文件夹；默认在用户数据目录（或 PANDU_LIBRARY）。"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """把文书移出文库，放进回收站（保留 30 天）；--undo 恢复最近一次移出的。"""
    if undo and names:
        raise UsageError("--undo 恢复最近一次移出的全部文书，不能同时写名称。")
    if not undo and not names:
        raise UsageError("没有写要移出的文书。用法：pandu remove 来源名或文书编号 …")
    settings = load_settings(library=library) if library is not None else load_settings()
    with open_assistant(settings) as assistant:
        if undo:
            restored = assistant.trash.undo()
            _tell(restored.back, "restored", "已恢复", as_json)
            _tell(
                restored.left, "left", "没有恢复（它的来源现在是别的内容，仍在回收站里）", as_json
            )
        else:
            removed = assistant.trash.remove(assistant.trash.named(names or ()))
            _tell(removed, "removed", "已移出", as_json)


def _tell(removed: Iterable[Removed], status: str, words: str, as_json: bool) -> None:
    """A line for each."""
    lines = []
    for one in removed:
        names = [source_id for _, source_id in one.sources]
        if as_json:
            fields = {
                "source": one.sources[0][0],
                "source_id": names[0],
                "source_ids": names,
                "judgment_id": one.judgment_id,
                "status": status,
                "copy_of": one.searched_id if one.is_copy else None,
            }
            lines.append(json.dumps(fields, ensure_ascii=False))
        else:
            copy = "（副本）" if one.is_copy else ""
            lines.append(f"{words}　{one.title}{copy}　{'、'.join(names)}")
    console.lines(lines)
