"""Contrary: a passage that says otherwise, and a holding that the court's own words turn over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.extract.fit import Fit
from analysis.verify.polarity import contradiction
from corpus.voice import Voice
from retrieval.hit import Hit

MOSTLY_ABOUT = 0.55
"""Share of the question's telling words that a sentence must be about to turn over a holding."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The passage that says otherwise, and in Chinese what it says."""

    hit: Hit
    told: str


def held_otherwise(said: str, fit: Fit) -> Iterator[Contradiction]:
    """Every sentence of the court's own reasoning that is most about it has the other sign.

    Clauses about other parties alone do not count: 平台不构成侵权 turns over nothing of 李某.
    """
    named = [name for name in fit.topic.names if name in said]
    others = [p.name for p in fit.judgment.header.parties if p.name not in named]
    reasoned = [r for r in fit.ruled if r.hit.passage.voice is not Voice.COURT_FINDING]
    about = [(fit.topic.held(r.text.lower()), r) for r in reasoned]
    most = max((topic for topic, _ in about), default=0.0)
    foremost = [r for topic, r in about if topic >= max(MOSTLY_ABOUT, most - 0.1)]
    told = [contradiction(said, [_of_them(r.text, named, others)]) for r in foremost]
    if told and all(told):
        yield Contradiction(foremost[0].hit, str(told[0]).replace("这句话写", "问题写"))


def _of_them(text: str, named: Sequence[str], others: Sequence[str]) -> str:
    """The text without the clauses that name other parties alone; all of it if nobody is named."""
    if not named:
        return text
    clauses = re.findall(r"[^，；。]+[，；。]?", text)
    return "".join(
        c for c in clauses if any(n in c for n in named) or not any(o in c for o in others)
    )
