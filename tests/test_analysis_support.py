import pytest
from made_up_library import MadeUpReading

from analysis.extract.support import (
    content_words,
    coverage,
    local_weight,
    share,
    sum_asked_for,
    unmentioned,
)

READING = MadeUpReading(["平台构成帮助侵权", "公司支付补偿金"])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("法院为什么不支持？", ()),  # nothing but empty words
        ("平台承担什么责任", ("平台", "责任")),
        # The parts of a long word are not asked for by themselves.
        ("信息网络传播权", ("信息网络传播权",)),
    ],
)
def test_content_words(question: str, words: tuple[str, ...]) -> None:
    assert content_words(question, READING) == words


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("补偿金", "支付补偿金", 1.0),
        ("补贴款", "支付补贴金", 0.8 * 1 / 2),  # 补贴 of 补贴, 贴款
        ("成交价", "支付补偿金", 0.0),
        ("赔", "支付补偿金", 0.0),  # one character has no pairs
    ],
)
def test_share(word: str, text: str, expected: float) -> None:
    assert share(word, text) == pytest.approx(expected)


def test_coverage_weighs_words() -> None:
    weights = {"平台": 1.0, "成交价": 3.0}

    assert coverage(["平台", "成交价"], "平台侵权", weights.__getitem__) == pytest.approx(
        1 / (1 + 3)
    )
    assert coverage([], "平台侵权", weights.__getitem__) == 1.0


def test_a_word_in_every_passage_tells_less_than_one_in_a_single_passage() -> None:
    weight = local_weight(["甲公司诉称", "甲公司辩称", "甲公司赔偿三万元"])

    assert weight("甲公司") < weight("赔偿") < weight("成交价")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("该公司的土地成交价是多少？", ("成交价", "土地成交价")),
        ("乙主张的年休假工资是多少？", ("工资", "年休假工资")),  # 加班工资 is another sum
        ("原告主张的金额是多少？", None),  # any sum is an amount
        ("平台承担什么责任？", None),  # no sum is asked for
    ],
)
def test_sum_asked_for(question: str, expected: tuple[str, str] | None) -> None:
    assert sum_asked_for(question, READING) == expected


@pytest.mark.parametrize(
    ("question", "whole", "expected"),
    [
        (
            "二审怎么判的？",
            "一审判决后原告未上诉",
            None,
        ),  # 上诉 shows that it speaks of a second instance
        ("二审怎么判的？", "判决如下", "二审"),
        ("平台用的是Midjourney吗？", "平台使用midjourney模型", None),  # folded
        ("平台用的是Midjourney吗？", "平台使用开源模型", "Midjourney"),
        ("AI平台担责吗？", "人工智能平台", None),  # AI is a common word, not a name
    ],
)
def test_unmentioned(question: str, whole: str, expected: str | None) -> None:
    assert unmentioned(question, whole) == expected
