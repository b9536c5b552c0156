"""Which service is chosen, what saving a choice writes, and where a key may go."""

import pytest
from pydantic import SecretStr

from analysis.model.providers import PROVIDERS
from analysis.settings import Settings
from corpus.errors import UsageError
from ui.configuration.services import (
    NAMES,
    NONE,
    OTHER,
    ModelForm,
    address_of,
    changes_of,
    check_address,
    leaving,
    service_of,
)

KEY = SecretStr("sk-very-secret-0123")
NO_KEY = SecretStr("")
OWN = "http://127.0.0.1:11434/v1"


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    for name in ("MODEL", "MODEL_PROVIDER", "MODEL_BASE_URL", "MODEL_API_KEY"):
        monkeypatch.delenv(f"PANDU_{name}", raising=False)
    monkeypatch.setenv("PANDU_CONFIG", f"{tmp_path}/config.toml")


def form(service: str = "deepseek", **given: object) -> ModelForm:
    values = {"address": "", "name": "m", "key": NO_KEY, "timeout": 60.0, "context": 65_536}
    return ModelForm(service, **(values | given))  # type: ignore[arg-type]


def now(**given: object) -> Settings:
    return Settings(**given)  # type: ignore[arg-type]


def test_every_provider_is_offered_by_a_name() -> None:
    assert [*NAMES] == [NONE, *(provider.name for provider in PROVIDERS), OTHER]


@pytest.mark.parametrize(
    ("settings", "service"),
    [
        ({}, NONE),
        ({"model": "m", "model_provider": "DeepSeek"}, "deepseek"),
        ({"model": "m", "model_base_url": OWN}, OTHER),
        ({"model": "m", "model_provider": "openai", "model_base_url": OWN}, OTHER),  # it wins
        ({"model": "m"}, OTHER),  # an address is still wanted
        ({"model_provider": "openai"}, NONE),  # switched off
    ],
)
def test_the_choice_that_stands_for_settings(settings: dict[str, object], service: str) -> None:
    assert service_of(now(**settings)) == service


def test_what_a_provider_and_an_own_address_write() -> None:
    common = {"model": "m", "model_timeout": 60.0, "model_context": 65_536}
    named = changes_of(form("deepseek", name=" m ", key=KEY), now())
    assert named.changes == common | {
        "model_provider": "deepseek", "model_base_url": None, "model_api_key": KEY,
    }  # fmt: skip
    own = changes_of(form(OTHER, address=f" {OWN} "), now())
    assert own.changes == common | {"model_provider": None, "model_base_url": OWN}
    assert changes_of(form(NONE), now()).changes == {"model": None}


@pytest.mark.parametrize(
    ("settings", "form_", "key", "note"),
    [
        # A key belongs to the address that it was saved for.
        ({"model_provider": "deepseek"}, form("openai"), "removed", "原来的密钥已移除"),
        ({"model_base_url": OWN}, form(OTHER, address="https://a.example/v1"), "removed", "移除"),
        ({"model_provider": "deepseek"}, form("deepseek", name="other"), "kept", ""),
        ({"model_provider": "deepseek"}, form("openai", key=KEY), "new", ""),
        ({}, form("openai"), "kept", ""),  # written by hand, before there was an address
    ],
)
def test_a_key_is_never_sent_to_another_address(
    settings: dict[str, object], form_: ModelForm, key: str, note: str
) -> None:
    held = now(model="m", model_api_key=SecretStr("sk-the-old-one"), **settings)
    saved = changes_of(form_, held)
    found = saved.changes.get("model_api_key", "kept")
    assert found == {"removed": None, "kept": "kept", "new": KEY}[key]
    assert note in saved.note and bool(note) == bool(saved.note)


def test_what_the_environment_decides_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANDU_MODEL", "theirs")
    monkeypatch.setenv("PANDU_MODEL_API_KEY", "sk-from-the-environment")
    saved = changes_of(form("openai"), now(model_provider="deepseek"))
    assert not {"model", "model_api_key"} & set(saved.changes)
    assert "PANDU_MODEL_API_KEY" in saved.note  # it will go to the new address


@pytest.mark.parametrize(
    ("form_", "said"),
    [
        (form("deepseek", name=" "), "模型名称"),
        (form("deepseek", name="none"), "模型名称"),  # the word that switches it off
        (form(OTHER, address=""), "完整的服务地址"),
        (form("deepseek", key=SecretStr("sk-very secret")), "密钥里有空格"),
        (form("deepseek", key=SecretStr("密钥sk-secret")), "中文字符"),
    ],
)
def test_what_cannot_be_saved_is_told_without_the_key(form_: ModelForm, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        changes_of(form_, now())
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://api.example.com/v1", True),
        ("http://[::1]:8000/v1", True),
        ("api.example.com/v1", False),
        ("file:///etc/passwd", False),
        ("https:///v1", False),
        ("https://a b.example", False),
        ("https://me:word@example.com/v1", False),  # it would be drawn and logged
        ("https://example.com/v1?key=word", False),
        ("https://example.com:99999999/v1", False),
    ],
)
def test_addresses(address: str, fits: bool) -> None:
    if fits:
        check_address(address)
        return
    with pytest.raises(UsageError) as caught:
        check_address(address)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    ("service", "typed", "said"),
    [
        ("deepseek", "", "会离开这台机器，发往 https://api.deepseek.com"),
        ("ollama", "", "不离开这台机器"),
        (OTHER, "http://10.0.0.5:8000/v1", "没有加密"),  # not this machine, and not https
        (OTHER, "https://me:word@a.example/v1", "发往 https://a.example/v1"),
    ],
)
def test_where_it_goes_is_said_plainly(service: str, typed: str, said: str) -> None:
    words = leaving(address_of(service, typed))
    assert said in words and "word" not in words
