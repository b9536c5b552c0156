"""Answers: what a reader gets, and the one place that says how an answer looks as JSON."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.passage import Span
from corpus.provision_today import ToldProvision
from corpus.voice import Voice
from retrieval.hit import Hit


class Outcome(StrEnum):
    """How a question ended; a failure is never passed off as one of the first three."""

    ANSWERED = "answered"
    DECLINED = "declined"  # the library does not say
    PREMISE_REJECTED = "premise_rejected"  # the question assumes what a judgment contradicts
    UNAVAILABLE = "unavailable"  # a part failed


class Fault(StrEnum):
    """What verification can hold against a statement; the value is what the reader sees."""

    UNCITED = "没有引文"
    UNKNOWN_PASSAGE = "引用了未提供的段落"
    QUOTE_NOT_FOUND = "引文在出处中找不到"
    QUOTE_ELSEWHERE = "引文出自另一段落或另一份文书"
    QUOTE_SPLICED = "引文由不相连的几处拼成"
    QUOTE_REPAIRED = "引文与原文仅空白或全半角不同"
    NUMBER_NOT_IN_QUOTE = "数字、日期或条号与引文不符"
    PARTY_MISMATCH = "当事人与引文不符"
    JUDGMENT_MISMATCH = "所说的案件或审级不是所引的文书"
    POLARITY_MISMATCH = "肯定与否定和引文相反，或引文被截断"
    TERM_MISMATCH = "责任、期限等关键用语与引文不同"
    CONDITION_DROPPED = "引文的条件、限额或例外被略去"
    VOICE_MISMATCH = "说话人与引文不符"
    WORDING_UNSUPPORTED = "这句话的内容不见于引文"
    LINK_NOT_IN_QUOTE = "网址、链接或标记不见于引文"
    INSTRUCTIONS_TOLD = "写出了给模型的指示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that verification found in a statement, explained in Chinese."""

    fault: Fault
    message: str

    def as_json(self) -> dict[str, str]:
        return {"fault": self.fault.name.lower(), "message": self.message}


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and its place. If `verified`, `span.of(judgment.text) == quote`.

    An unverified citation keeps what was offered as a quote; its span is the cited passage's,
    or None where the passage itself is unknown.
    """

    judgment_id: str
    source_id: str
    title: str
    span: Span | None
    quote: str
    voice: Voice
    verified: bool
    digest: bool = False
    likely_reading: str | None = None  # of a garbled quote: what it may have said; never quoted
    page: int | None = None  # of the source, from 1; None where it has no pages
    source_ids: tuple[str, ...] = ()  # every name the judgment answers to
    provisions: tuple[ToldProvision, ...] = ()  # of the articles that the quote cites; our words

    def as_json(self) -> dict[str, Any]:
        return {
            "judgment_id": self.judgment_id,
            "source_id": self.source_id,
            "source_ids": list(self.source_ids or (self.source_id,)),
            "title": self.title,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "page": self.page,
            "quote": self.quote,
            "likely_reading": self.likely_reading,
            "voice": self.voice.value,
            "verified": self.verified,
            "digest": self.digest,
            "provisions": [provision.as_json() for provision in self.provisions],
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer. It counts as verified if no finding speaks against it."""

    text: str
    voice: Voice
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether every citation was found verbatim and nothing speaks against the statement."""
        return (
            bool(self.citations) and all(c.verified for c in self.citations) and not self.findings
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "voice": self.voice.value,
            "verified": self.verified,
            "citations": [c.as_json() for c in self.citations],
            "findings": [f.as_json() for f in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question of a conversation and the answer that was shown."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `model` is "none" when it was extracted, also as a labelled fallback."""

    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    statements: tuple[Statement, ...]
    hits: tuple[Hit, ...]
    warnings: tuple[str, ...]
    model: str
    seconds: float
    note: str = ""  # what it says beside its statements: why a premise falls, what is left open

    def as_json(self) -> dict[str, Any]:
        """The contract's answer object."""
        return {
            "question": self.question,
            "standalone_question": self.standalone_question,
            "outcome": self.outcome.value,
            "text": self.text,
            "note": self.note,
            "statements": [s.as_json() for s in self.statements],
            "hits": [h.as_json() for h in self.hits],
            "warnings": list(self.warnings),
            "model": self.model,
            "seconds": round(self.seconds, 3),
        }
