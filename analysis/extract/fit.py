"""Fit: how well a passage of the judgment that is meant answers a question.

A sum of what search found and of signs that a person can check; the weights were set on the dev
questions and measured on others, see docs/measurements.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.extract.rulings import Ruled, ruled_sentences
from analysis.extract.sides import sides_named
from analysis.extract.signs import (
    ASKS_FOR_LIST,
    KIND_SIGNS,
    LIKELY_VOICES,
    LISTS_ARTICLES,
    NAMES_THE_ISSUE,
    OF_THIS_CASE,
    ORDERED,
    RECITES,
    USUAL_WEIGHT_OF_SIGN,
    WEIGHT_OF_SIGN,
)
from analysis.extract.topic import Topic, topic_of
from analysis.extract.whose import TELLING_VOICES, own_words
from analysis.question import Kind, Question
from analysis.reader import Reader
from corpus.judgment import Judgment
from corpus.voice import HOLDING_VOICES, Voice
from retrieval.hit import Hit

PLACE = 0.3
"""For a voice that usually answers questions of the kind."""

IN_ORDER = 0.7
"""For the order, where the question asks what was ordered."""

TOPIC = 1.0
"""For the words of the question, each by how telling it is in this judgment."""

NAMES = 0.2
"""For the parties that the question names, times the share that the passage holds."""

TOLD_BY_COURT = -0.6
"""A party's position in the court's words: its own words go before."""

HIGHEST = 8.0
"""Scores above are those of hits that hold a quoted phrase; they keep their order and no more."""


RECITING = -0.5
"""For what only recites a rule, where the question is what the court held of the parties."""

FOUND = -0.3
"""For what was found as fact, where the question is what the court concludes from it."""

_ASKS_FACT = re.compile(r"(?:有没有|是否|是不是)(?:查明|认定)|(?:查明|认定)[^，。？]{2,}[了过]?吗")
"""法院有没有认定被告酒后吵架 is about a fact: no ruling on a claim tells it."""

BY_RULING = frozenset({Kind.REASON, Kind.YES_NO, Kind.LEGAL_BASIS})
"""Kinds that are about a claim: what it is for is often said sentences before the ruling."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What makes passages of one judgment comparable as answers to one question."""

    question: Question
    judgment: Judgment
    topic: Topic
    ruled: tuple[Ruled, ...]
    decided: Mapping[str, float]  # by passage id: what its rulings are about
    sides: Mapping[str, Voice]  # of the parties that the question names
    unit: Mapping[str, float]  # by passage id: what it is about together with its ruling

    def score(self, hit: Hit) -> float:
        """Higher is better; no passage is compared with one of another judgment."""
        kind, passage = self.question.kind, hit.passage
        score = min(hit.score, HIGHEST) + TOPIC * self.about(hit) + self._signed(hit)
        score += PLACE * LIKELY_VOICES.get(kind, {}).get(passage.voice, 0.0)
        score += NAMES * self.topic.names_held(passage.text)
        if passage.voice is Voice.ORDER and ORDERED.search(self.question.asked):
            score += IN_ORDER
        if kind is Kind.PARTY_POSITION and passage.voice in TELLING_VOICES:
            score += TOLD_BY_COURT
        if kind is Kind.YES_NO and self.question.asks_the_court:
            score += FOUND * (passage.voice is Voice.COURT_FINDING)
        if kind is not Kind.LEGAL_BASIS and _only_frames(passage.text):
            score += RECITING
        return score

    def about(self, hit: Hit) -> float:
        """How far a passage is about what is asked, from 0 to 1.

        Of a court's passage, without the sentences that only tell what a party says.
        """
        text = hit.passage.search_text
        if hit.passage.voice in HOLDING_VOICES and self.question.kind is not Kind.PARTY_POSITION:
            text = own_words(text)
        own = self.topic.held(text.lower())
        if self.question.kind in BY_RULING and not _ASKS_FACT.search(self.question.asked):
            return max(own, self.unit.get(hit.passage.id, 0.0))
        return own

    def _signed(self, hit: Hit) -> float:
        """For the sign of the kind; a ruling counts as far as it is on the topic."""
        kind, text = self.question.kind, hit.passage.text
        weight = WEIGHT_OF_SIGN.get(kind, USUAL_WEIGHT_OF_SIGN)
        if kind is Kind.YES_NO and _ASKS_FACT.search(self.question.asked):
            return 0.0
        if kind in (Kind.REASON, Kind.YES_NO) and not hit.spun:
            return weight * self.decided.get(hit.passage.id, 0.0)
        if kind is Kind.LEGAL_BASIS and ASKS_FOR_LIST.search(self.question.asked):
            return 2 * weight * (LISTS_ARTICLES.search(text) is not None)
        sign = KIND_SIGNS.get(kind)
        return weight * (sign is not None and sign.search(text) is not None)


def fit_for(question: Question, judgment: Judgment, hits: Sequence[Hit], reader: Reader) -> Fit:
    """The fit of this judgment's passages, which are these hits, to this question."""
    topic = topic_of(question, judgment, reader)
    ruled = tuple(ruled_sentences(hits, topic, judgment))
    decided = _most((one.hit.passage.id, one.topic) for one in ruled if one.decides)
    unit = _most((one.hit.passage.id, one.topic) for one in ruled)
    return Fit(
        question, judgment, topic, ruled, decided, sides_named(question.asked, judgment), unit
    )


def _most(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    most: dict[str, float] = {}
    for key, value in pairs:
        most[key] = max(most.get(key, 0.0), value)
    return most


def best_first(hits: Sequence[Hit], fit: Fit) -> list[tuple[float, Hit]]:
    """The hits with their scores, best first, ties by passage id."""
    scored = [(round(fit.score(hit), 6), hit) for hit in hits]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].passage.id))


_ONLY_LISTS = re.compile(r"^[^。]*(?:依照|根据|依据)[^。]{4,}(?:判决|裁定)如下[：:]?\s*$")


def _only_frames(text: str) -> bool:
    """Whether a passage recites a rule, names the issue or lists articles, and holds nothing."""
    if NAMES_THE_ISSUE.search(text) or _ONLY_LISTS.search(text):
        return True
    return RECITES.search(text) is not None and OF_THIS_CASE.search(text) is None
