"""What a report tells of a judgment that is cited: its name, the place, and what stands around."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.judgment import Judgment, sections_of
from evals.places import span_of

LookUp = Callable[[str], Judgment | None]
"""A judgment by its id; None where the library has none."""

REACH = 70
"""Characters shown before a quote, and after it."""


def nothing_known(_: str) -> Judgment | None:
    """What is known without a library."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before and after a quote; empty where the same speaker says nothing more."""

    before: str = ""
    after: str = ""


def heading_of(judgment: Judgment | None, citation: Mapping[str, Any]) -> str:
    """The court and case number of what is cited, else its title, else its source."""
    head = judgment.header if judgment is not None else None
    name = f"{head.court or ''}{head.case_number or ''}" if head is not None else ""
    return str(name or citation.get("title") or citation["source_id"])


def place_in(citation: Mapping[str, Any]) -> str:
    """The source, the page if it has any, and the characters, as `pandu ask` tells them."""
    if citation["start"] is None:
        return f"{citation['source_id']} 位置不明"
    page = f"第 {citation['page']} 页 " if citation.get("page") else ""
    return f"{citation['source_id']} {page}第 {citation['start']}–{citation['end']} 字"


def context_of(judgment: Judgment | None, citation: Mapping[str, Any]) -> Context:
    """The same speaker's words around a verified quote, REACH characters on either side.

    Never another speaker's: a plea beside a holding would read like part of it.
    """
    span = span_of(citation)
    if judgment is None or span is None or span.of(judgment.text) != citation["quote"]:
        return Context()
    start, end = span.start, span.end
    for section in sections_of(judgment.sentences):
        if section.voice == citation["voice"] and section.span.overlaps(span):
            start, end = min(start, section.span.start), max(end, section.span.end)
    before = judgment.text[max(start, span.start - REACH) : span.start]
    after = judgment.text[span.end : min(end, span.end + REACH)]
    return Context(
        ("…" if span.start - REACH > start else "") + before.lstrip(),
        after.rstrip() + ("…" if span.end + REACH < end else ""),
    )
