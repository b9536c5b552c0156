"""`pandu eval convert`: public data sets as questions of ours."""

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import UsageError
from ui.command import console


def eval_convert_command(
    kind: Annotated[str, typer.Argument(help="数据集：cjrc（cail）、lecoqa（stard）、legaldc。")],
    folder: Annotated[Path, typer.Argument(help="下载好的数据集所在的文件夹。")],
    out: Annotated[
        Path, typer.Option("--out", help="写 judgments.jsonl、questions.jsonl 的文件夹。")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")] = False,
) -> None:
    """把公开数据集转成可导入的文书与可评测的问题。"""
    from evals.convert import JUDGMENTS, QUESTIONS, Kind, convert, write_converted

    try:
        known = Kind(kind.lower())
    except ValueError as error:
        raise UsageError(f"没有“{kind}”这种数据集；可用的有：{'、'.join(Kind)}。") from error
    found = convert(known, folder)
    write_converted(found, out)
    documents, questions, notes = len(found.documents), len(found.questions), found.notes
    if as_json:
        counts = {"documents": documents, "questions": questions, "notes": list(notes)}
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    console.lines(
        [
            f"文书 {documents} 份，问题 {questions} 个",
            *(f"⚠ {note}" for note in notes),
            f"先导入：pandu ingest {out / JUDGMENTS}",
            f"再评测：pandu eval {out / QUESTIONS} --out …",
        ]
    )
