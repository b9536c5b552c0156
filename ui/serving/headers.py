"""What every answer tells the browser to refuse.

A document or a model's answer is drawn as text. Were one ever drawn as more, it still could run
no script, fetch nothing and send nothing: the browser itself is told so.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving.addresses import same_name
from ui.serving.identity import values_of

FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SafeHeaders:
    """Puts them on every answer, refusals too. `scripts` are the only inline ones that may run."""

    def __init__(self, app: ASGIApp, scripts: Iterable[str], names: Sequence[str]) -> None:
        self.app = app
        self.hashes = tuple(_hash(script) for script in scripts)
        self.names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = b"".join(values_of(scope["headers"], b"host")).decode("latin-1")
        policy = content_policy(self.hashes, host if same_name(host, self.names) else "")

        async def send_safely(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                for name, value in FIXED.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_safely)


def content_policy(hashes: Sequence[str], host: str) -> str:
    """The Content-Security-Policy.

    Streamlit's front end writes its styles as it goes, shows pictures from data and blobs, and
    works in blobs; that much is allowed. `host` is named for the conversation's connection:
    not every browser counts it as 'self'.
    """
    conversation = f" ws://{host} wss://{host}" if host else ""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            f"connect-src 'self'{conversation}",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def scripts_in(page: Path) -> list[str]:
    """The inline scripts of an HTML file: the front end's own start."""
    return _INLINE.findall(page.read_text(encoding="utf-8"))


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
