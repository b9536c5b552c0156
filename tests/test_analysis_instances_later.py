"""What a reader of one decision is told of the others of its case in the library."""

from pathlib import Path

import pytest
from test_analysis_instances import APPEAL, FIRST, REVOKING

from analysis import Assistant, load_settings, open_assistant


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


def opened(folder: Path, **texts: str) -> Assistant:
    files = folder / "-".join(texts)
    files.mkdir()
    for name, text in texts.items():
        (files / f"{name}.txt").write_text(text, encoding="utf-8")
    assistant = open_assistant(load_settings(library=folder / f"lib-{files.name}", model="none"))
    list(assistant.ingest([files]))
    return assistant


def test_an_overturned_decision_says_by_whose_words(folder: Path) -> None:
    with opened(folder, first=FIRST.text, revoking=REVOKING.text) as assistant:
        first, later = assistant.read("first.txt"), assistant.read("revoking.txt")
        (told,) = assistant.reviews(first.id)
        assert told.overturned and told.judgment_id == later.id
        assert told.words.startswith("这份文书已被") and REVOKING.number in told.words
        assert "不再代表法院的最终认定" in told.words
        assert told.quote == told.span.of(later.text) and "撤销" in told.quote
        (did,) = assistant.reviews(later.id)
        assert not did.overturned and did.judgment_id == later.id
        assert FIRST.number in did.words and "已被这份文书撤销" in did.words


def test_an_upheld_decision_still_stands(folder: Path) -> None:
    with opened(folder, first=FIRST.text, appeal=APPEAL.text) as assistant:
        (told,) = assistant.reviews(assistant.read("first.txt").id)
        assert not told.overturned and "维持" in told.words and "不再代表" not in told.words


def test_a_decision_alone_has_nothing_to_be_told_of(folder: Path) -> None:
    with opened(folder, alone=FIRST.text) as assistant:
        assert assistant.reviews(assistant.read("alone.txt").id) == ()
