"""The adapter: a model behind an OpenAI-compatible endpoint, through LangChain.

The only module that knows LangChain and, beneath it, the OpenAI client. Both take seconds to
import and are imported when a model is first built.

The chain runs in a thread of its own and what it brings is handed over through a queue. So
whoever waits is never stuck in a read that cannot be left: they look up twice a second, which is
where time limits are kept, and can leave then. Leaving cuts the line.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Thread
from typing import TYPE_CHECKING

from pydantic import SecretStr

from analysis.model.failures import StreamTimeout, failure_of, is_loopback
from analysis.model.line import Line, line, line_hooks
from analysis.model.port import HEARTBEAT, Limits, ModelBusy, Piece
from analysis.settings import NO_MODEL, Settings
from corpus.errors import ModelUnavailable, UsageError

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

CONNECT_LIMIT = 10.0
"""Seconds for a connection to come about."""

AHEAD = 32
"""Pieces that may wait to be taken; a server that writes faster is read more slowly."""

NO_KEY = "none"
"""Sent where no key is set: the client insists on one, servers without keys ignore it."""

HIDDEN = "（密钥已隐去）"
"""Stands for the key where a server writes it into its reply."""

SHORTEST_KEY = 8
"""Characters from which a key is looked for; a shorter one would be found in common words."""


@dataclass(frozen=True, slots=True)
class _Over:
    """The stream's end: by itself if there is no error."""

    error: Exception | None = None


class LangChainModel:
    """One request a stream, through LangChain.

    Loads LangChain, about two seconds. Raises UsageError if no endpoint is set: court papers
    are never sent to a default one.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.model == NO_MODEL:
            raise UsageError(
                "没有设置模型。请设置 PANDU_MODEL，"
                "以及 PANDU_MODEL_PROVIDER 或 PANDU_MODEL_BASE_URL。"
            )
        if settings.model_address is None:
            raise UsageError(
                f"设置了模型“{settings.model}”，却没有设置模型服务的地址。"
                "请设置 PANDU_MODEL_PROVIDER（例如 deepseek），"
                "或 PANDU_MODEL_BASE_URL（例如 http://127.0.0.1:11434/v1）。"
            )
        self._name = settings.model
        self._limits = Limits(settings.model_context, settings.model_timeout)
        self._key = settings.model_api_key
        self._chain = _chain(settings, settings.model_address)

    @property
    def name(self) -> str:
        """The name the endpoint knows the model by."""
        return self._name

    @property
    def limits(self) -> Limits:
        """As the settings have them."""
        return self._limits

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        """The reply, piece by piece. Raises ModelUnavailable, ModelBusy if it may pass."""
        own = Line()
        arrived: Queue[Piece | _Over] = Queue(AHEAD)
        prompt = {"system": system, "user": user}
        worker = Thread(target=self._work, args=(prompt, own, arrived), daemon=True)
        begun = heard = time.monotonic()
        received = False
        worker.start()
        try:
            while True:
                try:
                    item = arrived.get(timeout=min(HEARTBEAT, patience))
                except Empty:
                    item = Piece("")
                    if time.monotonic() - heard > patience:
                        item = _Over(StreamTimeout())
                else:
                    heard = time.monotonic()
                if time.monotonic() - begun > self._limits.timeout:
                    item = _Over(StreamTimeout())
                if isinstance(item, _Over):
                    if item.error is None:
                        return
                    raise self._failure(item.error, received)
                received = received or bool(item.text)
                yield item
        finally:
            own.cut()

    def _work(self, prompt: dict[str, str], own: Line, arrived: Queue[Piece | _Over]) -> None:
        """Put the reply's pieces and its end into the queue, for as long as the line holds."""
        # LangSmith's tracer is switched on by the environment and would send the prompt away.
        # A thread has a context of its own, so nobody else's tracing is touched.
        from langsmith.run_helpers import tracing_context

        line.set(own)
        over = _Over()
        try:
            # To the end, also once the line is cut: it comes at once then. A LangChain stream that
            # is left reads on for its tracing, and fails where nobody can catch it.
            with tracing_context(enabled=False):
                for piece in _without(self._key, self._chain.stream(prompt)):
                    _put(piece, own, arrived)
        except Exception as error:  # the vendors' trees have no common root
            over = _Over(error)
        _put(over, own, arrived)

    def _failure(self, error: Exception, received: bool) -> ModelUnavailable:
        what = failure_of(error, received)
        message = f"模型“{self._name}”{what.reason}（{type(error).__name__}）。{what.advice}"
        if what.passing and not received:
            return ModelBusy(message, what.wait)
        return ModelUnavailable(message)


def _put(item: Piece | _Over, own: Line, arrived: Queue[Piece | _Over]) -> None:
    while not own.is_cut:
        with suppress(Full):
            arrived.put(item, timeout=HEARTBEAT)
            return


def _without(key: SecretStr | None, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces with the key hidden wherever it stands, also across two of them."""
    secret = key.get_secret_value() if key else ""
    if len(secret) < SHORTEST_KEY:
        yield from pieces
        return
    held = ""
    for piece in pieces:
        held = (held + piece.text).replace(secret, HIDDEN)
        tail = 0
        if not piece.finish_reason:
            tail = next((n for n in range(len(secret) - 1, 0, -1) if held.endswith(secret[:n])), 0)
        out, held = held[: len(held) - tail], held[len(held) - tail :]
        yield Piece(out, piece.finish_reason, piece.wordless)
    if held:
        yield Piece(held)


def _chain(settings: Settings, base_url: str) -> "Runnable[dict[str, str], Piece]":
    """prompt | model | parser: a mapping with `system` and `user` in, a stream of pieces out."""
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableGenerator
    from langchain_openai import ChatOpenAI
    from openai import DefaultHttpxClient, Timeout

    prompt = ChatPromptTemplate.from_messages([("system", "{system}"), ("human", "{user}")])
    limit = settings.model_timeout
    patience = Timeout(limit, connect=min(CONNECT_LIMIT, limit / 2))
    # Nothing but model, messages and stream is sent: local servers refuse what they do not know.
    model = ChatOpenAI(
        model=settings.model,
        base_url=base_url,
        api_key=settings.model_api_key or SecretStr(NO_KEY),
        timeout=patience,
        max_retries=0,  # the tries are counted in one place, `answer_with_model`
        stream_usage=False,
        use_responses_api=False,
        http_client=DefaultHttpxClient(
            timeout=patience,
            trust_env=not is_loopback(base_url),  # a proxy cannot reach this machine's own server
            follow_redirects=False,  # court papers go where the reader said, and nowhere else
            event_hooks=line_hooks(),
        ),
    )
    parser = RunnableGenerator(_pieces)
    return prompt | model | parser


def _pieces(chunks: "Iterator[BaseMessage]") -> Iterator[Piece]:
    """LangChain's message chunks as ours; of a thought, only that it is being thought."""
    for chunk in chunks:
        finish = chunk.response_metadata.get("finish_reason")
        yield Piece(chunk.text, finish, wordless=not chunk.text and finish is None)
