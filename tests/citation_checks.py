"""What is wrong with the citations of an answer, told from the texts alone.

Nothing of the verifier's own is used: a quote is cut out of the text again, its speaker is read
from the sentences that it stands in, and who is said to speak is read from the words before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.answer import Answer, Citation, Statement
from analysis.settings import NO_MODEL
from corpus.judgment import Judgment
from corpus.voice import COURT_VOICES, INTRODUCTIONS, PARTY_VOICES, Voice

_COURT_SPEAKS = re.compile(
    r"^(?:[^“”。\n]{0,60}——)?(?:据案例摘要，)?"
    r"(?:(?:法院|本院|二审法院|终审法院|再审法院|法官|合议庭)[^“”，。：]{0,8}?"
    r"(?:认为|认定|查明|判决|判令|采信|支持|确认|指出|理由)|判决主文|判决)"
)
_PARTY_NAMED = re.compile(
    r"原告|被告|第三人|上诉人|申请人|当事人|双方|公司|诉称|辩|主张|述称|请求|要求|举证|质证"
)
_BELOW = re.compile(r"一审|原[审判裁]|初审|仲裁|下级|裁决|此前|曾|前案")
_HEAD_SAYS = "文书写明"
"""How a list introduces a field of a head: as nobody's view."""

_ONLY_TOLD = re.compile(
    r"^(?:原告|被告|上诉人|被上诉人|第三人|原审原告|原审被告)[^，。；：]{0,12}(?:诉称|辩称|述称)"
)
_BELOW_TOLD = re.compile(
    r"^(?:一审|原审)(?:法院|判决|认定|认为)|^[^，。]{0,16}仲裁委[^，。]{0,8}裁决"
)
_OWN = re.compile(r"本院|认定|采[信纳]|支持|查明|确认|成立|驳回|予以|应当")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, what kind of thing, and the words that show it."""

    kind: str
    shown: str


def wrongs(answer: Answer, judgments: Mapping[str, Judgment]) -> list[Wrong]:
    """Everything wrong with the citations of an answer; `judgments` by id are all there are.

    Of a statement that is marked as failed only the quotes that count as found are looked at.
    """
    found = [w for statement in answer.statements for w in _of(statement, answer, judgments)]
    return [*found, *_told_all_the_same(answer)]


def _told_all_the_same(answer: Answer) -> Iterator[Wrong]:
    """A sentence that failed, in the text that stands for the whole answer."""
    passed = "\n".join(s.text for s in answer.statements if s.verified)
    for statement in answer.statements:
        told = statement.text in answer.text and statement.text not in passed
        if told and not statement.verified:
            yield Wrong("failed sentence in the text", statement.text)


def _of(statement: Statement, answer: Answer, judgments: Mapping[str, Judgment]) -> Iterator[Wrong]:
    for citation in statement.citations:
        if citation.verified:
            yield from _misplaced(citation, judgments)
    if statement.verified:
        yield from _misattributed(statement)
        if answer.model == NO_MODEL:
            yield from _misquoted(statement)
    elif answer.model == NO_MODEL:
        yield Wrong("extract that is not verified", statement.text)


def _misplaced(citation: Citation, judgments: Mapping[str, Judgment]) -> Iterator[Wrong]:
    """A citation that leads to no place, to other words, or to another speaker."""
    judgment, span = judgments.get(citation.judgment_id), citation.span
    if judgment is None:
        yield Wrong("no such judgment", f"{citation.judgment_id} {citation.quote}")
    elif span is None or span.end > len(judgment.text):
        yield Wrong("no such place", f"{citation.source_id} {span} {citation.quote}")
    elif span.of(judgment.text) != citation.quote:
        there = span.of(judgment.text)
        yield Wrong("other words", f"{citation.source_id} {span} “{citation.quote}” ≠ “{there}”")
    else:
        spoken = {s.voice for s in judgment.sentences if s.span.overlaps(span)}
        if spoken != {citation.voice}:
            told = "、".join(sorted(spoken))
            shown = f"{citation.source_id} {span} {citation.voice} ≠ {told}：“{citation.quote}”"
            yield Wrong("other speaker", shown)


def _misattributed(statement: Statement) -> Iterator[Wrong]:
    """A plea, or what a lower court held, told as the court's own word."""
    voices = {citation.voice for citation in statement.citations}
    leads = [(c, _lead(statement.text, c.quote)) for c in statement.citations]
    for citation, lead in leads:
        if lead is None or _HEAD_SAYS in lead:
            continue
        if citation.voice in PARTY_VOICES and not _says_whose(citation.voice, lead):
            yield Wrong("plea without its speaker", f"{citation.voice}：{statement.text}")
        if citation.voice is Voice.LOWER_COURT and not _BELOW.search(lead):
            yield Wrong("lower court as the court", statement.text)
    if all(lead is not None for _, lead in leads):
        return
    said_by_court = _COURT_SPEAKS.search(statement.text) is not None
    if voices <= PARTY_VOICES and (said_by_court or not _PARTY_NAMED.search(statement.text)):
        yield Wrong("plea without its speaker", f"{'、'.join(voices)}：{statement.text}")
    below = voices <= {Voice.LOWER_COURT, *PARTY_VOICES} and Voice.LOWER_COURT in voices
    if below and not _BELOW.search(statement.text):
        yield Wrong("lower court as the court", statement.text)


def _misquoted(statement: Statement) -> Iterator[Wrong]:
    """A quote that an extract does not show, or shows without an introduction."""
    for citation in statement.citations:
        if f"：“{citation.quote}”" not in statement.text:
            yield Wrong("quote not shown", f"{citation.quote} / {statement.text}")


def _lead(text: str, quote: str) -> str | None:
    """What stands before a quote, from the last quote, item or line on; None if it is not told."""
    before, found, _ = text.partition(f"：“{quote}”")
    return re.split(r"”；|[\n]|”", before)[-1] if found else None


def _says_whose(voice: Voice, lead: str) -> bool:
    return lead.endswith(INTRODUCTIONS[voice]) and not _COURT_SPEAKS.search(lead)


def doubtful(answer: Answer) -> list[Wrong]:
    """Quotes that are cited as the court's and read, from their first words on, as another's.

    Who speaks is told by the sentences' voices; this doubts those. Not proof: to be read.
    """
    found = []
    for citation in (c for s in answer.statements if s.verified for c in s.citations):
        if citation.voice not in COURT_VOICES - {Voice.PROCEDURE}:
            continue
        told = _ONLY_TOLD.search(citation.quote) or _BELOW_TOLD.search(citation.quote)
        if told and not _OWN.search(citation.quote[told.end() :]):
            found.append(Wrong(f"{citation.voice}?", f"{citation.source_id} “{citation.quote}”"))
    return found


def from_others(answer: Answer) -> list[Wrong]:
    """Verified sentences of an answer on a ruling that rest on no court's words at all."""
    return [
        Wrong("ruling told by others", f"{answer.question} / {s.text}")
        for s in answer.statements
        if s.verified and {c.voice for c in s.citations} <= PARTY_VOICES | {Voice.LOWER_COURT}
    ]


def kept(answer: Answer, removed: Sequence[Statement], text: str) -> list[Wrong]:
    """What is still shown as verified of statements whose quotes were cut out of the text.

    Words that stand elsewhere in it too may be quoted from there.
    """
    found = []
    for old in removed:
        gone = [c.quote.strip() for c in old.citations if c.quote.strip() not in text]
        for statement in (s for s in answer.statements if s.verified and gone):
            cited = "\n".join(c.quote for c in statement.citations)
            shown = f"{gone} / {statement.text} / {cited}"
            if any(quote in f"{statement.text}\n{cited}" for quote in gone):
                found.append(Wrong("removed words shown", shown))
            elif statement.text == old.text:
                found.append(Wrong("statement kept", shown))
    return found
