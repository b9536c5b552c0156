"""A conversation as a document: what is said, by whom, on what ground. The writers only set it.

All text is `visible` already, so that no writer can forget it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.voice import Voice
from ui.badges import Family


@dataclass(frozen=True, slots=True)
class Made:
    """What an export tells of itself."""

    title: str  # the conversation's
    at: datetime
    version: str  # PanDu's
    judgments: int  # in the library

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Labels and values, in order."""
        zone = f"{self.at:%z}"
        when = f"{self.at:%Y-%m-%d %H:%M}" + (f"（UTC{zone[:3]}:{zone[3:5]}）" if zone else "")
        return (
            ("导出时间", when),
            ("判读版本", self.version),
            ("文库", f"{self.judgments:,} 份文书"),
        )


class Verdict(StrEnum):
    """What a reader may make of a sentence or a quote; the value is what is told."""

    SOUND = "已核验"
    UNCHECKED = "作答时已核验，来源文书现在读不到，未能复核，请勿径行引用"
    FAULTY = "未通过核验，请勿引用"

    @property
    def is_sound(self) -> bool:
        """Whether it was checked and holds, then and now."""
        return self is Verdict.SOUND


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and what must be said beside the name so that no plea reads like a holding."""

    voice: Voice
    family: Family
    caveat: str  # empty for what the court held


@dataclass(frozen=True, slots=True)
class Footnote:
    """A citation: its source, place and quote, and what checking it anew found."""

    number: int  # from 1, through the whole document, by first mention
    speaker: Speaker
    source: str  # court, case number and title, as far as known
    title: str
    case_number: str  # "" where it is not known
    files: str  # every name that the judgment answers to
    labels: tuple[str, ...]  # of a source that is no clean original
    place: str
    quote: str
    verdict: Verdict
    check: str
    fingerprint: str  # SHA-256 of the source's text; "" where it cannot be read
    findings: tuple[str, ...]  # of the sentences that cite it
    likely: str  # what a garbled quote may have said; ""
    provisions: tuple[str, ...]  # of the articles it cites, in our words

    @property
    def is_original(self) -> bool:
        """Whether the quote may be shown as words of the source."""
        return self.verdict is not Verdict.FAULTY


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer."""

    text: str
    speaker: Speaker
    verdict: Verdict
    labels: tuple[str, ...]
    findings: tuple[str, ...]
    footnotes: tuple[int, ...]  # numbers; the first mention of a number comes before any other


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage that came near the question, but no ground for an answer."""

    speaker: Speaker
    source: str
    labels: tuple[str, ...]
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what became of it, in the order in which it is to be read."""

    number: int
    question: str
    understood: str  # how a follow-up was rewritten; ""
    alerts: tuple[str, ...]  # said above everything: the model failed, answering broke off
    outcome: str  # "" for a plain answer
    note: str  # why it was declined, what is left open; ""
    said: tuple[Said, ...]
    nearest: tuple[Nearest, ...]
    warnings: tuple[str, ...]
    writer: str  # a model, or that there was none; "" without an answer
    scope: str


@dataclass(frozen=True, slots=True)
class Memo:
    """The document: questions in order, and the footnotes that they refer to by number."""

    asked: Sequence[Asked]
    footnotes: Sequence[Footnote]
    has_replaced: bool  # whether characters were replaced, which must be said

    @property
    def writers(self) -> tuple[str, ...]:
        """Who wrote the answers, each once: by which model, or without one."""
        return tuple(dict.fromkeys(asked.writer for asked in self.asked if asked.writer))
