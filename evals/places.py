"""Where answers and evidence lie: spans of results.jsonl's rows against those of a question."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.passage import Span
from evals.dataset import Evidence, Question

Row = Mapping[str, Any]
"""An answer's JSON as `Answer.as_json` writes it, plus the question's id."""


def citations_of(row: Row) -> Iterator[Mapping[str, Any]]:
    """Every citation of every statement, in the order they are read."""
    for statement in row["statements"]:
        yield from statement["citations"]


def is_relevant(question: Question, place: Mapping[str, Any]) -> bool:
    """Whether a hit or citation shares a code point with evidence, in the evidence's judgment."""
    return any(touches(question, evidence, place) for evidence in question.evidence)


def evidence_at(question: Question, place: Mapping[str, Any]) -> list[Evidence]:
    """The evidence that a hit or citation touches, in the file's order."""
    return [evidence for evidence in question.evidence if touches(question, evidence, place)]


def touches(question: Question, evidence: Evidence, place: Mapping[str, Any]) -> bool:
    """Whether a hit or citation shares a code point with this evidence, in its judgment.

    That is the judgment which the evidence names, else the question; where neither does, any.
    """
    span = span_of(place)
    return (
        span is not None
        and evidence.span.overlaps(span)
        and lies_in(place, question.doc_of(evidence))
    )


def span_of(place: Mapping[str, Any]) -> Span | None:
    """The span of a hit or citation; None where an unverified citation has none."""
    if place["start"] is None or place["end"] is None:
        return None
    return Span(place["start"], place["end"])


def lies_in(place: Mapping[str, Any], doc: str | None) -> bool:
    """Whether a hit or citation lies in this judgment; in None, any does.

    `doc` may also be a judgment_id, as wherever a command takes a source.
    """
    names = (place["source_id"], place["judgment_id"], *place.get("source_ids", ()))
    return doc is None or doc in names


def verified_citations(row: Row) -> list[Mapping[str, Any]]:
    """The citations that were found verbatim, in the order they are read."""
    return [citation for citation in citations_of(row) if citation["verified"]]


def evidence_length(question: Question) -> int:
    """How many characters the evidence has, each place of each document once."""
    return sum(length(_merged(e.span for e in group)) for _, group in _by_document(question))


def quoted_evidence_length(question: Question, row: Row) -> int:
    """How many of them verified citations quote."""
    return sum(
        _shared(_merged(e.span for e in group), _merged(_spans(verified_citations(row), doc)))
        for doc, group in _by_document(question)
    )


def cited_length(row: Row) -> int:
    """How many characters verified citations quote, each place of each judgment once."""
    return sum(length(_merged(_spans(cited))) for cited in _by_judgment(row))


def cited_evidence_length(question: Question, row: Row) -> int:
    """How many of them are evidence. Counted a judgment at a time: one may have several names."""
    return sum(
        _shared(
            _merged(_spans(cited)),
            _merged(e.span for e in question.evidence if lies_in(cited[0], question.doc_of(e))),
        )
        for cited in _by_judgment(row)
    )


def length(spans: list[Span]) -> int:
    """How many characters a list of disjoint spans covers."""
    return sum(span.end - span.start for span in spans)


def _by_document(question: Question) -> Iterable[tuple[str | None, list[Evidence]]]:
    groups: dict[str | None, list[Evidence]] = {}
    for evidence in question.evidence:
        groups.setdefault(question.doc_of(evidence), []).append(evidence)
    return groups.items()


def _by_judgment(row: Row) -> Iterable[list[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for citation in verified_citations(row):
        groups.setdefault(citation["judgment_id"], []).append(citation)
    return groups.values()


def _spans(places: Iterable[Mapping[str, Any]], doc: str | None = None) -> Iterator[Span]:
    return (span for p in places if lies_in(p, doc) and (span := span_of(p)) is not None)


def _shared(first: list[Span], second: list[Span]) -> int:
    """How many characters two lists of disjoint spans have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as disjoint spans, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
