"""What one answer is worth: expectations by hand, and ir_measures as the oracle of ranking."""

import math
import random
from typing import Any

import ir_measures
import pytest
from ir_measures import ScoredDoc, Success, nDCG
from made_up_answers import DOC, cited, hit, question, row

from analysis.answer import Citation, Outcome
from corpus.passage import Span
from corpus.voice import Voice
from evals.dataset import FALSE_PREMISE, Evidence, Question
from evals.evidence_measures import citation_precision, citation_recall
from evals.failures import Failure, failures_of
from evals.metrics import (
    MEASURES,
    evidence_cited,
    evidence_precision,
    evidence_recall,
    hit_at,
    ndcg,
    outcome_right,
    score,
    voice_right,
)
from evals.places import is_relevant
from retrieval.hit import Hit

ANSWERED, DECLINED = Outcome.ANSWERED, Outcome.DECLINED
REJECTED, UNAVAILABLE = Outcome.PREMISE_REJECTED, Outcome.UNAVAILABLE

RELEVANT = [
    (question((10, 20)), hit(19, 30), True),  # one character in common
    (question((10, 20)), hit(20, 30), False),  # spans are half-open: they only touch
    (question((10, 20)), hit(10, 20, source="loan-8"), False),  # right place, wrong judgment
    (question((10, 20), doc=None), hit(10, 20, source="loan-8"), True),  # no doc: any judgment
    (question((10, 20), doc=f"{DOC}-id"), hit(10, 20), True),  # doc may be the judgment's id
    (question((0, 5), (10, 20)), hit(12, 13), True),  # any of the spans
]


@pytest.mark.parametrize(("asked", "found", "expected"), RELEVANT)
def test_what_is_relevant(asked: Question, found: Hit, expected: bool) -> None:
    assert is_relevant(asked, found.as_json()) is expected


FIRST_RELEVANT_AT = [(1, [1, 1, 1]), (2, [0, 1, 1]), (4, [0, 0, 1]), (11, [0, 0, 0])]


@pytest.mark.parametrize(("rank", "expected"), FIRST_RELEVANT_AT)
def test_hit_at_k(rank: int, expected: list[float]) -> None:
    hits = tuple(hit(10, 20) if n == rank else hit(90, 99) for n in range(1, 13))
    asked, found = question((10, 20)), row(hits=hits)
    assert [hit_at(asked, found, k) for k in (1, 3, 10)] == expected


def test_ndcg_by_hand() -> None:
    # Two spans; hits 1 and 3 touch the first, nothing touches the second: 3 are relevant in all.
    hits = (hit(10, 15), hit(80, 90), hit(15, 20))
    gained = 1 / math.log2(2) + 1 / math.log2(4)
    ideal = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(question((10, 20), (50, 60)), row(hits=hits)) == pytest.approx(gained / ideal)


def test_ndcg_of_a_span_cut_in_two_is_not_above_one() -> None:
    assert ndcg(question((10, 20)), row(hits=(hit(10, 15), hit(15, 20)))) == 1


def test_ndcg_and_hits_agree_with_ir_measures() -> None:
    generator = random.Random(7)
    for _ in range(200):
        spans = [(n * 100, n * 100 + 50) for n in generator.sample(range(20), 3)]
        places = [generator.randrange(0, 2000, 25) for _ in range(generator.randrange(0, 16))]
        asked, hits = question(*spans), tuple(hit(p, p + 25) for p in places)
        relevant = [is_relevant(asked, h.as_json()) for h in hits]
        missed = sum(not any(s - 25 < p < e for p in places) for s, e in spans)
        judged = [ir_measures.Qrel("q", f"d{n}", int(r)) for n, r in enumerate(relevant)]
        judged += [ir_measures.Qrel("q", f"missed{n}", 1) for n in range(missed)]
        ranked = [ScoredDoc("q", f"d{n}", -float(n)) for n in range(len(hits))]
        # An empty ranking has no row in the oracle's answer: its value is 0.
        oracle = {
            str(m.measure): m.value
            for m in ir_measures.iter_calc([nDCG @ 10, Success @ 1, Success @ 3], judged, ranked)
        }
        found = row(hits=hits)
        assert ndcg(asked, found) == pytest.approx(oracle.get("nDCG@10", 0))
        assert hit_at(asked, found, 1) == oracle.get("Success@1", 0)
        assert hit_at(asked, found, 3) == oracle.get("Success@3", 0)


CITED = [
    # citations, recall of the 10 characters 10–20, precision
    ((cited(10, 20),), 10 / 10, 10 / 10),
    ((cited(15, 25),), 5 / 10, 5 / 10),
    ((cited(10, 16), cited(14, 20)), 10 / 10, 10 / 10),  # the overlap counts once
    ((cited(10, 20), cited(10, 20)), 10 / 10, 10 / 10),  # the same quote twice is one quote
    ((cited(10, 20), cited(30, 60)), 10 / 10, 10 / 40),
    ((cited(10, 20, source="loan-8"),), 0.0, 0.0),  # the same offsets of another judgment
    ((cited(10, 20, verified=False),), 0.0, None),  # not verified: not quoted
    ((), 0.0, None),
]


@pytest.mark.parametrize(("citations", "recall", "precision"), CITED)
def test_evidence_by_characters(
    citations: tuple[Citation, ...], recall: float, precision: float | None
) -> None:
    asked, found = question((10, 20)), row(*citations)
    assert evidence_recall(asked, found) == pytest.approx(recall)
    assert evidence_precision(asked, found) == (
        None if precision is None else pytest.approx(precision)
    )
    assert evidence_cited(asked, found) == float(recall > 0)


BY_CITATION = [
    # evidence 10–20 and 50–60; citations; precision by citation, recall by span
    ((cited(10, 20), cited(50, 60)), 2 / 2, 2 / 2),
    ((cited(10, 11),), 1 / 1, 1 / 2),  # one character of a span is enough
    ((cited(5, 55),), 1 / 1, 2 / 2),  # one citation may touch both
    ((cited(10, 15), cited(15, 20)), 2 / 2, 1 / 2),  # two of one span
    ((cited(10, 20), cited(70, 99), cited(80, 99)), 1 / 3, 1 / 2),  # by citation, not by length
    ((cited(10, 20), cited(50, 60, verified=False)), 1 / 2, 1 / 2),  # shown, and not verified
    ((cited(10, 20, source="loan-8"),), 0.0, 0.0),  # another judgment
    ((), None, 0.0),
]


@pytest.mark.parametrize(("citations", "precision", "recall"), BY_CITATION)
def test_evidence_by_citations(
    citations: tuple[Citation, ...], precision: float | None, recall: float
) -> None:
    asked, found = question((10, 20), (50, 60)), row(*citations)
    assert (citation_precision(asked, found), citation_recall(asked, found)) == (precision, recall)
    unanswerable = question((10, 20), answerable=False)
    assert citation_precision(unanswerable, found) is citation_recall(unanswerable, found) is None


def test_overlapping_evidence_counts_once() -> None:
    assert evidence_recall(question((10, 20), (15, 30)), row(cited(10, 20))) == 10 / 20


def marked(start: int, end: int, voice: str) -> Evidence:
    return Evidence(Span(start, end), voice)


CLAIM, REASON = Voice.PLAINTIFF_CLAIM, Voice.COURT_REASONING
VOICES = [
    (question((10, 20)), (cited(10, 20, REASON),), 1.0),
    (question((10, 20)), (cited(10, 20, CLAIM),), 0.0),
    (question((10, 20)), (cited(10, 20, REASON), cited(12, 14, CLAIM)), 1 / 2),
    (question((10, 20)), (cited(50, 60, CLAIM),), None),  # nothing on the evidence
    (question((10, 20), voice=None), (cited(10, 20, CLAIM),), None),  # no gold voice
    (question((10, 20), voice="narrator"), (cited(10, 20, CLAIM),), None),  # an unknown one
    # The seed marks each span: the 30万 asked for is the plaintiff's, though the order is asked.
    (
        question(evidence=(marked(10, 20, "plaintiff_claim"),), voice="holding"),
        (cited(10, 20, CLAIM),),
        1.0,
    ),
    # Touching two spans of two voices, it is right if it agrees with one.
    (
        question(evidence=(marked(10, 20, "plaintiff_claim"), marked(20, 30, "order"))),
        (cited(15, 25, Voice.ORDER),),
        1.0,
    ),
]


@pytest.mark.parametrize(("asked", "citations", "expected"), VOICES)
def test_voice_right(
    asked: Question, citations: tuple[Citation, ...], expected: float | None
) -> None:
    assert voice_right(asked, row(*citations)) == expected


OUTCOMES = [
    # answerable, type, then: answered, declined, premise rejected, unavailable
    (True, "amount", [1, 0, 0, None]),
    (False, "unanswerable", [0, 1, 1, None]),
    (True, FALSE_PREMISE, [0, 1, 1, None]),  # whatever the file says of answerable
    (False, FALSE_PREMISE, [0, 1, 1, None]),
    (None, "amount", [None, None, None, None]),  # the file does not say: never guessed
]


@pytest.mark.parametrize(("answerable", "kind", "expected"), OUTCOMES)
def test_outcomes(answerable: bool | None, kind: str, expected: list[float | None]) -> None:
    asked = question(answerable=answerable, type=kind)
    outcomes = (ANSWERED, DECLINED, REJECTED, UNAVAILABLE)
    assert [outcome_right(asked, row(outcome=outcome)) for outcome in outcomes] == expected


def test_a_failure_is_never_scored() -> None:
    found = row(cited(10, 20, CLAIM), hits=(hit(10, 20),), outcome=UNAVAILABLE)
    assert set(score(question((10, 20)), found).values()) == {None}


def test_measures_without_evidence() -> None:
    scores = score(question(answerable=False, voice=None), row(outcome=DECLINED))
    assert {key for key, value in scores.items() if value is not None} == {
        "outcome_right",
        "seconds",
    }


def test_evidence_of_a_question_that_must_be_declined_is_for_the_search_alone() -> None:
    found = row(outcome=DECLINED, hits=(hit(10, 20),))
    scores = score(question((10, 20), answerable=False), found)
    assert (scores["hit@1"], scores["evidence_recall"], scores["evidence_cited"]) == (1, None, None)


def test_a_citation_of_an_unknown_passage_has_no_place() -> None:
    found = row(cited(10, 20, verified=False))
    found["statements"][0]["citations"][0] |= {"start": None, "end": None}
    scores = score(question((10, 20)), found)
    assert (scores["evidence_cited"], scores["voice_right"]) == (0, None)
    assert scores["citation_verified"] == 0


def test_every_measure_has_its_own_key_and_words() -> None:
    assert len({m.key for m in MEASURES}) == len({m.label for m in MEASURES}) == len(MEASURES)
    assert all(m.meaning for m in MEASURES)


FAULTS = [
    (question((10, 20)), row(cited(10, 20), hits=(hit(10, 20),)), ()),
    (question(answerable=False), row(cited(10, 20)), (Failure.ANSWERED_WRONG,)),
    (question(type=FALSE_PREMISE), row(cited(10, 20)), (Failure.PREMISE_ACCEPTED,)),
    # A false premise may be declined, and then rests on no quote.
    (
        question((10, 20), type=FALSE_PREMISE),
        row(outcome=DECLINED, hits=(hit(10, 20),)),
        (),
    ),
    # Declined: the evidence not cited is no fault of its own; not found is, and may be why.
    (question((10, 20)), row(outcome=DECLINED), (Failure.DECLINED_WRONG, Failure.NOT_FOUND)),
    (
        question((10, 20)),
        row(cited(50, 60), hits=(hit(10, 20),)),
        (Failure.EVIDENCE_MISSED,),
    ),
    (
        question((10, 20)),
        row(cited(10, 20, CLAIM), hits=(hit(10, 20),)),
        (Failure.HOLDING_FROM_PARTY, Failure.VOICE_WRONG),
    ),
    (question(voice=None), row(cited(10, 20, verified=False)), (Failure.UNVERIFIED,)),
    (question((10, 20)), row(outcome=UNAVAILABLE), (Failure.UNAVAILABLE,)),  # and nothing else
]  # fmt: skip


@pytest.mark.parametrize(("asked", "found", "expected"), FAULTS)
def test_failures(asked: Question, found: dict[str, Any], expected: tuple[Failure, ...]) -> None:
    assert failures_of(asked, found, score(asked, found)) == expected
