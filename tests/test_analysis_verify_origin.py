"""Verification: where a quote comes from if not from its passage, and which judgment is meant."""

import pytest
from cited import faults, hit

from analysis.answer import Fault, Statement
from analysis.verify import verify_statement
from corpus.voice import Voice
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit

CITED = "本院认为，被告未按约定交付货物，应当承担违约责任。"
BESIDE = "被告于判决生效之日起十日内返还货款三万元。"
OTHER = "本院认为，承租人逾期支付租金，出租人有权解除合同。"


def _hit(number: int, text: str, voice: Voice, judgment: str = "j", title: str = "某案") -> Hit:
    made = hit(text, voice, judgment, title=title)
    passage = type(made.passage)(
        f"{judgment}#{number:04d}", judgment, made.passage.span, voice, text, text
    )
    return Hit(passage, f"{judgment}.docx", title, 1.0)


GIVEN = {
    "p-1": _hit(1, CITED, Voice.COURT_REASONING),
    "p-2": _hit(2, BESIDE, Voice.ORDER),
    "p-3": _hit(1, OTHER, Voice.COURT_REASONING, "k", "租赁案"),
}


def _verified(quote: str, text: str = "法院认为被告应当承担违约责任。") -> Statement:
    citation = ReplyCitation(passage="p-1", quote=quote)
    return verify_statement(ReplyStatement(text=text, citations=(citation,)), GIVEN)


@pytest.mark.parametrize(
    ("quote", "fault", "told"),
    [
        # of another passage of the same judgment: which one, and who speaks there
        ("返还货款三万元", Fault.QUOTE_ELSEWHERE, "同一文书的另一段落“p-2”（判决主文）"),
        # of another judgment: which one
        (
            "出租人有权解除合同",
            Fault.QUOTE_ELSEWHERE,
            "另一份文书《租赁案》的段落“p-3”（法院说理）",
        ),
        # off by width and space alone, it is still that passage's
        ("出租人 有权解除合同", Fault.QUOTE_ELSEWHERE, "《租赁案》"),
        # two places of one passage, with and without the marks of an omission
        ("被告未按约定交付货物……承担违约责任", Fault.QUOTE_SPLICED, "“承担违约责任”出自所注的段落"),
        ("被告未按约定交付货物承担违约责任", Fault.QUOTE_SPLICED, "由几处拼成"),
        # places of two passages, and of two judgments
        ("应当承担违约责任，返还货款三万元", Fault.QUOTE_SPLICED, "同一文书的另一段落（判决主文）"),
        ("应当承担违约责任，出租人有权解除合同", Fault.QUOTE_SPLICED, "《租赁案》"),
        # one character is another
        ("被告已按约定交付货物", Fault.QUOTE_NOT_FOUND, "找不到"),
        ("返还货款四万元", Fault.QUOTE_NOT_FOUND, "找不到"),
        ("应当承担侵权责任", Fault.QUOTE_NOT_FOUND, "找不到"),
    ],
)
def test_a_quote_from_elsewhere_is_told_from_a_spliced_and_a_made_up_one(
    quote: str, fault: Fault, told: str
) -> None:
    found = _verified(quote)
    assert faults(found) == {fault} and told in found.findings[0].message
    assert not found.verified and not found.citations[0].verified


def test_the_number_of_another_judgment_that_was_shown_is_told() -> None:
    given = {
        "p-1": _hit(1, CITED, Voice.COURT_REASONING, "j", "（2020）苏0101民初12号"),
        "p-2": _hit(1, OTHER, Voice.COURT_REASONING, "k", "（2021）苏01民终34号"),
    }
    text = "（2021）苏01民终34号案中，法院认为被告应当承担违约责任。"
    citation = ReplyCitation(passage="p-1", quote="应当承担违约责任")
    found = verify_statement(ReplyStatement(text=text, citations=(citation,)), given)
    told = [f.message for f in found.findings if f.fault is Fault.JUDGMENT_MISMATCH]
    assert told == [
        "“（2021）苏01民终34号”是《（2021）苏01民终34号》的案号，所引的却是另一份文书。"
    ]
    own = ReplyStatement(
        text=text.replace("2021）苏01民终34", "2020）苏0101民初12"), citations=(citation,)
    )
    assert verify_statement(own, given).verified


def test_the_law_that_came_later_is_told_by_name() -> None:
    quote = "依照《中华人民共和国侵权责任法》第六条第一款，被告应当赔偿"
    given = {"p-1": _hit(1, quote, Voice.COURT_REASONING)}
    statement = ReplyStatement(
        text="法院依照民法典第一千一百六十五条判令被告赔偿。",
        citations=(ReplyCitation(passage="p-1", quote=quote),),
    )
    found = verify_statement(statement, given)
    assert "旧法“中华人民共和国侵权责任法”" in found.findings[0].message


def test_what_is_repeated_in_quotation_marks_is_not_held_against_its_quote() -> None:
    quote = "原告主张的利息，因约定不明，本院不予支持"
    given = {"p-1": _hit(1, quote, Voice.COURT_REASONING)}
    for text, verified in (
        (f"法院认为：“{quote}”", True),
        ("法院就利息写道：“因约定不明，本院不予支持”。", True),
        ("法院支持了利息，理由是“约定不明”。", False),
    ):
        citation = ReplyCitation(passage="p-1", quote=quote)
        found = verify_statement(ReplyStatement(text=text, citations=(citation,)), given)
        assert found.verified is verified, found.findings
