"""Grades beside the standard answer: by rule where a rule decides, else by a model that is asked.

A grade that cannot be read and one that was not given are outcomes of their own: neither is ever
a grade, and neither ends a run.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from threading import Event

from analysis.answer import Outcome, Turn
from analysis.model.failures import cut_short
from analysis.model.port import ChatModel, ModelBusy
from corpus.errors import ModelUnavailable
from evals.dataset import Question, gold_voice
from evals.expected import Expected, expected, is_available, is_right_outcome
from evals.places import Row
from prompts.budget import Room
from prompts.judge_parse import parse_grade
from prompts.judge_render import (
    EvidenceView,
    JudgePrompt,
    Paper,
    render_judge,
    render_judge_retry,
)
from prompts.parse import ReplyFormatError

TRIES = 3
"""Requests for one reply while the server says that it is busy."""

FORMAT_TRIES = 2
"""Replies asked for until one can be read; the second is shown what was wrong with the first."""

FIRST_PAUSE = 0.5
"""Seconds before a busy server is asked again if it names none; twice as long the next time."""

WAIT_LIMIT = 30.0
"""The longest pause, in seconds: nobody sits and waits for a grade, as for an answer."""

REPLY_LIMIT = 30_000
"""Characters of a reply, thought included; a model that runs on past it is cut off."""


class Mark(StrEnum):
    """What grading an answer came to; only the first three are grades. Best first."""

    RIGHT = "正确"
    PARTIAL = "部分正确"
    WRONG = "错误"
    UNREADABLE = "评分读不懂"
    UNAVAILABLE = "未得评分"

    @property
    def is_grade(self) -> bool:
        return self not in (Mark.UNREADABLE, Mark.UNAVAILABLE)


class By(StrEnum):
    """Who gave a mark."""

    RULE = "规则"
    MODEL = "模型"


@dataclass(frozen=True, slots=True)
class Graded:
    """A mark with its reason, in Chinese. `lost`: the model itself failed, not this answer."""

    mark: Mark
    reason: str
    by: By = By.MODEL
    lost: bool = False


def by_rule(question: Question, row: Row) -> Graded | None:
    """The mark that follows from the outcome alone; None where the words must be read.

    Declining is right where no answer is called for and wrong where one is, and so is answering;
    no model is asked about that. An answer that is unavailable has no mark: see `is_to_grade`.
    """
    kind, outcome = expected(question), Outcome(row["outcome"])
    if kind is Expected.UNSTATED or outcome is Outcome.UNAVAILABLE:
        return None
    right = is_right_outcome(kind, outcome)
    if outcome is Outcome.DECLINED:
        told = "不该作答，没有作答。" if right else "该作答而没有作答。"
        return Graded(Mark.RIGHT if right else Mark.WRONG, told, By.RULE)
    if kind is Expected.DECLINE:
        told = "不该作答，指出了前提不成立。" if right else "不该作答而作了答。"
        return Graded(Mark.RIGHT if right else Mark.WRONG, told, By.RULE)
    return None


def is_to_grade(question: Question, row: Row) -> bool:
    """Whether the model is asked: there is an answer, a standard one, and no rule decides."""
    answered = is_available(row) and row["outcome"] != Outcome.DECLINED
    return answered and bool(question.answer.strip()) and by_rule(question, row) is None


def paper_of(question: Question, row: Row, text_of: Callable[[str | None], str | None]) -> Paper:
    """What the model is shown: of a follow-up, also what was asked and answered before it.

    `text_of` gives a document's text by the name the question has for it. Evidence whose document
    is not there, or that lies beyond its end, is left out.
    """
    quotes = []
    for evidence in question.evidence:
        quote = evidence.span.of(text_of(question.doc_of(evidence)) or "")
        if len(quote) == evidence.span.end - evidence.span.start:
            quotes.append(EvidenceView(voice_word(evidence.voice or question.voice), quote))
    asked = with_history(question.question, question.history)
    return Paper(asked, question.answer, tuple(quotes), row["text"])


def with_history(question: str, history: Sequence[Turn]) -> str:
    """The question after those that it follows, without which it says too little."""
    before = "".join(f"此前问：{turn.question}\n此前答：{turn.answer}\n" for turn in history)
    return f"{before}现在问：{question}" if before else question


def voice_word(name: str | None) -> str:
    """What a reader calls the voice that a file names; empty for none or an unknown one."""
    voice = gold_voice(name)
    return voice.value if voice else ""


class Stopped(Exception):
    """Grading was given up by whoever began it."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that grades. Safe to share between threads; `stop` ends all its requests at once."""

    model: ChatModel
    first_pause: float = FIRST_PAUSE
    stop: Event = field(default_factory=Event)

    def key(self, paper: Paper) -> str | None:
        """The same for the same model and the same texts; None for a paper that does not fit."""
        prompt = self._prompt(paper)
        if prompt is None:
            return None
        words = "\0".join((self.model.name, prompt.system, prompt.user))
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

    def grade(self, paper: Paper) -> Graded:
        """The model's mark. Raises Stopped, and nothing that is the model's fault."""
        prompt = self._prompt(paper)
        if prompt is None:
            return Graded(
                Mark.UNAVAILABLE,
                f"问题与回答放不进模型“{self.model.name}”的上下文（按 {self.model.limits.context} "
                "个词元计）。请检查 PANDU_MODEL_CONTEXT。",
            )
        fault = ""
        for _ in range(FORMAT_TRIES):
            try:
                text = self._heard(prompt)
            except ModelUnavailable as failure:
                return Graded(Mark.UNAVAILABLE, str(failure), lost=True)
            try:
                reply = parse_grade(text)
            except ReplyFormatError as error:
                fault = str(error)
                room = Room(self.model.limits.context).correction
                prompt = render_judge_retry(prompt, text, fault, room)
            else:
                return Graded(Mark(reply.grade), reply.reason)
        return Graded(Mark.UNREADABLE, f"模型“{self.model.name}”的评分格式不对：{fault}。")

    def _prompt(self, paper: Paper) -> JudgePrompt | None:
        return render_judge(paper, Room(self.model.limits.context).prompt)

    def _heard(self, prompt: JudgePrompt) -> str:
        """One whole reply, asked for again while the server is busy. Raises ModelUnavailable."""
        for tries in range(1, TRIES + 1):
            try:
                return self._reply(prompt)
            except ModelBusy as failure:
                pause = self.first_pause * 2 ** (tries - 1)
                pause = pause if failure.wait is None else failure.wait
                if tries == TRIES or pause > WAIT_LIMIT:
                    raise
                if self.stop.wait(pause):
                    raise Stopped from None
        raise AssertionError("the last try returned or raised")

    def _reply(self, prompt: JudgePrompt) -> str:
        """The text of one whole reply. A cut-off one is no reply, whatever it says so far."""
        name, limits = self.model.name, self.model.limits
        begun, text = time.monotonic(), ""
        finish: str | None = None
        with closing(self.model.stream(prompt.system, prompt.user, limits.timeout)) as pieces:
            for piece in pieces:
                text += piece.text
                finish = piece.finish_reason or finish
                if self.stop.is_set():
                    raise Stopped
                if len(text) > REPLY_LIMIT:
                    raise ModelUnavailable(f"模型“{name}”的回复超过 {REPLY_LIMIT} 字仍未结束。")
                if time.monotonic() - begun > limits.timeout:
                    raise ModelUnavailable(
                        f"模型“{name}”没有在限定时间内评完。可调大 PANDU_MODEL_TIMEOUT。"
                    )
        if finish != "stop":
            raise ModelUnavailable(f"模型“{name}”的回复{cut_short(finish)}，不能当作评分。")
        return text
