import pytest

from retrieval.analyze import Analyzer
from retrieval.naming import Names, named_in, naming_shares

WORDS = Analyzer().words
TITLED = {
    "hangzhou": Names("杭州奥特曼LoRA案", "杭州互联网法院", "（2024）浙0192民初1号"),
    "guangzhou": Names("广州奥特曼Tab案", "广州互联网法院"),
    "jinshan": Names("金山美杜莎LoRA案"),
}
ROWS = {"a": Names("loan-016"), "b": Names("loan-018")}


def named(question: str, names: dict[str, Names]) -> set[str]:
    return set(named_in(naming_shares(question, names, WORDS)))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("杭州奥特曼LoRA案判赔多少？", {"hangzhou"}),
        ("杭州奥特曼案谁担责？", {"hangzhou"}),  # people shorten titles
        ("金山美杜莎案谁担责？", {"jinshan"}),
        ("美杜莎案谁担责？", set()),  # less than half of the title: left to the words of the text
        ("广州互联网法院怎么看？", {"guangzhou"}),  # by its court
        ("(2024)浙0192民初1号判了什么？", {"hangzhou"}),  # by its number, in half width
        ("平台承担什么责任？", set()),  # no case is named
        ("LoRA模型侵权吗？", set()),  # a word that several titles share names none of them
    ],
)
def test_a_case_is_called_by_title_court_or_number(question: str, expected: set[str]) -> None:
    assert named(question, TITLED) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("loan-016判了多少？", {"a"}),
        ("loan-0161判了多少？", set()),
        # A row's id is no name in parts: the digits of a year name no row.
        ("暂计至2016年6月20日的罚息是多少？", set()),
        ("016号合同约定了什么？", set()),
    ],
)
def test_an_id_counts_whole_or_not_at_all(question: str, expected: set[str]) -> None:
    assert named(question, ROWS) == expected


NUMBERED = {
    "one": Names("某区法院（2021）某0101民初3000号", "某区法院", "（2021）某0101民初3000号"),
    "two": Names("（2021）某0101民初1号", None, "（2021）某0101民初1号"),
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("3000号案判了什么？", {"one"}),
        ("为什么只判了3000元？", set()),  # no number of a case
        ("李某1应当还款吗？", set()),
        ("民初1号是怎么判的？", {"two"}),
        ("民初21号是怎么判的？", set()),
    ],
)
def test_a_number_calls_a_case_with_its_word_alone(question: str, expected: set[str]) -> None:
    assert named(question, NUMBERED) == expected
