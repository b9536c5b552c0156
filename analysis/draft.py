"""Drafts: an answer counted, written or extracted, before it is dressed for the reader."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from analysis.answer import Outcome, Statement, Turn
from analysis.count import counted
from analysis.events import ModelAtWork, ModelCorrecting, StatementReady
from analysis.extract import extract
from analysis.instances import Settled
from analysis.model.chain import Correcting, Waiting, WrittenReply, answer_with_model
from analysis.model.port import ChatModel
from analysis.question import Question
from analysis.question.follow_up import Standalone
from analysis.reader import Reader
from analysis.settings import NO_MODEL
from analysis.warnings import warnings_for
from corpus.catalog import Catalog
from corpus.errors import ModelUnavailable
from corpus.scope import Scope
from retrieval.hit import Hit

DECLINED_TEXT = "文库没有说明这一点，不作猜测。"
PREMISE_TEXT = "问题的前提与文书不符。"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is dressed with hits and time."""

    outcome: Outcome
    text: str
    statements: tuple[Statement, ...]
    model: str
    warnings: tuple[str, ...] = ()
    note: str = ""  # said beside the statements


def dressed(draft: Draft, settled: Settled, overturned: Sequence[Statement]) -> Draft:
    """The answer with what a higher instance made of its sources, and what is wrong with them.

    `overturned` is what the hits before they were settled would have said, if `draft` says nothing.
    """
    extracted = draft.model == NO_MODEL or not draft.statements
    if extracted and (ordered := settled.ordered(draft.statements, overturned)):
        text = "\n".join(s.text for s in ordered)
        draft = Draft(Outcome.ANSWERED, text, ordered, NO_MODEL, draft.warnings)
    statements = settled.statements(draft.statements)
    text = draft.text
    for before, after in zip(draft.statements, statements, strict=False):
        text = text.replace(before.text, after.text, 1)
    added = statements[len(draft.statements) :]
    return replace(
        draft,
        text="\n".join([text, *(s.text for s in added)]),
        statements=statements,
        warnings=(
            *draft.warnings,
            *settled.warnings(draft.statements),
            *warnings_for(draft.statements, settled.hits),
        ),
    )


def counted_draft(standalone: Standalone, catalog: Catalog | None, scope: Scope) -> Draft | None:
    """The answer to a question that is counted over the catalog; None if this is none."""
    found = counted(standalone, catalog, scope) if catalog is not None else None
    if found is None:
        return None
    return Draft(found.outcome, found.text, found.statements, NO_MODEL, found.warnings)


def written_draft(
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


def extracted_draft(
    question: Question, hits: Sequence[Hit], reader: Reader, failure: str = ""
) -> Draft:
    """The answer in the judgment's own sentences; after a model's `failure` it says so first."""
    extraction = extract(question, hits, reader)
    warnings = (
        (f"语言模型没有给出可用的回答：{failure} 以下为不经模型的原文摘录。",) if failure else ()
    )
    said = "\n".join(statement.text for statement in extraction.statements)
    note = extraction.reason
    match extraction.outcome:
        case Outcome.DECLINED:
            text = f"{DECLINED_TEXT}{note}"
        case Outcome.PREMISE_REJECTED:
            text = f"{PREMISE_TEXT}{note}\n{said}"
        case _:
            text = f"{said}\n{note}" if note else said
    return Draft(extraction.outcome, text, extraction.statements, NO_MODEL, warnings, note)
