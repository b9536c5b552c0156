"""Several judgments, several instances, several payers: whose ruling answers."""

import pytest
from made_up_library import MadeUpJudgment
from test_analysis_extract import answered, voices

from analysis.answer import Outcome
from analysis.extract.across import SEVERAL
from analysis.extract.direct import direct_answer
from analysis.question import understand
from analysis.question.follow_up import Standalone
from corpus.judgment import Party
from corpus.voice import Voice

YES = MadeUpJudgment(
    [(Voice.COURT_REASONING, "本院认为，人工智能生成的图片体现独创性，构成作品。")],
    title="甲某诉乙某案",
    parties=(Party("甲某", "原告"),),
)
NO = MadeUpJudgment(
    [(Voice.COURT_REASONING, "本院认为，人工智能生成的图片不能体现独创性，不构成作品。")],
    title="丙某诉丁某案",
    parties=(Party("丙某", "原告"),),
)
OTHER = MadeUpJudgment(
    [(Voice.COURT_REASONING, "本院认为，被告应当偿还借款。")], title="戊某诉己某案"
)
APPEAL = MadeUpJudgment(
    [
        (Voice.LOWER_COURT, "北京市西山区人民法院一审判决被告乙公司赔偿原告甲公司25万元。"),
        (Voice.COURT_REASONING, "本院二审认为，乙公司不承担侵权责任，一审判决应当撤销。"),
        (Voice.ORDER, "撤销北京市西山区人民法院的一审判决，改判驳回甲公司的全部诉讼请求。"),
    ],
    title="甲公司诉乙公司案",
    parties=(Party("甲公司", "被上诉人", "原审原告"), Party("乙公司", "上诉人", "原审被告")),
    instance="二审",
    court="北京知识产权法院",
)
TWO = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "本院认为，丙公司不承担赔偿责任。"),
        (Voice.ORDER, "一、被告乙公司赔偿原告甲公司经济损失3万元。"),
        (Voice.ORDER, "二、驳回原告甲公司对被告丙公司的诉讼请求。"),
    ],
    title="甲公司诉乙公司、丙公司案",
    parties=(Party("甲公司", "原告"), Party("乙公司", "被告"), Party("丙公司", "被告")),
)


def test_a_question_without_a_case_is_answered_case_by_case() -> None:
    extraction = answered("人工智能生成的图片构成作品吗？", YES, NO, OTHER)

    assert extraction.outcome is Outcome.ANSWERED
    assert [s.text.split("——")[0] for s in extraction.statements] == [YES.title, NO.title]
    assert extraction.reason == SEVERAL


@pytest.mark.parametrize(
    "question",
    [
        "甲某诉乙某案，人工智能生成的图片构成作品吗？",
        "甲某的图片构成作品吗？",
        "本案的图片构成作品吗？",
    ],
)
def test_a_question_with_a_case_is_answered_by_that_case(question: str) -> None:
    cited = {
        c.judgment_id for s in answered(question, YES, NO, OTHER).statements for c in s.citations
    }

    assert len(cited) <= 1


@pytest.mark.parametrize(
    ("question", "voice"),
    [
        ("甲公司诉乙公司案，一审判了多少？", Voice.LOWER_COURT),
        ("西山法院判乙公司赔偿多少？", Voice.LOWER_COURT),  # by the court's short name
        ("甲公司诉乙公司案的二审判决结果是什么？", Voice.ORDER),
    ],
)
def test_each_instance_answers_for_itself(question: str, voice: Voice) -> None:
    extraction = answered(question, APPEAL)

    assert extraction.outcome is Outcome.ANSWERED
    assert voices(extraction) == {voice}


def test_why_a_judgment_was_changed_is_no_false_premise() -> None:
    assert answered("甲公司诉乙公司案，二审为什么改判？", APPEAL).outcome is Outcome.ANSWERED


def test_what_one_party_pays_is_not_told_of_another() -> None:
    told = [s.text for s in answered("丙公司赔了多少？", TWO).statements]

    assert not any("3万元" in text for text in told)
    assert "3万元" in answered("乙公司赔了多少？", TWO).statements[0].text


def test_factors_are_told_by_the_judgment_that_lists_them() -> None:
    lists = MadeUpJudgment(
        [
            (Voice.COURT_REASONING, "判断平台注意义务的第一个因素是服务性质。"),
            (Voice.COURT_REASONING, "判断平台注意义务的第二个因素是侵权的明显程度。"),
        ],
        title="甲某诉乙某案",
        parties=(Party("甲某", "原告"),),
    )
    mentions = MadeUpJudgment(
        [(Voice.COURT_REASONING, "平台没有尽到注意义务，应当承担责任。")],
        title="丙某诉丁某案",
        parties=(Party("丙某", "原告"),),
    )

    told = answered("平台尽到注意义务要看哪些因素？", mentions, lists)

    assert [("第一个因素" in s.text, "第二个因素" in s.text) for s in told.statements] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("question", ["丙公司承担什么责任？", "丙公司的赔偿限额是多少？"])
def test_an_item_about_another_party_alone_tells_nothing(question: str) -> None:
    cited = [c.quote for s in answered(question, TWO).statements for c in s.citations]

    assert not any("被告乙公司赔偿" in quote for quote in cited)


@pytest.mark.parametrize(
    ("question", "quote", "direct"),
    [
        ("平台是否有事先审查义务？", "平台对用户上传的文档不负有事先审查义务。", "否。"),
        ("平台有没有事先审查义务？", "平台对用户上传的文档没有一般的事先审查义务。", ""),
        ("乙公司是否构成侵权？", "乙公司不承担侵权责任。", "否。"),
        ("应当直接关停服务器吗？", "直接关停服务器超出比例。", ""),
        ("乙公司应否删除数据？", "删除数据的请求过于概括，不予支持。", ""),
        ("合同是否无效？", "该合同不具有法律效力。", ""),  # 不 says yes here
        ("两次说法是否一致？", "双方未能达成一致意见，被告亦同意离婚。", ""),
        ("乙公司承担什么责任？", "乙公司不承担连带责任。", ""),
        ("乙公司承担什么责任？", "撤销一审判决第二项中乙公司的连带责任。", ""),
        ("乙公司承担什么责任？", "乙公司承担连带责任。", "连带责任。"),
    ],
)
def test_yes_and_no_only_where_the_quote_says_so(question: str, quote: str, direct: str) -> None:
    asked = understand(Standalone(question, question))

    assert direct_answer(asked, quote, Voice.COURT_REASONING) == direct
