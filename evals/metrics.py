"""What one answer is worth: pure measures over a question and its row of results.jsonl.

Every measure has a value for every question; None where it does not apply, as its docstring
says. None applies to an answer that is unavailable: a failure is counted, never scored.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from analysis.answer import Outcome
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from evals.dataset import FALSE_PREMISE, Question, gold_voice
from evals.places import (
    Row,
    citations_of,
    cited_length,
    cited_spans,
    evidence_spans,
    in_document,
    is_relevant,
    length,
    shared_length,
    span_of,
)

Score = float | None
Scores = dict[str, Score]

NOT_THE_COURT = PARTY_VOICES | {Voice.LOWER_COURT, Voice.COMMENTARY}
"""Voices that must not carry an answer about what the court held."""

CUTOFF = 10
"""The depth of nDCG."""


class Expected(StrEnum):
    """What a question calls for; the value is what the reader sees."""

    ANSWER = "可答"
    DECLINE = "不可答"
    CORRECTION = "错误前提"
    UNSTATED = "未注明"


def expected(question: Question) -> Expected:
    """What the question calls for; a false premise goes before answerable or not."""
    if question.type == FALSE_PREMISE:
        return Expected.CORRECTION
    if question.answerable is None:
        return Expected.UNSTATED
    return Expected.ANSWER if question.answerable else Expected.DECLINE


def is_available(row: Row) -> bool:
    """Whether there is an answer to score."""
    return bool(row["outcome"] != Outcome.UNAVAILABLE)


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
    spans = [
        span
        for hit in row["hits"]
        if in_document(question, hit) and (span := span_of(hit)) is not None
    ]
    missed = sum(not any(e.span.overlaps(s) for s in spans) for e in question.evidence)
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
    evidence = evidence_spans(question)
    return shared_length(cited_spans(question, row), evidence) / length(evidence)


def evidence_precision(question: Question, row: Row) -> Score:
    """The share of the verified citations' characters that are evidence; the same source.

    Characters cited from another judgment count against it. None where `evidence_recall` is,
    and where no citation is verified (0/0).
    """
    if not _expects_evidence(question, row):
        return None
    cited = cited_length(row)
    if cited == 0:
        return None
    return shared_length(cited_spans(question, row), evidence_spans(question)) / cited


def evidence_cited(question: Question, row: Row) -> Score:
    """1 if a verified citation is relevant, else 0. None where `evidence_recall` is."""
    if not _expects_evidence(question, row):
        return None
    return float(any(c["verified"] and is_relevant(question, c) for c in citations_of(row)))


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


def holding_from_party(question: Question, row: Row) -> Score:
    """How many citations carry a party's, a lower court's or a commentator's voice in an answer
    about what the court held. The worst bug there is: it must be 0.

    A citation that touches evidence which the file itself gives such a voice is asked for, and
    does not count. None where the gold voice is not a holding's, and without an answer
    (declined).
    """
    answered = row["outcome"] in (Outcome.ANSWERED, Outcome.PREMISE_REJECTED)
    if gold_voice(question.voice) not in HOLDING_VOICES or not answered:
        return None
    return float(sum(is_foreign_voice(question, c) for c in citations_of(row)))


def is_foreign_voice(question: Question, citation: Mapping[str, Any]) -> bool:
    """Whether this citation counts for `holding_from_party`."""
    if gold_voice(question.voice) not in HOLDING_VOICES or citation["voice"] not in NOT_THE_COURT:
        return False
    span = span_of(citation)
    return not (
        span is not None
        and in_document(question, citation)
        and any(
            e.span.overlaps(span) and gold_voice(e.voice) in NOT_THE_COURT
            for e in question.evidence
        )
    )


def citation_verified(_question: Question, row: Row) -> Score:
    """The share of the citations that were found verbatim. None without citations."""
    if not is_available(row):
        return None
    verdicts = [bool(c["verified"]) for c in citations_of(row)]
    return sum(verdicts) / len(verdicts) if verdicts else None


def outcome_right(question: Question, row: Row) -> Score:
    """1 if the outcome is one the question allows, else 0; what the answer says is not judged.

    None where the file does not say what the question calls for.
    """
    kind = expected(question)
    if kind is Expected.UNSTATED or not is_available(row):
        return None
    return float(is_right_outcome(kind, Outcome(row["outcome"])))


def is_right_outcome(kind: Expected, outcome: Outcome) -> bool:
    """Whether this outcome is right for this kind of question, for the first three kinds.

    An answer is right only where one is called for. Where none is, declining is as right as
    rejecting the premise: either way nothing was guessed.
    """
    if kind is Expected.ANSWER:
        return outcome is Outcome.ANSWERED
    return outcome in (Outcome.DECLINED, Outcome.PREMISE_REJECTED)


def seconds(_question: Question, row: Row) -> Score:
    """How long the answer took."""
    return float(row["seconds"]) if is_available(row) else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the words a report uses for it. `is_share`: between 0 and 1, 1 is best."""

    key: str
    label: str
    meaning: str
    of: Callable[[Question, Row], Score]
    is_share: bool = True


MEASURES: tuple[Measure, ...] = (
    Measure("outcome_right", "该答则答", "可答的作了答，不可答或前提错误的没有作答", outcome_right),
    Measure("evidence_cited", "引到依据", "至少一条通过核验的引文落在标准依据上", evidence_cited),
    Measure(
        "evidence_recall",
        "依据覆盖",
        "标准依据的字数中，被通过核验的引文覆盖的比例",
        evidence_recall,
    ),
    Measure(
        "evidence_precision",
        "引文切题",
        "通过核验的引文字数中，属于标准依据的比例",
        evidence_precision,
    ),
    Measure("voice_right", "说话人正确", "落在依据上的引文，说话人与标准一致的比例", voice_right),
    Measure("citation_verified", "引文核验通过", "引文与原文逐字一致的比例", citation_verified),
    Measure("hit@1", "首条命中", "检索的第 1 段落在标准依据上", partial(hit_at, k=1)),
    Measure("hit@3", "前三命中", "检索的前 3 段中有一段落在标准依据上", partial(hit_at, k=3)),
    Measure("hit@10", "前十命中", "检索的前 10 段中有一段落在标准依据上", partial(hit_at, k=10)),
    Measure("ndcg@10", "nDCG@10", "前 10 段的排序质量（Järvelin & Kekäläinen 2002）", ndcg),
    Measure(
        "holding_from_party",
        "他人之言",
        "问法院认定的题里，引文出自当事人、下级裁判或评论的条数（应为 0）",
        holding_from_party,
        is_share=False,
    ),
    Measure("seconds", "用时（秒）", "作答一题的时间", seconds, is_share=False),
)
"""Every measure, in the order a report shows them."""


def score(question: Question, row: Row) -> Scores:
    """Every measure's value for one question, by key."""
    return {measure.key: measure.of(question, row) for measure in MEASURES}


def _dcg(gains: list[bool]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUTOFF], start=1))


def _expects_evidence(question: Question, row: Row) -> bool:
    return bool(question.evidence) and question.answerable is not False and is_available(row)


def _gold_voices_at(question: Question, citation: Mapping[str, Any]) -> set[Voice]:
    span = span_of(citation)
    names = [
        e.voice if e.voice is not None else question.voice
        for e in question.evidence
        if span is not None and e.span.overlaps(span)
    ]
    return {voice for name in names if (voice := gold_voice(name)) is not None}
