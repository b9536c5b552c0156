"""What search and citations are worth against the evidence: pure measures of one question.

What they have in common is said in `metrics`.
"""

import math
from collections.abc import Mapping
from typing import Any

from corpus.voice import Voice
from evals.dataset import Question, gold_voice
from evals.expected import is_available
from evals.places import (
    Row,
    citations_of,
    cited_evidence_length,
    cited_length,
    evidence_at,
    evidence_length,
    is_relevant,
    quoted_evidence_length,
    touches,
    verified_citations,
)

Score = float | None

CUTOFF = 10
"""The depth of nDCG."""


def hit_at(question: Question, row: Row, k: int) -> Score:
    """1 if one of the first k hits is relevant, else 0 (success@k, as in TREC's `success`).

    None without evidence.
    """
    if not question.evidence or not is_available(row):
        return None
    return float(any(is_relevant(question, hit) for hit in row["hits"][:k]))


def ndcg(question: Question, row: Row) -> Score:
    """nDCG@10 over the hits, gain 1 for a relevant hit, discount log2(rank + 1).

    Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4),
    2002, in the form trec_eval and ir_measures compute. What is relevant in the whole library
    is taken to be the relevant hits plus one passage for each evidence span that no hit
    touches, so that a span cut into two passages cannot push the value past 1. None without
    evidence.
    """
    if not question.evidence or not is_available(row):
        return None
    gains = [is_relevant(question, hit) for hit in row["hits"]]
    missed = sum(
        not any(touches(question, evidence, hit) for hit in row["hits"])
        for evidence in question.evidence
    )
    ideal = _dcg([True] * (sum(gains) + missed))
    return _dcg(gains) / ideal


def evidence_recall(question: Question, row: Row) -> Score:
    """The share of the evidence's characters that verified citations quote; 0 if none does.

    Recall over the union of characters, as for snippets in INEX's focused retrieval (Kamps et
    al., "INEX 2007 Evaluation Measures", 2008). None without evidence, and for questions that
    must be declined.
    """
    if not _expects_evidence(question, row):
        return None
    return quoted_evidence_length(question, row) / evidence_length(question)


def evidence_precision(question: Question, row: Row) -> Score:
    """The share of the verified citations' characters that are evidence; the same source.

    Characters cited from a judgment without evidence count against it. None where
    `evidence_recall` is, and where no citation is verified (0/0).
    """
    if not _expects_evidence(question, row):
        return None
    cited = cited_length(row)
    if cited == 0:
        return None
    return cited_evidence_length(question, row) / cited


def evidence_cited(question: Question, row: Row) -> Score:
    """1 if a verified citation is relevant, else 0. None where `evidence_recall` is."""
    if not _expects_evidence(question, row):
        return None
    return float(any(is_relevant(question, citation) for citation in verified_citations(row)))


def citation_precision(question: Question, row: Row) -> Score:
    """The share of the citations that are verified and touch the evidence.

    Citation by citation, where `evidence_precision` counts characters: three short quotes beside
    the point weigh more than a long one that is to it. After the citation precision of ALCE (Gao
    et al., "Enabling Large Language Models to Generate Text with Citations", EMNLP 2023, 4.3).
    There a language model judges whether a citation helps to prove its sentence; here the
    evidence was marked by hand, so a citation is right where it touches that, and whether it
    proves its own sentence is what verification looks at. None where `evidence_recall` is, and
    without citations (0/0).
    """
    if not _expects_evidence(question, row):
        return None
    relevant = [bool(c["verified"]) and is_relevant(question, c) for c in citations_of(row)]
    return sum(relevant) / len(relevant) if relevant else None


def citation_recall(question: Question, row: Row) -> Score:
    """The share of the evidence's spans that a verified citation touches; 0 if none does.

    Each span that the file lists is one thing to prove, however long it is. ALCE's citation
    recall asks of each sentence of the answer whether its citations prove it all; here it is the
    gold evidence that has to be reached, so what an answer leaves out counts against it. None
    where `evidence_recall` is.
    """
    if not _expects_evidence(question, row):
        return None
    cited = verified_citations(row)
    touched = [any(touches(question, e, c) for c in cited) for e in question.evidence]
    return sum(touched) / len(touched)


def voice_right(question: Question, row: Row) -> Score:
    """The share of the relevant citations whose voice is that of the evidence they touch.

    The evidence's own voice where the file gives one, else the question's. A citation that
    touches several is right if it agrees with one. None without a relevant citation, or where
    the file names no voice that we know.
    """
    if not is_available(row):
        return None
    agreements = [
        citation["voice"] in voices
        for citation in citations_of(row)
        if is_relevant(question, citation) and (voices := _gold_voices_at(question, citation))
    ]
    return sum(agreements) / len(agreements) if agreements else None


def citation_verified(_question: Question, row: Row) -> Score:
    """The share of the citations that were found verbatim. None without citations."""
    if not is_available(row):
        return None
    verdicts = [bool(c["verified"]) for c in citations_of(row)]
    return sum(verdicts) / len(verdicts) if verdicts else None


def _dcg(gains: list[bool]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUTOFF], start=1))


def _expects_evidence(question: Question, row: Row) -> bool:
    return bool(question.evidence) and question.answerable is not False and is_available(row)


def _gold_voices_at(question: Question, citation: Mapping[str, Any]) -> set[Voice]:
    names = [
        e.voice if e.voice is not None else question.voice for e in evidence_at(question, citation)
    ]
    return {voice for name in names if (voice := gold_voice(name)) is not None}
