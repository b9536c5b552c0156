"""Which judgment is meant, how many of its passages are quoted, and cases side by side."""

import pytest
from made_up_library import MadeUpJudgment, reader_of

from analysis.answer import Outcome
from analysis.extract import Extraction, extract
from analysis.extract.case import names_to_find
from analysis.question import Kind, understand
from analysis.question.case_phrase import case_phrases, without_articles
from analysis.question.follow_up import Standalone
from corpus.voice import Voice


def divorce(wife: str, husband: str, title: str) -> MadeUpJudgment:
    return MadeUpJudgment(
        [
            (Voice.PLAINTIFF_CLAIM, f"原告{wife}诉称，与被告{husband}感情破裂，请求离婚。"),
            (Voice.COURT_REASONING, f"{wife}未举证感情破裂，离婚的请求本院不予支持。"),
            (Voice.ORDER, f"驳回原告{wife}的诉讼请求。"),
        ],
        title=title,
    )


MASKED_END = divorce("张某", "王某", "row-1")
MASKED_MIDDLE = divorce("张某金", "王某海", "row-2")
LETTERED = divorce("张某甲", "王某乙", "row-3")
ALL = (MASKED_END, MASKED_MIDDLE, LETTERED)


def answered(question: str, *cases: MadeUpJudgment) -> Extraction:
    hits = [hit for case in cases for hit in case.hits(*[1.0] * len(case.sentences))]
    return extract(understand(Standalone(question, question)), hits, reader_of(*cases))


@pytest.mark.parametrize(
    ("question", "case"),
    [
        ("张某甲与王某乙离婚，法院为什么不支持？", LETTERED),
        # 张某 stands in every one of them as a piece of another's name.
        ("张某与王某离婚，法院为什么不支持？", MASKED_END),
        # Some courts mask the middle of a name.
        ("张某金要求和王某海离婚，法院为什么不支持？", MASKED_MIDDLE),
    ],
)
def test_anonymised_names_tell_the_case(question: str, case: MadeUpJudgment) -> None:
    extraction = answered(question, *ALL)

    assert extraction.outcome is Outcome.ANSWERED
    assert {c.judgment_id for s in extraction.statements for c in s.citations} == {case.judgment.id}


def test_names_are_searched_for_only_where_no_hit_is_of_their_judgment() -> None:
    question = understand(Standalone(*2 * ("李某丙与赵某丁离婚案，法院怎么判的？",)))
    known = understand(Standalone(*2 * ("张某甲与王某乙离婚，法院怎么判的？",)))
    nobody = understand(Standalone(*2 * ("法院判赔多少？",)))
    hits, reader = LETTERED.hits(), reader_of(*ALL)

    assert names_to_find(question, hits, reader) == ("李某丙", "赵某丁")
    assert names_to_find(known, hits, reader) == ()
    assert names_to_find(nobody, hits, reader) == ()


def test_a_case_phrase_is_none_of_our_own_case() -> None:
    assert case_phrases("开源模型在本案中是什么角色？") == []
    assert case_phrases("金山美杜莎LoRA案由谁赔偿？") == ["金山美杜莎LoRA"]


def test_articles_are_left_out_of_what_is_looked_up_letter_for_letter() -> None:
    assert (
        without_articles("法院适用《某法》第六十四条驳回了杨某的请求吗？")
        == "法院适用驳回了杨某的请求吗？"
    )
    assert without_articles("民法典第一千一百九十七条") == "民法典第一千一百九十七条"


ORANGE = MadeUpJudgment(
    [(Voice.COURT_REASONING, "平台未采取必要措施，构成帮助侵权。")], title="橙色机器人案"
)
PURPLE = MadeUpJudgment(
    [(Voice.COURT_REASONING, "平台已及时下架，不构成侵权。")], title="紫色飞船案"
)


def test_compared_cases_stand_side_by_side_each_under_its_name() -> None:
    asked = "橙色机器人案和紫色飞船案对平台侵权的认定有什么不同？"
    extraction = answered(asked, ORANGE, PURPLE)

    assert understand(Standalone(asked, asked)).kind is Kind.COMPARISON
    assert extraction.outcome is Outcome.ANSWERED
    assert [s.text.split("——")[0] for s in extraction.statements] == ["橙色机器人案", "紫色飞船案"]


GUARANTORS = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "冯小梅、陆大辉作为保证人，应承担担保责任。"),
        (Voice.ORDER, "三、被告陆大辉对全部担保责任范围内的款项连带清偿；"),
        (Voice.ORDER, "四、被告冯小梅在300万元的担保责任范围内连带清偿；"),
        (Voice.ORDER, "五、驳回其他诉讼请求。"),
    ]
)


def test_people_compared_have_a_quote_each() -> None:
    extraction = answered("冯小梅与陆大辉的担保责任范围有何不同？", GUARANTORS)

    quotes = [c.quote for s in extraction.statements for c in s.citations]
    assert len(quotes) == 2
    assert any("冯小梅在300万元" in quote for quote in quotes)
    assert any("陆大辉对全部" in quote for quote in quotes)


REASONS = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "关于违约金，双方约定按日万分之五计算。"),
        (Voice.COURT_REASONING, "该违约金过分高于损失，本院不予支持。"),
        (Voice.COURT_FINDING, "双方曾就违约金协商。"),
        (Voice.ORDER, "驳回原告支付违约金的请求。"),
    ]
)


def test_a_second_quote_goes_on_where_the_first_ends_and_the_order_gives_no_reason() -> None:
    extraction = answered("法院为什么不支持违约金？", REASONS)

    assert extraction.statements
    assert {s.voice for s in extraction.statements} == {Voice.COURT_REASONING}


FACTORS = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "判断注意义务的第一个因素是服务的性质。"),
        (Voice.COURT_REASONING, "判断注意义务的第二个因素是作品的知名度。"),
        (Voice.COURT_REASONING, "判断注意义务的第三个因素是可能的后果。"),
        (Voice.ORDER, "驳回原告的诉讼请求。"),
    ]
)


def test_factors_are_listed_whole_and_in_the_order_of_the_text() -> None:
    extraction = answered("判断平台注意义务要看哪些因素？", FACTORS)

    quotes = [c.quote for s in extraction.statements for c in s.citations]
    assert ["性质" in quotes[0], "知名度" in quotes[1], "后果" in quotes[2]] == [True] * 3
