"""Verification: what counts as a quote, and which figures its statement may hold."""

import pytest
from cited import OFFSET, check, faults, hit
from hypothesis import given
from hypothesis import strategies as st

from analysis.answer import Fault
from analysis.verify import citation_of, verify_statement
from corpus.passage import Passage, Span
from corpus.voice import Voice
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit

# Quotes ------------------------------------------------------------------------------------


def test_a_real_quote_has_its_exact_place() -> None:
    found = check("法院认为违约金过高。", "违约金过高", "本院认为，违约金过高，应予调整。")
    assert found.verified and found.voice is Voice.COURT_REASONING
    citation = found.citations[0]
    assert citation.span == Span(OFFSET + 5, OFFSET + 10)
    assert (citation.judgment_id, citation.source_id, citation.title) == ("j", "j.docx", "某案")


@pytest.mark.parametrize(
    ("quote", "source", "slice_"),
    [
        ("赔偿5,000元", "赔偿５，０００元", "赔偿５，０００元"),  # full width
        ("原告与被告", "原告与\n  被告", "原告与\n  被告"),  # a line break of the page
        ("原告 与被告", "原告与被告", "原告与被告"),  # a space of the model's own
        ("支付50000元", "支付5\u200b0000元", "支付5\u200b0000元"),  # invisible in the source
        ("（一）本金", "(一)本金", "(一)本金"),  # brackets
        ("甲　乙", "甲 乙", "甲 乙"),  # the wide space
    ],
)
def test_a_quote_off_by_width_or_space_is_replaced_and_labelled(
    quote: str, source: str, slice_: str
) -> None:
    found = check(f"法院认为，{slice_}", quote, f"前{source}后")
    assert faults(found) == {Fault.QUOTE_REPAIRED}
    citation = found.citations[0]
    assert citation.verified and citation.quote == slice_ and not found.verified
    assert citation.span == Span(OFFSET + 1, OFFSET + 1 + len(slice_))


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("应予支持", "不应支持"),
        ("予以支持", "不予支持"),
        ("赔偿5000元", "赔偿50000元"),
        ("赔偿50000元", "赔偿5 0000元"),  # 5 and 0000 in two cells of a table
        ("赔偿5 0000元", "赔偿50000元"),  # and the other way round
        ("第六十条", "第六十一条"),
        ("三万元", "3万元"),  # the same sum, other characters: not verbatim
        ("“违约”", '"违约"'),  # other quotation marks are other characters
        ("应当返还……货款", "应当返还全部货款"),  # an ellipsis
        ("违约金 过高", "违约金明显过高"),
        ("", "违约金过高"),
        ("  ", "违约金 过高"),
        ("。", "违约金过高。"),  # a quote of punctuation supports nothing
        ("構成違約", "构成违约"),  # traditional characters
    ],
)
def test_nothing_else_is_forgiven(quote: str, source: str) -> None:
    found = check("法院认为，违约金过高。", quote, source)
    assert Fault.QUOTE_NOT_FOUND in faults(found) and not found.verified
    citation = found.citations[0]
    assert not citation.verified and citation.quote == quote
    assert citation.span == Span(OFFSET, OFFSET + len(source))


def test_an_unknown_passage_has_no_place() -> None:
    statement = ReplyStatement(text="甲。", citations=(ReplyCitation(passage="p-9", quote="甲"),))
    found = verify_statement(statement, {"p-1": hit("甲")})
    assert faults(found) == {Fault.UNKNOWN_PASSAGE} and found.voice is Voice.OTHER
    assert found.citations[0].span is None and not found.citations[0].verified


def test_a_real_quote_of_another_judgment_is_told_as_such() -> None:
    given_ = {"p-1": hit("甲公司违约。"), "p-2": hit("乙公司违约。", judgment="k")}
    statement = ReplyStatement(
        text="法院认为乙公司违约。", citations=(ReplyCitation(passage="p-1", quote="乙公司违约。"),)
    )
    assert Fault.QUOTE_ELSEWHERE in faults(verify_statement(statement, given_))


def test_a_statement_without_citations_is_uncited() -> None:
    found = verify_statement(ReplyStatement(text="法院判了。", citations=()), {})
    assert faults(found) == {Fault.UNCITED} and not found.verified


@given(st.text(min_size=1, max_size=30), st.text(max_size=8))
def test_whatever_is_shown_as_verified_is_a_slice_of_the_source(source: str, quote: str) -> None:
    found = check("法院认为。", quote, source)
    for citation in found.citations:
        if citation.verified:
            assert citation.span is not None
            start = citation.span.start - OFFSET
            assert source[start : citation.span.end - OFFSET] == citation.quote != ""


def test_citation_of_cuts_the_span_out_of_the_passage() -> None:
    source = hit("本院认为，违约金过高。")
    assert citation_of(source, Span(OFFSET + 5, OFFSET + 10)).quote == "违约金过高"
    for start, end in ((OFFSET - 1, OFFSET + 3), (OFFSET, OFFSET + 12)):
        with pytest.raises(ValueError, match="inside"):
            citation_of(source, Span(start, end))
    with pytest.raises(ValueError, match="blank"):
        citation_of(hit("甲  乙"), Span(OFFSET + 1, OFFSET + 3))
    broken = Hit(Passage("j#1", "j", Span(0, 9), Voice.ORDER, "短", ""), "s", "t", 1.0)
    with pytest.raises(ValueError, match="disagree"):
        citation_of(broken, Span(0, 1))


# Figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院判决赔偿3万元。", "赔偿原告30,000元"),  # one sum, three ways
        ("法院判决赔偿叁万元。", "赔偿原告３００００元"),
        ("法院判决2024年9月返还。", "于2024年9月25日返还"),  # less exact than the quote
        ("法院查明二〇二四年九月二十五日签约。", "2024年9月25日签订合同"),
        ("法院判决30日内付清。", "三十天内付清"),
        ("法院判决按20%计算。", "按百分之二十计算"),
        ("法院适用《民法典》第577条。", "依照《中华人民共和国民法典》第五百七十七条之规定"),
        ("法院认为十分清楚，第三人一方一致。", "事实清楚"),  # numeral characters, no numbers
        ("法院查明两名子女。", "生育二名子女"),
        ("法院查明欠款三笔。", "欠甲1元、乙2元、丙3元"),  # a summary's own count
    ],
)
def test_figures_that_agree_are_not_flagged(text: str, quote: str) -> None:
    assert Fault.NUMBER_NOT_IN_QUOTE not in faults(check(text, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("法院判决赔偿30001元。", "赔偿30000元"),
        ("法院判决赔偿3元。", "赔偿3万元"),  # the unit
        ("法院判决赔偿四万元。", "赔偿三万元"),
        ("法院查明2024年9月26日签约。", "2024年9月25日签约"),
        ("法院查明2024年9月25日签约。", "9月25日签约"),  # a year from nowhere
        ("法院查明2020年签约。", "二〇二四年签约"),
        ("法院判决十五日内付清。", "十日内付清"),
        ("法院判处三年。", "三个月"),  # the unit of a term
        ("法院适用第五百七十八条。", "依照第五百七十七条"),
        ("法院适用第五十条第二款。", "依照第五十条"),  # more exact than the quote
        ("法院适用《合同法》第六十条。", "依照《民法典》第六十条"),  # another law
        ("法院适用《刑法》。", "依照《民法典》第六十条"),
        ("法院按24%计息。", "按36%计息"),
        ("法院查明九级伤残。", "构成十级伤残"),
        ("参见（2021）京01民终124号。", "（2021）京01民终123号"),
        ("法院判决赔偿5000元。", "赔偿5000天"),
    ],
)
def test_figures_that_differ_are_flagged(text: str, quote: str) -> None:
    assert Fault.NUMBER_NOT_IN_QUOTE in faults(check(text, quote))


def test_a_case_number_may_stand_in_the_title() -> None:
    statement = ReplyStatement(
        text="（2021）京01民终123号案中法院认为违约。",
        citations=(ReplyCitation(passage="p-1", quote="构成违约"),),
    )
    for title, expected in (
        ("（2021）京01民终123号", set()),
        ("（2021）京01民终124号", {Fault.NUMBER_NOT_IN_QUOTE}),
    ):
        assert (
            faults(verify_statement(statement, {"p-1": hit("构成违约", title=title)})) == expected
        )


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("0000元", "赔偿50000元"),
        ("十万元", "赔偿五十万元"),
        ("赔偿5", "赔偿5万元"),
        ("000元", "1,000元"),
        ("赔偿3", "赔偿3.5元"),
    ],
)
def test_a_quote_cut_inside_a_number_is_flagged(quote: str, source: str) -> None:
    assert Fault.NUMBER_NOT_IN_QUOTE in faults(check(f"法院认为，{quote}。", quote, source))
