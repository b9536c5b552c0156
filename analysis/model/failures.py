"""What can go wrong between here and a model's server, in words.

Knows the vendors' errors by their status and their names alone, so that nothing is imported.
A vendor's own message is never passed on: a server may echo the key in it.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request failed. `passing`: another try may help, after `wait` seconds if known."""

    reason: str
    advice: str
    passing: bool = False
    wait: float | None = None


_ADDRESS = (
    "请检查 PANDU_MODEL_PROVIDER 或 PANDU_MODEL_BASE_URL "
    "是否指向兼容 OpenAI 的接口（通常以 /v1 结尾）。"
)
_KEY = "请检查 PANDU_MODEL_API_KEY。"
_LATER = "请稍后再试。"
_TIME = "请稍后再试，或调大 PANDU_MODEL_TIMEOUT。"

_TOO_MUCH = Failure(
    "容不下这么多文字",
    "请把 PANDU_MODEL_CONTEXT 设成该模型（或服务启动时）的上下文长度，或换用上下文更长的模型。",
)

_BY_STATUS = {
    400: Failure(
        "的服务拒绝了请求", "请检查 PANDU_MODEL 是否是该服务的模型名，以及它能接受的长度。"
    ),
    401: Failure("的服务不接受这个密钥", _KEY),
    402: Failure("的服务称余额不足", "请检查账户余额。"),
    403: Failure("的服务拒绝访问", _KEY),
    404: Failure("在该服务上不存在", "请检查 PANDU_MODEL 与 PANDU_MODEL_BASE_URL。"),
    408: Failure("的服务超时", _TIME, passing=True),
    409: Failure("的服务暂时冲突", _LATER, passing=True),
    413: Failure("的服务称请求太长", "请调小 PANDU_MODEL_CONTEXT，或换用上下文更长的模型。"),
    422: Failure("的服务拒绝了请求", "请检查 PANDU_MODEL 与该服务的文档。"),
    429: Failure("的服务限流或额度用尽", _LATER, passing=True),
}
_SERVER_ERROR = Failure("的服务出错", _LATER, passing=True)
_NO_CONNECTION = Failure("的服务连接不上", f"请确认服务已启动。{_ADDRESS}", passing=True)
_TOO_SLOW = Failure("的服务没有在限定时间内答完", _TIME)
_BROKEN_OFF = Failure("的连接中途断开，回复被截断", _LATER)
_NOT_A_MODEL = Failure("的服务返回的不是可读的模型回复", _ADDRESS)

# In this order: APITimeoutError is an APIConnectionError, ReadTimeout says both.
_BY_NAME = (
    ("ConnectTimeout", _NO_CONNECTION),
    ("Timeout", _TOO_SLOW),
    ("ConnectError", _NO_CONNECTION),
    ("ConnectionError", _NO_CONNECTION),
    ("RemoteProtocolError", _BROKEN_OFF),
    ("ReadError", _BROKEN_OFF),
)


def failure_of(error: BaseException, received: bool = False) -> Failure:
    """What a vendor's error means; anything unheard of is a reply that cannot be read.

    `received`: part of the reply had come, so a lost connection is a reply cut off.
    """
    if _overflows(error):
        return _TOO_MUCH
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status >= 400:
        found = _BY_STATUS.get(status, _SERVER_ERROR if status >= 500 else _BY_STATUS[400])
        return Failure(found.reason, found.advice, found.passing, _wait(error))
    names = [kind.__name__ for kind in type(error).__mro__]
    cause = error.__cause__
    if cause is not None:  # APIConnectionError is raised from httpx's own, more telling error
        names = [kind.__name__ for kind in type(cause).__mro__] + names
    for part, failure in _BY_NAME:
        if any(part in name for name in names):
            return _BROKEN_OFF if received and failure is _NO_CONNECTION else failure
    return _NOT_A_MODEL


# What services say instead of the code: DeepSeek and vLLM "maximum context length is", Ollama and
# llama.cpp "exceed_context_size", DashScope "Range of input length", Moonshot "exceeded model
# token limit", Zhipu "Prompt 超长" (1261).
_OVERFLOW = (
    "context_length_exceeded",
    "maximum context length",
    "exceed_context_size",
    "exceeds the available context size",
    "range of input length",
    "exceeded model token limit",
    "prompt is too long",
    "prompt 超长",
    "'1261'",
)


def _overflows(error: BaseException) -> bool:
    """Whether a refusal is about length. The words are only compared, never shown."""
    if any("ContextOverflow" in kind.__name__ for kind in type(error).__mro__):
        return True
    told = f"{getattr(error, 'message', '')} {getattr(error, 'body', '')}".lower()
    return getattr(error, "status_code", None) == 400 and any(word in told for word in _OVERFLOW)


def cut_short(finish_reason: str | None) -> str:
    """How a reply that did not end by itself ended, in Chinese."""
    if finish_reason is None:
        return "没有说完就断开，已被截断"
    if finish_reason == "length":
        return "超出长度限制，已被截断"
    if finish_reason == "content_filter":
        return "被服务方的内容过滤截断"
    return "没有正常结束，已被截断"


def shown_address(url: str) -> str:
    """An address without what may be secret in it: a name and password, a query.

    >>> shown_address("https://me:secret@example.com:8443/v1?key=secret")
    'https://example.com:8443/v1'
    """
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wait(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(str(headers.get("retry-after"))))
    except ValueError:  # absent, or a date, which only long waits are given as
        return None


class StreamTimeout(TimeoutError):
    """A stream that was silent for too long, or went on past its time."""
