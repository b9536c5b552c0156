"""Providers: a name stands for an address, and only a name that somebody gave."""

from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from analysis.checkup import check_up
from analysis.model.failures import is_loopback, shown_address
from analysis.model.providers import PROVIDERS, Provider, provider_named
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings, load_settings
from corpus.errors import UsageError


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.name)
def test_every_row_can_be_asked(provider: Provider) -> None:
    settings = load_settings(model=provider.example, model_provider=provider.name)
    assert settings.model_address == provider.base_url
    address = urlsplit(provider.base_url)
    # Court papers go out encrypted, or stay on this machine.
    assert address.scheme == "https" or is_loopback(provider.base_url)
    assert not address.query and not provider.base_url.endswith("/")
    assert provider.source.startswith("https://")
    assert LangChainModel(settings).name == provider.example


def test_names_are_one_each() -> None:
    assert len({p.name for p in PROVIDERS}) == len(PROVIDERS)
    assert provider_named("OLLAMA") is provider_named("ollama") is not None
    assert provider_named("") is None


def test_no_name_no_address() -> None:
    assert load_settings(model="deepseek-chat").model_address is None
    with pytest.raises(UsageError, match="PANDU_MODEL_PROVIDER"):
        LangChainModel(Settings(model="deepseek-chat"))


def test_an_address_wins_over_a_name() -> None:
    own = load_settings(
        model="m", model_provider="deepseek", model_base_url="http://127.0.0.1:9/v1"
    )
    assert own.model_address == "http://127.0.0.1:9/v1"


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="model_provider：没有“deepsek”，可用 deepseek、"):
        load_settings(model="m", model_provider="deepsek")


def test_the_doctor_tells_the_note_and_no_secret() -> None:
    settings = load_settings(
        model="m",
        model_provider="ollama",
        model_base_url="http://me:sk-secret@127.0.0.1:9/v1?key=sk-secret",
        model_api_key=SecretStr("sk-secret"),
    )
    (told,) = [c.words for c in check_up(settings) if c.name == "语言模型"]
    assert "http://127.0.0.1:9/v1，" in told and "OLLAMA_CONTEXT_LENGTH" in told
    assert "sk-secret" not in told and "me:" not in told
    assert shown_address("http://[::1]:8/v1") == "http://[::1]:8/v1"
