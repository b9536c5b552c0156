"""Claimed: what only parties say of a fact, where the question does not ask what a court held."""

from collections.abc import Sequence

from analysis.extract.checks import says_enough
from analysis.extract.fit import Fit, best_first
from analysis.reader import Reading
from corpus.voice import PARTY_VOICES
from retrieval.hit import Hit

ONLY_CLAIMED = "法院没有就此作出认定，以上只是当事人一方的说法。"

LEAST_CLAIMED = 0.4
"""Share of the question's telling words that a party's passage must be about to stand alone."""


def claimed(fit: Fit, hits: Sequence[Hit], reading: Reading) -> list[tuple[float, Hit]]:
    """The parties' passages that tell a fact, best first, with their scores.

    Empty if the question asks what a court thought or decided: a plea never stands for that.
    """
    if not fit.question.asks_a_fact:
        return []
    theirs = [hit for hit in hits if hit.passage.voice in PARTY_VOICES]
    return [
        (score, hit)
        for score, hit in best_first(theirs, fit)
        if fit.about(hit) >= LEAST_CLAIMED and says_enough(hit, fit, reading)
    ]
