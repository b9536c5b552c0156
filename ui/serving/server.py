"""The server: Streamlit's app behind our gate, on one address."""

import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import streamlit
import uvicorn
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App
from streamlit.web import bootstrap

from ui.escape import as_markdown
from ui.faults import told
from ui.page import scripts
from ui.serving.cookie import ReaderCookie
from ui.serving.gate import Gate
from ui.serving.headers import SafeHeaders, scripts_in
from ui.serving.provider import provider_secrets
from ui.serving.settings import PageSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SCRIPT = Path(__file__).parents[1] / "app.py"

FRONT_END = Path(streamlit.__file__).parent / "static" / "index.html"

LAST_WORDS = 3
"""Seconds that answers still under way are given at a stop."""

LARGEST_MESSAGE = 32 * 1024 * 1024
"""Bytes that a browser may send at once over the conversation's connection; files come apart."""

PING = 30
"""Seconds between looks whether a browser is still there, and for which it may be silent."""


def page_app(
    settings: PageSettings,
    names: Sequence[str],
    options: dict[str, object],
    arrived: Event | None = None,
) -> App:
    """The page as an ASGI application: headers on everything, then the gate, then Streamlit.

    `arrived` is set by the first request.

    The options are in force from here on, for the whole process: Streamlit knows but one app.
    """
    bootstrap.load_config_options(options)
    hold_import_path()
    # Until the first page has called st.navigation, Streamlit would run the files of a folder
    # called pages by their addresses, without app.py and so without asking for a login.
    PagesManager.uses_pages_directory = False
    middleware = [
        Middleware(_announcing, arrived or Event()),
        Middleware(SafeHeaders, [*scripts(), *scripts_in(FRONT_END)], names),
        Middleware(_gate, settings, names),
    ]
    if settings.here_only:
        middleware.append(Middleware(ReaderCookie))
    return App(
        SCRIPT,
        secrets=provider_secrets(settings),
        middleware=middleware,
        on_script_error=tell_on_page,
    )


def hold_import_path() -> None:
    """Keep the script's folder at the end of sys.path.

    Streamlit else puts it in front for each run of the page and takes it out after; another
    thread that goes through sys.path at that moment, for an import or a package's version, skips
    an entry and does not find what is there (once in 600 answers to 20 readers at once).
    """
    for folder in (str(SCRIPT.parent), str(SCRIPT.resolve().parent)):
        if folder not in sys.path:
            sys.path.append(folder)


def tell_on_page(error: Exception) -> bool:
    """What a script did not catch, told as every other fault is."""
    streamlit.error(as_markdown(told(error)), icon=":material/error:")
    return True


def serve(app: "ASGIApp", listener: socket.socket, on_ready: Callable[[], object]) -> None:
    """Serve until stopped by a signal. `on_ready` runs in a thread once browsers are answered."""
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn stops, then sends it once more
        signal.signal(number, lambda *_: None)
    server = _Server(
        uvicorn.Config(
            app,
            ws="websockets-sansio",
            ws_ping_interval=PING,
            ws_ping_timeout=PING,
            ws_max_size=LARGEST_MESSAGE,
            proxy_headers=False,  # the gate must see who is really at the other end
            server_header=False,
            access_log=False,
            log_config=None,
            log_level=logging.WARNING,
            timeout_graceful_shutdown=LAST_WORDS,
        )
    )
    server.on_ready = on_ready
    server.run(sockets=[listener])


class _Server(uvicorn.Server):
    on_ready: Callable[[], object] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self.on_ready is not None:
            Thread(target=self.on_ready, daemon=True).start()


def _announcing(app: "ASGIApp", arrived: Event) -> "ASGIApp":
    async def announce(scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] == "http":
            arrived.set()
        await app(scope, receive, send)

    return announce


def _gate(app: "ASGIApp", settings: PageSettings, names: Sequence[str]) -> Gate:
    return Gate(app, settings, names)
