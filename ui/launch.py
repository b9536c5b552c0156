"""Starts the page: Streamlit in this process, on this machine's own address only."""

import socket
import sys
from pathlib import Path

from corpus.errors import UsageError
from ingest.load.files import LARGEST

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS_TRIED = 50

FONT = (
    '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)

OPTIONS: dict[str, object] = {
    "global.developmentMode": False,
    "server.address": ADDRESS,
    "server.allowedHosts": [ADDRESS, "localhost"],  # against DNS rebinding
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": LARGEST // 1024 // 1024,  # MB
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.level": "warning",
    "logger.hideWelcomeMessage": True,
    "runner.fastReruns": True,
    "runner.magicEnabled": False,
    "theme.font": FONT,
    "theme.headingFont": FONT,
    "theme.baseRadius": "8px",
    "theme.light.primaryColor": "#1f4e79",
    "theme.light.backgroundColor": "#fbfaf8",
    "theme.light.secondaryBackgroundColor": "#f1efea",
    "theme.light.textColor": "#1f2733",
    "theme.light.borderColor": "#dfe2e7",
    "theme.dark.primaryColor": "#8db9e6",
    "theme.dark.backgroundColor": "#16191f",
    "theme.dark.secondaryBackgroundColor": "#1f242c",
    "theme.dark.textColor": "#e7e5e0",
    "theme.dark.borderColor": "#353b45",
}
"""Streamlit's settings. A reader's own Streamlit configuration cannot loosen them."""


def launch(port: int | None, open_browser: bool) -> int:
    """Serve the page until it is stopped; the exit code.

    Without a port, the first free one from FIRST_PORT on. The library is the one that the
    settings name. Raises UsageError if the port is taken.
    """
    chosen = _free_port() if port is None else _claimed(port)
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import bootstrap  # a third of a second, so not for every command

    # Else the first visit of a new server, if it is to a page's own address, runs that page alone,
    # without app.py around it: a folder named pages is its older way of having several.
    PagesManager.uses_pages_directory = False

    options = {**OPTIONS, "server.port": chosen, "server.headless": not open_browser}
    sys.stderr.write(f"判读正在启动，地址 http://{ADDRESS}:{chosen} 。按 Ctrl+C 停止。\n")
    sys.stderr.flush()
    bootstrap.load_config_options(options)
    bootstrap.run(str(Path(__file__).with_name("app.py")), False, [], options)
    return 0


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if _is_free(port):
            return port
    raise UsageError(
        f"端口 {FIRST_PORT} 到 {FIRST_PORT + PORTS_TRIED - 1} 都被占用。请用 --port 指定别的端口。"
    )


def _claimed(port: int) -> int:
    if not 1 <= port <= 65535:
        raise UsageError(f"端口 {port} 不可用；请用 1 到 65535 之间的数。")
    if not _is_free(port):
        raise UsageError(f"端口 {port} 不能使用，可能已被占用。请用 --port 指定别的端口。")
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":  # as the server binds, also just after a stop
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True
