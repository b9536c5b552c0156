"""Sentences cover the text; each row names the trap it sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import has_words, sentences_of

CASES = [
    # plain stops
    ("原告起诉。被告答辩。", ["原告起诉。", "被告答辩。"]),
    # the closing quote stays with its sentence, and so does the stop after it
    ("他说：“不还。”。原告起诉。", ["他说：“不还。”。", "原告起诉。"]),
    # decimal points, percent and thousands are not borders
    ("年利率3.5%，本金1,000元。", ["年利率3.5%，本金1,000元。"]),
    # the order starts its own sentence after the colon, and each item is one
    (
        "依法判决如下：一、准予离婚；二、驳回其他请求。",
        ["依法判决如下：", "一、准予离婚；", "二、驳回其他请求。"],
    ),
    # half-width colon
    ("判决如下:驳回上诉,维持原判。", ["判决如下:", "驳回上诉,维持原判。"]),
    # the colon is lost, but an item follows
    ("判决如下一、准予离婚。", ["判决如下", "一、准予离婚。"]),
    # items parted by commas only
    ("诉讼请求：1.还款3.5万元，2.付息。", ["诉讼请求：", "1.还款3.5万元，", "2.付息。"]),
    # a mention of items 1 and 2 is not a list
    (
        "判决如下：一、还款；二、第1、2项互负连带。",
        ["判决如下：", "一、还款；", "二、第1、2项互负连带。"],
    ),
    # a colon elsewhere is no border
    ("经审理查明：双方签订合同。", ["经审理查明：双方签订合同。"]),
    # a line break is a border, and the indent goes with the sentence before it
    ("民事判决书\n　　原告：甲", ["民事判决书\n　　", "原告：甲"]),
    # half-width stops
    ("是否侵权?应当赔偿!", ["是否侵权?", "应当赔偿!"]),
    # no stop at the end
    # a list that was lost: what follows its colon is the court's
    (
        "提交证据如下：根据庭审，本院认定以下事实：甲借款。",
        ["提交证据如下：", "根据庭审，本院认定以下事实：甲借款。"],
    ),
    ("请求驳回诉讼请求经审理查明：甲借款。", ["请求驳回诉讼请求", "经审理查明：甲借款。"]),
    # the court of 一审法院经审理查明 stays with it
    ("一审法院经审理查明：甲借款。", ["一审法院经审理查明：甲借款。"]),
    ("（罚金已缴纳） 如不服本判决，可以上诉。", ["（罚金已缴纳） ", "如不服本判决，可以上诉。"]),
    ("审判员", ["审判员"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_borders(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in sentences_of(text, shuffled=False)] == expected


def test_shuffled_text_is_cut_at_every_comma() -> None:
    text = "平台供给模子,用户上传1,000张图片，形成侵权。"
    cut = [s.of(text) for s in sentences_of(text, shuffled=True)]
    assert cut == ["平台供给模子,", "用户上传1,000张图片，", "形成侵权。"]


def test_lost_stops_fall_back_to_spaces_then_commas() -> None:
    spaced = "甲向乙借款并出具借条 " * 30
    assert len(sentences_of(spaced, shuffled=False)) == 30
    run_on = "甲向乙借款，" * 60
    assert len(sentences_of(run_on, shuffled=False)) == 60


def test_a_long_sentence_in_a_sound_text_stays_whole() -> None:
    text = "甲向乙借款，" * 40 + "未还。" + "乙多次催要未果。" * 20
    assert len(sentences_of(text, shuffled=False)[0].of(text)) == 40 * 6 + 3


_TEXT = st.text(
    alphabet=st.sampled_from("甲一二1、.。；，,：:判决如下”“（）\n ?") | st.characters()
)


@given(_TEXT, st.booleans())
def test_sentences_cover_any_text(text: str, shuffled: bool) -> None:
    spans = sentences_of(text, shuffled=shuffled)
    assert "".join(s.of(text) for s in spans) == text


@given(st.integers(0, 40), st.text(alphabet="甲乙，。 1", max_size=80))
def test_sentences_cover_run_on_texts(repeats: int, piece: str) -> None:
    text = piece * repeats
    assert "".join(s.of(text) for s in sentences_of(text, shuffled=False)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-01-01 。", False), ("", False), ("院", True), ("a", True), ("……__", False)],
)
def test_has_words(text: str, expected: bool) -> None:
    assert has_words(text) is expected
