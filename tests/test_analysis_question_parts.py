import pytest

from analysis.question.ordinal import item_asked_for
from analysis.question.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("法院判了多少？", ["法院判了多少？"]),
        # Two people are asked about: one quote seldom answers both.
        (
            "乙主张的债务是多少，法院认定的债务是多少？",
            ["乙主张的债务是多少", "法院认定的债务是多少"],
        ),
        # All parts are about what stands before the first of them.
        (
            "丁某的工资差额，仲裁裁决多少，法院判乙公司付多少？",
            ["丁某的工资差额，仲裁裁决多少", "丁某的工资差额，法院判乙公司付多少"],
        ),
        # A part without a topic of its own takes that of the one before along.
        ("丁某承担什么责任？限额多少？", ["丁某承担什么责任", "丁某承担什么责任，限额多少"]),
        (
            "经济补偿金主张多少，法院判了多少？",
            ["经济补偿金主张多少", "经济补偿金主张多少，法院判了多少"],
        ),
        # What leans on the words before it is no question of its own.
        ("法院是否支持律师费？为什么？", ["法院是否支持律师费？为什么？"]),
        ("补偿金由谁支付，多少？", ["补偿金由谁支付，多少？"]),
        # What is only weighed is not asked.
        ("判断措施是否足够，以什么时候的水平为准？", ["判断措施是否足够，以什么时候的水平为准？"]),
        # What is said between two questions belongs to the second.
        (
            "解除是哪一天，公司称27日才收到函，为什么不按那天算？",
            ["解除是哪一天", "公司称27日才收到函，为什么不按那天算"],
        ),
        ("", [""]),
    ],
)
def test_parts(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("asked", "answer", "found"),
    [
        (
            "第二个因素具体指什么？",
            "法院考虑经营规模、作品知名度、可能的后果等因素。",
            ("作品知名度", "具体指什么？"),
        ),
        ("那第一项呢？", "判付本金、利息、律师费。", ("判付本金", "呢？")),
        # The longest list is the one that was listed.
        (
            "第三点是什么？",
            "原告、被告均到庭。应考虑甲因素、乙因素、丙因素。",
            ("丙因素", "是什么？"),
        ),
        ("第九个因素呢？", "考虑规模、知名度。", None),
        ("第二个因素呢？", "法院认为构成侵权。", None),
        ("第二被告呢？", "甲、乙、丙。", None),  # a person, not the second of a list
        ("为什么？", "甲、乙。", None),
    ],
)
def test_an_ordinal_means_an_item_of_the_answer_before(
    asked: str, answer: str, found: tuple[str, str] | None
) -> None:
    assert item_asked_for(asked, answer) == found
