"""Conversations kept in the catalog, each seen by the reader alone whose it is.

A conversation of another reader is one that does not exist: the same KeyError.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from corpus.catalog_tables import CONVERSATIONS, EXCHANGES

LONGEST_NAME = 60
"""Characters of a conversation's name; a question may be two thousand."""

_ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as a list shows it; times are ISO in UTC."""

    id: str
    name: str
    started: str
    touched: str
    exchanges: int


@dataclass(frozen=True, slots=True)
class KeptExchange:
    """One question with its answer. `content` is the page's own; the rest is for finding it."""

    number: int
    question: str
    answer: str
    content: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader thought of an answer, and why; the reason may be empty."""

    helpful: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer that a reader gave an opinion of."""

    question: str
    answer: str
    opinion: Opinion


def name_for(question: str) -> str:
    """The name a conversation has until its reader gives it one: its first question, shortened.

    >>> name_for("平台  为什么\\n不构成侵权？")
    '平台 为什么 不构成侵权？'
    """
    one_line = " ".join(question.split())
    return one_line if len(one_line) <= LONGEST_NAME else one_line[: LONGEST_NAME - 1] + "…"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class ConversationStore:
    """The conversations of one catalog. Every method is one transaction."""

    def __init__(self, engine: Engine, clock: Callable[[], str] = _now) -> None:
        self._engine = engine
        self._clock = clock

    def start(self, reader: str, question: str) -> str:
        """A new, empty conversation named by its first question; returns its id."""
        id_, now = token_hex(8), self._clock()
        row = {"id": id_, "reader": reader, "name": name_for(question)}
        with self._engine.begin() as connection:
            connection.execute(insert(CONVERSATIONS).values(**row, started=now, touched=now))
        return id_

    def keep(self, reader: str, conversation_id: str, exchange: KeptExchange) -> None:
        """Write an exchange, in place of the one of the same number and what was said of that.

        Raises KeyError if the reader has no such conversation.
        """
        key = {"conversation_id": conversation_id, "number": exchange.number}
        with self._engine.begin() as connection:
            _owned(connection, reader, conversation_id)
            connection.execute(
                delete(EXCHANGES)
                .where(EXCHANGES.c.conversation_id == conversation_id)
                .where(EXCHANGES.c.number == exchange.number)
            )
            connection.execute(
                insert(EXCHANGES).values(
                    **key,
                    question=exchange.question,
                    answer=exchange.answer,
                    content=exchange.content,
                )
            )
            connection.execute(
                update(CONVERSATIONS)
                .where(CONVERSATIONS.c.id == conversation_id)
                .values(touched=self._clock())
            )

    def listed(self, reader: str, words: str = "", limit: int = 200) -> list[KeptConversation]:
        """The reader's conversations, the last written to first; ties by id.

        With `words`, those whose name, questions or answers hold each of them.
        """
        counted = (
            select(func.count())
            .where(EXCHANGES.c.conversation_id == CONVERSATIONS.c.id)
            .scalar_subquery()
        )
        columns = [CONVERSATIONS.c[n] for n in ("id", "name", "started", "touched")]
        query = (
            select(*columns, counted.label("exchanges"))
            .where(CONVERSATIONS.c.reader == reader)
            .order_by(CONVERSATIONS.c.touched.desc(), CONVERSATIONS.c.id)
            .limit(limit)
        )
        for word in words.split():
            query = _holding(query, word)
        with self._engine.connect() as connection:
            return [KeptConversation(**row) for row in connection.execute(query).mappings()]

    def exchanges(self, reader: str, conversation_id: str) -> tuple[str, list[KeptExchange]]:
        """A conversation's name and its exchanges, oldest first. Raises KeyError if unknown."""
        names = ("number", "question", "answer", "content")
        query = (
            select(*(EXCHANGES.c[name] for name in names))
            .where(EXCHANGES.c.conversation_id == conversation_id)
            .order_by(EXCHANGES.c.number)
        )
        with self._engine.connect() as connection:
            name = _owned(connection, reader, conversation_id)
            rows = connection.execute(query).mappings()
            return name, [KeptExchange(**row) for row in rows]

    def last_number(self, reader: str, conversation_id: str) -> int:
        """The number of its last exchange; 0 if it has none. Raises KeyError if unknown."""
        query = select(func.max(EXCHANGES.c.number)).where(
            EXCHANGES.c.conversation_id == conversation_id
        )
        with self._engine.connect() as connection:
            _owned(connection, reader, conversation_id)
            return connection.scalar(query) or 0

    def rename(self, reader: str, conversation_id: str, name: str) -> None:
        """Give it another name; an empty one changes nothing. Raises KeyError if unknown."""
        with self._engine.begin() as connection:
            _owned(connection, reader, conversation_id)
            if name.strip():
                connection.execute(
                    update(CONVERSATIONS)
                    .where(CONVERSATIONS.c.id == conversation_id)
                    .values(name=name_for(name))
                )

    def delete(self, reader: str, conversation_id: str) -> None:
        """Delete it with all that was said of its answers. Raises KeyError if unknown."""
        with self._engine.begin() as connection:
            _owned(connection, reader, conversation_id)
            connection.execute(
                delete(EXCHANGES).where(EXCHANGES.c.conversation_id == conversation_id)
            )
            connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id))

    def judge(
        self, reader: str, conversation_id: str, number: int, opinion: Opinion | None
    ) -> None:
        """Keep the reader's opinion of an answer; None takes it back. Raises KeyError."""
        with self._engine.begin() as connection:
            _owned(connection, reader, conversation_id)
            connection.execute(
                update(EXCHANGES)
                .where(EXCHANGES.c.conversation_id == conversation_id)
                .where(EXCHANGES.c.number == number)
                .values(
                    helpful=None if opinion is None else int(opinion.helpful),
                    reason=None if opinion is None else opinion.reason,
                )
            )

    def opinions(self, reader: str, conversation_id: str) -> dict[int, Opinion]:
        """The reader's opinions in one conversation, by exchange. Raises KeyError if unknown."""
        query = select(EXCHANGES.c.number, EXCHANGES.c.helpful, EXCHANGES.c.reason).where(
            EXCHANGES.c.conversation_id == conversation_id, EXCHANGES.c.helpful.is_not(None)
        )
        with self._engine.connect() as connection:
            _owned(connection, reader, conversation_id)
            rows = connection.execute(query)
            return {number: Opinion(bool(good), why or "") for number, good, why in rows}

    def judged(self) -> Sequence[JudgedAnswer]:
        """Every answer that any reader gave an opinion of, for whoever improves the library."""
        columns = [EXCHANGES.c[n] for n in ("question", "answer", "helpful", "reason")]
        query = (
            select(*columns)
            .where(EXCHANGES.c.helpful.is_not(None))
            .order_by(EXCHANGES.c.conversation_id, EXCHANGES.c.number)
        )
        with self._engine.connect() as connection:
            return [
                JudgedAnswer(question, answer, Opinion(bool(helpful), reason or ""))
                for question, answer, helpful, reason in connection.execute(query)
            ]


def _owned(connection: Connection, reader: str, conversation_id: str) -> str:
    """The conversation's name. Raises KeyError unless it is this reader's."""
    query = select(CONVERSATIONS.c.name).where(
        CONVERSATIONS.c.id == conversation_id, CONVERSATIONS.c.reader == reader
    )
    name = connection.scalar(query)
    if name is None:
        raise KeyError(conversation_id)
    return str(name)


def _holding(query: Select[Any], word: str) -> Select[Any]:
    plain = "".join(_ESCAPE + c if c in f"%_{_ESCAPE}" else c for c in word)
    like = f"%{plain}%"
    said = select(EXCHANGES.c.conversation_id).where(
        EXCHANGES.c.question.like(like, escape=_ESCAPE)
        | EXCHANGES.c.answer.like(like, escape=_ESCAPE)
    )
    return query.where(
        CONVERSATIONS.c.name.like(like, escape=_ESCAPE) | CONVERSATIONS.c.id.in_(said)
    )
