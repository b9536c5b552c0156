"""The chat page as a reader meets it, run without a browser."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from scripted_model import Asked, answering, forging
from streamlit.testing.v1 import AppTest

from analysis import Assistant, load_settings, open_assistant
from analysis.answer import Outcome
from analysis.model.port import Limits, Piece
from analysis.settings import Settings
from analysis.wiring import SAMPLES
from corpus.errors import LibraryBusy, ModelUnavailable
from ui.chat.suggestions import EXAMPLES
from ui.opened import GIVEN

APP = Path(__file__).parents[1] / "ui" / "app.py"
QUESTION = "金山美杜莎LoRA案的平台为什么不构成侵权？"


class HonestModel:
    """Writes what it is told to write about the passages it is shown."""

    name = "试用模型"
    limits = Limits()
    write = staticmethod(answering)

    def __init__(self, settings: Settings) -> None: ...

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        yield Piece(self.write(Asked("", {}, {"messages": [{"content": user}]})), "stop")


class ForgingModel(HonestModel):
    write = staticmethod(forging)


class FailingModel(HonestModel):
    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        raise ModelUnavailable("模型“试用模型”没有回应。")


class BrokenModel(HonestModel):
    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        raise RuntimeError("secret detail")


@pytest.fixture(scope="module")
def assistant(library: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "new", model="none")) as opened:
        yield opened


def visit(assistant: Assistant | None, **state: object) -> AppTest:
    page = AppTest.from_file(str(APP), default_timeout=60)
    if assistant is not None:
        page.session_state[GIVEN] = assistant
    for name, value in state.items():
        page.session_state[name] = value
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question)
    return run(page)


def press(page: AppTest, label: str) -> AppTest:
    next(b for b in page.button if b.label == label).click()
    return run(page)


def shown(page: AppTest) -> str:
    """Everything drawn as HTML in the main part, as one text."""
    return "\n".join(str(element.proto.body) for element in page.main.get("html"))


def asked_with(library: Path, model: type[HonestModel]) -> AppTest:
    settings = load_settings(library=library, model="试用模型")
    with open_assistant(settings, build_model=model) as assistant:
        return ask(visit(assistant), QUESTION)


def test_the_first_visit_says_what_this_is_and_what_it_holds(assistant: Assistant) -> None:
    page = visit(assistant)
    assert "向裁判文书提问" in shown(page)
    assert f"<dd>{len(SAMPLES)}</dd><dt>份文书</dt>" in shown(page)
    assert sum(b.label in {e.question for e in EXAMPLES} for b in page.button) == 6
    assert len(page.chat_input) == 1
    assert not page.toggle  # no model is set, so there is nothing to switch


def test_an_empty_library_offers_the_samples(empty: Assistant) -> None:
    page = visit(empty)
    assert "文库还是空的" in shown(page)
    page = press(page, "装入示例")
    assert f"<dd>{len(SAMPLES)}</dd><dt>份文书</dt>" in shown(page)
    assert len(empty.entries()) == len(SAMPLES)


def test_an_answer_names_the_voice_and_shows_the_quote_in_its_place(assistant: Assistant) -> None:
    drawn = shown(ask(visit(assistant), QUESTION))
    assert QUESTION in drawn
    assert "✓ 已核验" in drawn and "①" in drawn
    assert "法院说理" in drawn and "案例摘要 · 非原文" in drawn
    assert "<mark>" in drawn and "未经语言模型" in drawn
    assert "正在" not in drawn  # nothing is left of what was said while it was made


def test_clicking_an_example_asks_it(assistant: Assistant) -> None:
    page = press(visit(assistant), EXAMPLES[0].question)
    assert EXAMPLES[0].question in shown(page) and "✓ 已核验" in shown(page)


@pytest.mark.parametrize("example", EXAMPLES[:-1], ids=lambda e: e.question)
def test_every_example_but_the_last_is_answered(assistant: Assistant, example: object) -> None:
    answer = assistant.ask(example.question)  # type: ignore[attr-defined]
    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements and all(s.verified for s in answer.statements)
    assert answer.statements[0].citations[0].source_id == example.source_id  # type: ignore[attr-defined]


def test_the_last_example_is_declined_with_the_nearest_passages(assistant: Assistant) -> None:
    drawn = shown(press(visit(assistant), EXAMPLES[-1].question))
    assert "未作回答" in drawn and "最接近的" in drawn
    assert "✓ 已核验" not in drawn


def test_a_party_s_words_are_set_apart(assistant: Assistant) -> None:
    drawn = shown(ask(visit(assistant), "金山美杜莎LoRA案的被告平台是怎么辩称的？"))
    assert "被告抗辩" in drawn and "当事人的说法，不是法院的认定" in drawn


def test_the_scope_is_searched_and_named(assistant: Assistant) -> None:
    page = visit(assistant)
    only = next(e for e in assistant.entries() if e.title == "广州奥特曼Tab案")
    page.multiselect(key="scope").set_value([only.judgment_id])
    page = ask(page, "法院判决赔偿多少钱？")
    (exchange,) = page.session_state["conversation"].exchanges
    assert {passage.citation.title for passage in exchange.cited} == {"广州奥特曼Tab案"}
    assert "范围：广州奥特曼Tab案" in shown(page)


def test_filters_narrow_the_search_and_are_named(assistant: Assistant) -> None:
    page = visit(assistant)
    page.text_input(key="filter_courts").set_value("金山区")
    page.multiselect(key="filter_voices").set_value(["判决主文"])
    page = ask(page, "法院判决赔偿多少钱？")
    (exchange,) = page.session_state["conversation"].exchanges
    assert {passage.citation.title for passage in exchange.cited} == {"金山美杜莎LoRA案"}
    assert {passage.citation.voice.value for passage in exchange.cited} == {"判决主文"}
    assert "范围：1 份文书（法院 金山区，说话人 判决主文）" in shown(page)
    assert any("共 1 份文书" in caption.value for caption in page.caption)


def test_a_filter_that_is_not_understood_is_told_and_narrows_nothing(assistant: Assistant) -> None:
    page = visit(assistant)
    page.text_input(key="filter_years").set_value("去年")
    page = ask(page, "法院判决赔偿多少钱？")
    assert "不是年份" in page.error[0].value
    assert f"范围：全部 {len(SAMPLES)} 份文书" in shown(page)


def test_an_upload_is_read_in_and_can_be_chosen(empty: Assistant) -> None:
    page = visit(empty)
    text = "借款案\n某法院民事判决书。本院认为，被告应当归还借款。"
    page.sidebar.file_uploader[0].set_value([("借款案.txt", text.encode(), "text/plain")])
    page = run(page)
    outcomes = page.session_state["upload_outcomes"]
    assert [(o.name, o.failed) for o in outcomes] == [("借款案.txt", False)]
    assert len(page.multiselect(key="scope").options) == 1
    assert page.sidebar.file_uploader[0].value == []  # ready for the next


def test_a_question_typed_while_files_are_read_in_is_answered(empty: Assistant) -> None:
    page = visit(empty)
    text = "借款案\n某法院民事判决书。本院认为，被告应当归还借款。"
    page.sidebar.file_uploader[0].set_value([("借款案.txt", text.encode(), "text/plain")])
    page.chat_input[0].set_value("被告应当归还借款吗？")
    page = run(page)
    assert [o.failed for o in page.session_state["upload_outcomes"]] == [False]
    assert "被告应当归还借款" in shown(page) and "✓ 已核验" in shown(page)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("判决.exe", b"MZ", "“.exe”格式"),  # the browser does not hold it back
        ("空.txt", b"", "空的"),
        ("<b>坏</b>.txt", b"", "&lt;b&gt;"),  # the name is drawn too
    ],
)
def test_a_refused_upload_says_why(
    empty: Assistant, name: str, content: bytes, reason: str
) -> None:
    page = visit(empty)
    page.sidebar.file_uploader[0].set_value([(name, content, "")])
    drawn = "".join(str(e.proto.body) for e in run(page).sidebar.get("html"))
    assert reason in drawn and "没有导入" in drawn


def test_a_model_s_answer_names_the_model(library: Path) -> None:
    page = asked_with(library, HonestModel)
    assert "由语言模型 试用模型 撰写" in shown(page) and "✓ 已核验" in shown(page)
    assert page.toggle[0].value


def test_a_model_that_fails_is_named_above_the_extract(library: Path) -> None:
    drawn = shown(asked_with(library, FailingModel))
    assert "语言模型没有给出可用的回答：模型“试用模型”没有回应。" in drawn
    assert "未经语言模型" in drawn and "✓ 已核验" in drawn


def test_a_model_that_forges_is_not_believed(library: Path) -> None:
    drawn = shown(asked_with(library, ForgingModel))
    assert "没有一句通过引文核验" in drawn and "99999" not in drawn


def test_the_model_can_be_switched_off(library: Path) -> None:
    settings = load_settings(library=library, model="试用模型")
    with open_assistant(settings, build_model=FailingModel) as assistant:
        page = visit(assistant)
        page.toggle[0].set_value(False)
        assert "没有回应" not in shown(ask(page, QUESTION))


def test_an_unforeseen_fault_has_a_reference_and_no_detail(
    library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = shown(asked_with(library, BrokenModel))
    assert "出了意料之外的差错（编号 " in drawn and "secret" not in drawn
    assert "secret detail" in caplog.text  # in the log, for whoever looks into it


class ClosedAssistant:
    """A library that cannot be read right now."""

    settings = Settings(model="none")
    generation = ""

    def entries(self) -> list[object]:
        raise LibraryBusy("文库正被另一个进程写入：*请稍后*再试。")


def test_a_library_that_fails_is_told_in_its_own_words() -> None:
    page = visit(ClosedAssistant())  # type: ignore[arg-type]
    (error,) = page.error
    assert "请稍后" in error.value and "\\*" in error.value
    assert len(page.chat_input) == 1
