"""The switch for the bundled digests, at the command line and on the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import TEXT, Pandu, pandu_over
from streamlit.testing.v1 import AppTest

from analysis import Assistant, load_settings, open_assistant
from analysis.samples import SAMPLES
from ui.opened import GIVEN

APP = Path(__file__).parents[1] / "ui" / "app.py"
ALL = len(SAMPLES)


@pytest.fixture
def pandu(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Pandu:
    return pandu_over(tmp_path / "library", capsys)


def test_in_and_out_at_the_command_line(pandu: Pandu, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text(TEXT.format(3), encoding="utf-8")
    first = pandu("ingest", "--samples", own)  # --samples takes no value: own.txt is a file
    assert first.code == 0 and f"已导入 {ALL + 1} 份" in first.out
    out = pandu("ingest", "--no-samples", "--json")
    lines = [json.loads(line) for line in out.out.splitlines()]
    assert out.code == 0 and len(lines) == ALL
    assert {line["status"] for line in lines} == {"removed"}
    assert all(line["judgment_id"] and line["source_id"].endswith(".md") for line in lines)
    again = pandu("ingest", "--no-samples", own)
    assert again.code == 0
    assert "已移出自带的案例摘要 0 份" in again.out and "未变化" in again.out
    assert pandu("read", "own.txt", "--json").code == 0
    assert "没有装入" in pandu("doctor").out


def page_of(folder: Path, *, samples: bool) -> Iterator[tuple[AppTest, Assistant]]:
    settings = load_settings(library=folder, model="none", samples=samples)
    with open_assistant(settings) as assistant:
        page = AppTest.from_file(str(APP), default_timeout=60)
        page.session_state[GIVEN] = assistant
        page.run()
        assert not page.exception
        yield page, assistant


def shown(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.main.get("html"))


def test_the_welcome_offers_as_many_as_there_are(tmp_path: Path) -> None:
    for page, assistant in page_of(tmp_path / "library", samples=True):
        assert f"或先装入 {ALL} 份公开案例的摘要试用" in shown(page)
        next(b for b in page.button if b.label == "装入示例").click()
        page.run()
        assert len(assistant.entries()) == ALL
        assert f"<dd>{ALL}</dd><dt>份文书</dt>" in shown(page)
        assert "都是自带的公开案例摘要" in shown(page)
        assert "--no-samples" in shown(page)


def test_the_welcome_says_that_they_are_switched_off(tmp_path: Path) -> None:
    for page, _ in page_of(tmp_path / "library", samples=False):
        assert "PANDU_SAMPLES" in shown(page) and "pandu ingest --samples" in shown(page)
        assert not [b for b in page.button if b.label == "装入示例"]


def test_a_library_of_ones_own_says_nothing_of_them(pandu: Pandu, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(TEXT.format(3), encoding="utf-8")
    pandu("ingest", tmp_path / "own.txt")
    for page, _ in page_of(tmp_path / "library", samples=True):
        assert "<dd>1</dd><dt>份文书</dt>" in shown(page) and "案例摘要" not in shown(page)
