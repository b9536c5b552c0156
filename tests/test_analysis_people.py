"""A question that names people is answered from their own judgment, or not at all."""

from collections.abc import Iterator

import pytest

from analysis import load_settings, open_assistant
from analysis.answer import Answer, Outcome
from analysis.assistant import Assistant
from analysis.extract.people import people_in

PAIRS = [
    ("王某1", "李某2"),
    ("王某11", "李某12"),
    ("王某甲", "李某乙"),
    ("王某甲", "李某丙"),
    ("赵某某", "钱某某"),
    ("张某", "周某"),
    ("陈某", "郑某1"),
    ("徐某平", "孙某华"),
    ("王海涛", "李国强"),
    ("赵敏", "李国强"),
    ("张伟", "李娜"),
    ("甲公司", "乙公司"),
    ("孙海涛", "钱四"),
]
"""Lender and borrower of made-up loans that differ in nothing else but the sum."""

FORMS = (
    "{1}应当归还{0}多少元？",
    "{0}诉{1}案，被告应归还多少借款？",
    "法院认为{1}应当归还{0}的借款吗？",
    "某市某区人民法院判决{1}归还{0}多少元？",  # as all of these
)

STRANGERS = [
    ("王某1", "李某12"),  # each is in the library, in judgments of their own
    ("王某甲", "李某2"),
    ("赵某某", "周某"),
    ("王海涛", "李娜"),
    ("赵敏", "王海涛"),
    ("王某3", "李某4"),  # and these are not
    ("王某1", "李某1"),
    ("王某丁", "李某戊"),
    ("陈某1", "郑某1"),
    ("赵某某", "吴某某"),
    ("孙平", "钱进"),
    ("孙海", "钱四"),  # not 孙海涛
    ("孙海龙", "钱四"),
    ("丙公司", "丁公司"),
]


def loan(number: int, lender: str, borrower: str) -> str:
    owed = 1000 + 37 * number
    # The running number is another's name: 1号 is not 王某1.
    return (
        f"某市某区人民法院\n民事判决书\n（2021）某01民初{number + 1}号\n"
        f"原告{lender}诉称，被告{borrower}借款{owed}元，至今未还。\n被告{borrower}辩称，借款已经归还一半。\n"
        f"本院查明，双方于2020年签订借条，约定借款{owed}元。\n"
        f"本院认为，借条是双方真实意思表示，被告应当归还借款{owed}元。\n判决如下：\n"
        f"一、被告{borrower}于本判决生效之日起十日内归还原告{lender}借款{owed}元。\n"
    )


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("loans")
    for number, (lender, borrower) in enumerate(PAIRS):
        text = loan(number, lender, borrower)
        (folder / f"{lender}{borrower}.txt").write_text(text, encoding="utf-8")
    settings = load_settings(library=tmp_path_factory.mktemp("library"), model="none")
    with open_assistant(settings) as assistant:
        list(assistant.ingest([folder]))
        yield assistant


def cited(answer: Answer) -> set[str]:
    return {c.source_id for statement in answer.statements for c in statement.citations}


@pytest.mark.parametrize("pair", PAIRS, ids="".join)
def test_their_own_judgment_answers(assistant: Assistant, pair: tuple[str, str]) -> None:
    for form in FORMS:
        answer = assistant.ask(form.format(*pair))
        assert answer.outcome is Outcome.ANSWERED, form
        assert cited(answer) == {f"{''.join(pair)}.txt"}, form


@pytest.mark.parametrize("pair", STRANGERS, ids="".join)
def test_nobody_else_s_judgment_answers(assistant: Assistant, pair: tuple[str, str]) -> None:
    for form in FORMS:
        answer = assistant.ask(form.format(*pair))
        assert answer.outcome is Outcome.DECLINED and not cited(answer), form
        assert "没有找到" in answer.text and "提到“" in answer.text


def test_a_model_is_shown_nobody_else_s_judgment(assistant: Assistant) -> None:
    answer = assistant.ask("李某12应当归还王某11多少元？")
    assert {hit.source_id for hit in answer.hits} == {"王某11李某12.txt"}


def test_several_judgments_of_one_name_are_told(assistant: Assistant) -> None:
    answer = assistant.ask("王某甲借出多少元，法院判决归还多少？")
    assert answer.outcome is Outcome.ANSWERED and len(cited(answer)) == 1
    assert "另有1份文书里也有王某甲" in answer.note


def test_short_names_are_those_of_the_only_judgment_that_can_be_meant(assistant: Assistant) -> None:
    assert cited(assistant.ask("郑某应当归还陈某多少元？")) == {"陈某郑某1.txt"}
    assert cited(assistant.ask("李某应当归还王某多少元？")) == set()  # four pairs could be


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("李某1名下的房产归谁？", ["李某1"]),
        ("李某5万元的欠款归还了吗？", ["李某"]),
        ("王某一审败诉了吗？", ["王某"]),
        ("张某平分房产了吗？", ["张某"]),  # or 张某平
        ("张某１起诉了吗？", ["张某１"]),
        ("杨科交的职位表", ["杨科"]),  # or 杨科交
        ("被告单位是什么态度？", []),
        ("房子归王某1还是李某2？", ["王某1", "李某2"]),
        ("王海涛诉李国强案怎么判？", ["王海涛", "李国强"]),
        ("法院应当怎么处理？", []),
        ("法院判决李四归还多少？", ["李四"]),  # or 李四归
    ],
)
def test_names_in_questions(asked: str, names: list[str]) -> None:
    assert [person.shown for person in people_in(asked)] == names


def test_an_organisation_is_nobody_of_a_surname() -> None:
    (found,) = people_in("上海某科技公司应当赔偿吗？")
    assert not found.is_sure
