"""Content: what speaks against the words of a statement, given the quotes that were found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.answer import Citation, Fault, Finding
from analysis.verify.attribution import opening_of
from analysis.verify.conditions import dropped_condition
from analysis.verify.figure_match import exchanged_figures, superseded, unsupported_figures
from analysis.verify.figures import cuts_number
from analysis.verify.names import known_names
from analysis.verify.parties import exchanged_parties, reversed_transfer, unknown_name
from analysis.verify.polarity import contradiction, cut_context
from analysis.verify.rejection import rejected
from analysis.verify.ruled import invented_quote, invented_ruling
from analysis.verify.speakers import Cited, speaker_fault
from analysis.verify.terms import exchanged_term
from analysis.verify.wording import unsupported_wording
from corpus.case_number import CaseNumber, case_numbers_in
from retrieval.hit import Hit

LEAST_EMBEDDED = 6
"""Characters of a stretch in quotation marks that, if the source's own, is not checked again."""

SHOWN = 24
"""Characters of a statement's words that a finding repeats."""

_EMBEDDED = re.compile(rf"“([^“”]{{{LEAST_EMBEDDED},}})”")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement's text with all that it may be held against."""

    text: str
    own: str  # the text without what it repeats of its quotes in quotation marks
    said: str  # of that, what follows 法院认为 or 原告主张
    found: Sequence[tuple[Citation, Hit]]
    shown: Sequence[str]  # every passage shown of the judgments that are cited
    others: Sequence[Hit]  # what was shown of other judgments

    @classmethod
    def of(
        cls, text: str, found: Sequence[tuple[Citation, Hit]], given: Mapping[str, Hit]
    ) -> "Claim":
        """The claim that a text makes on the quotes that were found."""
        # 原告 in the quote is 左某 in another passage of the same judgment that was shown.
        cited = {hit.passage.judgment_id for _, hit in found}
        shown = [h.passage.text for h in given.values() if h.passage.judgment_id in cited]
        others = [h for h in given.values() if h.passage.judgment_id not in cited]
        own = _own_words(text, [citation.quote for citation, _ in found])
        return cls(text, own, own[opening_of(own) :], found, shown, others)

    @property
    def quotes(self) -> list[str]:
        """The quotes, as they stand in their sources."""
        return [citation.quote for citation, _ in self.found]

    @property
    def titles(self) -> list[str]:
        """The titles of the judgments cited."""
        return [hit.title for _, hit in self.found]

    @property
    def passages(self) -> list[str]:
        """The passages that the quotes stand in."""
        return [hit.passage.text for _, hit in self.found]


def content_findings(claim: Claim) -> list[Finding]:
    """Everything that is found, in a fixed order."""
    quotes = claim.quotes
    unrepeated = [quote for quote in quotes if quote not in claim.text]
    findings = [*_judgment_findings(claim), *_figure_findings(claim)]
    if name := unknown_name(claim.own, [*claim.shown, *claim.titles]):
        findings.append(Finding(Fault.PARTY_MISMATCH, f"“{name}”不见于所引的裁判文书。"))
    for fault, told in (
        (Fault.PARTY_MISMATCH, reversed_transfer(claim.own, quotes)),
        (Fault.PARTY_MISMATCH, exchanged_parties(claim.said, quotes, claim.shown)),
        (
            Fault.POLARITY_MISMATCH,
            contradiction(claim.said, quotes) or rejected(claim.said, unrepeated),
        ),
        (Fault.TERM_MISMATCH, exchanged_term(claim.said, quotes)),
        (
            Fault.CONDITION_DROPPED,
            dropped_condition(claim.said, unrepeated),
        ),
    ):
        if told:
            findings.append(Finding(fault, told))
    for citation, hit in claim.found:
        findings += _cut_findings(claim.text, citation, hit)
    if told := speaker_fault(claim.own, _cited(claim)) or "":
        findings.append(Finding(Fault.VOICE_MISMATCH, told))
    if words := invented_quote(claim.own, quotes):
        told = f"引号里的“{words[:SHOWN]}”不见于所引原文。"
        findings.append(Finding(Fault.QUOTE_NOT_FOUND, told))
    if ruling := invented_ruling(claim.said, quotes):
        findings.append(
            Finding(Fault.WORDING_UNSUPPORTED, f"所引原文没有写“{ruling[:SHOWN]}”这样的裁判。")
        )
    if missing := unsupported_wording(claim.said, quotes, known_names(claim.shown)):
        told = f"这句话的用语大多不见于所引原文，例如“{'”“'.join(missing[:3])}”。"
        findings.append(Finding(Fault.WORDING_UNSUPPORTED, told))
    return findings


def _own_words(text: str, quotes: Sequence[str]) -> str:
    for quote in quotes:
        if len(quote) >= LEAST_EMBEDDED:
            text = text.replace(f"“{quote}”", "“”")
    return _EMBEDDED.sub(
        lambda match: "“”" if any(match[1] in quote for quote in quotes) else match[0], text
    )


def _cited(claim: Claim) -> Cited:
    voices = [citation.voice for citation, _ in claim.found]
    return Cited(voices, claim.quotes, claim.passages, claim.shown, claim.titles)


def _judgment_findings(claim: Claim) -> list[Finding]:
    """A case number that is another judgment's than the one cited."""
    quoted = {n.number for quote in claim.quotes for n in case_numbers_in(quote)}
    own = {n.number for _, hit in claim.found for n in _numbers_of(hit)}
    for number in case_numbers_in(claim.own):
        for other in claim.others:
            if number.number in {n.number for n in _numbers_of(other)} - own - quoted:
                told = f"“{number.number}”是《{other.title}》的案号，所引的却是另一份文书。"
                return [Finding(Fault.JUDGMENT_MISMATCH, told)]
    return []


def _numbers_of(hit: Hit) -> Sequence[CaseNumber]:
    return case_numbers_in(f"{hit.title}\n{hit.source_id}")


def _figure_findings(claim: Claim) -> list[Finding]:
    missing = unsupported_figures(claim.own, claim.quotes, claim.titles, claim.passages)
    if missing:
        shown = "”“".join(dict.fromkeys(figure.shown for figure in missing))
        old = next((told for f in missing if (told := superseded(f, claim.quotes))), "")
        return [Finding(Fault.NUMBER_NOT_IN_QUOTE, f"“{shown}”不见于所引原文。{old}")]
    exchanged = exchanged_figures(claim.own, claim.quotes)
    return [Finding(Fault.NUMBER_NOT_IN_QUOTE, exchanged)] if exchanged else []


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
