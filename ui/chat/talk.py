"""The conversation: history, the question just asked, and its answer as it grows."""

from dataclasses import replace
from typing import cast

import streamlit as st

from analysis import Assistant
from ui import opened, page
from ui.chat import sidebar, welcome
from ui.chat.conversation import Exchange, cited_passages, turns_of
from ui.chat.growing import Places, grow
from ui.chat.show import alert_html, answer_html, follow_up_html, question_html
from ui.chat.sidebar import Choice
from ui.faults import told

INTERRUPTED = "这次回答中途停下了，没有结果。"

READER, PANDU = ":material/person:", ":material/balance:"


def converse(typed: str | None) -> None:
    """Draw the whole conversation and answer what was typed or clicked."""
    with st.spinner("正在打开文库…"):
        assistant = opened.assistant()
    if typed:  # while files were read in: the page begins anew once they are, and knows it no more
        st.session_state["next_question"] = typed
    choice = sidebar.draw(assistant)
    asked = cast("str | None", st.session_state.pop("next_question", None))
    rewritten = cast("str | None", st.session_state.pop("rewritten_question", None))
    question = (rewritten or asked or "").strip()
    done = _exchanges()
    if not question and not done:
        welcome.draw(assistant, opened.entries(assistant))
        return
    for exchange in done if question else done[:-1]:
        _draw(exchange, is_last=False)
    with st.container(key="latest"):
        if question:
            _answer(assistant, question, choice, follows=rewritten is None)
        else:
            _draw(done[-1], is_last=True)


def _exchanges() -> tuple[Exchange, ...]:
    return cast("tuple[Exchange, ...]", st.session_state.setdefault("exchanges", ()))


def _keep(exchange: Exchange) -> None:
    """Put it at the end of the history, in place of its own earlier state."""
    others = tuple(e for e in _exchanges() if e.number != exchange.number)
    st.session_state["exchanges"] = (*others, exchange)


def _answer(assistant: Assistant, question: str, choice: Choice, *, follows: bool) -> None:
    """Answer one question on the page; `follows` if it may lean on earlier ones."""
    done = _exchanges()
    exchange = Exchange(len(done) + 1, question, choice.label)
    _keep(exchange)  # so that an answer that is interrupted leaves its question behind
    _draw_question(exchange)
    with st.chat_message("assistant", avatar=PANDU):
        places = Places.here()
        page.show_latest(len(done))
        try:
            events = assistant.ask_events(
                exchange.question,
                scope=choice.scope,
                history=turns_of(done if follows else ()),
                model=choice.model,
            )
            answer, model_failure = grow(events, exchange, assistant.read, places)
            cited = cited_passages(answer.statements, assistant.read)
            exchange = replace(exchange, answer=answer, cited=cited, model_failure=model_failure)
        except Exception as error:
            exchange = replace(exchange, failure=told(error))
        _keep(exchange)
        places.clear()
        with places.draft.container():
            _draw_answer(exchange, is_last=True)


def _draw(exchange: Exchange, *, is_last: bool) -> None:
    _draw_question(exchange)
    with st.chat_message("assistant", avatar=PANDU):
        _draw_answer(exchange, is_last)


def _draw_question(exchange: Exchange) -> None:
    with st.chat_message("user", avatar=READER):
        st.html(question_html(exchange.question))


def _draw_answer(exchange: Exchange, is_last: bool) -> None:
    if exchange.answer is not None:
        if exchange.is_follow_up:
            st.html(follow_up_html(exchange.answer.standalone_question))
        st.html(answer_html(exchange))
        if exchange.is_follow_up and is_last:
            _offer_rewording(exchange.number, exchange.answer.standalone_question)
        return
    st.html(alert_html(exchange.failure or INTERRUPTED))
    if is_last:
        st.button(
            "重新提问",
            key=f"again_{exchange.number}",
            icon=":material/refresh:",
            on_click=_ask_again,
            args=(exchange,),
        )


def _ask_again(exchange: Exchange) -> None:
    st.session_state["exchanges"] = tuple(e for e in _exchanges() if e.number != exchange.number)
    st.session_state["next_question"] = exchange.question


def _offer_rewording(number: int, standalone_question: str) -> None:
    key = f"rewording_{number}"
    with st.popover("理解得不对？改写问题", icon=":material/edit:", type="tertiary"):
        st.text_area("独立成句的问题", value=standalone_question, key=key, max_chars=2000)
        st.button("照此再问", key=f"ask_{key}", on_click=_ask_rewritten, args=(key,))


def _ask_rewritten(key: str) -> None:
    st.session_state["rewritten_question"] = st.session_state.get(key, "")
