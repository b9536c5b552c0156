"""Settings: one frozen object from the config file and the environment, in that order of rank.

The environment wins over the config file. Unknown keys in the file are rejected by name.
"""

import os
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from analysis.model.providers import PROVIDERS, provider_named
from corpus.errors import UsageError

CONFIG_FILE = Path(platformdirs.user_config_dir("pandu", appauthor=False)) / "config.toml"
"""Where the config file lies unless PANDU_CONFIG names another: see `config_file`."""

DEFAULT_LIBRARY = Path(platformdirs.user_data_dir("pandu", appauthor=False)) / "library"
PAGE_TABLE = "page"
"""The config file's table that is the page's own; `ui.serving.settings` reads it."""

NO_MODEL = "none"
"""The model name that asks for extraction."""


def config_file() -> Path:
    """The config file: the one that PANDU_CONFIG names, else CONFIG_FILE. Neither need exist."""
    named = os.environ.get("PANDU_CONFIG", "")
    return Path(named).expanduser() if named else CONFIG_FILE


def set_by_environment(field: str) -> bool:
    """Whether an environment variable decides this field, so that the file's word does not count.

    As the settings are read: whatever the letters' case, and an empty variable is none.
    """
    name = f"PANDU_{field}".upper()
    return any(value and key.upper() == name for key, value in os.environ.items())


class Settings(BaseSettings):
    """How this machine runs PanDu. Environment names are the field names after `PANDU_`."""

    model_config = SettingsConfigDict(
        env_prefix="PANDU_",
        env_ignore_empty=True,  # PANDU_LIBRARY= is no library in the current folder
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # a key of the wrong kind is told by its name alone
        protected_namespaces=(),
    )

    library: Path = DEFAULT_LIBRARY
    samples: bool = True  # whether the default library receives the bundled digests on first use
    model: str = NO_MODEL  # a name the endpoint knows, such as deepseek-chat or qwen-plus
    model_provider: str | None = (
        None  # a row of analysis/model/providers.py; stands for its address
    )
    model_base_url: str | None = None  # wins over the provider's
    model_api_key: SecretStr | None = None
    model_timeout: float = Field(default=60.0, gt=0, le=600)  # seconds, one whole reply
    model_context: int = Field(default=65_536, ge=8_192)  # tokens, prompt and reply together
    embedding_model: str | None = None  # a sentence-transformers name or folder; None: embedded
    embedding_query_instruction: str = ""
    embedding_device: str | None = None  # cpu, cuda, mps; None: what is there. The reranker's too
    embedding_batch_size: int = Field(default=32, ge=1, le=4096)  # the reranker's too
    reranker: str | None = None  # a sentence-transformers CrossEncoder, name or folder; None: none

    @property
    def model_address(self) -> str | None:
        """Where the model is asked: what is set, else the named provider's; None without either."""
        provider = provider_named(self.model_provider or "")
        return self.model_base_url or (provider.base_url if provider else None)

    @field_validator("model_provider")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None and provider_named(name) is None:
            known = "、".join(provider.name for provider in PROVIDERS)
            raise PydanticCustomError(
                "unknown_provider",
                "没有“{name}”，可用 {known}；其他服务请设 model_base_url",
                {"name": name, "known": known},
            )
        return name

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the config file."""
        return init_settings, env_settings, _FileButPage(settings_cls, config_file())


class _FileButPage(TomlConfigSettingsSource):
    """The config file without the page's table."""

    def __call__(self) -> dict[str, Any]:
        return {key: value for key, value in super().__call__().items() if key != PAGE_TABLE}


def load_settings(**given: object) -> Settings:
    """The settings in force; `given` wins over everything. Raises UsageError, naming the key."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = "；".join(
            f"{'.'.join(str(part) for part in e['loc'])}：{e['msg']}" for e in error.errors()
        )
        raise UsageError(
            f"设置有误：{faults}。请检查环境变量 PANDU_… 或配置文件 {config_file()}。"
        ) from error
    except ValueError as error:  # TOML syntax
        raise UsageError(f"配置文件 {config_file()} 读不懂：{error}。请改正后再试。") from error
