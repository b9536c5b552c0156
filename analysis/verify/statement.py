"""Verification: what speaks against a statement, given the passages it may rest on. Pure.

A quote counts only if it stands in the cited passage character for character. A quote that
differs in width, white space or invisible characters alone is replaced by the source's own
slice and the statement is labelled. Nothing else is forgiven.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.answer import Citation, Fault, Finding, Statement
from analysis.verify.figures import cuts_number, unsupported_figures
from analysis.verify.locate import locate
from analysis.verify.parties import reversed_transfer, unknown_name
from analysis.verify.polarity import contradiction, cut_context
from analysis.verify.speakers import speaker_fault, weakest_voice
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
    order: citations, figures, parties, polarity, speakers. The voice is that of the cited
    passages, the least authoritative if they differ; 其他 if none is known.
    """
    checked = [_check(citation, given) for citation in statement.citations]
    findings = [c.finding for c in checked if c.finding]
    if not checked:
        findings.append(Finding(Fault.UNCITED, "这句话没有引文。"))
    citations = tuple(c.citation for c in checked)
    findings += _content_findings(statement, checked, given)
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
        shown = offered.quote if len(offered.quote) <= 40 else offered.quote[:40] + "……"
        finding = Finding(Fault.QUOTE_NOT_FOUND, f"所引“{shown}”在该段落里找不到。")
        return _Checked(
            _citation(hit, hit.passage.span, offered.quote, verified=False), hit, finding
        )
    offset = hit.passage.span.start
    citation = citation_of(hit, Span(offset + place.start, offset + place.end))
    repaired = Finding(Fault.QUOTE_REPAIRED, "所写引文与原文的空白或全半角不同，这里显示的是原文。")
    return _Checked(citation, hit, None if place.exact else repaired)


def _content_findings(
    statement: ReplyStatement, checked: Sequence[_Checked], given: Mapping[str, Hit]
) -> list[Finding]:
    """What speaks against the words of the statement, given the quotes that were found."""
    found = [(c.citation, c.hit) for c in checked if c.hit and c.citation.verified]
    if not found:
        return []
    text = statement.text
    quotes = [citation.quote for citation, _ in found]
    titles = [hit.title for _, hit in found]
    # 原告 in the quote is 左某 in another passage of the same judgment that was shown.
    cited = {hit.passage.judgment_id for _, hit in found}
    shown = [h.passage.text for h in given.values() if h.passage.judgment_id in cited]
    findings = []
    if missing := unsupported_figures(text, quotes, titles):
        told = f"“{'”“'.join(missing)}”不见于所引原文。"
        findings.append(Finding(Fault.NUMBER_NOT_IN_QUOTE, told))
    if name := unknown_name(text, [*shown, *titles]):
        findings.append(Finding(Fault.PARTY_MISMATCH, f"“{name}”不见于所引的裁判文书。"))
    if told := reversed_transfer(text, quotes) or "":
        findings.append(Finding(Fault.PARTY_MISMATCH, told))
    if told := contradiction(text, quotes) or "":
        findings.append(Finding(Fault.POLARITY_MISMATCH, told))
    for citation, hit in found:
        findings += _cut_findings(text, citation, hit)
    if told := speaker_fault(text, [citation.voice for citation, _ in found]) or "":
        findings.append(Finding(Fault.VOICE_MISMATCH, told))
    return findings


def _cut_findings(text: str, citation: Citation, hit: Hit) -> list[Finding]:
    """What the borders of a quote cut off that changes what it says."""
    assert citation.span is not None  # a verified citation has its place
    start = citation.span.start - hit.passage.span.start
    end = citation.span.end - hit.passage.span.start
    findings = []
    if cuts_number(hit.passage.text, start, end):
        findings.append(Finding(Fault.NUMBER_NOT_IN_QUOTE, "引文从一个数字的中间截断。"))
    if told := cut_context(text, hit.passage.text, start, end):
        findings.append(Finding(Fault.POLARITY_MISMATCH, told))
    return findings
