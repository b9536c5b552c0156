"""A passage in its context: exact characters, whose they are, and the quote marked."""

import pytest
from made_up_reading import Shown, judgment, span_of

from corpus.passage import Span
from corpus.voice import Voice
from ui.reading.context import SLACK, context_html


@pytest.mark.parametrize(
    ("quote", "around", "shown"),
    [
        ("不是赠与", 200, "原告章某诉称"),  # all of a short text
        ("不是赠与", 5, "本院认为，借条"),  # a sentence is shown whole where little is missing
        ("借条。本院认为", 5, "经审理查明"),  # a quote over two voices
        ("是<b>赠与</b>的", 5, "被告辩称"),  # markup of the document is text
    ],
)
def test_the_quote_is_marked_in_the_exact_text(quote: str, around: int, shown: str) -> None:
    whole = judgment()
    seen = Shown(context_html(whole, span_of(whole, quote), around))
    assert seen.marked == [quote]
    assert seen.text in whole.text and shown in seen.text
    assert whole.text[seen.places[0] :].startswith(seen.text)
    assert "b" not in seen.tags


def test_every_part_is_named_for_its_voice() -> None:
    whole = judgment()
    drawn = context_html(whole, span_of(whole, "不是赠与"), 200)
    names = ["原告主张", "被告抗辩", "法院查明", "法院说理", "判决主文"]
    places = [drawn.index(f">{name}</span>") for name in names]
    assert places == sorted(places)
    assert "当事人的说法，不是法院的认定" in drawn
    assert "……" not in drawn  # nothing is cut off


def test_a_long_sentence_is_cut_and_says_so() -> None:
    long = "甲" * 500 + "要点" + "乙" * 500
    whole = judgment(((Voice.COURT_REASONING, long),))
    seen = context_html(whole, Span(500, 502), 100)
    assert Shown(seen).text == "甲" * 100 + "要点" + "乙" * 100
    assert seen.count("……") == 2


def test_a_sentence_that_lacks_little_is_whole() -> None:
    long = "甲" * (100 + SLACK) + "要点"
    whole = judgment(((Voice.COURT_REASONING, long),))
    assert Shown(context_html(whole, span_of(whole, "要点"), 100)).text == long


def test_carriage_returns_and_page_beginnings_leave_the_text_as_it_is() -> None:
    whole = judgment(((Voice.ORDER, "判决：\r\n返还\r水桶。"),), pages=(0, 7))
    drawn = context_html(whole, span_of(whole, "返还\r水桶"))
    assert Shown(drawn).text == whole.text
    assert "&#13;\n" in drawn and 'data-page="2"' in drawn


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        context_html(judgment(), Span(10_000, 10_001))
