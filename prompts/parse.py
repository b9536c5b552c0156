"""Reading a model's reply: strictly when it is whole, cautiously while it streams."""

import json
import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

from pydantic import ValidationError

from prompts.schema import Reply, ReplyStatement

_FENCE_OPEN = re.compile(r"```(?:json|JSON)?[ \t]*\r?\n")
_FENCE_CLOSE = "```"
_THOUGHT_OPEN, _THOUGHT_CLOSE = "<think>", "</think>"
_BLANK = " \t\r\n"

# Pydantic's own words are English and name its types; the model is told in Chinese.
_COMPLAINTS = {
    "missing": "缺少这个字段",
    "extra_forbidden": "不允许有这个字段",
    "string_type": "应为字符串",
    "string_too_short": "不能为空",
    "string_too_long": "太长",
    "string_unicode": "含有无效字符",
    "too_long": "项数太多",
    "tuple_type": "应为数组",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "literal_error": "只能是 answered、declined、premise_rejected 之一",
}


class ReplyFormatError(ValueError):
    """A reply that is not what was asked for; the message can be shown to the model."""


def parse_reply(text: str) -> Reply:
    """The reply in `text`: one JSON object, bare or in one ```json fence, and nothing else.

    A leading <think>…</think> block, which some local models leave in, is passed over.
    Raises ReplyFormatError, in Chinese, saying what is wrong and where.
    """
    body = _unfenced(_after_thought(text).strip(_BLANK))
    if not body:
        raise ReplyFormatError("回复是空的，应当只输出一个 JSON 对象")
    try:
        found = json.loads(body, object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except JSONDecodeError as error:
        raise ReplyFormatError(
            f"回复不是一个完整的 JSON 对象：第 {error.lineno} 行第 {error.colno} 列起读不懂"
        ) from error
    except RecursionError as error:
        raise ReplyFormatError("回复的 JSON 嵌套过深") from error
    if not isinstance(found, dict):
        raise ReplyFormatError("回复的最外层应当是一个 JSON 对象")
    try:
        return Reply.model_validate(found)
    except ValidationError as error:
        raise ReplyFormatError(_in_words(error)) from error


def complete_statements(partial: str) -> list[ReplyStatement]:
    """The statements that are already whole in a reply still being written, in order.

    Never a half one: a statement counts once its closing brace is there. Empty before the
    first is whole, and for text that is not the beginning of a reply. For every prefix of a
    reply that `parse_reply` accepts, this is a prefix of that reply's statements.
    """
    body = _after_thought(partial).lstrip(_BLANK)
    if fence := _FENCE_OPEN.match(body):
        body = body[fence.end() :]
    start = _statements_start(body)
    found: list[ReplyStatement] = []
    while start is not None:
        element = _next_element(body, start)
        if element is None:
            break
        value, start = element
        try:
            found.append(ReplyStatement.model_validate(value))
        except ValidationError:
            break
    return found


_DECODER = JSONDecoder()


def _after_thought(text: str) -> str:
    """What follows a leading thought; nothing while the thought is still open."""
    if not text.lstrip(_BLANK).startswith(_THOUGHT_OPEN):
        return text
    return text.partition(_THOUGHT_CLOSE)[2]


def _unfenced(body: str) -> str:
    fence = _FENCE_OPEN.match(body)
    if fence and body.endswith(_FENCE_CLOSE) and len(body) >= fence.end() + len(_FENCE_CLOSE):
        return body[fence.end() : -len(_FENCE_CLOSE)].strip(_BLANK)
    return body


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ReplyFormatError("同一个对象里有重复的字段")
    return found


def _no_constant(name: str) -> None:
    raise ReplyFormatError(f"JSON 里不能有 {name}")


def _in_words(error: ValidationError) -> str:
    faults = []
    for fault in error.errors()[:5]:
        place = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in fault["loc"]
        )
        said = fault["msg"].removeprefix("Value error, ")
        complaint = _COMPLAINTS.get(fault["type"], said)
        faults.append(f"{place.lstrip('.')}：{complaint}" if place else complaint)
    return "；".join(faults)


def _skip_blank(body: str, at: int) -> int:
    while at < len(body) and body[at] in _BLANK:
        at += 1
    return at


def _statements_start(body: str) -> int | None:
    """Just after the [ of the top level's "statements", or None if it is not there yet."""
    at = 0
    opener = "{"
    while True:
        if body[at : at + 1] != opener:
            return None
        opener = ","
        try:
            key, at = _DECODER.raw_decode(body, _skip_blank(body, at + 1))
            at = _skip_blank(body, at)
            if body[at : at + 1] != ":":
                return None
            at = _skip_blank(body, at + 1)
            if key == "statements":
                return at + 1 if body[at : at + 1] == "[" else None
            _, at = _DECODER.raw_decode(body, at)
        except (JSONDecodeError, RecursionError):
            return None
        at = _skip_blank(body, at)


def _next_element(body: str, at: int) -> tuple[object, int] | None:
    """The object that starts at `at`, and where the next would; None unless it is closed."""
    at = _skip_blank(body, at)
    if body[at : at + 1] == ",":
        at = _skip_blank(body, at + 1)
    if body[at : at + 1] != "{":
        return None
    try:
        value, end = JSONDecoder(object_pairs_hook=_without_duplicates).raw_decode(body, at)
    except (JSONDecodeError, ReplyFormatError, RecursionError):
        return None
    return value, end
