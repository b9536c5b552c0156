"""The services that a model can be asked of, as a person knows them; and what saving one writes."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from analysis.config_writer import Value
from analysis.model.failures import is_loopback, shown_address
from analysis.model.providers import PROVIDERS, provider_named
from analysis.settings import NO_MODEL, Settings, set_by_environment
from corpus.errors import UsageError

NONE, OTHER = "none", "other"
"""Choices beside the providers: no model, and an address of one's own."""

NAMES = {
    NONE: "不用语言模型，只摘录原文",
    "deepseek": "DeepSeek 深度求索",
    "dashscope": "阿里云百炼（通义千问）",
    "zhipu": "智谱",
    "moonshot": "月之暗面 Kimi",
    "volcengine": "火山引擎（豆包）",
    "qianfan": "百度千帆（文心）",
    "hunyuan": "腾讯混元",
    "siliconflow": "硅基流动",
    "openai": "OpenAI",
    "ollama": "Ollama（本机）",
    "vllm": "vLLM（本机）",
    OTHER: "其他兼容 OpenAI 接口的服务",
}
"""How each choice is shown, in the order they are offered."""

FIELD_LABELS = {
    "model_provider": "服务",
    "model_base_url": "服务地址",
    "model_api_key": "密钥",
    "model_timeout": "回答时限",
    "model_context": "上下文",
    "model": "模型名称",
}
"""What the fields of the form are called."""


@dataclass(frozen=True, slots=True)
class ModelForm:
    """What a person filled in; `key` empty to leave the one that is saved."""

    service: str
    address: str  # counts for OTHER alone
    name: str
    key: SecretStr
    timeout: float
    context: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What is to be written, and what a person must be told of it."""

    changes: dict[str, Value]
    note: str = ""


def service_of(settings: Settings) -> str:
    """The choice that stands for these settings."""
    if settings.model == NO_MODEL:
        return NONE
    if settings.model_base_url:
        return OTHER
    provider = provider_named(settings.model_provider or "")
    return provider.name if provider else OTHER


def address_of(service: str, typed: str) -> str:
    """Where questions go with this choice; empty where that is not known yet."""
    provider = provider_named(service)
    if provider is not None:
        return provider.base_url
    return typed.strip() if service == OTHER else ""


def example_of(service: str) -> str:
    """A model's name that the service knows."""
    provider = provider_named(service) or PROVIDERS[0]
    return provider.example


def note_of(service: str) -> str:
    """What is to be known of a service; empty for most."""
    provider = provider_named(service)
    return by_field(provider.note) if provider else ""


def by_field(words: str) -> str:
    """Advice that names settings by their variables, with the names that their fields bear here.

    >>> by_field("请检查 PANDU_MODEL_API_KEY。")
    '请检查“密钥”。'
    """
    for field, label in FIELD_LABELS.items():
        if not set_by_environment(field):  # there it is changed, and nowhere else
            words = re.sub(rf" ?\bPANDU_{field.upper()}\b ?", f"“{label}”", words)
    return words


def leaving(address: str) -> str:
    """Where what is asked will go, said before a model is switched on.

    >>> leaving("http://127.0.0.1:11434/v1")
    '启用后，提问、对话和找到的段落会交给本机上的服务 http://127.0.0.1:11434/v1，不离开这台机器。'
    """
    shown = shown_address(address)
    if is_loopback(address):
        return f"启用后，提问、对话和找到的段落会交给本机上的服务 {shown}，不离开这台机器。"
    plain = "这个地址不是 https，内容和密钥在网络上没有加密。" if address[:5] == "http:" else ""
    return f"启用后，提问、对话和找到的段落会离开这台机器，发往 {shown}。{plain}"


def changes_of(form: ModelForm, now: Settings) -> Saved:
    """What saving the form writes. Raises UsageError, naming the field, never the key.

    What the environment decides is left out. A saved key belongs to the address that it was saved
    for: with another address and no new key it is taken out, and never sent there.
    """
    if form.service == NONE:
        return Saved(_free({"model": None}), "")
    address = address_of(form.service, form.address)
    if not set_by_environment("model_base_url"):
        check_address(address)
    name = form.name.strip()
    if not set_by_environment("model") and name in ("", NO_MODEL):
        raise UsageError("请填写模型名称。")
    own = form.service == OTHER
    changes: dict[str, Value] = {
        "model": name,
        "model_provider": None if own else form.service,
        "model_base_url": address if own else None,
        "model_timeout": form.timeout,
        "model_context": form.context,
    }
    note = ""
    if form.key.get_secret_value().strip():
        changes["model_api_key"] = _checked(form.key)
    elif now.model_api_key and now.model_address and address != now.model_address:
        changes["model_api_key"] = None
        note = "换了服务地址，原来的密钥已移除，没有发给新的服务；需要时请填新的密钥。"
        if set_by_environment("model_api_key"):
            note = "密钥由环境变量 PANDU_MODEL_API_KEY 决定，会发给新的地址，请确认。"
    return Saved(_free(changes), note)


def check_address(address: str) -> None:
    """Raise UsageError unless it is an address that a model can be asked at."""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or any(sign.isspace() for sign in address):
        raise UsageError("请填写完整的服务地址，例如 https://api.example.com/v1。")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError("服务地址里不能带用户名、密码或参数；密钥请填在密钥一栏。")


def _checked(key: SecretStr) -> SecretStr:
    plain = key.get_secret_value().strip()
    if not plain.isascii() or not plain.isprintable() or " " in plain:
        raise UsageError("密钥里有空格、换行或中文字符，请重新复制。")
    return SecretStr(plain)


def _free(changes: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in changes.items() if not set_by_environment(name)}
