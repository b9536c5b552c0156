"""The page's settings: table [page] of the config file, and the environment's PANDU_PAGE_….

The environment wins. They are read once: a change is in force after the next start.
"""

import re
import tomllib
from enum import StrEnum
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from analysis.settings import PAGE_TABLE, config_file
from corpus.errors import UsageError

SHORTEST_SECRET = 32
"""Characters of the secret that login cookies are signed with."""

CALLBACK = "/oauth2callback"
"""Where the provider sends a reader back to; Streamlit's own."""

_TOKEN = re.compile(r"[A-Za-z0-9-]+")
_BETWEEN = re.compile(r"[,，\s]+")


class Login(StrEnum):
    """How a reader says who they are."""

    NONE = "none"  # not at all: this machine's own person
    OIDC = "oidc"
    PROXY = "proxy"  # a reverse proxy asks, and names the reader in a header


def _listed(value: object) -> object:
    return [word for word in _BETWEEN.split(value) if word] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
"""A list in the config file; in the environment, words parted by commas."""


class PageSettings(BaseSettings):
    """Who may come to the page, and from where. Readers are named by their e-mail address (OIDC)
    or by what the proxy writes into its header."""

    model_config = SettingsConfigDict(
        env_prefix="PANDU_PAGE_", env_ignore_empty=True, extra="forbid", frozen=True
    )

    login: Login = Login.NONE
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_metadata_url: str | None = None  # …/.well-known/openid-configuration
    oidc_redirect_uri: str | None = None  # the page's own address and CALLBACK
    oidc_cookie_secret: SecretStr | None = None  # signs the login; a new one logs everybody out
    proxy_header: str | None = None  # such as X-Forwarded-User; the proxy must overwrite it
    proxy_addresses: Words = ("127.0.0.1", "::1")  # addresses or networks of trusted proxies
    proxy_logout: str | None = None  # where the proxy logs a reader out, such as /oauth2/sign_out
    hosts: Words = ()  # names under which browsers know the page, beside this machine's own
    readers: Words = ()  # who may come in, names or @domain; empty: all that the login lets in
    admins: Words = ()  # who may change settings, watch folders, back up, delete what is shared
    shared: bool = False  # whether all readers have one library, and not each their own

    @property
    def here_only(self) -> bool:
        """Whether the page is for the person at this machine, who needs no login."""
        return self.login is Login.NONE

    @property
    def one_library(self) -> bool:
        """Whether all who come have the same library."""
        return self.here_only or self.shared

    @property
    def redirect_host(self) -> str | None:
        """The page's own name, as the provider knows it."""
        return urlsplit(self.oidc_redirect_uri).hostname if self.oidc_redirect_uri else None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.login is Login.OIDC:
            self._check_oidc()
        if self.login is Login.PROXY:
            self._check_proxy()
        return self

    def _check_oidc(self) -> None:
        _demand(self, "oidc_client_id", "oidc_client_secret", "oidc_metadata_url",
                "oidc_redirect_uri", "oidc_cookie_secret")  # fmt: skip
        secret = self.oidc_cookie_secret
        if secret is None or len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise _fault(f"oidc_cookie_secret 至少要 {SHORTEST_SECRET} 个随机字符")
        if not _encrypted(self.oidc_metadata_url):
            raise _fault("oidc_metadata_url 应以 https:// 开头")
        if not _encrypted(self.oidc_redirect_uri):
            raise _fault("oidc_redirect_uri 应以 https:// 开头（本机地址除外）")
        if urlsplit(self.oidc_redirect_uri or "").path != CALLBACK:
            raise _fault(f"oidc_redirect_uri 应是网页的地址加上 {CALLBACK}")

    def _check_proxy(self) -> None:
        _demand(self, "proxy_header", "proxy_addresses", "hosts")
        if not _TOKEN.fullmatch(self.proxy_header or ""):
            raise _fault("proxy_header 不是请求头的名称，应如 X-Forwarded-User")
        for address in self.proxy_addresses:
            try:
                ip_network(address)
            except ValueError:
                raise _fault(
                    f"proxy_addresses 里的“{address}”不是 IP 地址或网段，应如 10.0.0.0/24"
                ) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the config file's table."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _table())


def load_page_settings(**given: object) -> PageSettings:
    """The settings in force; `given` wins over everything. Raises UsageError, naming the key.

    A fault's message names keys and never repeats a secret.
    """
    try:
        return PageSettings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        faults = "；".join(
            "：".join(filter(None, (".".join(map(str, e["loc"])), e["msg"])))
            for e in error.errors(include_input=False, include_context=False)
        )
        raise UsageError(
            f"网页的设置有误：{faults}。请检查环境变量 PANDU_PAGE_… 或配置文件 {config_file()} 的"
            f" [{PAGE_TABLE}] 一节。"
        ) from None  # pydantic's own words hold the values


@cache
def page_settings() -> PageSettings:
    """What `load_page_settings` gave at its first call here; the whole page goes by that."""
    return load_page_settings()


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own.

    >>> [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "a.example")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _table() -> dict[str, Any]:
    try:
        table = tomllib.loads(config_file().read_text(encoding="utf-8")).get(PAGE_TABLE, {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"配置文件 {config_file()} 读不懂：{error}。请改正后再试。") from error
    if not isinstance(table, dict):
        raise UsageError(f"配置文件 {config_file()} 里的 {PAGE_TABLE} 应是一节：[{PAGE_TABLE}]。")
    return table


def _demand(settings: PageSettings, *names: str) -> None:
    lacking = [name for name in names if not getattr(settings, name)]
    if lacking:
        raise _fault(f"login = {settings.login} 还需要 {'、'.join(lacking)}")


def _encrypted(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def _fault(said: str) -> PydanticCustomError:
    return PydanticCustomError("page_settings", "{said}", {"said": said})
