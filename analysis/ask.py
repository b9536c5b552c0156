"""The answering recipe; read `answer_events` to know how a question becomes a checked answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from time import perf_counter

from analysis.answer import Answer, Outcome, Turn
from analysis.draft import Draft, counted_draft, dressed, extracted_draft, written_draft
from analysis.events import AnswerReady, AskEvent, EvidenceFound, ModelFailed
from analysis.extract import extract
from analysis.extract.case import names_to_find, of_their_judgments, tells
from analysis.instances import Kin, Search, settle
from analysis.model.port import ChatModel
from analysis.provisions import with_provisions
from analysis.question import Kind, Question, understand
from analysis.question.case_phrase import without_articles
from analysis.question.follow_up import stand_alone
from analysis.reader import Reader
from analysis.readings import with_likely_readings
from corpus.catalog import Catalog
from corpus.errors import ModelUnavailable
from corpus.scope import EVERYTHING, Scope
from retrieval.hit import Hit
from retrieval.search import Asked, SearchResult

EVIDENCE = 24
"""How many passages an answer may draw on."""

LOOKED_THROUGH = 120
"""How many passages that hold names are looked through for a judgment that holds them all."""

SHOWN_HITS = 10
"""How many of them are listed beside the answer."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What answering needs; `model` is None where answers are extracted, `catalog` where nothing
    is counted, `kin` where the other instances of a case are not looked for.
    """

    search: Callable[[Asked, int, Scope], SearchResult]
    reader: Reader
    model: ChatModel | None = None
    catalog: Catalog | None = None
    kin: Kin | None = None


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
    # Each judgment is read from the catalog once an answer: naming, extracting and checking do.
    tools = replace(tools, reader=replace(tools.reader, judgment=cache(tools.reader.judgment)))
    standalone = stand_alone(question, history)
    understood = understand(standalone)
    draft = counted_draft(standalone, tools.catalog, scope)
    counting = draft is not None
    reckoned = draft is not None and draft.outcome is Outcome.ANSWERED
    found = () if reckoned else _found(understood, tools, scope)
    within = Search(lambda narrowed: _found(understood, tools, narrowed), scope)
    settled = settle(understood, found, tools.kin, tools.reader, within)
    hits = settled.hits
    yield EvidenceFound(standalone.text, hits)
    failure = ""
    if not counting and tools.model is not None and hits:
        try:
            draft = yield from written_draft(question, hits, history, tools.model)
        except ModelUnavailable as error:
            failure = str(error)
            yield ModelFailed(failure)
    if draft is None:
        draft = extracted_draft(understood, hits, tools.reader, failure)
    if not counting:
        silenced = bool(settled.left_out) and not draft.statements
        before = extract(understood, found, tools.reader).statements if silenced else ()
        draft = dressed(draft, settled, before)
    yield AnswerReady(_answer(question, standalone.text, draft, hits, tools, started))


def _found(question: Question, tools: Tools, scope: Scope) -> tuple[Hit, ...]:
    """What search finds, and where that holds nobody whom the question names, what names do; of
    their judgments alone where names tell them, so that a model sees nobody else's.
    """
    asked = Asked(question.text, without_articles(question.asked), question.voices)
    hits = tools.search(asked, EVIDENCE, scope).hits
    names = names_to_find(question, hits, tools.reader)
    if names:
        quoted = Asked("".join(f"“{name}”" for name in names))
        held = tools.search(quoted, LOOKED_THROUGH, scope).hits
        known = {hit.passage.id for hit in hits}
        theirs = of_their_judgments(question, held, tools.reader)
        hits = (*hits, *[hit for hit in theirs if hit.passage.id not in known][:EVIDENCE])
    if question.kind is Kind.COMPARISON or not tells(question):
        return hits
    return tuple(of_their_judgments(question, hits, tools.reader)) or hits


def _answer(
    question: str, standalone: str, draft: Draft, hits: Sequence[Hit], tools: Tools, started: float
) -> Answer:
    statements = with_likely_readings(draft.statements, tools.reader)
    return Answer(
        question=question,
        standalone_question=standalone,
        outcome=draft.outcome,
        text=draft.text,
        statements=with_provisions(statements, tools.reader),
        hits=tuple(hits[:SHOWN_HITS]),
        warnings=draft.warnings,
        model=draft.model,
        seconds=perf_counter() - started,
        note=draft.note,
    )
