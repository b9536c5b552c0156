"""The encoding ladder, line ends, front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from ingest.clean import decode, split_front_matter

TEXT = "本院认为，被告应当赔偿原告损失。\n判决如下："


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "gbk", "gb2312"]
)
def test_encodings(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""  # without a mark UTF-16 is not guessed
    assert decode((mark + TEXT).encode(encoding), "某.txt") == TEXT


def test_big5_is_told_from_gb18030_which_reads_all_of_it() -> None:
    text = "本院認為，被告應賠償原告之損失，判決如主文所示。"
    assert text.encode("big5").decode("gb18030") != text
    assert decode(text.encode("big5"), "某.txt") == text


@pytest.mark.parametrize("text", ["劳动争议", "甲某", "合同纠纷3,000元", "侵害作品传播权"])
def test_short_gb18030_without_a_common_character_stays_gb18030(text: str) -> None:
    assert decode(text.encode("gb18030"), "某.txt") == text


def test_line_ends_become_one_and_nothing_else_changes() -> None:
    assert decode("甲\r\n乙\r丙\n　丁 ".encode(), "某.txt") == "甲\n乙\r丙\n　丁 "


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"\0" * 400, "空字符"),
        (("甲" * 100 + "\ufffd").encode(), "损坏"),  # 1 of 101 is more than 0.1 %
        (b"\xef\xbb\xbf\xff\xff", "认不出"),  # marked as UTF-8, and is not
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as refused:
        decode(data, "某.txt")
    assert str(refused.value).startswith("某.txt：")
    assert "请" in str(refused.value)


def test_a_single_lost_character_in_a_long_text_is_let_through() -> None:
    assert decode(("甲" * 2000 + "\ufffd").encode(), "某.txt").endswith("\ufffd")


def test_empty_bytes_are_an_empty_text() -> None:
    assert decode(b"", "某.txt") == ""


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "某.txt")
    except DocumentError:
        return
    assert "\r\n" not in text


@pytest.mark.parametrize(
    ("text", "pairs", "body"),
    [
        ("---\nkind: 案例摘要\n---\n\n# 题\n", {"kind": "案例摘要"}, "\n# 题\n"),
        ('---\ntitle: "甲：乙"\n---\n正文', {"title": "甲：乙"}, "正文"),
        ("---\na: 1: 2\n无冒号\n---\n正文", {"a": "1: 2"}, "正文"),
        ("---\na: 1\n---", {"a": "1"}, ""),  # nothing after the block
        ("---\na: 1\n正文", {}, "---\na: 1\n正文"),  # never closed: all body
        ("---\n---\n正文", {}, "---\n---\n正文"),  # two rules, no block
        ("正文\n---\na: 1\n---\n", {}, "正文\n---\na: 1\n---\n"),  # not at the start
        ("", {}, ""),
    ],
)
def test_front_matter(text: str, pairs: dict[str, str], body: str) -> None:
    split = split_front_matter(text)
    assert dict(split.front_matter) == pairs
    assert split.body == body


@given(st.text(alphabet="-\nab: 甲"))
def test_the_body_is_the_end_of_the_text(text: str) -> None:
    assert text.endswith(split_front_matter(text).body)
