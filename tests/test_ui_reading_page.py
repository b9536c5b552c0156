"""The reading page as a reader meets it, run without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_reading import Shown
from streamlit.testing.v1 import AppTest

from analysis import Assistant, load_settings, open_assistant
from analysis.wiring import SAMPLES
from ui.opened import GIVEN

APP = Path(__file__).parents[1] / "ui" / "app.py"
HOSTILE = (
    "某县人民法院民事判决书\n（2021）某0101民初7号\n原告甲公司诉称，<script>alert(1)</script>未付款。\n"
    "本院认为，<img src=x onerror=alert(2)>应当付款。\n"
    "判决如下：\n被告乙公司给付甲公司货款3万元。\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("library")
    hostile = tmp_path_factory.mktemp("files") / "恶意*案*.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    with open_assistant(load_settings(library=folder, model="none")) as opened:
        list(opened.ingest([*SAMPLES, hostile]))
        yield opened


def visit(assistant: Assistant, **query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    page.session_state[GIVEN] = assistant
    page.switch_page("pages/read.py")
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def counted(page: AppTest) -> str:
    found = [str(element.proto.body) for element in page.main.get("html")]
    return next(body for body in found if 'role="status"' in body and "份" in body)


def drawn(page: AppTest) -> str:
    found = [str(element.proto.body) for element in page.main.get("html")]
    return "".join(body for body in found if "pd-reading" in body and "<article" in body)


def picks(page: AppTest) -> list[str]:
    links = [element.proto for element in page.main.get("page_link")]
    return [f"{link.label} {link.query_string}" for link in links]


def test_without_an_address_the_judgments_are_offered(assistant: Assistant) -> None:
    page = visit(assistant)
    assert page.title[0].value == "阅读"
    assert len(picks(page)) == len(SAMPLES) + 1
    assert f"共 {len(SAMPLES) + 1} 份文书" in counted(page)
    page.text_input[0].set_value("金山").run()
    (only,) = picks(page)
    assert "金山美杜莎LoRA案" in only and "doc=" in only
    page.text_input[0].set_value("查无此案").run()
    assert not picks(page) and "没有符合的" in counted(page)


def test_an_address_opens_its_judgment_whole_and_marks_the_spans(assistant: Assistant) -> None:
    judgment = assistant.read("jinshan-medusa-lora.md")
    page = visit(assistant, doc=judgment.id, start=["10", "100"], end=["20", "130"])
    seen = Shown(drawn(page))
    assert seen.text == judgment.text
    assert seen.marked == [judgment.text[10:20], judgment.text[100:130]]
    assert "引文 1 / 2" in drawn(page) and "案例摘要 · 非原文" in drawn(page)
    assert not page.text_input  # the list is behind a link


def test_a_source_s_name_will_do(assistant: Assistant) -> None:
    assert "金山美杜莎LoRA案" in drawn(visit(assistant, doc="jinshan-medusa-lora.md"))


@pytest.mark.parametrize("doc", ["0123456789abcdef", "<script>*甲*"])
def test_what_is_not_there_is_told_and_others_are_offered(assistant: Assistant, doc: str) -> None:
    page = visit(assistant, doc=doc)
    assert "没有这份文书" in page.warning[0].value and "<script>" not in page.warning[0].value
    assert len(picks(page)) == len(SAMPLES) + 1
    assert not drawn(page)


@pytest.mark.parametrize(("start", "end"), [("9", "3"), ("a", "b"), ("-1", "4")])
def test_a_bad_span_only_marks_nothing(assistant: Assistant, start: str, end: str) -> None:
    page = visit(assistant, doc="jinshan-medusa-lora.md", start=start, end=end)
    assert drawn(page) and "<mark" not in drawn(page)


def test_a_hostile_judgment_is_inert_and_whole(assistant: Assistant) -> None:
    page = visit(assistant, doc="恶意*案*.txt")
    seen = Shown(drawn(page))
    assert seen.text == assistant.read("恶意*案*.txt").text
    assert not {"script", "img"} & set(seen.tags)


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    with open_assistant(load_settings(library=tmp_path / "new", model="none")) as empty:
        page = visit(empty)
    assert "还没有文书" in page.info[0].value
