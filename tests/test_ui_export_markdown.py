"""The Markdown file, rendered by a CommonMark parser: what is read is what stands."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up_exchanges import (
    HOLDING,
    MADE,
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
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from analysis.answer import Outcome, Statement
from corpus.voice import Voice
from ui.chat.conversation import Exchange
from ui.export import wording
from ui.export.markdown import literal, markdown_file
from ui.export.visible import REPLACED, visible

# As generous as readers are: tables, strikethrough and bare addresses too.
PARSER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin)
KINDS = {
    "paragraph_open", "paragraph_close", "inline", "heading_open", "heading_close", "hr",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    "blockquote_open", "blockquote_close", "footnote_block_open", "footnote_block_close",
    "footnote_open", "footnote_close", "footnote_anchor",
}  # fmt: skip
INLINE = {"text", "text_special", "hardbreak", "strong_open", "strong_close", "em_open", "em_close",
          "footnote_ref"}  # fmt: skip


def parsed(text: str) -> list[Token]:
    """The tokens, after looking that there is nothing among them that we did not write."""
    tokens = PARSER.parse(text)
    assert {token.type for token in tokens} <= KINDS
    for token in tokens:
        assert {child.type for child in token.children or ()} <= INLINE
    return tokens


def shown(token: Token) -> str:
    """What a reader sees of a paragraph, line breaks as line feeds."""
    return "".join(
        "\n" if child.type == "hardbreak" else child.content
        for child in token.children or ()
        if child.type not in ("footnote_ref", "footnote_anchor")
    )


def paragraphs(tokens: Sequence[Token]) -> list[str]:
    return [shown(token) for token in tokens if token.type == "inline"]


def footnotes(tokens: Sequence[Token]) -> list[list[str]]:
    """The paragraphs of each footnote."""
    return list(_footnotes(tokens))


def _footnotes(tokens: Sequence[Token]) -> Iterator[list[str]]:
    inside: list[Token] = []
    for token in tokens:
        if token.type == "footnote_open":
            inside = []
        elif token.type == "footnote_close":
            yield paragraphs(inside)
        else:
            inside.append(token)


def written(*exchanges: Exchange) -> str:
    return markdown_file(exchanges, reading(), MADE)


def test_question_answer_and_footnotes_are_there() -> None:
    text = written(exchange(held(), pleaded(), warnings=("请核对。",)))
    tokens = parsed(text)
    told = paragraphs(tokens)
    assert "第 1 问　还不还？" in told and "请注意：请核对。" in told
    assert "原文摘录，未经语言模型　·　范围：全部 1 份文书" in told
    first, second = footnotes(tokens)
    assert first[1] == f"“{HOLDING}”" and second[1] == f"“{PLEA}”"
    assert first[0].startswith("云川市平湖区人民法院，（2024）云0102民初3471号，林某甲借款案，")
    assert "〔原告主张〕（当事人的说法，不是法院的认定），第 3 页，第 " in second[0]


def test_a_party_is_set_apart_by_words_and_by_a_margin() -> None:
    tokens = parsed(written(exchange(held(), pleaded())))
    level = {shown(t): t.level for t in tokens if t.type == "inline"}
    assert level[pleaded().text] > level[held().text]
    assert "〔原告主张〕 当事人的说法，不是法院的认定　·　已核验" in level


def test_what_is_not_verified_never_looks_so() -> None:
    told = paragraphs(parsed(written(exchange(forged()))))
    assert "〔法院说理〕 未通过核验，请勿引用" in told
    assert "引文在出处中找不到：出处里没有“赔偿九百万元”。" in told
    assert not [line for line in told if "已核验" in line]
    assert f"{wording.NOT_ORIGINAL}“赔偿九百万元”" in told


def test_the_appendix_proves_each_quote() -> None:
    told = paragraphs(parsed(written(exchange(held()))))
    told = told[told.index(wording.APPENDIX) :]
    (fingerprint,) = [line for line in told if line.startswith("SHA-256：")]
    assert fingerprint.startswith(f"SHA-256：{judgment().id}") and len(fingerprint) == 8 + 64
    for line in ("案号：（2024）云0102民初3471号", "文件：loan.txt", f"引文“{HOLDING}”",
                 "核验：已核验", "核验：与来源文本逐字一致", "判读版本：9.9.9"):  # fmt: skip
        assert line in told


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_no_answer_is_told_with_the_nearest_passages(outcome: Outcome) -> None:
    told = paragraphs(
        parsed(written(exchange(outcome=outcome, text="没有说明。", hits=(near("甲\n乙"),))))
    )
    assert "没有说明。" in told and wording.NEAREST in told and "“甲\n乙”" in told
    assert wording.NO_CITATIONS in told


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None), min_size=1, max_size=40))
@example("\n")
@example("   ")
@example("甲 \n\n 乙  \n")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    (paragraph,) = paragraphs(parsed(literal(f"“{visible(text)}”")))
    assert paragraph == f"“{visible(text)}”"


@settings(max_examples=60, deadline=None)  # a busy machine
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_a_quote_comes_back_as_it_was(text: str) -> None:
    cited, source = quoting(text)
    statement = Statement(f"甲{text}乙", Voice.PLAINTIFF_CLAIM, (cited,))
    tokens = parsed(markdown_file([exchange(statement)], reading(source), MADE))
    ((_, quote),) = footnotes(tokens)
    assert quote == f"“{visible(text)}”"
    assert f"甲{visible(text)}乙" in paragraphs(tokens)
    assert (REPLACED in paragraphs(tokens)) == (visible(text) != text)


HOSTILE = [
    "![](http://a.example/x.png)",  # fetched when the file is opened
    "[点此](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<http://a.example>",
    "# 标题",
    "1. 一\n2. 二",  # the items of an order
    "- 一\n+ 二\n* 三",
    "> 引",
    "```\n代码\n```",
    "    代码",
    "甲\n===",  # makes a heading of the line above
    "---",
    "| 甲 | 乙 |\n|---|---|",
    "[^1]",
    "[^1]: 冒名的脚注",
    "[甲]: http://a.example",
    "*甲* __乙__ ~~丙~~ `丁` \\",
    "&lt; &#65;",
    "　　缩进\n\n　　隔一行",
    "行尾两个空格  \n下一行",
    "http://a.example a@b.example www.a.example",
    ":smile: $x$ (c) ... -- 'x' \"y\"",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    cited, source = quoting(text)
    odd = replace(cited, title=text, source_id=text, likely_reading=text)
    given = replace(
        exchange(
            Statement(text, Voice.OTHER, (odd,)), warnings=(text,), note=text, model=text,
            standalone_question=text,
        ),
        question=text,
        scope=text,
        model_failure="超时",
    )  # fmt: skip
    tokens = parsed(markdown_file([given], reading(source), replace(MADE, title=text)))
    ((_, quote, likely),) = footnotes(tokens)
    assert (quote, likely) == (f"“{text}”", f"{wording.LIKELY}{text}")
    assert sum(t.type == "heading_open" for t in tokens) == 4  # title, question, appendix, quote


def test_a_hundred_exchanges_are_written_at_once() -> None:
    many = [replace(exchange(*[held(), pleaded()] * 4), number=number) for number in range(1, 101)]
    began = time.perf_counter()
    text = written(*many)
    assert time.perf_counter() - began < 3
    assert "[^200]: " in text
