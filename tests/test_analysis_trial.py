"""Trying a model's connection: what is sent, and what is told of every failure."""

import pytest
from pydantic import SecretStr
from scripted_model import NORMAL, ModelServer, Script

from analysis.model.trial import PROMPT, SYSTEM, try_model
from analysis.settings import Settings

KEY = "sk-very-secret-0123"


def settings(server: ModelServer, **given: object) -> Settings:
    values = {
        "model": "scripted",
        "model_base_url": server.url,
        "model_api_key": SecretStr(KEY),
        "model_timeout": 5.0,
    }
    return Settings(**(values | given))  # type: ignore[arg-type]


def error(status: int) -> Script:
    body = f'{{"error": {{"message": "refused {KEY}", "type": "error", "code": null}}}}'
    return Script(status=status, raw=body, content_type="application/json")


def test_a_word_is_enough_and_nothing_else_is_sent(model_server: ModelServer) -> None:
    model_server.play(Script("好", endless=True, pause=0.05))
    found = try_model(settings(model_server), lambda _: None)
    assert found.works and "连接成功" in found.words and found.seconds < 5
    (asked,) = model_server.asked
    assert [message["content"] for message in asked.body["messages"]] == [SYSTEM, PROMPT]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (error(401), "不接受这个密钥"),
        (error(402), "余额不足"),
        (error(404), "在该服务上不存在"),  # an unknown model, most often
        (error(400), "是否是该服务的模型名"),
        (error(429), "限流"),
        (error(500), "服务出错"),
        (Script(raw="<html>登录</html>"), "不是可读的模型回复"),  # a page, not an interface
        (Script("", finish="stop"), "没有写出任何文字"),
        (Script("好", stall=60.0), "没有在限定时间内答完"),
    ],
)
def test_a_failure_is_told_in_words_without_the_key(
    model_server: ModelServer, script: Script, said: str
) -> None:
    model_server.play(script)
    found = try_model(settings(model_server, model_timeout=1.0), lambda _: None)
    assert not found.works and said in found.words and KEY not in found.words


def test_a_wrong_address_is_told(model_server: ModelServer) -> None:
    found = try_model(
        settings(model_server, model_base_url="http://127.0.0.1:9/v1"), lambda _: None
    )
    assert not found.works and "连接不上" in found.words


def test_a_model_that_thinks_for_long_is_there(model_server: ModelServer) -> None:
    model_server.play(Script("好", thought="嗯" * 400, pause=0.05))
    found = try_model(settings(model_server, model_timeout=1.0), lambda _: None)
    assert found.works and "请调大回答时限" in found.words


def test_whoever_waits_can_leave(model_server: ModelServer) -> None:
    class LeftError(Exception):
        pass

    def leave(_: float) -> None:
        raise LeftError

    model_server.play(Script("好", stall=60.0), NORMAL)
    with pytest.raises(LeftError):
        try_model(settings(model_server), leave)
