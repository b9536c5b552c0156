"""Answering with a model: asked, read, verified as it writes, and shown its faults once.

What a reader sees while this goes on is never more than is known. A statement is given once it
is whole and verified, with whatever was found against it. Only one reply is given that way: a
second one, in which the model corrects the first, is kept back until it is whole, and the better
of the two then takes the place of everything. So a statement marked verified is verified, one
that fails is marked from the start, and the two replies are never mixed.
"""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from analysis.answer import Outcome, Statement, Turn
from analysis.model.failures import cut_short
from analysis.model.port import HEARTBEAT, ChatModel, ModelBusy
from analysis.model.smuggled import checked
from corpus.errors import ModelUnavailable
from prompts.budget import Room, tokens_at_most
from prompts.parse import ReplyFormatError, complete_statements, is_thinking, parse_reply
from prompts.render import (
    Exchange,
    PassageView,
    RenderedPrompt,
    fit,
    recent,
    render,
    render_correction,
    render_retry,
)
from prompts.schema import ReplyStatement
from retrieval.hit import Hit

TRIES = 3
"""Requests for one answer, whatever the reason of a retry."""

RETRY_WITHIN = 15.0
"""Seconds after which no further try is begun: the reader waits no longer for a first answer."""

FIRST_PAUSE = 0.5
"""Seconds before the first retry if the server names none; twice as long before the next."""

WAIT_LIMIT = 5.0
"""The longest pause before a retry, in seconds; a server that asks for more is given up."""

PASSAGE_TOKENS = 24_000
"""The most that the passages may take, whatever the context: 12,000 Chinese characters, as we
count. More costs time and money, and the evidence is seldom so far down."""

WORDLESS = 3
"""Pieces without a word that a server may begin with though its model does not think."""

LEAST_PATIENCE = 0.05
"""Seconds that a try has when earlier ones have used up all there were."""

REPLY_LIMIT = 30_000
"""Characters of a reply; a model that runs on past it is cut off."""


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """The model's whole reply, verified. It replaces the statements that came before it."""

    outcome: Outcome
    statements: tuple[Statement, ...]

    @property
    def failed(self) -> tuple[Statement, ...]:
        """The statements that did not pass."""
        return tuple(s for s in self.statements if not s.verified)

    @property
    def worth(self) -> tuple[int, int]:
        """Of two replies the one with the greater worth is better: more verified, fewer failed."""
        failed = len(self.failed)
        return len(self.statements) - failed, -failed


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing new to read, and the model is still at it. Whoever reads may leave here."""


@dataclass(frozen=True, slots=True)
class Correcting:
    """A whole reply is there, and the model is asked to correct this many statements of it."""

    failed: int


Step = Statement | Waiting | Correcting | WrittenReply


@dataclass(slots=True)
class _Talk:
    """One question put to one model: what it was shown, and what has come of it so far."""

    model: ChatModel
    prompt: RenderedPrompt
    given: Mapping[str, Hit]
    begun: float
    shown: list[Statement] = field(default_factory=list)
    best: WrittenReply | None = None
    told_format: bool = False
    told_findings: bool = False

    def late(self, pause: float = 0.0) -> bool:
        """Whether it is too late to begin another try after that pause."""
        waited = time.monotonic() - self.begun + pause
        return waited > min(RETRY_WITHIN, self.model.limits.timeout)

    @property
    def patience(self) -> float:
        """Seconds that this try may be silent: what earlier tries have left of it."""
        patience = self.model.limits.patience
        if self.shown:
            return patience
        return max(LEAST_PATIENCE, patience - (time.monotonic() - self.begun))

    @property
    def room(self) -> int:
        """Tokens for what a second try is told about the first."""
        return Room(self.model.limits.context).correction

    def verified(self, statements: Sequence[ReplyStatement]) -> tuple[Statement, ...]:
        return tuple(checked(statement, self.given) for statement in statements)


def answer_with_model(
    question: str,
    hits: Sequence[Hit],
    history: Sequence[Turn],
    model: ChatModel,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Generator[Step, None, None]:
    """Each statement as soon as it is written and verified; last, the whole reply.

    A wrongly formatted reply, and one of which statements fail, is asked for once more with what
    is wrong with it; the better whole reply counts, the earlier of two as good. Raises
    ModelUnavailable if TRIES requests bring no whole, readable reply.
    """
    talk = _begin(question, hits, history, model)
    for tries_left in reversed(range(TRIES)):
        text = ""
        try:
            text = yield from _reply(talk)
            reply = parse_reply(text)
        except ModelUnavailable as failure:
            if talk.best is not None:
                break
            yield from _wait(talk, failure, TRIES - 1 - tries_left, sleep)
        except ReplyFormatError as error:
            if talk.best is not None:
                break
            if talk.told_format or not tries_left or talk.late():
                raise ModelUnavailable(f"模型“{model.name}”的回复格式不对：{error}。") from None
            talk.told_format = True
            talk.prompt = render_retry(talk.prompt, text, str(error), talk.room)
        else:
            written = WrittenReply(Outcome(reply.outcome), talk.verified(reply.statements))
            if talk.best is None or written.worth > talk.best.worth:
                talk.best = written
            if not written.failed or talk.told_findings or not tries_left or talk.late():
                break
            talk.told_findings = True
            yield Correcting(len(written.failed))
            talk.prompt = render_correction(talk.prompt, text, _faults(written), talk.room)
    assert talk.best is not None  # the last try either raised or ended the loop
    yield talk.best


def _wait(
    talk: _Talk, failure: ModelUnavailable, tries: int, sleep: Callable[[float], None]
) -> Generator[Waiting, None, None]:
    """Pause before another try. Raises the failure if none can help, or none is left."""
    wait = failure.wait if isinstance(failure, ModelBusy) else None
    pause = FIRST_PAUSE * 2**tries if wait is None else wait
    if (
        not isinstance(failure, ModelBusy)
        or tries == TRIES - 1
        or pause > WAIT_LIMIT
        or talk.late(pause)
    ):
        raise failure
    while pause > 0:  # in short steps, so that a reader can leave
        step = min(pause, FIRST_PAUSE)
        sleep(step)
        pause -= step
        yield Waiting()


def _faults(written: WrittenReply) -> list[str]:
    """What the model is told about each statement that failed."""
    return [
        f"第 {number} 句“{statement.text}”："
        + "".join(f"{finding.fault.value}，{finding.message}" for finding in statement.findings)
        for number, statement in enumerate(written.statements, start=1)
        if not statement.verified
    ]


def _begin(question: str, hits: Sequence[Hit], history: Sequence[Turn], model: ChatModel) -> _Talk:
    """The prompt, and the hits by the ids the model is shown; what did not fit is not given.

    Raises ModelUnavailable if the question leaves no room for a single passage.
    """
    room = Room(model.limits.context)
    views = [
        PassageView(h.passage.id, h.title, h.passage.voice, h.passage.text, h.digest, h.spun)
        for h in hits
    ]
    exchanges = recent([Exchange(turn.question, turn.answer) for turn in history], room.history)
    bare = render(question, (), exchanges)
    left = room.prompt - tokens_at_most(bare.system) - tokens_at_most(bare.user)
    shown = fit(views, min(left, PASSAGE_TOKENS))
    if left < 0 or (views and not shown):
        raise ModelUnavailable(
            f"问题与段落放不进模型“{model.name}”的上下文（按 {model.limits.context} 个词元计）。"
            "请缩短问题，或检查 PANDU_MODEL_CONTEXT。"
        )
    prompt = render(question, shown, exchanges)
    by_id = {hit.passage.id: hit for hit in hits}
    given = {short: by_id[passage_id] for short, passage_id in prompt.passage_ids}
    return _Talk(model, prompt, given, time.monotonic())


def _reply(talk: _Talk) -> Generator[Statement | Waiting, None, str]:
    """The text of one whole reply; its statements as they come, if none were given before.

    Raises ModelUnavailable if the reply does not end by itself, for a cut-off one is no reply;
    if it is too long; or if words have come for a while and no statement.
    """
    name, limits = talk.model.name, talk.model.limits
    text, done = "", 0
    finish: str | None = None
    quiet = bool(talk.shown)
    looked_up = time.monotonic()
    thoughts = 0
    due: float | None = None  # when there must be a statement, once there are words
    pieces = talk.model.stream(talk.prompt.system, talk.prompt.user, talk.patience)
    with closing(pieces):
        for piece in pieces:
            text += piece.text
            finish = piece.finish_reason or finish
            now = time.monotonic()
            if len(text) > REPLY_LIMIT:
                raise ModelUnavailable(
                    f"模型“{name}”的回复超过 {REPLY_LIMIT} 字仍未结束，已停止接收。"
                )
            if talk.best is not None and now - talk.begun > limits.timeout:
                raise ModelUnavailable(f"模型“{name}”没有在限定时间内改完。")
            if "}" in piece.text and not quiet:
                written = complete_statements(text)
                for statement in talk.verified(written[done:]):
                    talk.shown.append(statement)
                    yield statement
                done = len(written)
            if is_thinking(text):
                thoughts += bool(text) or piece.wordless
            elif due is None:
                due = (now if thoughts > WORDLESS else talk.begun) + limits.patience
            if due is not None and now > due and not (done or quiet):
                raise ModelUnavailable(
                    f"模型“{name}”写了很久，没有写出一句完整的陈述。"
                    "较慢或会先思考的模型，请调大 PANDU_MODEL_TIMEOUT。"
                )
            if now - looked_up >= HEARTBEAT:
                looked_up = now
                yield Waiting()
    if finish != "stop":
        raise ModelUnavailable(f"模型“{name}”的回复{cut_short(finish)}，不能当作完整的答案。")
    return text
