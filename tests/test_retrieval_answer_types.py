"""Answer types and question words: every row by its own example."""

import re

import pytest

from retrieval.answer_types import AnswerType, answer_types, holds, types_asked
from retrieval.asked import question_words, rows, without_question_words


@pytest.mark.parametrize("row", answer_types(), ids=lambda row: row.name)
def test_every_row_by_its_own_examples(row: AnswerType) -> None:
    assert row.asked.search(row.question)
    assert row.held.search(row.passage)


@pytest.mark.parametrize(("pattern", "example"), rows())
def test_every_question_word_by_its_own_example(pattern: str, example: str) -> None:
    assert re.search(pattern, example)
    assert question_words().search(example)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("被告向原告借了多少钱？", {"金额", "数量"}),  # a sum is a number too
        ("上诉后的结果是什么？", {"结果", "审级"}),
        ("该公司几乎没有业务吗？", set()),  # 几乎 asks for no number
        ("第二个因素呢？", {"因素"}),
    ],
)
def test_what_is_asked_for(question: str, names: set[str]) -> None:
    assert {row.name for row in types_asked(question)} == names


def test_two_things_count_twice_and_more_no_more() -> None:
    types = types_asked("何时、何地、为什么签订合同？")
    assert len(types) == 3
    assert holds(types, "因搬迁，2015年3月在某路签订") == 2.0
    assert holds(types, "2015年3月") == 1.0
    assert holds((), "2015年3月") == 0.0


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("欠款多少？", "欠款"),
        ("什么时候交房", "交房"),
        ("是否有效", "有效"),
        ("有限公司的责任", "有限公司的责任"),  # 有 asks nothing here
    ],
)
def test_words_that_only_ask_are_left_out(question: str, left: str) -> None:
    assert without_question_words(question).strip(" ？") == left
