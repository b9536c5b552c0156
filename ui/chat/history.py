"""The conversation that is on the page: in the session while it is shown, in the catalog for good.

A long conversation is on the page by its last exchanges only; the earlier ones are read from the
catalog when they are asked for.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from analysis import Assistant
from corpus.conversations import KeptExchange
from corpus.errors import PanduError
from ui.chat import drawn
from ui.chat.conversation import SHOWN_AT_ONCE, Exchange, cited_passages
from ui.chat.kept import kept, restored
from ui.reader import reader

ADDRESSED = "c"
"""The part of the page's address that names the conversation, so that a reload comes back to it."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation on the page. It has an id once it has a question that was kept."""

    id: str = ""
    name: str = ""
    exchanges: tuple[Exchange, ...] = ()
    earlier: int = 0  # exchanges before these, in the catalog only
    unkept: str = ""  # Chinese: why it could not be kept, if so


def opened() -> Opened:
    """What is on the page now."""
    return cast("Opened", st.session_state.setdefault("conversation", Opened()))


def resume(assistant: Assistant) -> None:
    """Come back to the conversation that the address names; an unknown one is left alone."""
    named = st.query_params.get(ADDRESSED, "")
    held = opened()
    if named and named != held.id:
        _show(_read(assistant, named))
    elif held.id and not named:  # another page was visited meanwhile
        st.query_params[ADDRESSED] = held.id


def open_(assistant: Assistant, conversation_id: str, shown: int = SHOWN_AT_ONCE) -> None:
    """Put another conversation on the page, or more of the one that is there."""
    _show(_read(assistant, conversation_id, shown))


def show_earlier(assistant: Assistant) -> None:
    """Put the exchanges before the first one on the page."""
    held = opened()
    open_(assistant, held.id, len(held.exchanges) + SHOWN_AT_ONCE)


def start_anew() -> None:
    """An empty page; what was there stays in the catalog."""
    _show(Opened())


def next_number(assistant: Assistant) -> int:
    """The number of the next exchange.

    The catalog decides: the same conversation may be open in another tab, and gone on there.
    """
    held = opened()
    shown = held.exchanges[-1].number if held.exchanges else held.earlier
    kept_last = 0
    with suppress(KeyError, PanduError):
        kept_last = assistant.conversations.last_number(reader(), held.id) if held.id else 0
    return max(shown, kept_last) + 1


def keep(assistant: Assistant, exchange: Exchange) -> None:
    """Put an exchange into its place, on the page and in the catalog.

    A catalog that cannot be written to costs the keeping, never the answer.
    """
    held = opened()
    before = tuple(e for e in held.exchanges if e.number < exchange.number)
    after = tuple(e for e in held.exchanges if e.number > exchange.number)
    shown = (*before, exchange, *after)
    gone = max(0, len(shown) - SHOWN_AT_ONCE) if held.id else 0
    held = replace(held, exchanges=shown[gone:], earlier=held.earlier + gone)
    st.session_state["conversation"] = held  # on the page first, whatever becomes of the rest
    row = kept(exchange)
    st.session_state["conversation"] = _written(held, lambda: _kept(assistant, held, row))


def rename(assistant: Assistant, name: str) -> None:
    """Give the conversation on the page another name."""

    def renamed(held: Opened) -> Opened:
        assistant.conversations.rename(reader(), held.id, name)
        return replace(held, name=assistant.conversations.exchanges(reader(), held.id)[0])

    held = opened()
    st.session_state["conversation"] = _written(held, lambda: renamed(held))


def delete(assistant: Assistant, conversation_id: str) -> None:
    """Delete a conversation for good; if it is on the page, the page is empty after it."""
    try:
        assistant.conversations.delete(reader(), conversation_id)
    except KeyError:
        _log.info("a conversation to be deleted was gone")
    if opened().id == conversation_id:
        start_anew()


def whole(assistant: Assistant) -> Callable[[], tuple[Exchange, ...]]:
    """What gives every exchange of the conversation now on the page, also those not shown.

    It may be called where there is no session, as when a file is made for a download.
    """
    held, who = opened(), reader()

    def read() -> tuple[Exchange, ...]:
        if not held.earlier:
            return held.exchanges
        _, rows = assistant.conversations.exchanges(who, held.id)
        return tuple(_with_passages(assistant, restored(row)) for row in rows)

    return read


def _kept(assistant: Assistant, held: Opened, row: KeptExchange) -> Opened:
    store, who = assistant.conversations, reader()
    if not held.id:
        held = replace(held, id=store.start(who, row.question))
        held = replace(held, name=store.exchanges(who, held.id)[0])
        st.query_params[ADDRESSED] = held.id
    store.keep(who, held.id, row)
    return replace(held, unkept="")


def _written(held: Opened, write: Callable[[], Opened]) -> Opened:
    try:
        return write()
    except KeyError:  # deleted meanwhile, in another tab
        return replace(held, unkept="这段对话已被删除，此后的问答只在本页，没有保存。")
    except PanduError as error:
        return replace(held, unkept=f"这段对话没有保存下来：{error}")


def _read(assistant: Assistant, conversation_id: str, shown: int = SHOWN_AT_ONCE) -> Opened:
    try:
        name, rows = assistant.conversations.exchanges(reader(), conversation_id)
    except KeyError:
        return Opened()
    exchanges = (_with_passages(assistant, restored(row)) for row in rows[-shown:])
    return Opened(conversation_id, name, tuple(exchanges), max(0, len(rows) - shown))


def _with_passages(assistant: Assistant, exchange: Exchange) -> Exchange:
    if exchange.answer is None:
        return exchange
    return replace(exchange, cited=cited_passages(exchange.answer.statements, assistant.read))


def _show(conversation: Opened) -> None:
    st.session_state["conversation"] = conversation
    st.session_state.pop("opinions", None)
    drawn.forget()
    if conversation.id:
        st.query_params[ADDRESSED] = conversation.id
    else:
        st.query_params.pop(ADDRESSED, None)
