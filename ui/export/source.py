"""A cited source looked at anew: is the quote still there, character for character?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from analysis.answer import Citation
from corpus.errors import PanduError
from corpus.judgment import Judgment, fingerprint_of

Read = Callable[[str], Judgment]
"""Gives a judgment by its id; raises PanduError or KeyError for one that is gone."""


class Check(StrEnum):
    """What comparing the quote with its place in the source found; the value is what is told."""

    EXACT = "与来源文本逐字一致"
    DIFFERENT = "与来源文本不一致"
    NOT_LOCATED = "没有可核对的位置"
    ALTERED = "来源文本与作答时的不是同一份"
    UNREADABLE = "来源文书现在读不到，未能复核"


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a cited judgment now; None where it cannot be read or does not say."""

    judgment: Judgment | None = None
    fingerprint: str | None = None  # SHA-256 of its text


class Sources:
    """The judgments behind some citations, each read and hashed once."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[str, Source] = {}

    def of(self, judgment_id: str) -> Source:
        """The source of this id; an empty one if it cannot be read."""
        if judgment_id not in self._known:
            self._known[judgment_id] = self._looked_up(judgment_id)
        return self._known[judgment_id]

    def _looked_up(self, judgment_id: str) -> Source:
        try:
            judgment = self._read(judgment_id)
        except (PanduError, KeyError):
            return Source()
        return Source(judgment, fingerprint_of(judgment.text))


def checked(citation: Citation, source: Source) -> Check:
    """Whether the quote is the exact slice of the source's text, found out now."""
    if source.judgment is None or source.fingerprint is None:
        return Check.UNREADABLE
    if not source.fingerprint.startswith(citation.judgment_id):
        return Check.ALTERED
    if citation.span is None:
        return Check.NOT_LOCATED
    if citation.quote and citation.span.of(source.judgment.text) == citation.quote:
        return Check.EXACT
    return Check.DIFFERENT
