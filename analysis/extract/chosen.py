"""Chosen: how many of the passages that answer are quoted."""

from collections.abc import Sequence

from analysis.extract.fit import Fit
from analysis.question import Kind
from retrieval.hit import Hit

MOST_QUOTES = {Kind.FACTORS: 5, Kind.LEGAL_BASIS: 2}
USUALLY_MOST = 3
"""Quotes that one question needs at most."""

GOES_ON = 0.5
"""How far below the first quote's fit one may lie that goes on where it ends."""

AS_WELL = 0.1
"""The same of one that stands elsewhere: of 21 of those on the dev questions, 6 held evidence."""

AS_WELL_GARBLED = 0.6
"""The same of a garbled source, each of whose passages is one clause."""


def chosen(answering: Sequence[tuple[float, Hit]], fit: Fit) -> list[Hit]:
    """As many as the question needs: the best, what goes on from there, and what fits as well.

    `answering` comes best first, one at least. Where people are compared, the best for each.
    """
    if fit.question.kind is Kind.COMPARISON and len(each := _best_for_each(answering, fit)) > 1:
        return each
    best, first = answering[0]
    quoted = [first]
    for score, hit in answering[1:]:
        goes_on = any(_adjacent(hit, one) for one in quoted)
        near = AS_WELL_GARBLED if hit.spun else GOES_ON if goes_on else AS_WELL
        if best - score <= near:
            quoted.append(hit)
        if len(quoted) == MOST_QUOTES.get(fit.question.kind, USUALLY_MOST):
            break
    return quoted


def _best_for_each(answering: Sequence[tuple[float, Hit]], fit: Fit) -> list[Hit]:
    """For each party that the question names the best passage that speaks of it alone."""
    found: dict[str, Hit] = {}
    for name in fit.topic.names:
        others = [n for n in fit.topic.names if n not in name and name not in n]
        for _, hit in answering:
            text = hit.passage.text
            if name in text and not any(other in text for other in others):
                found.setdefault(hit.passage.id, hit)
                break
    return list(found.values())[:USUALLY_MOST]


def _adjacent(one: Hit, other: Hit) -> bool:
    """Whether one passage goes on where the other ends, in the same voice."""
    a, b = one.passage, other.passage
    touching = a.span.start == b.span.end or b.span.start == a.span.end
    return touching and a.voice is b.voice
