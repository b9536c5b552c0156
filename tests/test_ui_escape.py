"""Foreign text must come out as it is, whatever it looks like."""

import html
import re

import pytest

from ui.escape import WORD_JOINER, as_html, as_markdown

HOSTILE = [
    "*粗* _斜_ **重** ~~删~~ `码`",  # emphasis
    "# 标题",  # heading at the start of a line
    "1. 列表",  # ordered list: 一、二 are safe, digits are not
    "> 引",  # block quote
    "$x^2$ 与 $$y$$",  # mathematics; amounts are often written with $
    ":red[红] :blue-background[蓝] :small[小]",  # Streamlit's colours
    ":material/home: :smile: :streamlit:",  # icons and emoji, put in after parsing
    "[链](javascript:alert(1)) ![图](http://a.cn/x.png)",  # links and pictures
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</bdi></p><style>*{display:none}</style>",  # closes our own tags
    "https://a.cn www.a.cn a@b.cn",  # links without brackets
    "-> <- -- >= <= ~=",  # signs that Streamlit turns into others
    "a|b\n-|-\n1|2",  # a table
    "&lt; &amp; &#42;",  # must not be read as what they stand for
    "\\*反斜杠\\",
    "（2024）浙0192民初1587号",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_reads_back_as_the_text_and_holds_no_tag(text: str) -> None:
    escaped = as_html(text)
    assert html.unescape(escaped) == text
    assert not re.search(r"[<>\"']", escaped)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_reads_back_as_the_text_on_one_line(text: str) -> None:
    escaped = as_markdown(text)
    read = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped).replace(WORD_JOINER, "")
    assert read == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_leaves_no_ascii_sign_bare(text: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", as_markdown(text))
    assert not re.search(r"[!-/:-@\[-`{-~]", bare)


def test_what_is_joined_after_parsing_is_parted() -> None:
    # A backslash is gone by then; only a character between the signs helps.
    assert f":{WORD_JOINER}" in as_markdown(":smile:").replace("\\", "")
    assert f"-{WORD_JOINER}>" in as_markdown("->").replace("\\", "")
    assert f"www{WORD_JOINER}." in as_markdown("www.a.cn").replace("\\", "")


def test_a_lone_surrogate_can_be_sent() -> None:
    # "\ud800" comes out of JSON Lines; a message to the browser must be UTF-8.
    assert as_html("甲\ud800乙") == "甲\ufffd乙"
    as_markdown("甲\ud800乙").encode("utf-8")
