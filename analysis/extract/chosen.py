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

LINE_BREAK = 2
"""Characters that may lie between two passages that go on, in no passage themselves."""

LISTED = 1.0
"""The same of a factor that is listed beside another: 第一个因素是……第二个因素是……."""

AS_WELL = 0.1
"""The same of one that stands elsewhere; on the dev questions most of those held no evidence."""

AS_WELL_GARBLED = 0.6
"""The same of a garbled source, each of whose passages is one clause."""


def chosen(answering: Sequence[tuple[float, Hit]], fit: Fit) -> list[Hit]:
    """As many as the question needs: the best, what goes on from there, and what fits as well.

    `answering` comes best first, one at least. Where people are compared, the best for each.
    """
    if fit.question.kind is Kind.COMPARISON and len(each := _best_for_each(answering, fit)) > 1:
        return each
    if fit.question.kind is Kind.FACTORS:
        return _listed(answering)
    best, first = answering[0]
    quoted = [first]
    for score, hit in answering[1:]:
        goes_on = any(_apart(hit, one) == 0 for one in quoted)
        near = AS_WELL_GARBLED if hit.spun else GOES_ON if goes_on else AS_WELL
        if best - score <= near:
            quoted.append(hit)
        if len(quoted) == MOST_QUOTES.get(fit.question.kind, USUALLY_MOST):
            break
    return quoted


def _listed(answering: Sequence[tuple[float, Hit]]) -> list[Hit]:
    """The best passage and the run of those beside it that list on, in the order of the text."""
    best, first = answering[0]
    quoted = [first]
    near = [hit for score, hit in answering[1:] if best - score <= LISTED]
    while len(quoted) < MOST_QUOTES[Kind.FACTORS]:
        beside = [h for h in near if h not in quoted and _touches(h, quoted)]
        if not beside:
            break
        quoted.append(beside[0])
    return sorted(quoted, key=lambda hit: hit.passage.span.start)


def _touches(hit: Hit, quoted: Sequence[Hit]) -> bool:
    return any(0 <= _apart(hit, one) <= LINE_BREAK for one in quoted) or hit.spun


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


def _apart(one: Hit, other: Hit) -> int:
    """Characters between two passages of one voice; below 0 where they are of two."""
    a, b = one.passage, other.passage
    if a.voice is not b.voice:
        return -1
    return max(a.span.start, b.span.start) - min(a.span.end, b.span.end)
