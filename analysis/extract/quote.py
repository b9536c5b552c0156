"""Quotes: the sentences of a passage that answer, as a statement that says who is speaking."""

from analysis.answer import Statement
from analysis.extract.direct import direct_answer
from analysis.extract.fit import BY_RULING, Fit
from analysis.extract.rulings import decides
from analysis.extract.signs import KIND_SIGNS, SIGN_REQUIRED
from analysis.question import HEADER_FIELDS
from analysis.verify import citation_of
from corpus.judgment import Judgment
from corpus.passage import Span
from corpus.voice import INTRODUCTIONS
from retrieval.hit import Hit

HALF_AS_MUCH = 0.5
"""How much less than the best sentence another may be about the question and be quoted."""


def statement_of(hit: Hit, fit: Fit, judgment: Judgment, *, leads: bool = False) -> Statement:
    """The sentences that answer, introduced by who says them; one that `leads` answers directly."""
    citation = citation_of(hit, _trimmed(_answering(hit, fit, judgment), judgment.text))
    label = "据案例摘要，" if hit.digest else ""
    direct = ""
    if leads and not hit.spun:  # a machine may have turned a word over: 直接 for 间接
        direct = direct_answer(fit.question, citation.quote, hit.passage.voice, fit.topic.held)
    who = INTRODUCTIONS[hit.passage.voice]
    return Statement(f"{label}{direct}{who}：“{citation.quote}”", hit.passage.voice, (citation,))


def _trimmed(span: Span, text: str) -> Span:
    """The span without the white space at its end: a line's last sentence holds its break."""
    words = span.of(text).rstrip()
    return Span(span.start, span.start + len(words)) if words else span


def _answering(hit: Hit, fit: Fit, judgment: Judgment) -> Span:
    """The run of whole sentences from the first to the last that are about the question.

    A ruling belongs to what it rules on. All of the passage if nothing tells its sentences apart.
    """
    whole = hit.passage.span
    spans = [
        Span(sentence.span.start, min(sentence.span.end, whole.end))  # without a line's break
        for sentence in judgment.sentences
        if whole.start <= sentence.span.start < whole.end
    ]
    if len(spans) < 2 or hit.spun:
        return whole
    place = judgment.header.place_of(HEADER_FIELDS.get(fit.question.kind, ""))
    if place and (holding := [span for span in spans if span.overlaps(place)]):
        return Span(holding[0].start, holding[-1].end)
    texts = [span.of(judgment.text) for span in spans]
    about = [fit.topic.held(text.lower()) for text in texts]
    most = max(about)
    if not most or min(about) == most:
        return whole
    kept = [i for i, share in enumerate(about) if share >= HALF_AS_MUCH * most]
    if fit.question.kind in SIGN_REQUIRED:
        sign = KIND_SIGNS[fit.question.kind]
        kept += [i for i, text in enumerate(texts) if sign.search(text)]
    elif fit.question.kind in BY_RULING:
        after = [i for i in range(kept[-1], len(texts)) if decides(texts[i])]
        kept += after[:1]
    first, last = spans[min(kept)], spans[max(kept)]
    return Span(first.start, last.end)
