"""Comparison: which judgments a question sets side by side."""

from collections.abc import Sequence

from analysis.question import Question
from analysis.question.case_phrase import case_phrases
from analysis.reader import Reader
from retrieval.hit import Hit
from retrieval.naming import NAMED, Names, naming_shares


def cases_compared(question: Question, hits: Sequence[Hit], reader: Reader) -> list[str]:
    """The judgments that the question's case phrases call by name, by id, each once, in order.

    A phrase calls the judgment whose name it holds most of, the first hit of those that tie.
    """
    names: dict[str, Names] = {}
    for hit in hits:
        id_ = hit.passage.judgment_id
        if id_ not in names:
            header = reader.judgment(id_).header
            names[id_] = Names(hit.title, header.court, header.case_number)
    called: dict[str, None] = {}
    for phrase in case_phrases(question.text):
        shares = naming_shares(f"{phrase}案", names, reader.reading.words)
        best = max(shares, key=lambda id_: shares[id_], default=None)
        if best is not None and shares[best] >= NAMED:
            called[best] = None
    return list(called)
