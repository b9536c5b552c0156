"""The command line called in this process, over a library of two judgments."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ui.cli import run

ROOT = Path(__file__).parents[1]
TEXT = (
    "杭州互联网法院民事判决书\n（2024）浙0192民初{0}号\n"
    "原告张三诉称：被告李四拖欠借款{0}万元，应当归还。\n"
    "本院认为，借款关系成立，依照《中华人民共和国民法典》第六百七十五条，李四应当归还借款。\n"
    "判决如下：被告李四于十日内归还原告张三借款{0}万元。\n"
)


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.out)


Pandu = Callable[..., Done]


def make_library(folder: Path) -> Path:
    """A library with `loan-3` and `loan-5`."""
    path = folder / "rows.jsonl"
    rows = [{"id": f"loan-{n}", "text": TEXT.format(n)} for n in (3, 5)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run(["ingest", str(path), "--json", "--library", str(folder / "library")]) == 0
    return folder / "library"


def pandu_over(default: Path, capsys: pytest.CaptureFixture[str]) -> Pandu:
    """The command, with a library of its own where none is named."""

    def call(*words: object, library: Path = default) -> Done:
        capsys.readouterr()
        code = run([*map(str, words), "--library", str(library)])
        return Done(code, *capsys.readouterr())

    return call
