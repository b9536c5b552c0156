"""Exchanges as the catalog keeps them: JSON, read back with every type checked."""

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from analysis.answer import Outcome
from corpus.conversations import KeptExchange
from ui.chat.conversation import Exchange

OF_ANOTHER_VERSION = "这次回答是别的版本的判读保存的，出处已不能还原；请重新提问。当时的回答："
"""Said in place of an answer whose JSON this version does not know; its text follows."""

_JSON = TypeAdapter(Exchange)


def spare(exchange: Exchange) -> Exchange:
    """The exchange without the passages found that it does not show: an answer has its own."""
    answer = exchange.answer
    if answer is None or answer.outcome is not Outcome.ANSWERED:
        return exchange
    return replace(exchange, answer=replace(answer, hits=()))


def kept(exchange: Exchange) -> KeptExchange:
    """The exchange without what is read anew from the library when it is opened."""
    answer = exchange.answer
    bare = replace(spare(exchange), cited=())
    return KeptExchange(
        exchange.number,
        exchange.question,
        answer.text if answer else "",
        _JSON.dump_json(bare).decode("utf-8"),
    )


def restored(row: KeptExchange) -> Exchange:
    """The exchange that a row holds, its passages not yet read.

    What this version cannot read becomes an exchange that says so: a question is never lost.
    """
    try:
        return _JSON.validate_json(row.content)
    except ValidationError:
        said = f"{OF_ANOTHER_VERSION}{row.answer}" if row.answer else ""
        return Exchange(row.number, row.question, "", failure=said)
