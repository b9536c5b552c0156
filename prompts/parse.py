"""Reading a model's reply: strict about what it says, tolerant about what it is wrapped in.

Passed over, because models and servers put it there and nothing in it counts: a leading thought,
<think>…</think>, also without its opening tag, which some chat templates keep to themselves;
a ``` fence; whole lines of talk before and after the object. Not passed over: anything on the
object's own lines, a second object, and any fault in the object itself. Nothing is repaired: a
reply that was cut off must not pass as whole.
"""

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

from pydantic import ValidationError

from prompts.schema import Reply, ReplyStatement

_FENCE_OPEN = re.compile(r"```(?:json|JSON)?[ \t]*\r?\n")
_FENCE = "```"
_OBJECT_LINE = re.compile(r"^[ \t]*(?=\{)", re.MULTILINE)
_THOUGHT_OPEN, _THOUGHT_CLOSE = "<think>", "</think>"
_BLANK = " \t\r\n"
_QUOTED = re.compile(r"'([^']*)'")
_FIELD = re.compile(r"[a-z_]{1,20}")

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
}


class ReplyFormatError(ValueError):
    """A reply that is not what was asked for; the message can be shown to the model."""


def parse_reply(text: str) -> Reply:
    """The reply in `text`: one JSON object on lines of its own, and no second one.

    Raises ReplyFormatError, in Chinese, saying what is wrong and where.
    """
    try:
        return Reply.model_validate(reply_object(text))
    except ValidationError as error:
        raise ReplyFormatError(in_words(error)) from error


def reply_object(text: str) -> dict[str, Any]:
    """The one JSON object of a reply, whatever is in it. Raises ReplyFormatError as above."""
    body = _after_thought(text).strip(_BLANK)
    bare = _FENCE_OPEN.sub("", body, count=1).strip(_BLANK + "`")
    if not bare:
        raise ReplyFormatError("回复是空的，应当只输出一个 JSON 对象")
    found = _only_object(body) if not bare.startswith("[") else None
    if not isinstance(found, dict):
        raise ReplyFormatError("回复的最外层应当是一个 JSON 对象")
    return found


def is_thinking(partial: str) -> bool:
    """Whether all there is of a reply so far is a thought that has not ended."""
    begun = partial.lstrip(_BLANK)
    if begun.startswith(_THOUGHT_OPEN):
        return _THOUGHT_CLOSE not in begun
    return _THOUGHT_OPEN.startswith(begun)


def complete_statements(partial: str) -> list[ReplyStatement]:
    """The statements that are already whole in a reply still being written, in order.

    Never a half one: a statement counts once its closing brace is there. Empty before the
    first is whole, and for text that is not the beginning of a reply; also for one that begins
    with talk, which may turn out to be a thought. For every prefix of a reply that `parse_reply`
    accepts, this is a prefix of that reply's statements.
    """
    body = "" if is_thinking(partial) else _after_thought(partial).lstrip(_BLANK)
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
    begun = text.lstrip(_BLANK)
    if begun.startswith(_THOUGHT_OPEN):
        return begun.partition(_THOUGHT_CLOSE)[2]
    if _THOUGHT_CLOSE in begun and not begun.startswith(("{", _FENCE)):
        return begun.partition(_THOUGHT_CLOSE)[2]
    return text


def _only_object(body: str) -> object:
    """The value that begins at the first line that begins with a brace."""
    line = _OBJECT_LINE.search(body)
    start = line.end() if line else 0
    decoder = JSONDecoder(object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    try:
        value, end = decoder.raw_decode(body, start)
        rest = body[end:]
        after = rest.partition("\n")[0].strip(_BLANK)
        if after not in ("", _FENCE):
            raise JSONDecodeError("more on the same line", body, end)
    except JSONDecodeError as error:
        raise ReplyFormatError(
            f"回复不是一个完整的 JSON 对象：第 {error.lineno} 行第 {error.colno} 列起读不懂"
        ) from error
    except RecursionError as error:
        raise ReplyFormatError("回复的 JSON 嵌套过深") from error
    if _OBJECT_LINE.search(rest):
        raise ReplyFormatError("回复里不止一个 JSON 对象，应当只有一个")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ReplyFormatError("同一个对象里有重复的字段")
    return found


def _no_constant(name: str) -> None:
    raise ReplyFormatError(f"JSON 里不能有 {name}")


def in_words(error: ValidationError) -> str:
    """What the schema found wrong, in Chinese; the first five faults."""
    faults = []
    for fault in error.errors()[:5]:
        place = "".join(f"[{p}]" if isinstance(p, int) else _named(p) for p in fault["loc"])
        said = fault["msg"].removeprefix("Value error, ")
        complaint = _COMPLAINTS.get(fault["type"], said)
        if fault["type"] == "literal_error":  # pydantic lists them as 'a', 'b' or 'c'
            named = _QUOTED.findall(str(fault["ctx"]["expected"]))
            complaint = f"只能是 {'、'.join(named)} 之一"
        faults.append(f"{place.lstrip('.')}：{complaint}" if place else complaint)
    return "；".join(faults)


def _named(field: str) -> str:
    """A field by its name; one that is a whole text by none, for this is shown to the reader."""
    return f".{field}" if _FIELD.fullmatch(field) else ".（别的字段）"


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
