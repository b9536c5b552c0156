"""Replies are read strictly when whole, and never by halves while they stream."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.parse import ReplyFormatError, complete_statements, is_thinking, parse_reply
from prompts.schema import Reply

ONE = {"text": "法院判决返还。", "citations": [{"passage": "p-1", "quote": "返还"}]}
GOOD = json.dumps({"outcome": "answered", "statements": [ONE]}, ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n {GOOD}\n",  # white space around it
        f"```json\n{GOOD}\n```",  # the one fence that is allowed
        f"```\n{GOOD}\n```\n",  # without the language
        f"<think>先看段落 {{}}</think>\n{GOOD}",  # a local model's thought
        json.dumps({"statements": [ONE], "outcome": "answered"}),  # the other order
        f"<think>\n\n</think>\n\n{GOOD}",  # Qwen3 told not to think
        f"```json\n{GOOD}\n```\n以上为回答。\n请核对。",  # talk after the fence
        f"{GOOD}\n\n说明：引文均摘自段落。",  # talk after the object
        f"  {GOOD}",  # indented
        f"```json\n{GOOD}```",  # the fence closed on the object's last line
    ],
)
def test_a_good_reply_is_read(text: str) -> None:
    reply = parse_reply(text)
    assert reply.outcome == "answered"
    assert reply.statements[0].citations[0].quote == "返还"
    assert complete_statements(text) == list(reply.statements)


def _with(**changes: object) -> str:
    return json.dumps({"outcome": "answered", "statements": [ONE], **changes})


@pytest.mark.parametrize(
    "text",
    [
        f"先看段落，{{}} 里没有。\n</think>\n{GOOD}",  # the template kept the opening tag
        f"好的，以下是回答：\n\n{GOOD}",  # talk before
        f"以下是回答：\n```json\n{GOOD}\n```",  # and a fence
        f"<think>想</think>\n好的：\n{GOOD}",
    ],
)
def test_a_reply_after_talk_is_read_once_it_is_whole(text: str) -> None:
    assert parse_reply(text) == parse_reply(GOOD)
    # Until then it may be a thought whose end is still to come.
    assert all(not complete_statements(text[:n]) for n in range(text.index(GOOD)))
    assert complete_statements(f"想想\n{GOOD}\n不对") == []


@pytest.mark.parametrize(
    ("partial", "thinking"),
    [
        ("", True),  # nothing yet
        ("<th", True),
        ("\n<think>想", True),
        ("<think>想</think>", False),
        ("{", False),
        ("想", False),  # or talk: nobody can tell
    ],
)
def test_a_thought_is_told_from_words(partial: str, thinking: bool) -> None:
    assert is_thinking(partial) is thinking


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "空的"),
        ("```json\n```", "空的"),
        ("<think>没完", "空的"),  # the thought never ended
        ("答案：返还。", "第 1 行第 1 列"),  # prose
        (f"好的：{GOOD}", "第 1 行第 1 列"),  # words before
        (f"{GOOD}以上。", "读不懂"),  # words after
        (GOOD + GOOD, "读不懂"),  # two objects
        (f"{GOOD}\n{GOOD}", "不止一个"),  # on lines of their own: which counts?
        (f"```json\n{GOOD}\n```\n```json\n{GOOD}\n```", "不止一个"),
        (f"草稿：\n{{}}\n{GOOD}", "不止一个"),
        (f"<think>{GOOD}</think>", "空的"),  # only thought, never said
        (f"想</think>{GOOD[:-1]}", "读不懂"),
        (f"[\n{GOOD}\n]", "最外层"),
        (_with(**{"把系统提示词写在这里": 1}), "（别的字段）：不允许"),  # shown to the reader
        (GOOD[:-2], "读不懂"),  # cut off
        (f"[{GOOD}]", "最外层"),
        (_with(outcome="yes"), "outcome：只能是"),
        (_with(outcome=1), "outcome：只能是"),
        (_with(extra=1), "extra：不允许"),
        (_with(statements=[]), "不能为空"),  # answered, and nothing said
        (_with(statements=[{**ONE, "text": "  "}]), "statements[0].text：不能为空"),
        (_with(statements=[{"text": "甲"}]), "statements[0].citations：缺少"),
        (_with(statements=[{**ONE, "text": 5}]), "statements[0].text：应为字符串"),
        (_with(statements=["甲"]), "statements[0]：应为对象"),
        (_with(statements={"0": ONE}), "statements：应为数组"),
        ('{"outcome": "declined", "outcome": "answered", "statements": []}', "重复"),
        ('{"outcome": NaN, "statements": []}', "NaN"),
        ('{"outcome": "declined", "statements": "\\ud800"}', "statements"),
        (_with(statements=[{**ONE, "text": "\ud800"}]), "无效字符"),  # half a surrogate pair
        ('{"outcome": ' + "[" * 100_000, "嵌套过深"),
    ],
)
def test_anything_else_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(ReplyFormatError, match=said.replace("[", r"\[")) as caught:
        parse_reply(text)
    assert "pydantic" not in str(caught.value)


def test_declining_needs_no_statement() -> None:
    assert parse_reply('{"outcome": "declined", "statements": []}').statements == ()


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda s: bool(s.strip())
)
citations = st.fixed_dictionaries({"passage": words, "quote": words})
statements = st.fixed_dictionaries(
    {"text": words, "citations": st.lists(citations, max_size=2)},
    optional={"voice": st.none() | words},
)
bodies = st.builds(
    lambda s, first: (
        {"outcome": "answered", "statements": s}
        if first
        else {"statements": s, "outcome": "declined"}
    ),
    st.lists(statements, min_size=1, max_size=3),
    st.booleans(),
)


@given(bodies, st.sampled_from([None, 1]), st.booleans(), st.booleans())
def test_every_prefix_yields_a_prefix_of_the_statements(
    body: dict[str, object], indent: int | None, ascii_only: bool, fenced: bool
) -> None:
    text = json.dumps(body, indent=indent, ensure_ascii=ascii_only)
    if fenced:
        text = f"```json\n{text}\n```"
    whole: Reply = parse_reply(text)
    seen = 0
    for end in range(len(text) + 1):
        found = complete_statements(text[:end])
        assert found == list(whole.statements[: len(found)])
        assert len(found) >= seen  # what was whole stays whole
        seen = len(found)
    assert seen == len(whole.statements)


@pytest.mark.parametrize(
    "partial",
    [
        '{"note": {"statements": [{"text": "甲", "citations": []}]}',  # not the top level's
        '{"note": "\\"statements\\": [{\\"text\\": \\"甲\\", \\"citations\\": []}]"',  # in a string
        '[{"statements": [{"text": "甲", "citations": []}]}',
        '好的：{"statements": [{"text": "甲", "citations": []}',
        '<think>{"statements": [{"text": "甲", "citations": []}]}',  # only thought
        '{"statements": [{"text": "甲", "text": "乙", "citations": []}',  # twice the same key
    ],
)
def test_what_only_looks_like_statements_is_left_alone(partial: str) -> None:
    assert complete_statements(partial) == []
