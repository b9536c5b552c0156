"""What is copied with an answer: its sources, and whatever must not be lost on the way."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from made_up_exchanges import (
    HOLDING,
    PLEA,
    exchange,
    forged,
    held,
    judgment,
    near,
    pleaded,
    quoting,
    reading,
)

from analysis.answer import Outcome, Statement
from corpus.voice import Voice
from ui.chat.conversation import Exchange
from ui.export.clipboard import plain, rich
from ui.export.wording import NEAREST, NOT_ORIGINAL

ALLOWED = {"div", "p", "b", "bdi", "sup", "br", "ul", "li", "blockquote", "s"}


class _Seen(HTMLParser):
    """What a reader sees, and the tags and attributes that make it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "\n" if tag in ("p", "br", "li", "blockquote") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> str:
    """The words, after looking that nothing but ours makes them."""
    parser = _Seen()
    parser.feed(html)
    assert parser.tags <= ALLOWED
    assert parser.attributes <= {"lang", "style"}
    return parser.text


def both(exchange: Exchange) -> tuple[str, str]:
    """The plain text and the words of the HTML."""
    return plain(exchange, reading()), seen(rich(exchange, reading()))


def test_an_answer_is_copied_with_its_sources() -> None:
    for text in both(exchange(held(), warnings=("请核对。",))):
        assert "问：还不还？" in text
        assert f"〔法院说理〕{held().text}[1]" in text
        assert (
            "[1] 云川市平湖区人民法院，（2024）云0102民初3471号，林某甲借款案，〔法院说理〕" in text
        )
        assert f"“{HOLDING}”" in text
        assert "请注意：请核对。" in text and "引用前请核对原件" in text


def test_a_party_is_named_and_set_apart() -> None:
    text, words = both(exchange(pleaded()))
    assert f"　　〔原告主张〕（当事人的说法，不是法院的认定）{pleaded().text}[1]" in text
    assert f"〔原告主张〕（当事人的说法，不是法院的认定）{pleaded().text}[1]" in words
    assert "margin-left" in rich(exchange(pleaded()), reading())


def test_what_is_not_verified_says_so_wherever_it_is_pasted() -> None:
    for text in both(exchange(forged())):
        assert "〔法院说理〕（未通过核验，请勿引用）法院判赔九百万元。[1]" in text
        assert f"{NOT_ORIGINAL}赔偿九百万元" in text
        assert "引文在出处中找不到" in text


def test_a_digest_is_labelled_with_its_sentence() -> None:
    cited = replace(held().citations[0], digest=True, likely_reading="推测")
    for text in both(exchange(replace(held(), citations=(cited,)))):
        assert "〔法院说理〕（案例摘要 · 非原文；疑似改写" in text
        assert "疑为（推测，不是原文）：推测" in text


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_no_answer_is_told_with_the_nearest_passages(outcome: Outcome) -> None:
    for text in both(exchange(outcome=outcome, text="没有说明。", hits=(near(),))):
        assert "没有说明。" in text and NEAREST in text and f"“{PLEA}”" in text
        assert "出处\n" not in text


def test_an_answer_that_broke_off_can_be_copied() -> None:
    for text in both(Exchange(1, "问", "全部")):
        assert "没有结果" in text


def test_hostile_text_is_text() -> None:
    hostile = '<img src=x onerror="alert(1)">\n<script>&amp;'
    cited, source = quoting(hostile)
    given = replace(
        exchange(Statement(hostile, Voice.OTHER, (cited,)), warnings=(hostile,), note=hostile),
        question=hostile,
        scope=hostile,
    )
    read = reading(source, judgment())
    assert f"“{hostile}”" in plain(given, read)
    assert f"“{hostile}”" in seen(rich(given, read))
