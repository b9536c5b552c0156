"""Conversations in the catalog: kept, found, and seen by nobody else."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from corpus.catalog import Catalog
from corpus.catalog_tables import open_engine
from corpus.conversations import (
    LONGEST_NAME,
    ConversationStore,
    KeptExchange,
    Opinion,
    name_for,
)

ME, OTHER = "我", "别人"


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    ticks = (f"2026-01-01T00:00:{second:02}" for second in count())
    return ConversationStore(open_engine(f"sqlite:///{tmp_path / 'c.sqlite'}"), lambda: next(ticks))


def said(number: int, question: str = "问", answer: str = "答") -> KeptExchange:
    return KeptExchange(number, question, answer, content=f"内容{number}{question}")


def test_a_conversation_comes_back_as_it_was_kept(store: ConversationStore) -> None:
    id_ = store.start(ME, "平台为什么不构成侵权？")
    store.keep(ME, id_, said(2, "那赔了多少？"))
    store.keep(ME, id_, said(1))
    name, exchanges = store.exchanges(ME, id_)
    assert name == "平台为什么不构成侵权？"
    assert exchanges == [said(1), said(2, "那赔了多少？")]


def test_an_exchange_kept_again_takes_its_own_place(store: ConversationStore) -> None:
    id_ = store.start(ME, "问")
    store.keep(ME, id_, said(1))
    store.judge(ME, id_, 1, Opinion(False, "答非所问"))
    store.keep(ME, id_, said(1, answer="新的答"))
    assert store.exchanges(ME, id_)[1] == [said(1, answer="新的答")]
    assert store.opinions(ME, id_) == {}  # it was of another answer


def test_the_last_number_is_told(store: ConversationStore) -> None:
    id_ = store.start(ME, "问")
    assert store.last_number(ME, id_) == 0
    store.keep(ME, id_, said(4))
    assert store.last_number(ME, id_) == 4


def test_the_last_touched_stands_first(store: ConversationStore) -> None:
    first, second = store.start(ME, "甲"), store.start(ME, "乙")
    assert [c.id for c in store.listed(ME)] == [second, first]
    store.keep(ME, first, said(1))
    assert [(c.id, c.exchanges) for c in store.listed(ME)] == [(first, 1), (second, 0)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("注意义务", ["平台的注意义务"]),  # in the name
        ("章鱼", ["借款"]),  # in an answer
        ("几分利", ["借款"]),  # in a question
        ("借款 章鱼", ["借款"]),  # every word, wherever it stands
        ("章鱼 注意义务", []),
        ("%", []),  # a sign of the database's, here a sign
        ("_", []),
    ],
)
def test_conversations_are_searched(store: ConversationStore, words: str, found: list[str]) -> None:
    store.start(ME, "平台的注意义务")
    id_ = store.start(ME, "借款")
    store.keep(ME, id_, said(1, "几分利？", "归还章鱼玩具"))
    assert [c.name for c in store.listed(ME, words)] == found


def calls(store: ConversationStore, id_: str, reader: str) -> list[Callable[[], object]]:
    return [
        lambda: store.keep(reader, id_, said(1, "改掉")),
        lambda: store.exchanges(reader, id_),
        lambda: store.rename(reader, id_, "改掉"),
        lambda: store.delete(reader, id_),
        lambda: store.judge(reader, id_, 1, Opinion(True)),
        lambda: store.opinions(reader, id_),
        lambda: store.last_number(reader, id_),
    ]


@pytest.mark.parametrize("call", range(7))
def test_nobody_else_sees_or_changes_it(store: ConversationStore, call: int) -> None:
    id_ = store.start(ME, "问")
    store.keep(ME, id_, said(1))
    with pytest.raises(KeyError):
        calls(store, id_, OTHER)[call]()
    assert store.listed(OTHER) == []
    assert store.exchanges(ME, id_) == ("问", [said(1)])
    assert store.opinions(ME, id_) == {}


def test_an_opinion_is_kept_with_its_reason_and_taken_back(store: ConversationStore) -> None:
    id_ = store.start(ME, "问")
    store.keep(ME, id_, said(1))
    store.judge(ME, id_, 1, Opinion(False, "引文不对题"))
    assert store.opinions(ME, id_) == {1: Opinion(False, "引文不对题")}
    assert [(j.question, j.opinion.reason) for j in store.judged()] == [("问", "引文不对题")]
    store.judge(ME, id_, 1, None)
    assert store.opinions(ME, id_) == {} and store.judged() == []


def test_what_is_deleted_is_gone_with_its_opinions(store: ConversationStore) -> None:
    id_ = store.start(ME, "问")
    store.keep(ME, id_, said(1))
    store.judge(ME, id_, 1, Opinion(True))
    store.delete(ME, id_)
    assert store.listed(ME) == [] and store.judged() == []
    with pytest.raises(KeyError):
        store.exchanges(ME, id_)


def test_a_name_is_one_short_line(store: ConversationStore) -> None:
    id_ = store.start(ME, "长" * 500)
    store.rename(ME, id_, "  ")  # no name at all: the old one stays
    assert store.listed(ME)[0].name == name_for("长" * 500)
    assert len(store.listed(ME)[0].name) == LONGEST_NAME
    store.rename(ME, id_, "二审\n准备")
    assert store.listed(ME)[0].name == "二审 准备"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with catalog._engine.begin() as connection:  # as a library of before they were kept
        connection.exec_driver_sql("DROP TABLE exchanges")
        connection.exec_driver_sql("DROP TABLE conversations")
    catalog.close()
    yield Catalog(f"sqlite:///{tmp_path / 'old.sqlite'}")


def test_a_library_made_before_keeps_them_too(old: Catalog) -> None:
    id_ = old.conversations.start(ME, "问")
    assert [c.id for c in old.conversations.listed(ME)] == [id_]
    old.close()
