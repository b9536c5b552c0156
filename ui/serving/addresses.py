"""Which address the page listens on, and under which names it is reached."""

import socket
import sys
from collections.abc import Sequence
from ipaddress import ip_address

from corpus.errors import UsageError
from ui.serving.settings import PageSettings, is_loopback

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 50

OWN_NAMES = (ADDRESS, "localhost")
"""What this machine's own browser calls it."""


def checked_address(host: str | None, settings: PageSettings) -> str:
    """The IP address to listen on. Raises UsageError for one that others reach, without a login."""
    if host is None or host == "localhost":
        return ADDRESS
    try:
        ip_address(host)
    except ValueError:
        raise UsageError(
            f"--host 要写 IP 地址，“{host}”不是。只在本机用就不必写；"
            "要让别的机器访问，写本机的地址，或 0.0.0.0 表示全部地址。"
        ) from None
    if not is_loopback(host) and settings.here_only:
        raise UsageError(
            f"没有登录就不能在 {host} 上打开网页：能连到这个地址的人都会看到文库。"
            '请先在配置文件的 [page] 一节设好登录：login = "oidc"（统一身份认证）'
            '或 login = "proxy"（由反向代理认证），各项见 README 的“让别人也能用”；'
            "只在本机用，去掉 --host 即可。"
        )
    return host


def names_of(address: str, settings: PageSettings) -> tuple[str, ...]:
    """The host names that a request may be for. Others are refused: a page elsewhere whose name
    was made to point here (DNS rebinding) is not to read the library."""
    own = () if ip_address(address).is_unspecified else (address,)
    known = (*OWN_NAMES, *own, *settings.hosts, settings.redirect_host)
    return tuple(dict.fromkeys(name.lower() for name in known if name))


def url_of(address: str, port: int) -> str:
    """What a browser on this machine calls the page.

    >>> url_of("0.0.0.0", 8501), url_of("::1", 8501)
    ('http://127.0.0.1:8501', 'http://[::1]:8501')
    """
    shown = ADDRESS if ip_address(address).is_unspecified else address
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def free_port(address: str) -> int:
    """The first free port from FIRST_PORT on. Raises UsageError if there is none."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(address, port):
            return port
    raise UsageError(
        f"端口 {FIRST_PORT} 到 {FIRST_PORT + PORTS_TRIED - 1} 都被占用。请用 --port 指定别的端口。"
    )


def claimed_port(address: str, port: int) -> int:
    """The port, if it can be had; else UsageError."""
    if not 1 <= port <= 65535:
        raise UsageError(f"端口 {port} 不可用；请用 1 到 65535 之间的数。")
    if not _is_free(address, port):
        raise UsageError(
            f"端口 {port} 不能使用，可能已被占用。请用 --port 指定别的端口"
            f"{'' if is_loopback(address) else f'，并确认 {address} 是本机的地址'}。"
        )
    return port


def listening(address: str, port: int) -> socket.socket:
    """A socket that listens; closed by whoever asked for it. Raises OSError."""
    return _bound(address, port, listens=True)


def _is_free(address: str, port: int) -> bool:
    try:
        _bound(address, port, listens=False).close()
    except OSError:
        return False
    return True


def _bound(address: str, port: int, *, listens: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family)
    try:
        if sys.platform != "win32":  # as the server binds, also just after a stop
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        if listens:
            made.listen(2048)
    except OSError:
        made.close()
        raise
    return made


def same_name(host: str, names: Sequence[str]) -> bool:
    """Whether a Host header, with or without a port, is for one of the names.

    >>> same_name("127.0.0.1:8501", OWN_NAMES), same_name("[::1]:80", ("::1",))
    (True, True)
    >>> same_name("evil.test", OWN_NAMES), same_name("127.0.0.1@evil.test", OWN_NAMES)
    (False, False)
    """
    name, _, port = host.rpartition(":") if host.rfind(":") > host.rfind("]") else (host, "", "")
    if port and not port.isdecimal():
        return False
    return name.lower().rstrip(".").strip("[]") in names
