"""A browser's part of the page's protocol without the browser: HTTP, then Streamlit's protobufs
over a WebSocket. Many of these fit in one process.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120.0
"""Seconds for a run of the page."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page's script drew."""

    html: str  # every piece of ours, in the order it was sent
    widgets: tuple[tuple[str, str], ...]  # kind and id
    labels: tuple[str, ...]  # of buttons
    errors: tuple[str, ...]  # exceptions and error boxes
    seconds: float
    redirect: str = ""  # to a login

    def widget(self, kind: str) -> str:
        """The id of the first widget of a kind, such as chat_input. Raises StopIteration."""
        return next(id_ for of, id_ in self.widgets if of == kind)


@dataclass(slots=True)
class Visitor:
    """One open page of one reader."""

    http: httpx.AsyncClient
    socket: ClientConnection
    session: str = ""
    last: Run | None = None
    _uploads: int = 0

    async def run(self, *states: WidgetState, page: str = "") -> Run:
        """Have the script run, with these widgets as the reader has left them."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.widget_states.widgets.extend(states)
        began = perf_counter()
        await self.socket.send(asked.SerializeToString())
        messages: list[ForwardMsg] = []
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg()
                message.ParseFromString(_bytes(await self.socket.recv()))
                kind = message.WhichOneof("type")
                if kind == "new_session":
                    self.session = message.new_session.initialize.session_id or self.session
                    messages.clear()  # a rerun begins anew
                messages.append(message)
                early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
                if kind == "script_finished" and not early:
                    break
        self.last = _run_of(messages, perf_counter() - began)
        return self.last

    async def ask(self, question: str) -> Run:
        """Type a question into the page's input, and wait for the whole answer."""
        last = self.last or await self.run()
        typed = WidgetState(id=last.widget("chat_input"))
        typed.chat_input_value.data = question
        return await self.run(typed)

    async def upload(self, name: str, content: str) -> Run:
        """Drop a file on the page's first uploader, and wait until it was read in."""
        last = self.last or await self.run()
        self._uploads += 1
        file_id = f"file-{self._uploads}"
        sent = await self.http.put(
            f"/_stcore/upload_file/{self.session}/{file_id}",
            files={"file": (name, content.encode())},
            headers={"X-Xsrftoken": self.http.cookies["_streamlit_xsrf"]},
        )
        sent.raise_for_status()
        state = WidgetState(id=last.widget("file_uploader"))
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = file_id, name, len(content.encode())
        info.file_urls.file_id = file_id
        return await self.run(state)


@asynccontextmanager
async def visiting(
    url: str,
    headers: Mapping[str, str] | None = None,
    cookies: httpx.Cookies | None = None,
    socket_headers: Mapping[str, str] | None = None,
    session: str = "",
) -> AsyncIterator[Visitor]:
    """Come to the page as a browser does: the page itself, its settings, then the conversation.

    `socket_headers` go with the conversation in place of `headers`; `session` is one that this
    tab says it had before.
    """
    async with httpx.AsyncClient(base_url=url, headers=headers, cookies=cookies) as http:
        page = await http.get("/", headers={"Accept": "text/html"})
        page.raise_for_status()
        for asked in ("health", "host-config"):  # the first brings the token against forgery
            await http.get(f"/_stcore/{asked}")
        jar = {cookie.name: cookie.value or "" for cookie in http.cookies.jar}
        sent = dict(headers or {}) if socket_headers is None else dict(socket_headers)
        sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        spoken = ["streamlit", jar.get("_streamlit_xsrf", "none"), *filter(None, [session])]
        async with connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            origin=url,  # type: ignore[arg-type]
            subprotocols=spoken,  # type: ignore[arg-type]
            additional_headers=sent,
            max_size=None,
            proxy=None,
        ) as socket:
            yield Visitor(http, socket)


def _bytes(received: str | bytes) -> bytes:
    assert isinstance(received, bytes)
    return received


def _run_of(messages: list[ForwardMsg], seconds: float) -> Run:
    html, widgets, labels, errors, redirect = [], [], [], [], ""
    for message in messages:
        redirect = message.auth_redirect.url or redirect
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind is None:
            continue
        drawn = getattr(element, kind)
        if kind == "html":
            html.append(drawn.body)
        elif kind == "exception":
            errors.append(drawn.message)
        elif kind == "alert":
            errors.append(drawn.body)
        elif kind == "button":
            labels.append(drawn.label)
        if "id" in drawn.DESCRIPTOR.fields_by_name:
            widgets.append((kind, drawn.id))
    return Run("\n".join(html), tuple(widgets), tuple(labels), tuple(errors), seconds, redirect)
