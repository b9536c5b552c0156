"""Statements made up for tests of the verifier, each with one cited passage."""

from analysis.answer import Fault, Statement
from analysis.verify import verify_statement
from corpus.passage import Passage, Span
from corpus.voice import Voice
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit

OFFSET = 1000


def hit(
    text: str, voice: Voice = Voice.COURT_REASONING, judgment: str = "j", **more: object
) -> Hit:
    span = Span(OFFSET, OFFSET + len(text))
    passage = Passage(f"{judgment}#0001", judgment, span, voice, text, text)
    return Hit(passage, f"{judgment}.docx", str(more.get("title", "某案")), 1.0)


def check(
    text: str, quote: str, source: str | None = None, voice: Voice = Voice.COURT_REASONING
) -> Statement:
    statement = ReplyStatement(text=text, citations=(ReplyCitation(passage="p-1", quote=quote),))
    return verify_statement(statement, {"p-1": hit(source or quote, voice)})


def faults(statement: Statement) -> set[Fault]:
    return {finding.fault for finding in statement.findings}
