"""What a question has somebody say or do in passing, and what of it the judgment contradicts."""

import pytest
from made_up_library import MadeUpJudgment
from test_analysis_extract import answered

from analysis.answer import Outcome
from corpus.judgment import Party
from corpus.voice import HOLDING_VOICES, Voice

CASE = MadeUpJudgment(
    [
        (Voice.PROCEDURE, "本案案号为（2021）京0101民初1号。被告乙公司经传票传唤，拒不到庭。"),
        (Voice.PLAINTIFF_CLAIM, "原告甲公司诉称，“青竹”是有一定影响的商品名称，请求赔偿5万元。"),
        (Voice.THIRD_PARTY, "第三人丙公司述称，否认在收货单上盖章，收货单不是本公司出具。"),
        (Voice.COURT_FINDING, "经审理查明，双方无共同经营场所，该仲裁委对申请不予受理。"),
        (Voice.COURT_REASONING, "本院认为，“青竹”不属于有一定影响的商品名称。"),
        (Voice.COURT_REASONING, "被告未经许可使用图片，侵害了复制权，没有侵害改编权。"),
        (Voice.ORDER, "驳回原告甲公司的诉讼请求。"),
    ],
    title="甲公司诉乙公司案",
    places={"case_number": "（2021）京0101民初1号"},
    parties=(Party("甲公司", "原告"), Party("乙公司", "被告"), Party("丙公司", "第三人")),
)
PLEADED = MadeUpJudgment(
    [
        (Voice.PLAINTIFF_CLAIM, "原告甲公司诉称，被告使用图片没有许可。"),
        (Voice.DEFENDANT_ARGUMENT, "被告乙公司辩称，使用图片有合法授权，属于通用图形。"),
        (Voice.COURT_REASONING, "本院认为，图片体现了独特的选择与安排，被告应当赔偿损失。"),
        (Voice.ORDER, "被告乙公司赔偿原告甲公司1万元。"),
    ],
    title="甲公司诉乙公司案",
    parties=(Party("甲公司", "原告"), Party("乙公司", "被告")),
)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        # The court's own sentence denies what it is said to hold.
        ("甲公司诉乙公司案，法院认定“青竹”是有一定影响的商品名称，怎么论证的？", "不属于"),
        ("甲公司诉乙公司案，法院为什么认定侵害了改编权？", "没有侵害改编权"),
        ("（2023）沪0115民初9号里法院为什么驳回甲公司的请求？", "（2021）京0101民初1号"),
        ("乙公司为什么起诉甲公司？", "原告甲公司诉称"),
        # Facts: who came, who admitted, what there was, what a tribunal decided, what was ordered.
        ("乙公司到庭抗辩说过了时效，法院是怎么驳的？", "拒不到庭"),
        ("丙公司承认收货单是它盖章出具的，法院怎么看？", "否认在收货单上盖章"),
        ("甲公司和乙公司的共同经营场所，法院划给谁用？", "无共同经营场所"),
        ("仲裁委驳回甲公司的申请是什么理由？", "不予受理"),
        ("法院把图片判给谁使用？", "驳回原告甲公司的诉讼请求"),
    ],
)
def test_what_is_not_so_is_rejected_with_what_shows_it(question: str, quoted: str) -> None:
    extraction = answered(question, CASE)

    assert extraction.outcome is Outcome.PREMISE_REJECTED
    assert quoted in extraction.statements[0].citations[0].quote
    assert extraction.reason


@pytest.mark.parametrize(
    "question",
    [
        "甲公司诉乙公司案，法院认定使用图片有合法授权，那怎么还判赔？",
        "甲公司诉乙公司案，法院既然说图片是通用图形，为什么还让人赔钱？",
    ],
)
def test_a_plea_said_to_be_a_holding_is_rejected_in_the_courts_words(question: str) -> None:
    extraction = answered(question, PLEADED)

    assert extraction.outcome is Outcome.PREMISE_REJECTED
    assert "当事人一方的说法" in extraction.reason
    assert {s.voice for s in extraction.statements} <= HOLDING_VOICES


@pytest.mark.parametrize(
    "question",
    [
        "甲公司诉乙公司案，法院认定“青竹”是有一定影响的商品名称吗？",  # asks
        "甲公司诉乙公司案，法院为什么认定没有侵害改编权？",  # what is denied is said to be denied
        "甲公司诉乙公司案，法院为什么认定侵害了复制权？",  # the object of 没有侵害 is another
        "乙公司没有到庭，法院怎么处理？",
        "甲公司为什么起诉乙公司？",
        "（2021）京0101民初1号里法院为什么驳回甲公司的请求？",
    ],
)
def test_what_is_so_or_is_asked_is_not_rejected(question: str) -> None:
    assert answered(question, CASE).outcome is not Outcome.PREMISE_REJECTED


def test_what_is_denied_of_one_may_be_held_of_another() -> None:
    two = MadeUpJudgment(
        [
            (Voice.COURT_REASONING, "本院认为，丙某未经许可使用图片，构成侵权。"),
            (Voice.COURT_REASONING, "乙公司已经采取必要措施，不构成侵权。"),
            (Voice.ORDER, "被告丙某赔偿原告甲公司5万元。"),
        ],
        title="甲公司诉乙公司、丙某案",
    )

    question = "甲公司诉乙公司、丙某案，法院为什么认定丙某构成侵权？"  # held as well of 乙公司
    assert answered(question, two).outcome is Outcome.ANSWERED


def test_what_a_party_is_asked_for_is_not_put_into_the_courts_mouth() -> None:
    extraction = answered("乙公司凭什么说使用图片有合法授权？", PLEADED)

    assert extraction.outcome is Outcome.ANSWERED
    assert {s.voice for s in extraction.statements} == {Voice.DEFENDANT_ARGUMENT}
