"""Judgments: one decision, or one report of a decision, as one document."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.amount import Amount
from corpus.case_mention import CaseMention
from corpus.dates import DateMention
from corpus.passage import Sentence, Span
from corpus.statute import CitedStatute
from corpus.voice import Voice

ID_LENGTH = 16
"""Hex digits of a judgment id: 64 bits, no collision expected below a billion documents."""

DIGEST = "案例摘要"
"""`Header.doc_type` of our own restatements of published cases; shown wherever they are quoted."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the head of the document names it."""

    name: str
    role: str
    earlier_role: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the document says about itself; None where it does not say.

    `places` maps a field's name to the span it was read from, so that it can be cited.
    """

    court: str | None = None
    court_level: str | None = None
    doc_type: str | None = None
    case_number: str | None = None
    cause: str | None = None
    instance: str | None = None
    date: str | None = None  # ISO, 2024-09-25
    parties: tuple[Party, ...] = ()
    disposition: str | None = None
    claimed_amount: float | None = None
    awarded_amount: float | None = None
    places: tuple[tuple[str, Span], ...] = ()

    def place_of(self, name: str) -> Span | None:
        """Where a field was read, or None if it was not located."""
        return dict(self.places).get(name)

    def as_json(self) -> dict[str, Any]:
        """The contract's header object: every field but the places."""
        fields = asdict(self)
        del fields["places"]
        return fields


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the text can be trusted. `score` is 1.0 for clean text, down to 0.0."""

    spun: bool = False  # words were swapped by a machine, so quotes may not say what the court said
    score: float = 1.0
    partial: bool = False  # text may be missing or misread; `notes` says why
    notes: tuple[str, ...] = ()  # Chinese, for the reader: what was noticed

    def as_json(self) -> dict[str, Any]:
        """The contract's quality object."""
        return {
            "spun": self.spun,
            "partial": self.partial,
            "score": round(self.score, 4),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader was given beside the text; kept, so that a library can be read again.

    `notes` are the loader's, Chinese, on text that may be missing or wrong: any makes the
    judgment partial. `page_starts` are the offsets at which the source's pages begin, from page
    1 on; empty where the source has no pages.
    """

    name: str = ""
    front_matter: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()


def page_at(page_starts: Sequence[int], offset: int) -> int | None:
    """The page, from 1, that an offset of the text stands on; None without pages.

    >>> page_at((0, 900, 1800), 900), page_at((), 900)
    (2, None)
    """
    return bisect_right(page_starts, offset) or None


@dataclass(frozen=True, slots=True)
class Judgment:
    """One document, read. Invariant: `sentences` cover `text` without gap or overlap."""

    id: str
    title: str  # short, for the reader and the search text
    text: str  # as extracted, never altered
    header: Header
    sentences: tuple[Sentence, ...]
    quality: Quality = field(default_factory=Quality)
    statutes: tuple[CitedStatute, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateMention, ...] = ()
    case_numbers: tuple[CaseMention, ...] = ()
    given: Given = field(default_factory=Given)

    @property
    def is_digest(self) -> bool:
        """Whether this is our own restatement, never to be shown as the court's words."""
        return self.header.doc_type == DIGEST


def fingerprint_of(text: str) -> str:
    """SHA-256 of a text in 64 hex digits; anybody can compute it anew from the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def judgment_id_of(text: str) -> str:
    """The identity of a text: the same text is the same judgment, wherever it came from."""
    return fingerprint_of(text)[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Section:
    """A run of consecutive sentences of one voice."""

    voice: Voice
    span: Span


def sections_of(sentences: tuple[Sentence, ...]) -> tuple[Section, ...]:
    """Merge neighbouring sentences of one voice, in text order; they cover the text too."""
    sections: list[Section] = []
    for sentence in sentences:
        if sections and sections[-1].voice is sentence.voice:
            last = sections.pop()
            sections.append(Section(last.voice, Span(last.span.start, sentence.span.end)))
        else:
            sections.append(Section(sentence.voice, sentence.span))
    return tuple(sections)
