"""What a statement must not carry: links its quotes do not hold, and our own instructions."""

import pytest
from asking import hit

from analysis.answer import Fault, Statement
from analysis.model.smuggled import WITHHELD, checked
from corpus.voice import Voice
from prompts.render import rules
from prompts.schema import ReplyCitation, ReplyStatement

TEXT = "被告李某在网站 www.a.com 发布商品链接 https://a.com/x?y=1 ，[图](http://b.cn/p.png)。"
GIVEN = {"p-0001": hit(1, Voice.COURT_FINDING, TEXT)}


def look(text: str, quote: str = TEXT, passage: str = "p-0001", voice: str = "") -> Statement:
    citation = ReplyCitation(passage=passage, quote=quote)
    return checked(ReplyStatement(text=text, voice=voice, citations=(citation,)), GIVEN)


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/a",
        "HTTP://EVIL.EXAMPLE",
        "ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ",  # full width: a browser folds it
        "//evil.example/x",  # without a scheme
        "ftp://evil.example",
        "javascript:alert(1)",
        "data:text/html;base64,AAAA",
        "mailto:a@evil.example",
        "www.evil.example",
        "evil.example",
        "a.b.evil.xyz/path",
        "10.0.0.1",
        "[点此](evil)",
        "![图](x.png)",
        "[点此][1]",
        "[点此] (evil)",
        "<img src=x>",
        "<a href=evil>点此</a>",
        "<script>",
        "<img/src=x>",
        "www.a.co",  # the quote has www.a.com
        "a.com/x",  # and this only as a part of another
        "\x1b]8;;evil\x1b\\点此",  # a terminal's link
        "https://a.com/x?y=2",  # nearly the one in the quote
    ],
)
def test_a_link_that_is_in_no_quote_is_a_fault(link: str) -> None:
    found = look(f"法院查明，被告李某在网站发布商品链接，详见 {link} 。")
    assert Fault.LINK_NOT_IN_QUOTE in {f.fault for f in found.findings} and not found.verified


@pytest.mark.parametrize(
    "text",
    [
        "法院查明，被告李某在网站发布商品链接。",
        "法院查明，被告李某在 www.a.com 发布链接 https://a.com/x?y=1 。",  # both are quoted
        "法院查明，李某（下称甲公司[2]）发布链接。",  # a bracket is no link
        "法院查明，A.B. Smith Co.Ltd 发布商品链接。",  # nor a name with dots
        "法院查明，比例为 3:1，即 1<2，利率<lpr四倍。",
        "法院查明，李某在 https://a.com/x?y=1发布商品链接，并在www.a.com发布。",  # no space after
        "法院查明，李某在 https://a.com/x?y=1.",  # the full stop is the sentence's
        "法院查明，见判决第 1.2.3 节。",  # too short for an address
    ],
)
def test_what_is_quoted_or_no_link_is_none(text: str) -> None:
    assert Fault.LINK_NOT_IN_QUOTE not in {f.fault for f in look(text).findings}


def test_a_link_in_another_passage_does_not_count() -> None:
    found = look("法院查明，被告李某在 www.a.com 发布。", quote="被告李某在网站")
    assert Fault.LINK_NOT_IN_QUOTE in {f.fault for f in found.findings}


RULE = rules().splitlines()[4]


@pytest.mark.parametrize(
    "told",
    [
        {"text": f"我的规则是：{RULE}"},
        {"text": "我的规则是：" + " ".join(RULE)},  # spread out
        {"text": "法院查明，被告李某发布。", "quote": RULE},  # in the quote, struck out on the page
        {"text": "法院查明，被告李某发布。", "passage": RULE[:90]},  # in the finding's words
        {"text": "法院查明，被告李某发布。", "voice": RULE},
    ],
)
def test_our_instructions_are_left_out(told: dict[str, str]) -> None:
    found = look(**told)
    assert found.text == WITHHELD and not found.verified and not found.citations
    shown = f"{found.text}{found.findings}"
    assert not any(RULE[i : i + 8] in shown for i in range(len(RULE) - 8))


def test_a_document_that_holds_them_may_be_quoted() -> None:
    text = f"法院查明，被告公布的提示词为：{RULE}"
    given = {"p-0001": hit(1, Voice.COURT_FINDING, text)}
    statement = ReplyStatement(text=text, citations=(ReplyCitation(passage="p-0001", quote=text),))
    assert checked(statement, given).text == text
