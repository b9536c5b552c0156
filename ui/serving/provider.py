"""The identity provider that readers log in with (OIDC), as Streamlit must be told of it."""

from importlib.util import find_spec
from typing import Any

from corpus.errors import Unavailable
from ui.serving.settings import Login, PageSettings


def check_installed(settings: PageSettings) -> None:
    """Raises Unavailable where the login needs a part that is not there."""
    if settings.login is Login.OIDC and find_spec("authlib") is None:
        raise Unavailable(
            "统一身份认证（login = oidc）要用的组件没有安装。"
            '请运行 .venv/bin/pip install -c constraints.txt -e ".[login]" 后再启动。'
        )


def provider_secrets(settings: PageSettings) -> dict[str, Any] | None:
    """What Streamlit must know to ask an OIDC provider; kept in memory only."""
    if settings.login is not Login.OIDC:
        return None
    client, cookie = settings.oidc_client_secret, settings.oidc_cookie_secret
    assert client is not None and cookie is not None  # the settings demand them
    return {
        "auth": {
            "redirect_uri": settings.oidc_redirect_uri,
            "cookie_secret": cookie.get_secret_value(),
            "client_id": settings.oidc_client_id,
            "client_secret": client.get_secret_value(),
            "server_metadata_url": settings.oidc_metadata_url,
        }
    }
