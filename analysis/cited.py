"""Citations of a judgment itself, where no hit is at hand: cut from its text, so verified."""

from analysis.answer import Citation
from corpus.judgment import Judgment, page_at
from corpus.passage import Span
from corpus.record import Entry


def cited(judgment: Judgment, entry: Entry, span: Span) -> Citation:
    """A verified citation of a span, in the voice of the sentence that it begins in."""
    voice = next(s.voice for s in judgment.sentences if s.span.start <= span.start < s.span.end)
    return Citation(
        judgment_id=judgment.id,
        source_id=entry.source_ids[0],
        title=judgment.title,
        span=span,
        quote=span.of(judgment.text),
        voice=voice,
        verified=True,
        digest=entry.is_digest,
        page=page_at(entry.page_starts, span.start),
        source_ids=entry.source_ids,
    )
