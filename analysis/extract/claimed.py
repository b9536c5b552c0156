"""Claimed: what only parties say of a fact, where the question does not ask what a court held."""

from collections.abc import Sequence

from analysis.extract.checks import says_enough
from analysis.extract.fit import Fit, best_first
from analysis.reader import Reading
from corpus.voice import COURT_VOICES, PARTY_VOICES
from retrieval.hit import Hit

ONLY_CLAIMED = "没有找到法院就此的认定，只有当事人一方的说法。"

LEAST_CLAIMED = 0.5
"""Share of the question's telling words that a party's passage must be about to stand alone."""

MOST_OF_COURT = 0.3
"""The same of a court's passage from which on the court may have told it in other words."""


def claimed(fit: Fit, hits: Sequence[Hit], reading: Reading) -> list[tuple[float, Hit]]:
    """The parties' passages that tell a fact, best first, with their scores.

    Empty if the question asks what a court thought or decided, for which a plea never stands, and
    where the court itself speaks of it.
    """
    if not fit.question.asks_a_fact:
        return []
    court = max((fit.about(h) for h in hits if h.passage.voice in COURT_VOICES), default=0.0)
    if court >= MOST_OF_COURT:
        return []
    theirs = [hit for hit in hits if hit.passage.voice in PARTY_VOICES]
    return [
        (score, hit)
        for score, hit in best_first(theirs, fit)
        if fit.about(hit) >= LEAST_CLAIMED and says_enough(hit, fit, reading)
    ]
