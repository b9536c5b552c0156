"""What a question takes for granted, tried on a made-up judgment that grants one claim of three."""

import pytest
from made_up_library import MadeUpJudgment, reader_of

from analysis.answer import Outcome
from analysis.extract import Extraction, extract
from analysis.question import understand
from analysis.question.follow_up import Standalone
from corpus.voice import Voice

CASE = MadeUpJudgment(
    [
        (
            Voice.PLAINTIFF_CLAIM,
            "原告孙某某诉称，请求判令被告支付加班工资9000元、经济补偿金5万元，并补缴养老保险。",
        ),
        (Voice.DEFENDANT_ARGUMENT, "被告甲公司辩称，原告旷工，公司的拖车归他人所有，不应支付。"),
        (Voice.COURT_FINDING, "经审理查明，合同约定逾期付款按年利率24%计付违约金。"),
        (Voice.COURT_FINDING, "被告称原告自3月起旷工，并提交考勤记录，拟证明解除合法。"),
        (
            Voice.COURT_REASONING,
            "关于加班工资。原告没有提交加班的证据，应承担举证不能的后果，本院不予支持。",
        ),
        (Voice.COURT_REASONING, "被告未提前通知即解除劳动合同，应当支付经济补偿金3万元。"),
        (
            Voice.COURT_REASONING,
            "关于养老保险。补缴由征收机构处理，不属于民事诉讼的受理范围，本院不予审理。",
        ),
        (Voice.COURT_REASONING, "丙公司作为担保人应承担连带清偿责任。"),
        (Voice.COURT_REASONING, "依照《中华人民共和国劳动合同法》第四十六条之规定，判决如下："),
        (Voice.ORDER, "一、被告甲公司支付原告孙某某经济补偿金3万元；"),
        (Voice.ORDER, "二、丙公司对上述款项承担连带清偿责任；"),
        (Voice.ORDER, "三、驳回原告孙某某的其他诉讼请求。"),
    ],
    title="孙某某诉甲公司案",
)
DISMISSED = MadeUpJudgment(
    [
        (Voice.PLAINTIFF_CLAIM, "原告李某甲诉称，请求离婚，女儿由被告抚养。"),
        (Voice.COURT_REASONING, "原告的证据不足以证明感情破裂，离婚的请求本院不予支持。"),
        (Voice.ORDER, "驳回原告李某甲的诉讼请求。"),
    ],
    title="李某甲诉王某乙案",
)


def answered(question: str, case: MadeUpJudgment = CASE) -> Extraction:
    hits = case.hits(*[1.0] * len(case.sentences))
    return extract(understand(Standalone(question, question)), hits, reader_of(case))


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        # The court ruled the other way.
        ("法院为什么判甲公司支付加班工资？", "不予支持"),
        ("法院判甲公司补缴养老保险，依据是哪条规定？", "不予审理"),
        ("法院凭什么没有支持经济补偿金？", "经济补偿金3万元"),
        # Another sum, another rate: one claimed, one agreed on, neither granted.
        ("法院为什么判甲公司支付经济补偿金5万元？", "3万元"),
        ("判决让甲公司按年利率24%支付，凭的是什么？", "24%"),
        # Another kind of liability, another article, all instead of part, part instead of all.
        ("法院为什么只让丙公司承担补充清偿责任？", "连带清偿责任"),
        ("法院为什么适用《劳动合同法》第八十二条？", "第四十六条"),
        ("法院为什么全部支持了孙某某的请求？", "驳回"),
    ],
)
def test_a_premise_that_the_judgment_contradicts_is_rejected(question: str, quoted: str) -> None:
    extraction = answered(question)

    assert extraction.outcome is Outcome.PREMISE_REJECTED, extraction
    assert extraction.reason
    assert any(quoted in c.quote for s in extraction.statements for c in s.citations)


@pytest.mark.parametrize(
    "question",
    [
        "法院为什么没有支持加班工资？",
        "法院为什么判甲公司支付经济补偿金3万元？",
        "丙公司为什么要承担连带清偿责任？",
        "法院判甲公司支付经济补偿金，依据是哪条法律？",
        # These leave it open.
        "法院支持加班工资了吗，为什么？",
        "法院是否支持加班工资？为什么？",
        # What a party asked for is told, not taken for granted.
        "孙某某要求支付加班工资9000元，法院为什么不支持？",
    ],
)
def test_a_premise_that_holds_is_answered(question: str) -> None:
    assert answered(question).outcome is Outcome.ANSWERED


def test_nothing_was_ordered_where_the_order_only_dismisses() -> None:
    extraction = answered("法院凭什么把女儿判给王某乙抚养？", DISMISSED)

    assert extraction.outcome is Outcome.PREMISE_REJECTED
    assert extraction.statements[0].voice is Voice.ORDER


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        # Only a party speaks of it.
        ("法院认定拖车归谁所有？", "当事人"),
        # The court only tells what a party says, and decides nothing.
        ("法院认定孙某某旷工了吗？", ""),
        # The thing is nowhere.
        ("法院认定两家公司人格混同了吗？", ""),
        # A sum is there, and not of what is asked for.
        ("孙某某主张的年休假工资是多少钱？", ""),
        # Nobody says how it was reckoned.
        ("经济补偿金3万元是怎么算出来的？", ""),
        ("被告解除劳动合同是哪一天？", ""),
    ],
)
def test_what_the_court_does_not_say_is_declined(question: str, reason: str) -> None:
    extraction = answered(question)

    assert extraction.outcome is Outcome.DECLINED, extraction
    assert reason in extraction.reason


def test_an_answer_to_one_part_says_what_is_left_open() -> None:
    extraction = answered("法院判了多少经济补偿金？解除劳动合同是哪一天？")

    assert extraction.outcome is Outcome.ANSWERED
    assert "3万元" in extraction.statements[0].text
    assert "哪一天" in extraction.reason
