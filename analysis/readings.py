"""Beside a garbled quote stands what it may have said: 疑为…, never in its place."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.answer import Citation, Statement
from analysis.reader import Reader
from ingest.spin_reading import likely_reading


def with_likely_readings(statements: Sequence[Statement], reader: Reader) -> tuple[Statement, ...]:
    """The statements, each verified citation of a garbled judgment with its likely reading."""
    return tuple(
        replace(s, citations=tuple(_read(citation, reader) for citation in s.citations))
        for s in statements
    )


def _read(citation: Citation, reader: Reader) -> Citation:
    if not citation.verified:
        return citation
    judgment = reader.judgment(citation.judgment_id)
    if not judgment.quality.spun:
        return citation
    return replace(citation, likely_reading=likely_reading(citation.quote, judgment.text))
