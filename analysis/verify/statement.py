"""Verification: what speaks against a statement, given the passages it may rest on. Pure.

A quote counts only if it stands in the cited passage character for character. A quote that
differs in width, white space or invisible characters alone is replaced by the source's own
slice and the statement is labelled. Nothing else is forgiven.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.answer import Citation, Fault, Finding, Statement
from analysis.verify.content import Claim, content_findings
from analysis.verify.locate import locate
from analysis.verify.origin import origin_fault
from analysis.verify.speakers import weakest_voice
from corpus.judgment import page_at
from corpus.passage import Span
from corpus.voice import Voice
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit


@dataclass(frozen=True, slots=True)
class _Checked:
    """One citation with what was found against it, and the hit it names."""

    citation: Citation
    hit: Hit | None
    finding: Finding | None


def verify_statement(statement: ReplyStatement, given: Mapping[str, Hit]) -> Statement:
    """The statement with its citations resolved and everything that speaks against it.

    `given` maps the ids the passages were shown under to the hits. Findings come in a fixed
    order: citations, the judgment named, figures, parties, polarity, terms, conditions, speakers,
    wording. The voice is that of the cited passages, the least authoritative if they differ; 其他
    if none is known.
    """
    checked = [_check(citation, given) for citation in statement.citations]
    findings = [c.finding for c in checked if c.finding]
    if not checked:
        findings.append(Finding(Fault.UNCITED, "这句话没有引文。"))
    citations = tuple(c.citation for c in checked)
    found = [(c.citation, c.hit) for c in checked if c.hit and c.citation.verified]
    if found:
        findings += content_findings(Claim.of(statement.text, found, given))
    voice = weakest_voice([c.hit.passage.voice for c in checked if c.hit])
    return Statement(statement.text, voice, citations, tuple(dict.fromkeys(findings)))


def citation_of(hit: Hit, span: Span) -> Citation:
    """A verified citation of a span of the judgment that lies inside the hit's passage.

    Raises ValueError if the span leaves the passage or the passage's text and span disagree.
    """
    passage = hit.passage
    if len(passage.text) != passage.span.end - passage.span.start:
        raise ValueError(f"text and span of passage {passage.id} disagree")
    if span.start < passage.span.start or span.end > passage.span.end:
        raise ValueError(f"{span} is not inside passage {passage.id} {passage.span}")
    quote = passage.text[span.start - passage.span.start : span.end - passage.span.start]
    if not quote.strip():
        raise ValueError(f"{span} of passage {passage.id} is blank")
    return _citation(hit, span, quote, verified=True)


def _citation(hit: Hit, span: Span, quote: str, *, verified: bool) -> Citation:
    return Citation(
        judgment_id=hit.passage.judgment_id,
        source_id=hit.source_id,
        title=hit.title,
        span=span,
        quote=quote,
        voice=hit.passage.voice,
        verified=verified,
        digest=hit.digest,
        page=page_at(hit.page_starts, span.start),
        source_ids=hit.source_ids,
    )


def _check(offered: ReplyCitation, given: Mapping[str, Hit]) -> _Checked:
    hit = given.get(offered.passage)
    if hit is None:
        finding = Finding(Fault.UNKNOWN_PASSAGE, f"所引段落“{offered.passage}”不在提供的段落之中。")
        unknown = Citation("", "", "", None, offered.quote, Voice.OTHER, verified=False)
        return _Checked(unknown, None, finding)
    place = locate(offered.quote, hit.passage.text)
    if place is None:
        unfound = _citation(hit, hit.passage.span, offered.quote, verified=False)
        return _Checked(unfound, hit, origin_fault(offered.quote, hit, given))
    offset = hit.passage.span.start
    citation = citation_of(hit, Span(offset + place.start, offset + place.end))
    repaired = Finding(Fault.QUOTE_REPAIRED, "所写引文与原文的空白或全半角不同，这里显示的是原文。")
    return _Checked(citation, hit, None if place.exact else repaired)
