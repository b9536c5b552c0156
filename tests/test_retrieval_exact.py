"""Exact look-ups: what is taken letter for letter, and what holds it."""

import pytest

from retrieval.exact import share_held, wanted_exactly

ARTICLE = ("第1197条", "第一千一百九十七条")


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("“属于避风港”是谁说的？", [("属于避风港",)]),
        ("「算法推荐」与“服务器”", [("服务器",), ("算法推荐",)]),  # in the pattern's order or not
        ("第1197条", [ARTICLE]),
        ("第一千一百九十七条", [ARTICLE]),
        ("依据民法典第1197条，平台担责吗？", [ARTICLE]),
        # a number alone is looked up; in a question it names the case, see naming.py
        ("（2021）京01民终123号", [("(2021)京01民终123号", "(2021)京01民终123号")]),
        ("(2021)京01民终123号案中，被告一共应当赔偿多少？", []),
        ("信息网络传播权", [("信息网络传播权",)]),  # nothing is asked: a term
        ("赵某甲", [("赵某甲",)]),
        ("原告何时起诉", []),
        ("原告起诉，被告答辩", []),
        ("这是一句比较长的话而且它并没有问任何事情", []),
    ],
)
def test_what_is_wanted(query: str, forms: list[tuple[str, ...]]) -> None:
    assert sorted(wanted.forms for wanted in wanted_exactly(query)) == sorted(forms)


@pytest.mark.parametrize(
    ("query", "text", "share"),
    [
        ("民法典第1197条", "依照《中华人民共和国民法典》第一千一百九十七条的规定", 1.0),
        ("民法典第1197条", "第一千一百九十七条之规定", 0.5),  # its law stands a passage earlier
        ("民法典第1197条", "依照民法典第一千一百九十八条", 0.0),
        ("〔2021〕京01民终 123号", "（２０２１）京01民终123号", 1.0),  # width, brackets, spaces
        ("“不予 支持”", "本院不予支持。", 1.0),
        ("“不予支持”和“驳回”", "本院不予支持。", 0.5),
        ("原告何时起诉", "原告何时起诉", 0.0),  # nothing is wanted
    ],
)
def test_what_holds_it(query: str, text: str, share: float) -> None:
    assert share_held(wanted_exactly(query), text) == share
