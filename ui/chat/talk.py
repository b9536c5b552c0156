"""The conversation: history, the question just asked, and its answer as it grows."""

from dataclasses import replace
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import Assistant
from ui import opened, page
from ui.chat import answer_bar, history, scope, sidebar, title_bar, welcome
from ui.chat.contexts import contexts_of
from ui.chat.conversation import Exchange, cited_passages, turns_of
from ui.chat.drawn import once
from ui.chat.growing import Places, grow
from ui.chat.kept import spare
from ui.chat.scope import Choice
from ui.chat.show import alert_html, answer_html, follow_up_html, question_html
from ui.escape import as_markdown
from ui.faults import told

INTERRUPTED = "这次回答中途停下了，没有结果。"

READER, PANDU = ":material/person:", ":material/balance:"


def converse(typed: str | None, chips: DeltaGenerator) -> None:
    """Draw the whole conversation and answer what was typed or clicked.

    `chips` is the place above the input for what the next question is looked for in.
    """
    with st.spinner("正在打开文库…"):
        assistant = opened.assistant()
    if typed:  # while files were read in: the page begins anew once they are, and knows it no more
        st.session_state["next_question"] = typed
    history.resume(assistant)
    beside = sidebar.draw(assistant)
    with chips:
        choice = scope.draw(assistant)
    _converse(assistant, choice)
    with beside:
        sidebar.list_conversations(assistant)


def _converse(assistant: Assistant, choice: Choice) -> None:
    asked = cast("str | None", st.session_state.pop("next_question", None))
    rewritten = cast("str | None", st.session_state.pop("rewritten_question", None))
    question = (rewritten or asked or "").strip()
    done = _answered_anew(assistant, history.opened().exchanges, choice)
    if not question and not done:
        welcome.draw(assistant, opened.entries(assistant))
        return
    above = st.container(key="above")
    for exchange in done if question else done[:-1]:
        _draw(assistant, exchange, is_last=False)
    with st.container(key="latest"):
        if question:
            _answer(assistant, question, choice, follows=rewritten is None)
        else:
            _draw(assistant, done[-1], is_last=True)
    with above:  # last: a conversation has its name from its first question
        title_bar.draw(assistant)
    if unkept := history.opened().unkept:
        st.warning(as_markdown(unkept), icon=":material/warning:")


def _answer(assistant: Assistant, question: str, choice: Choice, *, follows: bool) -> None:
    """Answer a new question at the end of the page; `follows` if it may lean on earlier ones."""
    before = history.opened().exchanges if follows else ()
    number = history.next_number(assistant)
    exchange = Exchange(number, question, choice.label, stands_alone=not follows)
    history.keep(assistant, exchange)  # so that one that is interrupted leaves its question behind
    _draw_question(exchange)
    with st.chat_message("assistant", avatar=PANDU):
        places = Places.here()
        page.show_latest(exchange.number)
        exchange = _grown(assistant, exchange, choice, before, places)
        history.keep(assistant, exchange)
        places.clear()
        with places.draft.container():
            _draw_answer(assistant, exchange, is_last=True)


def _answered_anew(
    assistant: Assistant, done: tuple[Exchange, ...], choice: Choice
) -> tuple[Exchange, ...]:
    """The exchanges, one of them answered again in its place if the reader wants that."""
    wanted = cast("tuple[int, str | None] | None", st.session_state.pop(answer_bar.AGAIN, None))
    old = next((e for e in done if wanted and e.number == wanted[0]), None)
    if wanted is None or old is None:
        return done
    before = [e for e in done if e.number < old.number]
    anew = Exchange(old.number, old.question, choice.label, stands_alone=old.stands_alone)
    place = st.container()
    with place:
        places = Places.here()
        exchange = _grown(
            assistant,
            anew,
            choice if wanted[1] == answer_bar.AS_CHOSEN else replace(choice, model=wanted[1]),
            () if old.stands_alone else tuple(before),
            places,
        )
        places.clear()
    history.keep(assistant, exchange)
    return history.opened().exchanges


def _grown(
    assistant: Assistant,
    exchange: Exchange,
    choice: Choice,
    before: tuple[Exchange, ...],
    places: Places,
) -> Exchange:
    """The exchange with its answer, or with why there is none."""
    try:
        events = assistant.ask_events(
            exchange.question,
            scope=choice.scope,
            history=turns_of(before),
            model=choice.model,
        )
        answer, model_failure = grow(events, exchange, assistant.read, places)
        cited = cited_passages(answer.statements, assistant.read)
        whole = replace(exchange, answer=answer, cited=cited, model_failure=model_failure)
        return spare(whole)
    except Exception as error:
        return replace(exchange, failure=told(error))


def _draw(assistant: Assistant, exchange: Exchange, *, is_last: bool) -> None:
    _draw_question(exchange)
    with st.chat_message("assistant", avatar=PANDU):
        _draw_answer(assistant, exchange, is_last)


def _draw_question(exchange: Exchange) -> None:
    with st.chat_message("user", avatar=READER):
        st.html(question_html(exchange.question))


def _draw_answer(assistant: Assistant, exchange: Exchange, is_last: bool) -> None:
    if exchange.answer is not None:
        if exchange.is_follow_up:
            _draw_understood(exchange, is_last)
        st.html(once("answer", exchange, lambda e: _answer_html(assistant, e)))
        answer_bar.draw(assistant, exchange)
        return
    st.html(alert_html(exchange.failure or INTERRUPTED))
    st.button(
        "重新提问",
        key=f"retry_{exchange.number}",
        icon=":material/refresh:",
        on_click=answer_bar.want_again,
        args=(exchange.number, answer_bar.AS_CHOSEN),
    )


def _answer_html(assistant: Assistant, exchange: Exchange) -> str:
    return answer_html(exchange, contexts_of(exchange.cited, assistant.read))


def _draw_understood(exchange: Exchange, is_last: bool) -> None:
    """How a question that leans on an earlier one was understood, to be put right if wrong."""
    assert exchange.answer is not None
    standalone = exchange.answer.standalone_question
    with st.container(key=f"understood_{exchange.number}", horizontal=True, gap="small"):
        st.html(follow_up_html(standalone), width="content")
        if not is_last:
            return
        key = f"rewording_{exchange.number}"
        with st.popover("改写", icon=":material/edit:", type="tertiary", key=f"fold_{key}"):
            st.text_area("理解得不对？写成独立的问题", value=standalone, key=key, max_chars=2000)
            st.button("照此再问", key=f"ask_{key}", type="primary", on_click=_reword, args=(key,))


def _reword(key: str) -> None:
    st.session_state["rewritten_question"] = st.session_state.get(key, "")
