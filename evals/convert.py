"""Turn a public data set into questions of ours and documents to ingest. The recipe: `convert`."""

import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.convert_cjrc import read_cjrc
from evals.convert_judged import is_judged, read_judged
from evals.convert_lecoqa import read_lecoqa
from evals.convert_legaldc import read_legaldc
from evals.converted import Converted

JUDGMENTS, QUESTIONS = "judgments.jsonl", "questions.jsonl"


class Kind(StrEnum):
    """The data sets that can be read; the value is what the user writes."""

    CJRC = "cjrc"
    CAIL = "cail"
    LECOQA = "lecoqa"
    STARD = "stard"
    LEGALDC = "legaldc"


READERS: Mapping[Kind, Callable[[Path], Converted]] = {
    Kind.CJRC: read_cjrc,
    Kind.CAIL: read_cjrc,
    Kind.LECOQA: read_lecoqa,
    Kind.STARD: read_lecoqa,
    Kind.LEGALDC: read_legaldc,
}
"""How each set is read as it was published; two names for those of one layout."""


def convert(kind: Kind, folder: Path) -> Converted:
    """The data set in this folder, as it was published or in the layout of `pandu benchmark`.

    Raises UsageError for a folder that holds neither, and for files that do not fit.
    """
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {folder}；请给出下载好的数据集所在的文件夹。")
    return read_judged(folder) if is_judged(folder) else READERS[kind](folder)


def write_converted(found: Converted, out: Path) -> None:
    """Write both files, each whole or not at all. Raises UsageError where that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write(out / JUDGMENTS, (document.as_json() for document in found.documents))
        _write(out / QUESTIONS, (question.as_json() for question in found.questions))
    except OSError as error:
        raise UsageError(f"写不了 {out}：{error.strerror}。请换一个 --out 目录。") from error


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    fresh = path.with_name(f"{path.name}.part")
    with fresh.open("w", encoding="utf-8", newline="\n") as lines:
        for row in rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    fresh.replace(path)
