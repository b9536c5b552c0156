import pytest

from analysis.extract.direct import direct_answer
from analysis.extract.lay_words import LayWord, forms_of, rows
from analysis.question import understand
from analysis.question.follow_up import Standalone
from corpus.voice import Voice

COURT = Voice.COURT_REASONING


@pytest.mark.parametrize(
    ("question", "quote", "voice", "direct"),
    [
        ("法院是否支持律师费？", "律师费符合约定，本院予以支持。", COURT, "支持。"),
        ("法院是否支持律师费？", "律师费缺乏依据，本院不予支持。", COURT, "不支持。"),
        # Part is granted and part is not: the reader has to read.
        ("法院是否支持利息？", "本金的利息予以支持，复利不予支持。", COURT, ""),
        ("平台构成直接侵权吗？", "被告不构成直接侵权。", COURT, "否。"),
        ("平台是否构成帮助侵权？", "被告构成帮助侵权。", COURT, "是。"),
        ("丁承担后能否追偿？", "丁承担保证责任后，有权追偿。", Voice.ORDER, "是。"),
        # One of two is asked for: neither 是 nor 否 answers.
        ("构成直接侵权还是帮助侵权？", "不构成直接侵权，构成帮助侵权。", COURT, ""),
        ("法院判赔多少钱？", "被告赔偿原告3万元。", Voice.ORDER, "3万元。"),
        ("法院判赔多少钱？", "被告支付本金3万元、利息2000元。", Voice.ORDER, ""),
        # A rate is asked for, and the sum is not it.
        ("约定的利率是多少？", "借款50万元，年利率6%。", Voice.COURT_FINDING, ""),
        ("丁承担什么责任？", "丁对上述债务承担连带清偿责任。", Voice.ORDER, "连带清偿责任。"),
        # What a contract says is not what the court held.
        ("丁承担什么责任？", "合同约定丁承担连带责任。", Voice.COURT_FINDING, ""),
        ("双方从什么时候起分居？", "双方自2015年3月8日起分居。", COURT, "2015年3月8日。"),
        # Two dates: one of them is another thing's.
        ("工作年限从何时起算？", "合同签于2014年1月1日，应自2003年2月起算。", COURT, ""),
        (
            "判决引用了《婚姻法》的哪几条？",
            "依照《中华人民共和国婚姻法》第三十二条、第四十六条，《中华人民共和国民事诉讼法》第六十四条之规定",
            COURT,
            "《中华人民共和国婚姻法》第三十二条、第四十六条。",
        ),
        (
            "法院依据哪条法律驳回？",
            "根据《劳动法》第一百条，应予驳回。",
            COURT,
            "《劳动法》第一百条。",
        ),
        # A party's words answer nothing for the court.
        ("法院是否支持律师费？", "律师费应予支持。", Voice.PLAINTIFF_CLAIM, ""),
    ],
)
def test_direct_answer(question: str, quote: str, voice: Voice, direct: str) -> None:
    assert direct_answer(understand(Standalone(question, question)), quote, voice) == direct


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.word)
def test_every_lay_word_stands_in_its_question_and_a_form_in_its_text(row: LayWord) -> None:
    assert row.word in row.question
    assert any(form in row.text for form in row.forms)
    assert row.word not in row.text  # else the row would prove nothing
    assert set(row.forms) <= set(forms_of(row.word))


def test_lay_words_are_written_once_and_are_longer_than_a_character() -> None:
    words = [row.word for row in rows()]
    assert len(words) == len(set(words))  # only the first row of a word is read
    for row in rows():
        assert len(row.word) > 1, row.word
        assert row.word not in row.forms, row.word
        assert len(row.forms) == len(set(row.forms)), row.word
        assert all(len(form) > 1 for form in row.forms), row.word
