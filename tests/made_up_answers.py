"""Answers made by hand for the tests of `evals`: no search, no model, every place chosen."""

from typing import Any

from analysis.answer import Answer, Citation, Fault, Finding, Outcome, Statement
from corpus.passage import Passage, Span
from corpus.voice import Voice
from evals.dataset import Evidence, Question
from retrieval.hit import Hit

DOC = "loan-7"


def question(*places: tuple[int, int], **given: object) -> Question:
    """An answerable question about DOC whose evidence lies at these places."""
    evidence = tuple(Evidence(Span(start, end)) for start, end in places)
    known: dict[str, Any] = {
        "id": "q1",
        "question": "利息怎么算？",
        "answerable": True,
        "doc": DOC,
        "voice": "court_reasoning",
        "evidence": evidence,
    }
    return Question(**(known | given))


def hit(start: int, end: int, source: str = DOC, voice: Voice = Voice.COURT_REASONING) -> Hit:
    """A hit at this place."""
    text = "息" * (end - start)
    passage = Passage(f"{source}#1", f"{source}-id", Span(start, end), voice, text, text)
    return Hit(passage, source, "民间借贷案", 1.0)


def cited(
    start: int,
    end: int,
    voice: Voice = Voice.COURT_REASONING,
    source: str = DOC,
    verified: bool = True,
) -> Citation:
    """A citation of this place."""
    return Citation(
        f"{source}-id",
        source,
        "民间借贷案",
        Span(start, end),
        "息" * (end - start),
        voice,
        verified,
    )


def answer(
    *citations: Citation,
    outcome: Outcome = Outcome.ANSWERED,
    hits: tuple[Hit, ...] = (),
    text: str = "按年利率 6% 计算。",
) -> Answer:
    """An answer of one statement with these citations; of none without citations."""
    faulty = any(not citation.verified for citation in citations)
    findings = (Finding(Fault.QUOTE_NOT_FOUND, "引文在该段中找不到。"),) if faulty else ()
    statement = Statement("按年利率 6% 计算。", Voice.COURT_REASONING, citations, findings)
    return Answer(
        question="利息怎么算？",
        standalone_question="利息怎么算？",
        outcome=outcome,
        text=text,
        statements=(statement,) if citations else (),
        hits=hits,
        warnings=(),
        model="none",
        seconds=0.25,
    )


def row(
    *citations: Citation, outcome: Outcome = Outcome.ANSWERED, hits: tuple[Hit, ...] = ()
) -> dict[str, Any]:
    """The same as a row of results.jsonl."""
    return {"id": "q1", **answer(*citations, outcome=outcome, hits=hits).as_json()}
