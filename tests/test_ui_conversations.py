"""Conversations on the page: kept, found again, judged, answered anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_ui_page import QUESTION, FailingModel, ask, press, run, shown, visit

from analysis import Assistant, load_settings, open_assistant
from analysis.answer import Outcome
from corpus.conversations import KeptExchange, Opinion
from ui.chat.conversation import SHOWN_AT_ONCE, Exchange, cited_passages
from ui.chat.history import Opened
from ui.chat.kept import OF_ANOTHER_VERSION, kept, restored
from ui.chat.suggestions import EXAMPLES

ME = "reader-a"


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened
        for conversation in opened.conversations.listed(ME):
            opened.conversations.delete(ME, conversation.id)


def talk(assistant: Assistant, reader: str = ME, **state: object) -> AppTest:
    return visit(assistant, reader=reader, **state)


def exchanges(page: AppTest) -> tuple[Exchange, ...]:
    found: tuple[Exchange, ...] = page.session_state["conversation"].exchanges
    return found


def reopened(assistant: Assistant, id_: str, reader: str = ME) -> AppTest:
    """The page as a reload finds it: a new session at the same address."""
    page = AppTest.from_file(str(Path(__file__).parents[1] / "ui" / "app.py"), default_timeout=60)
    page.session_state["given_assistant"] = assistant
    page.session_state["reader"] = reader
    page.query_params["c"] = id_
    return run(page)


def test_a_follow_up_shows_how_it_was_understood_and_can_be_reworded(
    assistant: Assistant,
) -> None:
    page = ask(ask(visit(assistant), QUESTION), "那赔了多少？")
    assert "按此理解" in shown(page) and "金山美杜莎LoRA案：那赔了多少" in shown(page)
    page.text_area[0].set_value("金山美杜莎LoRA案的被告李某赔偿多少？")
    page = press(page, "照此再问")
    assert [e.question for e in exchanges(page)][-1].startswith("金山美杜莎")
    # It was put as standing alone, so nothing before it was leaned on.
    assert not exchanges(page)[-1].is_follow_up


def test_history_stays_and_a_new_conversation_clears_it(assistant: Assistant) -> None:
    page = ask(ask(visit(assistant), QUESTION), EXAMPLES[2].question)
    assert QUESTION in shown(page) and EXAMPLES[2].question in shown(page)
    page = press(page, "新对话")
    assert QUESTION not in shown(page) and "向裁判文书提问" in shown(page)


def test_an_interrupted_question_can_be_asked_again(assistant: Assistant) -> None:
    page = visit(assistant, conversation=Opened(exchanges=(Exchange(1, QUESTION, "全部"),)))
    assert "中途停下" in shown(page)
    page = press(page, "重新提问")
    (exchange,) = exchanges(page)
    assert exchange.answer is not None and "中途停下" not in shown(page)


@pytest.mark.parametrize("question", [QUESTION, EXAMPLES[5].question])
def test_an_exchange_comes_back_from_its_json_as_it_was(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    cited = cited_passages(answer.statements, assistant.read)
    exchange = Exchange(1, question, "全部", answer, cited)
    back = restored(kept(exchange))
    assert back.answer is not None and back.answer.statements == answer.statements
    if answer.outcome is Outcome.ANSWERED:
        back = replace(back, answer=replace(back.answer, hits=answer.hits))  # not shown then
    assert replace(back, cited=cited) == exchange


@pytest.mark.parametrize("content", ["", "{}", '{"number": "一"}', "null"])
def test_what_another_version_wrote_keeps_its_question_and_its_words(content: str) -> None:
    back = restored(KeptExchange(3, "问过的", "答过的", content))
    assert (back.number, back.question) == (3, "问过的")
    assert back.failure == f"{OF_ANOTHER_VERSION}答过的"


def test_a_reload_comes_back_to_the_conversation(assistant: Assistant) -> None:
    page = ask(talk(assistant), QUESTION)
    (held,) = assistant.conversations.listed(ME)
    assert held.id in page.query_params["c"] and held.name == QUESTION
    again = reopened(assistant, held.id)
    assert QUESTION in shown(again) and "✓ 已核验" in shown(again)
    assert exchanges(again)[0].cited == exchanges(page)[0].cited
    follow_up = ask(again, "那赔了多少？")  # it leans on what was kept
    assert "金山美杜莎LoRA案：那赔了多少" in shown(follow_up)


def test_another_reader_does_not_open_it_by_its_address(assistant: Assistant) -> None:
    ask(talk(assistant), QUESTION)
    (held,) = assistant.conversations.listed(ME)
    other = reopened(assistant, held.id, reader="reader-b")
    assert QUESTION not in shown(other) and "向裁判文书提问" in shown(other)
    assert not [b for b in other.sidebar.button if b.label == QUESTION]


def test_an_earlier_conversation_is_opened_from_the_sidebar(assistant: Assistant) -> None:
    page = press(ask(talk(assistant), QUESTION), "新对话")
    page = ask(page, EXAMPLES[2].question)
    assert QUESTION not in shown(page)
    page = press(page, QUESTION.replace("？", "？"))
    assert QUESTION in shown(page) and EXAMPLES[2].question not in shown(page)


def test_conversations_are_searched_by_what_was_said(assistant: Assistant) -> None:
    store = assistant.conversations
    for name in ("甲", "乙", "丙", "丁", "戊", "己"):
        id_ = store.start(ME, name)
        store.keep(ME, id_, KeptExchange(1, name, f"{name}的回答", ""))
    page = talk(assistant)
    page.text_input(key="conversation_words").set_value("丙的")
    labels = {b.label for b in run(page).sidebar.button}
    assert "丙" in labels and not labels & {"甲", "乙"}


def test_a_conversation_is_renamed_and_deleted(assistant: Assistant) -> None:
    page = ask(talk(assistant), QUESTION)
    (held,) = assistant.conversations.listed(ME)
    page.text_input(key=f"name_{held.id}").set_value("*二审*准备")
    page = run(page)
    assert assistant.conversations.listed(ME)[0].name == "*二审*准备"
    assert "<bdi>*二审*准备</bdi></h1>" in shown(page)
    page.checkbox(key=f"sure_{held.id}").check()
    page = press(run(page), "删除")
    assert assistant.conversations.listed(ME) == []
    assert "向裁判文书提问" in shown(page)


def test_an_opinion_is_kept_with_its_reasons(assistant: Assistant) -> None:
    page = ask(talk(assistant), QUESTION)
    (held,) = assistant.conversations.listed(ME)
    page.feedback(key="thumbs_1").set_value(0)
    page = run(page)
    page.pills(key="why_1_kinds").set_value(["引文不对"])
    page.text_area(key="why_1").set_value("应当引主文")
    page = run(page)
    opinion = Opinion(False, "引文不对；应当引主文")
    assert assistant.conversations.opinions(ME, held.id) == {1: opinion}
    page.feedback(key="thumbs_1").set_value(None)
    run(page)
    assert assistant.conversations.opinions(ME, held.id) == {}


def test_an_answer_is_made_anew_in_its_place_by_the_scope_of_now(assistant: Assistant) -> None:
    page = ask(ask(talk(assistant), "法院判决赔偿多少钱？"), QUESTION)
    only = next(e for e in assistant.entries() if e.title == "广州奥特曼Tab案")
    page.multiselect(key="scope").set_value([only.judgment_id])
    page.button(key="again_1").click()
    page = run(page)
    first, second = exchanges(page)
    assert (first.number, second.question) == (1, QUESTION)
    assert "广州奥特曼Tab案" in first.scope
    assert {passage.citation.title for passage in first.cited} == {"广州奥特曼Tab案"}


def test_an_answer_is_made_anew_without_the_model(library: Path) -> None:
    settings = load_settings(library=library, model="试用模型")
    with open_assistant(settings, build_model=FailingModel) as assistant:
        page = ask(talk(assistant, reader="reader-c"), QUESTION)
        assert "没有回应" in shown(page)
        page.button(key="again_plain_1").click()
        page = run(page)
        assert "没有回应" not in shown(page) and "未经语言模型" in shown(page)


def test_a_long_conversation_is_on_the_page_by_its_end(assistant: Assistant) -> None:
    store = assistant.conversations
    id_ = store.start(ME, "长")
    for number in range(1, SHOWN_AT_ONCE + 4):
        store.keep(ME, id_, kept(Exchange(number, f"第{number}问", "全部", failure="没有结果。")))
    page = reopened(assistant, id_)
    assert "第3问" not in shown(page) and "第4问" in shown(page)
    page = ask(page, QUESTION)
    assert exchanges(page)[-1].number == SHOWN_AT_ONCE + 4
    assert len(exchanges(page)) == SHOWN_AT_ONCE
    page = press(page, "显示更早的 4 轮问答")
    assert "第1问" in shown(page)


def test_a_source_that_left_the_library_is_told(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    id_ = assistant.conversations.start(ME, QUESTION)
    gone = replace(
        answer,
        statements=tuple(
            replace(s, citations=tuple(replace(c, judgment_id="0" * 16) for c in s.citations))
            for s in answer.statements
        ),
    )
    assistant.conversations.keep(ME, id_, kept(Exchange(1, QUESTION, "全部", gone)))
    drawn = shown(reopened(assistant, id_))
    assert "已移出文库" in drawn and "在全文中阅读" not in drawn


def test_a_catalog_that_cannot_be_written_costs_no_answer(assistant: Assistant) -> None:
    page = ask(talk(assistant), QUESTION)
    assistant.conversations.delete(ME, page.session_state["conversation"].id)  # in another tab
    page = ask(page, EXAMPLES[2].question)
    assert EXAMPLES[2].question in shown(page) and "✓ 已核验" in shown(page)
    assert "已被删除" in page.warning[0].value


def test_two_tabs_of_one_conversation_write_over_nothing(assistant: Assistant) -> None:
    one = ask(talk(assistant), QUESTION)
    id_ = one.session_state["conversation"].id
    other = reopened(assistant, id_)
    ask(one, EXAMPLES[2].question)
    ask(other, EXAMPLES[3].question)
    _, rows = assistant.conversations.exchanges(ME, id_)
    assert [row.question for row in rows] == [
        QUESTION, EXAMPLES[2].question, EXAMPLES[3].question,
    ]  # fmt: skip
