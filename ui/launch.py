"""Starts the page: Streamlit in this process, on this machine only unless a login is set."""

import socket
import sys
import webbrowser
from pathlib import Path
from threading import Thread

from analysis.settings import load_settings
from ui.serving.addresses import (
    ADDRESS,
    OWN_NAMES,
    checked_address,
    claimed_port,
    free_port,
    listening,
    names_of,
    url_of,
)
from ui.serving.identity import TRUSTED_HEADERS
from ui.serving.limits import LARGEST_UPLOAD_MB
from ui.serving.memory import few_heaps
from ui.serving.provider import check_installed
from ui.serving.settings import PageSettings, page_settings

FONT = (
    '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", '
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)

OPTIONS: dict[str, object] = {
    "global.developmentMode": False,
    "server.address": ADDRESS,
    "server.allowedHosts": list(OWN_NAMES),  # against DNS rebinding
    "server.baseUrlPath": "",
    "server.corsAllowedOrigins": [],
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": LARGEST_UPLOAD_MB,
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": False,
    "server.trustedUserHeaders": TRUSTED_HEADERS,  # the gate's own; a browser's are taken off
    "server.unsafeMetricsUserAttributes": [],
    "secrets.files": [],  # not what lies in the current folder
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],  # of pages that may frame this one and send it messages
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


def launch(port: int | None, open_browser: bool, host: str | None = None) -> int:
    """Serve the page until it is stopped; the exit code.

    Without a port, the first free one; without a host, this machine only. The library is the one
    that the settings name. Raises UsageError if the port is taken, or for a host that others
    reach while no login is set; Unavailable where the login needs a part that is not installed.
    """
    few_heaps()
    settings = page_settings()
    check_installed(settings)
    library = load_settings().library
    address = checked_address(host, settings)
    chosen = free_port(address) if port is None else claimed_port(address, port)
    url = url_of(address, chosen)
    sys.stderr.write(f"判读正在启动，地址 {url} 。按 Ctrl+C 停止。\n")
    sys.stderr.flush()
    with listening(address, chosen) as listener:
        if open_browser:  # it starts while we do, and waits to be answered
            Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        _serve(settings, library, listener)
    return 0


def _serve(settings: PageSettings, library: Path, listener: socket.socket) -> None:
    # Streamlit takes a third of a second, so not for every command.
    from ui import opened
    from ui.serving.log import start_log, take_over
    from ui.serving.server import page_app, serve

    address, port = listener.getsockname()[:2]
    names = names_of(address, settings)
    options = {
        **OPTIONS,
        "server.address": address,
        "server.allowedHosts": list(names),
        "server.port": port,
        "server.headless": True,  # we open the browser
    }
    start_log(library, tell=settings.here_only)
    app = page_app(settings, names, options, opened.arrived)
    take_over("streamlit")
    serve(app, listener, opened.warm_up)
