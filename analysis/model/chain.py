"""The model's side: prompt | model | parser, through LangChain, checked as it streams.

The only module that knows LangChain and, beneath it, the OpenAI client. Both take seconds to
import and are imported when a model is first built.
"""

import contextvars
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from pydantic import SecretStr

from analysis.answer import Outcome, Statement, Turn
from analysis.model.endpoint import (
    CONNECT_LIMIT,
    cut_short,
    failure_of,
    hang_up,
    is_loopback,
    time_hooks,
    watch_streams,
)
from analysis.settings import NO_MODEL, Settings
from analysis.verify import verify_statement
from corpus.errors import ModelUnavailable, UsageError
from prompts.parse import ReplyFormatError, complete_statements, parse_reply
from prompts.render import (
    Exchange,
    PassageView,
    RenderedPrompt,
    fit,
    render,
    render_retry,
)
from prompts.schema import ReplyStatement
from retrieval.hit import Hit

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

TRIES = 3
"""Requests for one answer, whatever the reason of a retry."""

RETRY_WITHIN = 15.0
"""Seconds after which no further try is begun: the reader waits no longer for a first answer."""

FIRST_PAUSE = 0.5
"""Seconds before the first retry if the server names none; twice as long before the next."""

WAIT_LIMIT = 5.0
"""The longest pause before a retry, in seconds; a server that asks for more is given up."""

PASSAGE_BUDGET = 12_000
"""Characters of passages in a prompt: about 12,000 tokens, which the smaller models still take."""

NO_KEY = "none"
"""Sent where no key is set: the client insists on one, servers without keys ignore it."""

REPLY_LIMIT = 30_000
"""Characters of a reply; a model that runs on past it is cut off."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a streamed reply. The last one of a whole reply says why it ended."""

    text: str
    finish_reason: str | None = None


class ChatModel(Protocol):
    """A language model: one request, streamed. Raises ModelUnavailable and nothing else."""

    @property
    def name(self) -> str: ...

    def stream(self, system: str, user: str) -> Generator[Piece, None, None]: ...


class ModelBusy(ModelUnavailable):
    """A failure that may pass: another try can help, after `wait` seconds if given."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """The model's whole reply, verified. It replaces the statements that came before it."""

    outcome: Outcome
    statements: tuple[Statement, ...]


def answer_with_model(
    question: str,
    hits: Sequence[Hit],
    history: Sequence[Turn],
    model: ChatModel,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Generator[Statement | WrittenReply, None, None]:
    """Each statement as soon as it is written and verified; last, the whole reply.

    A wrongly formatted reply is asked for once more with what is wrong with it. Statements
    already given are not given again, and the WrittenReply alone counts. Raises
    ModelUnavailable if TRIES requests bring no whole, readable reply.
    """
    prompt, given = _prompt_for(question, hits, history)
    begun = time.monotonic()
    shown: list[Statement] = []
    corrected = False
    for tries_left in reversed(range(TRIES)):
        text, done = "", 0
        try:
            with closing(_growing(model, prompt)) as texts:
                for text in texts:
                    written = complete_statements(text)
                    fresh = [s for s in _verified(written[done:], given) if s not in shown]
                    done = len(written)
                    shown += fresh
                    yield from fresh
            reply = parse_reply(text)
        except ModelBusy as busy:
            pause = FIRST_PAUSE * 2 ** (TRIES - 1 - tries_left) if busy.wait is None else busy.wait
            if not tries_left or pause > WAIT_LIMIT or _late(begun, pause):
                raise
            sleep(pause)
        except ReplyFormatError as error:
            if corrected or not tries_left or _late(begun):
                raise ModelUnavailable(f"模型“{model.name}”的回复格式不对：{error}。") from None
            corrected = True
            prompt = render_retry(prompt, text, str(error))
        else:
            yield WrittenReply(Outcome(reply.outcome), _verified(reply.statements, given))
            return


def _late(begun: float, pause: float = 0.0) -> bool:
    return time.monotonic() - begun + pause > RETRY_WITHIN


def _prompt_for(
    question: str, hits: Sequence[Hit], history: Sequence[Turn]
) -> tuple[RenderedPrompt, dict[str, Hit]]:
    """The prompt, and the hits by the ids the model is shown; what did not fit is not given."""
    views = [
        PassageView(h.passage.id, h.title, h.passage.voice, h.passage.text, h.digest, h.spun)
        for h in hits
    ]
    exchanges = [Exchange(turn.question, turn.answer) for turn in history]
    prompt = render(question, fit(views, PASSAGE_BUDGET), exchanges)
    by_id = {hit.passage.id: hit for hit in hits}
    return prompt, {short: by_id[passage_id] for short, passage_id in prompt.passage_ids}


def _verified(
    statements: Sequence[ReplyStatement], given: Mapping[str, Hit]
) -> tuple[Statement, ...]:
    return tuple(verify_statement(statement, given) for statement in statements)


def _growing(model: ChatModel, prompt: RenderedPrompt) -> Generator[str, None, None]:
    """The reply so far, each time an object in it may have been closed, and whole at the end.

    Raises ModelUnavailable if the reply does not end by itself: a cut-off one is no reply.
    """
    text = ""
    finish: str | None = None
    with closing(model.stream(prompt.system, prompt.user)) as pieces:
        for piece in pieces:
            text += piece.text
            finish = piece.finish_reason or finish
            if len(text) > REPLY_LIMIT:
                raise ModelUnavailable(
                    f"模型“{model.name}”的回复超过 {REPLY_LIMIT} 字仍未结束，已停止接收。"
                )
            if "}" in piece.text:
                yield text
    if finish != "stop":
        raise ModelUnavailable(f"模型“{model.name}”的回复{cut_short(finish)}，不能当作完整的答案。")
    yield text


class LangChainModel:
    """A model behind an OpenAI-compatible endpoint, through LangChain; one request a stream.

    Loads LangChain, about two seconds. Raises UsageError if no endpoint is set: court papers
    are never sent to a default one.
    """

    def __init__(self, settings: Settings) -> None:
        if settings.model == NO_MODEL:
            raise UsageError("没有设置模型。请设置 PANDU_MODEL 与 PANDU_MODEL_BASE_URL。")
        if not settings.model_base_url:
            raise UsageError(
                f"设置了模型“{settings.model}”，却没有设置模型服务的地址。"
                "请设置 PANDU_MODEL_BASE_URL，例如 http://127.0.0.1:11434/v1。"
            )
        self._name = settings.model
        self._chain = _chain(settings, settings.model_base_url)

    @property
    def name(self) -> str:
        """The name the endpoint knows the model by."""
        return self._name

    def stream(self, system: str, user: str) -> Generator[Piece, None, None]:
        """The reply, piece by piece. Raises ModelUnavailable, ModelBusy if it may pass."""
        # LangSmith's tracer is switched on by the environment and would send the prompt away.
        # It is switched off in a context of our own, so that nobody else's is touched.
        from langsmith.run_helpers import tracing_context

        context = contextvars.copy_context()
        untraced = tracing_context(enabled=False)  # kept: once collected it is undone
        context.run(untraced.__enter__)
        context.run(watch_streams)
        prompt = {"system": system, "user": user}
        pieces = cast("Generator[Piece, None, None]", context.run(self._chain.stream, prompt))
        received = False
        try:
            while piece := self._next(context, pieces, received):
                received = True
                yield piece
        finally:
            # A reader who leaves ends the traffic. Hang up first: closing a LangChain stream
            # reads the rest of the reply, for its tracing.
            context.run(hang_up)
            with suppress(Exception):
                context.run(pieces.close)
            context.run(untraced.__exit__, None, None, None)

    def _next(
        self, context: contextvars.Context, pieces: Iterator[Piece], received: bool
    ) -> Piece | None:
        try:
            return context.run(next, pieces, None)
        except Exception as error:  # the vendors' trees have no common root
            failure = self._failure(error, received)
        raise failure  # out here, so that no vendor's text is chained to it

    def _failure(self, error: Exception, received: bool) -> ModelUnavailable:
        what = failure_of(error, received)
        message = f"模型“{self._name}”{what.reason}（{type(error).__name__}）。{what.advice}"
        if what.passing and not received:
            return ModelBusy(message, what.wait)
        return ModelUnavailable(message)


def _chain(settings: Settings, base_url: str) -> "Runnable[dict[str, str], Piece]":
    """prompt | model | parser: a mapping with `system` and `user` in, a stream of pieces out."""
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_core.runnables import RunnableGenerator
    from langchain_openai import ChatOpenAI
    from openai import DefaultHttpxClient, Timeout

    prompt = ChatPromptTemplate.from_messages([("system", "{system}"), ("human", "{user}")])
    limit = settings.model_timeout
    patience = Timeout(limit / 2, connect=min(CONNECT_LIMIT, limit / 2))  # half the time: silence
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
            event_hooks=time_hooks(limit),
        ),
    )
    parser = RunnableGenerator(_pieces)
    return prompt | model | parser


def _pieces(chunks: "Iterator[BaseMessage]") -> Iterator[Piece]:
    """LangChain's message chunks as ours; a chunk that says nothing is left out."""
    for chunk in chunks:
        piece = Piece(chunk.text, chunk.response_metadata.get("finish_reason"))
        if piece.text or piece.finish_reason:
            yield piece
