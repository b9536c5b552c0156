"""Evidence in two documents counts in each of them, and nowhere else."""

from typing import Any

import pytest
from made_up_answers import DOC, cited, hit, question, row

from analysis.answer import Citation
from corpus.passage import Span
from corpus.voice import Voice
from evals.dataset import Evidence, Question
from evals.evidence_measures import (
    citation_precision,
    citation_recall,
    evidence_cited,
    evidence_precision,
    evidence_recall,
    hit_at,
    ndcg,
    voice_right,
)
from evals.foreign_voice import holding_from_party
from evals.places import is_relevant
from retrieval.hit import Hit

OTHER = "loan-8"
CLAIM, REASON, REMARK = Voice.PLAINTIFF_CLAIM, Voice.COURT_REASONING, Voice.COMMENTARY


def proof(start: int, end: int, doc: str | None = None, voice: str | None = None) -> Evidence:
    return Evidence(Span(start, end), voice, doc)


BOTH = question(evidence=(proof(10, 20), proof(10, 30, OTHER)))
"""10 characters of the question's document, 20 of another; the first 10 at the same offsets."""

RELEVANT = [
    (BOTH, hit(12, 14), True),
    (BOTH, hit(12, 14, OTHER), True),
    (BOTH, hit(25, 28), False),  # the other document's offsets, in the question's
    (BOTH, hit(25, 28, OTHER), True),
    (BOTH, hit(12, 14, "loan-9"), False),  # a third document
    (question(evidence=(proof(10, 20, OTHER),)), hit(10, 20), False),  # none in the question's own
    (question(evidence=(proof(10, 20, f"{OTHER}-id"),)), hit(10, 20, OTHER), True),  # by its id
    (question(doc=None, evidence=(proof(10, 20, OTHER),)), hit(10, 20), False),
    (question(doc=None, evidence=(proof(10, 20, OTHER), proof(40, 50))), hit(40, 50), True),
]


@pytest.mark.parametrize(("asked", "found", "expected"), RELEVANT)
def test_what_is_relevant_in_which_document(asked: Question, found: Hit, expected: bool) -> None:
    assert is_relevant(asked, found.as_json()) is expected


CITED = [
    # citations; characters: recall of 30, precision; places: recall of 2, precision by citation
    ((cited(10, 20), cited(10, 30, source=OTHER)), 30 / 30, 30 / 30, 2 / 2, 2 / 2),
    ((cited(10, 20),), 10 / 30, 10 / 10, 1 / 2, 1 / 1),
    ((cited(10, 20, source=OTHER),), 10 / 30, 10 / 10, 1 / 2, 1 / 1),
    # 20–30 is evidence in the other document alone.
    ((cited(10, 30),), 10 / 30, 10 / 20, 1 / 2, 1 / 1),
    ((cited(20, 30),), 0 / 30, 0 / 10, 0 / 2, 0 / 1),
    ((cited(10, 20), cited(0, 10, source=OTHER)), 10 / 30, 10 / 20, 1 / 2, 1 / 2),
    ((cited(10, 20), cited(10, 20, source="loan-9")), 10 / 30, 10 / 20, 1 / 2, 1 / 2),
    ((cited(10, 20, source=OTHER, verified=False),), 0 / 30, None, 0 / 2, 0 / 1),
]


@pytest.mark.parametrize(("citations", "recall", "precision", "places", "by_citation"), CITED)
def test_citations_count_in_the_document_of_the_evidence(
    citations: tuple[Citation, ...],
    recall: float,
    precision: float | None,
    places: float,
    by_citation: float,
) -> None:
    found = row(*citations)
    assert evidence_recall(BOTH, found) == recall
    assert evidence_precision(BOTH, found) == precision
    assert citation_recall(BOTH, found) == places
    assert citation_precision(BOTH, found) == by_citation
    assert evidence_cited(BOTH, found) == float(recall > 0)


def test_one_judgment_under_two_names_is_cited_once() -> None:
    asked = question(evidence=(proof(10, 20), proof(10, 20, f"{DOC}-id")))
    found = row(cited(10, 20))
    assert (evidence_precision(asked, found), evidence_recall(asked, found)) == (10 / 10, 20 / 20)


def test_search_must_reach_both_documents() -> None:
    hits = (hit(10, 20), hit(10, 20, "loan-9"))
    assert hit_at(BOTH, row(hits=hits), 1) == 1
    # The hit at rank 1 is one of two that there are: 1 / (1 + 1/log2(3)).
    assert ndcg(BOTH, row(hits=hits)) == pytest.approx(1 / (1 + 0.63092975))
    assert ndcg(BOTH, row(hits=(*hits[:1], hit(10, 20, OTHER)))) == 1


MARKED = question(evidence=(proof(10, 20), proof(10, 20, OTHER, "plaintiff_claim")))
REMARKED = question(evidence=(proof(10, 20), proof(40, 50, voice="commentary")))
VOICES = [
    # whose words the citation has; is its voice right, and is it foreign to a court's answer
    (MARKED, cited(10, 20, REASON), 1.0, 0.0),
    (MARKED, cited(10, 20, CLAIM, source=OTHER), 1.0, 0.0),  # the file marks it as the plaintiff's
    (MARKED, cited(10, 20, CLAIM), 0.0, 1.0),  # a plea at the same offsets of the other document
    (MARKED, cited(10, 20, REASON, source=OTHER), 0.0, 0.0),
    # Commentary counts where the file does not list it as evidence, beside a court's gold voice.
    (REMARKED, cited(40, 50, REMARK), 1.0, 0.0),
    (REMARKED, cited(60, 70, REMARK), None, 1.0),
    (REMARKED, cited(40, 50, REMARK, source=OTHER), None, 1.0),
    (REMARKED, cited(10, 20, REMARK), 0.0, 1.0),  # the court's sentence, told as commentary
    (question((10, 20), voice="commentary"), cited(60, 70, REMARK), None, None),
    (question((10, 20), voice="plaintiff_claim"), cited(60, 70, REMARK), None, None),
]


@pytest.mark.parametrize(("asked", "citation", "right", "foreign"), VOICES)
def test_voices_are_those_of_the_document(
    asked: Question, citation: Citation, right: float | None, foreign: float | None
) -> None:
    found: dict[str, Any] = row(citation)
    assert (voice_right(asked, found), holding_from_party(asked, found)) == (right, foreign)
