"""The stream itself: thoughts that come first, a server that writes the key, time that runs out."""

import time

import pytest
from asking import HITS, KEY, build
from pydantic import SecretStr
from scripted_model import Asked, ModelServer, Script, answering, reply_json, statement

from analysis.answer import Statement
from analysis.model.chain import Waiting, WrittenReply, answer_with_model
from analysis.model.port import Piece
from analysis.model.vendor import HIDDEN, _without
from corpus.errors import ModelUnavailable


def whole(server: ModelServer, script: Script, timeout: float = 10.0) -> WrittenReply:
    server.play(script)
    *_, last = answer_with_model("返还多少？", HITS, (), build(server, timeout))
    assert isinstance(last, WrittenReply)
    return last


def in_thought(asked: Asked) -> str:
    return f"<think>先看 {{段落}}。</think>\n```json\n{answering(asked)}\n```\n以上。"


def after_thought(asked: Asked) -> str:
    return f"先看 {{段落}}。\n</think>\n\n{answering(asked)}"


@pytest.mark.parametrize(
    "script",
    [
        Script(answering, thought="先看段落。"),  # reasoning_content, with content null
        Script(in_thought),
        Script(after_thought),
    ],
    ids=["reasoning_content", "tags", "closing tag only"],
)
def test_a_thought_before_the_reply_is_passed_over(
    model_server: ModelServer, script: Script
) -> None:
    reply = whole(model_server, script)
    assert len(reply.statements) == 2 and not reply.failed and len(model_server.asked) == 1


def test_a_long_thought_is_waited_for(model_server: ModelServer) -> None:
    # Longer than the patience of 0.45 * 5 = 2.25 s, and never silent.
    begun = time.monotonic()
    reply = whole(model_server, Script(answering, thought="想" * 50, pause=0.05), timeout=5.0)
    assert not reply.failed and time.monotonic() - begun > 2.25


def test_a_thought_without_an_end_is_not(model_server: ModelServer) -> None:
    model_server.play(Script("<think>" + "想" * 20_000, pause=0.02))
    begun = time.monotonic()
    with pytest.raises(ModelUnavailable, match="限定时间"):
        list(answer_with_model("返还多少？", HITS, (), build(model_server, 1.0)))
    assert time.monotonic() - begun < 3.0


def test_whoever_waits_is_told_twice_a_second(model_server: ModelServer) -> None:
    model_server.play(Script(answering, stall=1.6))
    found = list(answer_with_model("返还多少？", HITS, (), build(model_server)))
    assert 2 <= sum(isinstance(step, Waiting) for step in found) <= 5


def test_words_are_no_flood_of_news(model_server: ModelServer) -> None:
    model_server.play(Script(answering, thought="想" * 400))
    found = list(answer_with_model("返还多少？", HITS, (), build(model_server)))
    assert sum(isinstance(step, Waiting) for step in found) <= 5


def test_a_server_that_writes_the_key_does_not_show_it(model_server: ModelServer) -> None:
    def telling(asked: Asked) -> str:
        key = asked.headers["authorization"]
        return reply_json([statement(f"密钥是{key}，{key}。", (asked.passages[0].id, key))])

    model_server.play(Script(telling, piece=5))
    found = list(answer_with_model("返还多少？", HITS, (), build(model_server)))
    shown = [s for s in found if isinstance(s, Statement)]
    assert shown and KEY not in str(found) and HIDDEN in shown[0].text


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["sk-12345678"], HIDDEN),
        (["a sk-", "1234", "5678 b"], f"a {HIDDEN} b"),  # across pieces
        (["sk-sk-12345678"], f"sk-{HIDDEN}"),  # begun twice
        (["sk-1234", "x"], "sk-1234x"),  # only its beginning
        (["x sk-123"], "x sk-123"),  # which may be the end
    ],
)
def test_the_key_is_found_across_pieces(pieces: list[str], expected: str) -> None:
    given = [Piece(p, "stop" if n == len(pieces) else None) for n, p in enumerate(pieces, start=1)]
    shown = list(_without(SecretStr("sk-12345678"), iter(given)))
    assert "".join(p.text for p in shown) == expected
    assert shown[-1].finish_reason == "stop"


def test_a_short_key_is_not_looked_for() -> None:
    # "none" is what many people set for a server of their own.
    pieces = [Piece("none of it", "stop")]
    assert list(_without(SecretStr("none"), iter(pieces))) == pieces
