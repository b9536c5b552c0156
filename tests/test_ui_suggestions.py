"""The questions that a first visit shows: they work, or they are not shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import Assistant, load_settings, open_assistant
from analysis.answer import Outcome
from analysis.wiring import SAMPLES
from ui.chat.suggestions import EXAMPLES, WANTED, suggested

OWN = """青禾绘本社诉蓝鲸云平台有限公司著作权纠纷案
某市中级人民法院
民事判决书
（2023）某01民初123号
原告：青禾绘本社。
被告：蓝鲸云平台有限公司。
原告诉称，蓝鲸云平台有限公司应当赔偿损失50万元。
被告辩称，其只提供存储服务，不应当承担责任。
本院认为，蓝鲸云平台有限公司收到通知后没有删除绘本，应当承担赔偿责任。
判决如下：被告蓝鲸云平台有限公司赔偿原告青禾绘本社3万元。
二〇二三年五月六日
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "library", model="none")) as opened:
        yield opened


def read_in(assistant: Assistant, folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert all(report.judgment_id for report in assistant.ingest(sorted(folder.glob("*.txt"))))


def test_the_bundled_cases_have_their_own(library: Assistant) -> None:
    list(library.ingest(SAMPLES))
    assert suggested(library, library.entries()) == tuple(e.question for e in EXAMPLES)


def test_of_own_judgments_every_question_shown_is_answered(
    library: Assistant, tmp_path: Path
) -> None:
    read_in(library, tmp_path, 甲=OWN, 乙=OWN.replace("绘本", "童谣").replace("123号", "124号"))
    questions = suggested(library, library.entries())
    assert 3 <= len(questions) <= WANTED and len(set(questions)) == len(questions)
    assert len({question.partition("，")[0] for question in questions}) > 1  # of both in turn
    for question in questions:
        answer = library.ask(question)
        assert answer.outcome is Outcome.ANSWERED
        assert all(statement.verified for statement in answer.statements)


def test_what_cannot_be_answered_is_not_shown(library: Assistant, tmp_path: Path) -> None:
    read_in(library, tmp_path, 便条="今天下雨，没有去法院。")
    assert suggested(library, library.entries()) == ()


def test_an_empty_library_has_none(library: Assistant) -> None:
    assert suggested(library, ()) == ()
