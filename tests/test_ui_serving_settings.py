"""Who may come to the page: its settings, and what it is bound to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import UsageError
from ui.serving.addresses import checked_address, names_of
from ui.serving.settings import Login, PageSettings, load_page_settings

ROOT = Path(__file__).parents[1]
SECRET = "k" * 40
OIDC: dict[str, object] = {
    "login": "oidc",
    "oidc_client_id": "pandu",
    "oidc_client_secret": "client-secret",
    "oidc_metadata_url": "https://id.example/.well-known/openid-configuration",
    "oidc_redirect_uri": "https://pandu.example/oauth2callback",
    "oidc_cookie_secret": SECRET,
}
PROXY: dict[str, object] = {
    "login": "proxy",
    "proxy_header": "X-Forwarded-User",
    "hosts": ("pandu.example",),
}


def test_without_settings_there_is_no_login() -> None:
    settings = load_page_settings()
    assert settings.login is Login.NONE and settings.here_only and not settings.shared


def test_there_are_fewer_than_fifteen() -> None:
    assert len(PageSettings.model_fields) < 15


@pytest.mark.parametrize("given", [OIDC, PROXY], ids=["oidc", "proxy"])
def test_a_whole_login_is_accepted(given: dict[str, object]) -> None:
    assert not load_page_settings(**given).here_only


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"login": "oidc"}, "oidc_client_id"),
        ({**OIDC, "oidc_client_secret": None}, "oidc_client_secret"),
        ({**OIDC, "oidc_cookie_secret": "short"}, "32"),  # signs who is who
        ({**OIDC, "oidc_redirect_uri": "http://pandu.example/oauth2callback"}, "https://"),
        ({**OIDC, "oidc_redirect_uri": "https://pandu.example/"}, "/oauth2callback"),
        ({**OIDC, "oidc_metadata_url": "http://id.example/x"}, "oidc_metadata_url"),
        ({"login": "proxy"}, "proxy_header"),
        ({**PROXY, "hosts": ()}, "hosts"),  # the Host header is the proxy's public name
        ({**PROXY, "proxy_addresses": ()}, "proxy_addresses"),
        ({**PROXY, "proxy_addresses": ("proxy.example",)}, "proxy.example"),  # no address
        ({**PROXY, "proxy_header": "X Forwarded: User"}, "proxy_header"),
        ({"login": "password"}, "login"),
        ({"logon": "oidc"}, "logon"),  # unknown keys are named
    ],
)
def test_a_login_that_is_not_whole_is_refused(given: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match="网页的设置有误") as caught:
        load_page_settings(**given)
    assert told in str(caught.value)
    assert "client-secret" not in str(caught.value) and SECRET not in str(caught.value)


def test_a_loopback_provider_may_do_without_encryption() -> None:
    local = {"oidc_metadata_url": "http://127.0.0.1:9/x", "oidc_redirect_uri": _CALLBACK}
    assert load_page_settings(**{**OIDC, **local}).redirect_host == "localhost"


_CALLBACK = "http://localhost:8501/oauth2callback"


def test_lists_in_the_environment_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANDU_PAGE_ADMINS", "a@b.cn, c@d.cn")
    assert load_page_settings().admins == ("a@b.cn", "c@d.cn")


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ('[page]\nlogin = "proxy"\nproxy_header = "X-User"\nhosts = ["a.example"]\n', "proxy 文库"),
        ('library = "文库"\n[page]\nshared = true\n', "none 文库"),
        ('[page]\nlogn = "proxy"\n', "logn"),
        ('[pages]\nlogin = "proxy"\n', "pages"),  # analysis still knows no other table
        ("page = 3\n", "[page]"),
    ],
)
def test_the_config_file_has_a_table_for_the_page(tmp_path: Path, config: str, told: str) -> None:
    (tmp_path / "pandu").mkdir()
    (tmp_path / "pandu" / "config.toml").write_text(config, encoding="utf-8")
    show = (
        "from ui.serving.settings import load_page_settings\n"
        "from analysis.settings import load_settings\n"
        "from corpus.errors import UsageError\n"
        "try: print(load_page_settings().login, '文库', load_settings().library)\n"
        "except UsageError as error: print(error)\n"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PANDU_")}
    done = subprocess.run(
        [sys.executable, "-c", show],
        cwd=ROOT,
        env={**kept, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told in done.stdout


@pytest.mark.parametrize(
    ("host", "login", "bound"),
    [
        (None, {}, "127.0.0.1"),
        ("localhost", {}, "127.0.0.1"),
        ("127.0.0.1", {}, "127.0.0.1"),
        ("127.3.2.1", {}, "127.3.2.1"),  # all of 127/8 is loopback
        ("::1", {}, "::1"),
        (None, OIDC, "127.0.0.1"),  # a login alone opens nothing
        ("0.0.0.0", OIDC, "0.0.0.0"),
        ("10.0.0.5", PROXY, "10.0.0.5"),
    ],
)
def test_addresses_that_are_bound(host: str | None, login: dict[str, object], bound: str) -> None:
    assert checked_address(host, load_page_settings(**login)) == bound


@pytest.mark.parametrize(
    ("host", "login", "told"),
    [
        ("0.0.0.0", {}, "登录"),
        ("::", {}, "登录"),
        ("10.0.0.5", {}, "登录"),
        ("192.168.1.2", {"shared": True}, "登录"),  # sharing is no login
        ("::ffff:10.0.0.5", {}, "登录"),
        ("fe80::1", {}, "登录"),
        ("pandu.example", {}, "IP 地址"),
        ("pandu.example", OIDC, "IP 地址"),
        ("", {}, "IP 地址"),  # Python binds every address for it
        ("0", {}, "IP 地址"),
        ("127.0.0.1.nip.example", {}, "IP 地址"),
    ],
)
def test_addresses_that_are_refused(host: str, login: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        checked_address(host, load_page_settings(**login))


def test_the_command_refuses_with_exit_code_two() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", "chat", "--no-browser", "--host", "0.0.0.0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2 and "登录" in done.stderr and not done.stdout


def test_names_that_the_page_is_known_by() -> None:
    assert names_of("127.0.0.1", load_page_settings()) == ("127.0.0.1", "localhost")
    assert names_of("0.0.0.0", load_page_settings(**OIDC))[2:] == ("pandu.example",)
    named = load_page_settings(**{**PROXY, "hosts": ("Law.Example",)})
    assert names_of("10.0.0.5", named)[2:] == ("10.0.0.5", "law.example")
