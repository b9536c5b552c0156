"""Where answers and evidence lie: spans of results.jsonl's rows against those of a question."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.passage import Span
from evals.dataset import Question

Row = Mapping[str, Any]
"""An answer's JSON as `Answer.as_json` writes it, plus the question's id."""


def citations_of(row: Row) -> Iterator[Mapping[str, Any]]:
    """Every citation of every statement, in the order they are read."""
    for statement in row["statements"]:
        yield from statement["citations"]


def is_relevant(question: Question, place: Mapping[str, Any]) -> bool:
    """Whether a hit or citation shares a code point with the evidence, in the right judgment.

    The right judgment is the one named by `doc`; where the question names none, any.
    """
    span = span_of(place)
    return (
        span is not None
        and in_document(question, place)
        and any(e.span.overlaps(span) for e in question.evidence)
    )


def span_of(place: Mapping[str, Any]) -> Span | None:
    """The span of a hit or citation; None where an unverified citation has none."""
    if place["start"] is None or place["end"] is None:
        return None
    return Span(place["start"], place["end"])


def in_document(question: Question, place: Mapping[str, Any]) -> bool:
    """Whether a hit or citation lies in the judgment the question is about, if it names one.

    `doc` may also be a judgment_id, as wherever a command takes a source.
    """
    names = (place["source_id"], place["judgment_id"], *place.get("source_ids", ()))
    return question.doc is None or question.doc in names


def evidence_spans(question: Question) -> list[Span]:
    """The evidence as disjoint spans."""
    return _merged(e.span for e in question.evidence)


def cited_spans(question: Question, row: Row) -> list[Span]:
    """What verified citations quote of the right judgment, as disjoint spans."""
    return _merged(
        span
        for citation in _verified(row)
        if in_document(question, citation) and (span := span_of(citation)) is not None
    )


def cited_length(row: Row) -> int:
    """How many characters verified citations quote, each place of each judgment once."""
    places: dict[str, list[Span]] = {}
    for citation in _verified(row):
        span = span_of(citation)
        if span is not None:
            places.setdefault(citation["judgment_id"], []).append(span)
    return sum(length(_merged(spans)) for spans in places.values())


def shared_length(first: list[Span], second: list[Span]) -> int:
    """How many characters two lists of disjoint spans have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def length(spans: list[Span]) -> int:
    """How many characters a list of disjoint spans covers."""
    return sum(span.end - span.start for span in spans)


def _verified(row: Row) -> Iterator[Mapping[str, Any]]:
    return (citation for citation in citations_of(row) if citation["verified"])


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as disjoint spans, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
