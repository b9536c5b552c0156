"""What sums are."""

from time import perf_counter

import pytest

from corpus.amount import SumRole
from corpus.passage import Sentence, Span
from corpus.voice import Voice
from ingest.sums import sums_in

CLAIM, ORDER, LOWER = Voice.PLAINTIFF_CLAIM, Voice.ORDER, Voice.LOWER_COURT
FOUND, REASONS = Voice.COURT_FINDING, Voice.COURT_REASONING


def roles(*parts: tuple[Voice, str]) -> list[SumRole | None]:
    text, sentences = "", []
    for voice, words in parts:
        sentences.append(Sentence(Span(len(text), len(text) + len(words)), voice))
        text += words
    return [amount.role for amount in sums_in(text, sentences)]


ASKED, AWARDED, COSTS = SumRole.CLAIMED, SumRole.AWARDED, SumRole.COSTS


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(CLAIM, "请求判令被告赔偿3万元。")], [ASKED]),
        ([(CLAIM, "原告借给被告3万元。")], [SumRole.ALLEGED]),  # told, not asked for
        (
            [(CLAIM, "借款5万元未还，请求偿还3万元。")],  # asked only from the asking word on
            [SumRole.ALLEGED, ASKED],
        ),
        (
            [(CLAIM, "诉讼请求：1、支付工资1万元；"), (CLAIM, "2、支付补偿2万元。")],
            [ASKED, ASKED],  # the list goes on
        ),
        (
            [(CLAIM, "要求支付工资1万元；"), (CLAIM, "加班费2万元。")],  # labor.jsonl: no numbers
            [ASKED, ASKED],
        ),
        (
            [(CLAIM, "请求支付1万元。"), (CLAIM, "事实和理由：月薪3千元。")],
            [ASKED, SumRole.ALLEGED],
        ),
        ([(ORDER, "被告于十日内支付3万元。")], [AWARDED]),
        ([(ORDER, "驳回原告要求支付3万元的诉讼请求。")], [ASKED]),  # dismissed, not awarded
        ([(ORDER, "原告无需支付被告年终奖3万元。")], [ASKED]),  # labor.jsonl: nor this
        ([(ORDER, "对上述债务及诉讼费用在最高余额5万元内连带。")], [AWARDED]),  # no costs
        ([(ORDER, "案件受理费100元，由原告负担60元。")], [COSTS, COSTS]),
        ([(ORDER, "判处有期徒刑六个月，并处罚金二千元。")], [SumRole.FORFEIT]),
        ([(ORDER, "追缴违法所得1万元，退赔被害人3千元。")], [SumRole.FORFEIT, AWARDED]),
        (
            [(ORDER, "支付加班费300元（计算方式：100元÷1天×3＝300元），扣除已付50元。")],
            [AWARDED, SumRole.FOUND, SumRole.FOUND, SumRole.FOUND],  # labor.jsonl: only reckoned
        ),
        ([(ORDER, "支付利息（以1万元为基数，按年利率6%计算）。")], [SumRole.FOUND]),
        ([(ORDER, "邮寄送达费90元，由原告负担。")], [COSTS]),
        (
            [(CLAIM, "诉至法院，坚决离婚；"), (CLAIM, "被告支付补偿8万元。")],  # divorce.jsonl
            [ASKED],
        ),
        ([(Voice.COSTS_NOTICE, "减半收取50元。")], [COSTS]),
        ([(FOUND, "双方约定借款10万元。")], [SumRole.FOUND]),
        ([(FOUND, "仲裁委裁决被告支付2万元。")], [SumRole.EARLIER]),
        ([(FOUND, "原告垫付公告费300元。")], [COSTS]),
        ([(Voice.COURT_REASONING, "原告要求支付5万元的请求不予支持。")], [ASKED]),
        ([(Voice.COURT_REASONING, "经核算，应支付4万元。")], [SumRole.FOUND]),
        (
            [(LOWER, "判决：一、被告支付2万元；"), (LOWER, "二、被告支付3万元。")],
            [SumRole.EARLIER, SumRole.EARLIER],  # never 判赔: another court's
        ),
        ([(LOWER, "一审法院认定事实：借款2万元。")], [SumRole.FOUND]),
        ([(Voice.OTHER, "数额在三万元以上的")], [None]),  # a statute's words
        # What is asked for may follow the sum.
        ([(REASONS, "对被告提出分割存款5万元的请求不予支持。")], [ASKED]),
        ([(REASONS, "公诉机关关于判处拘役，并处罚金3千元的量刑建议适当。")], [ASKED]),
        ([(REASONS, "公诉机关提出对其判处拘役，并处罚金3千元，本院采纳。")], [ASKED]),
        ([(CLAIM, "建议对被告人判处拘役一个月，并处罚金3千元。")], [ASKED]),
        ([(CLAIM, "请贵院判决离婚。"), (CLAIM, "并承担透支款2万元。")], [ASKED]),
        (
            [(CLAIM, "请求判令："), (CLAIM, "被告偿还本金3万元，其中利息5千元。")],
            [ASKED, ASKED],  # loan.jsonl: a sentence ends at the colon
        ),
        (
            [(CLAIM, "请求支付1万元。"), (CLAIM, "被告借款5万元未还，请求偿还3万元。")],
            [ASKED, SumRole.ALLEGED, ASKED],  # the second sentence is no item of the first
        ),
        (
            [(FOUND, "原告申请仲裁，要求支付工资1万元，加班费45，000元，合计5.5万元。")],
            [ASKED, ASKED, ASKED],  # items without a verb; a comma that groups digits
        ),
        (
            [
                (FOUND, "原告申请仲裁，要求被告支付："),
                (FOUND, "1、工资1万元；"),
                (FOUND, "2、补偿2万元。"),
            ],
            [ASKED, ASKED],
        ),
        (
            [(CLAIM, "被告申请仲裁，要求支付2万元，仲裁委违法裁决原告支付1万元。")],
            [ASKED, SumRole.ALLEGED],  # what was decided was not asked for here
        ),
        ([(FOUND, "现原告要求离婚，被告每月承担抚养费300元。")], [ASKED]),
        ([(FOUND, "原告要求离婚，被告支付了300元。")], [SumRole.FOUND]),  # was done
        ([(FOUND, "被告人要求被害人赔偿1万元。")], [SumRole.FOUND]),  # of no court
        ([(REASONS, "原告要求优先受偿不能成立，只能在5万元内受偿。")], [SumRole.FOUND]),
        # What the court tells that a party said is no finding.
        ([(FOUND, "庭审中，原告称其月收入4千元。")], [SumRole.ALLEGED]),
        ([(REASONS, "被告主张有存款3万元，未举证。")], [SumRole.ALLEGED]),
        ([(REASONS, "对被告提出分红5万元左右的辩解不予采信。")], [SumRole.ALLEGED]),
        ([(REASONS, "被告辩称已还清，经查，尚欠5万元。")], [SumRole.FOUND]),
        # Other decisions.
        (
            [(Voice.PROCEDURE, "曾因犯盗窃罪被法院判处拘役，并处罚金1千元。")],
            [SumRole.EARLIER],
        ),
        ([(Voice.PROCEDURE, "因赌博被公安局罚款500元。")], [None]),  # by no court
        ([(FOUND, "本院作出判决，判令被告偿还3万元。")], [SumRole.EARLIER]),  # asks nothing
        (
            [(FOUND, "仲裁委裁决：一、支付工资1万元；"), (FOUND, "二、支付补偿2万元。")],
            [SumRole.EARLIER, SumRole.EARLIER],
        ),
        ([(REASONS, "被告应自判决后每月支付1千元。")], [SumRole.FOUND]),  # this very judgment
        ([(FOUND, "一审判决认为其收取4万元。")], [SumRole.FOUND]),  # a view, no order
        # The order.
        ([(ORDER, "追缴违法所得1万元，发还被害人。")], [AWARDED]),
        (
            [(ORDER, "支付差额278元［（1470元-1450元）＋258元］。")],
            [AWARDED, SumRole.FOUND, SumRole.FOUND, SumRole.FOUND],  # labor.jsonl
        ),
        ([(ORDER, "利息以3万元为计息基数计算。")], [SumRole.FOUND]),
        ([(Voice.COSTS_NOTICE, "二、被告偿还本金3万元。")], [None]),  # a stray item of the order
    ],
)
def test_roles(parts: list[tuple[Voice, str]], expected: list[SumRole | None]) -> None:
    assert roles(*parts) == expected


def test_only_the_order_of_the_deciding_court_awards() -> None:
    words = "被告于十日内支付原告3万元。"
    awarding = {v for v in Voice if roles((v, words)) == [AWARDED]}
    assert awarding == {ORDER}


@pytest.mark.parametrize("noise", ["1元", "受理费1元", "请求1元，", "第1元"])
def test_a_sentence_of_nothing_but_sums_takes_no_time(noise: str) -> None:
    text = noise * 30_000
    started = perf_counter()
    sums_in(text, (Sentence(Span(0, len(text)), CLAIM),))
    assert perf_counter() - started < 8  # looking back to its start each time takes minutes
