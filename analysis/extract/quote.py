"""Quotes: a passage as a statement that says who is speaking."""

from analysis.answer import Statement
from analysis.extract.fit import Fit
from analysis.question import Question
from analysis.verify import citation_of
from corpus.judgment import Judgment
from corpus.voice import INTRODUCTIONS
from retrieval.hit import Hit


def statement_of(hit: Hit, question: Question, fit: Fit, judgment: Judgment) -> Statement:
    """The passage's words, introduced by who says them."""
    citation = citation_of(hit, hit.passage.span)
    lead = INTRODUCTIONS[hit.passage.voice]
    if hit.digest:
        lead = f"据案例摘要，{lead}"
    return Statement(f"{lead}：“{citation.quote}”", hit.passage.voice, (citation,))
