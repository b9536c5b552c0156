"""The answering recipe; read `answer_events` to know how a question becomes a checked answer."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter

from analysis.answer import Answer, Outcome, Statement, Turn
from analysis.events import (
    AnswerReady,
    AskEvent,
    EvidenceFound,
    ModelAtWork,
    ModelCorrecting,
    ModelFailed,
    StatementReady,
)
from analysis.extract import extract
from analysis.model.chain import Correcting, Waiting, WrittenReply, answer_with_model
from analysis.model.port import ChatModel
from analysis.question import Question, understand
from analysis.question.follow_up import stand_alone
from analysis.reader import Reader
from analysis.readings import with_likely_readings
from analysis.settings import NO_MODEL
from analysis.warnings import warnings_for
from corpus.errors import ModelUnavailable
from corpus.scope import EVERYTHING, Scope
from retrieval.hit import Hit
from retrieval.search import Asked, SearchResult

EVIDENCE = 24
"""How many passages an answer may draw on."""

SHOWN_HITS = 10
"""How many of them are listed beside the answer."""

DECLINED_TEXT = "文库没有说明这一点，不作猜测。"
PREMISE_TEXT = "问题的前提与文书不符，请先看原文："


@dataclass(frozen=True, slots=True)
class Tools:
    """What answering needs; `model` is None where answers are extracted."""

    search: Callable[[Asked, int, Scope], SearchResult]
    reader: Reader
    model: ChatModel | None = None


def ask(
    question: str, tools: Tools, *, scope: Scope = EVERYTHING, history: Sequence[Turn] = ()
) -> Answer:
    """The whole answer to one question, every citation checked."""
    for event in answer_events(question, tools, scope=scope, history=history):
        if isinstance(event, AnswerReady):
            return event.answer
    raise AssertionError("answer_events always ends with AnswerReady")


def answer_events(
    question: str, tools: Tools, *, scope: Scope = EVERYTHING, history: Sequence[Turn] = ()
) -> Iterator[AskEvent]:
    """What happens while a question is answered: evidence, statements, at last the answer.

    If the model fails, ModelFailed comes and an extracted answer, labelled, takes its place.
    """
    started = perf_counter()
    standalone = stand_alone(question, history)
    understood = understand(standalone)
    asked = Asked(standalone.text, standalone.asked, understood.voices)
    hits = tools.search(asked, EVIDENCE, scope).hits
    yield EvidenceFound(standalone.text, hits)
    draft: Draft | None = None
    failure = ""
    if tools.model is not None and hits:
        try:
            draft = yield from _written(question, hits, history, tools.model)
        except ModelUnavailable as error:
            failure = str(error)
            yield ModelFailed(failure)
    if draft is None:
        draft = _extracted(understood, hits, tools.reader, failure)
    yield AnswerReady(
        Answer(
            question=question,
            standalone_question=standalone.text,
            outcome=draft.outcome,
            text=draft.text,
            statements=with_likely_readings(draft.statements, tools.reader),
            hits=hits[:SHOWN_HITS],
            warnings=(*draft.warnings, *warnings_for(draft.statements, hits)),
            model=draft.model,
            seconds=perf_counter() - started,
        )
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is dressed with hits and time."""

    outcome: Outcome
    text: str
    statements: tuple[Statement, ...]
    model: str
    warnings: tuple[str, ...] = ()


def _written(
    question: str, hits: Sequence[Hit], history: Sequence[Turn], model: ChatModel
) -> Generator[StatementReady | ModelAtWork | ModelCorrecting, None, Draft]:
    """Stream the model's statements; return its whole answer. Raises ModelUnavailable.

    Statements that did not pass verification stay in the answer, visibly marked, but an answer
    in which none passed is no answer.
    """
    with closing(answer_with_model(question, hits, history, model)) as steps:
        for step in steps:
            match step:
                case Statement():
                    yield StatementReady(step)
                case Waiting():
                    yield ModelAtWork()
                case Correcting(failed):
                    yield ModelCorrecting(failed)
                case WrittenReply():
                    return _drafted(step, model)
    raise AssertionError("answer_with_model ends with a WrittenReply or raises")


def _drafted(reply: WrittenReply, model: ChatModel) -> Draft:
    verified = [s for s in reply.statements if s.verified]
    if reply.outcome is not Outcome.DECLINED and not verified:
        raise ModelUnavailable(f"模型“{model.name}”的回答没有一句通过引文核验。")
    text = "\n".join(s.text for s in verified) or DECLINED_TEXT
    left_out = len(reply.failed)
    warnings = (f"有 {left_out} 句未通过核验，已标出，请勿引用。",) if left_out else ()
    return Draft(reply.outcome, text, reply.statements, model.name, warnings)


def _extracted(question: Question, hits: Sequence[Hit], reader: Reader, failure: str) -> Draft:
    extraction = extract(question, hits, reader)
    warnings = (
        (f"语言模型没有给出可用的回答：{failure} 以下为不经模型的原文摘录。",) if failure else ()
    )
    text = "\n".join(statement.text for statement in extraction.statements)
    if extraction.outcome is Outcome.DECLINED:
        text = f"{DECLINED_TEXT}{extraction.reason}"
    elif extraction.outcome is Outcome.PREMISE_REJECTED:
        text = f"{PREMISE_TEXT}\n{text}"
    return Draft(extraction.outcome, text, extraction.statements, NO_MODEL, warnings)
