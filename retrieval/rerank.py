"""Reranking: candidates in the order in which they answer the question.

A weighted sum of features, each of which a person can check; the weights and why they are so are
rerank_weights.tsv. No feature knows which laws or judgments are popular.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.passage import Passage
from corpus.voice import Voice
from retrieval.answer_types import holds, types_asked
from retrieval.exact import Wanted, share_held
from retrieval.lexical import QuestionTerms

WEIGHTS = Path(__file__).with_name("rerank_weights.tsv")

LONGEST_TERM = 24
"""Characters of a term that are compared; words are shorter, numbers and addresses may not be."""

Vector = NDArray[np.float64]


class Profile(StrEnum):
    """The kind of text that is searched."""

    JUDGMENTS = "裁判文书"
    PROVISIONS = "法条"


class Feature(StrEnum):
    """What speaks for a passage; the value is what the reader sees."""

    WORDS = "关键词"
    MEANING = "语义"
    CASE = "整份文书"
    IN_CASE = "文书之内"
    TYPE = "所问之物"
    VOICE = "说话人"
    COVERAGE = "覆盖"
    NAMED = "点名"
    EXACT = "原词"


SATURATION = {Profile.JUDGMENTS: (0.9, 0.4), Profile.PROVISIONS: (0.6, 0.75)}
"""BM25's k1 and b. Passages of judgments are short and even: 0.9 and 0.4 give 1.3 points of nDCG@10
more on cjrc-dev than 1.2 and 0.75. Articles are not: with b 0.4 LawBench loses 4 points; Legal-DC
gains 2.6 by a k1 of 0.6 instead of 1.2, and LawBench loses less than 1."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `voices` are those that may answer; none means that any may."""

    text: str
    terms: QuestionTerms
    voices: frozenset[Voice] = frozenset()
    exactly: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the engines said: cosines by passage id; by judgment id how far the judgment as a
    whole fits, the best 1, and which ones the question calls by name."""

    cosines: Mapping[str, float] = field(default_factory=dict)
    judgments: Mapping[str, float] = field(default_factory=dict)
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score and what each feature added to it."""

    passage: Passage
    score: float
    parts: tuple[tuple[Feature, float], ...]


def rerank(
    question: Question,
    passages: Sequence[Passage],
    evidence: Evidence,
    profile: Profile = Profile.JUDGMENTS,
    limit: int | None = None,
) -> list[Ranked]:
    """The passages with their scores, best first, ties by passage id; all, or the first `limit`."""
    if not passages:
        return []
    weights = {f: w for f, w in weights_of(profile).items() if w}
    features = _features(question, passages, evidence, profile)
    parts = {f: weights[f] * features[f]() for f in weights}
    total = np.sum(list(parts.values()), axis=0)
    rounded = np.round(total, 9).tolist()
    order = sorted(range(len(passages)), key=lambda i: (-rounded[i], passages[i].id))
    return [
        Ranked(
            passages[i],
            float(total[i]),
            tuple((f, float(values[i])) for f, values in parts.items() if values[i]),
        )
        for i in order[:limit]
    ]


@cache
def weights_of(profile: Profile) -> Mapping[Feature, float]:
    """The weight of every feature, from the table."""
    rows = [
        line.split("\t")
        for line in WEIGHTS.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    column = 1 + list(Profile).index(profile)
    return {Feature[row[0]]: float(row[column]) for row in rows}


def _features(
    question: Question, passages: Sequence[Passage], evidence: Evidence, profile: Profile
) -> Mapping[Feature, Callable[[], Vector]]:
    """How to make each feature; what has no weight is not made."""
    texts = [passage.search_text.lower() for passage in passages]
    words = _Words(question.terms, texts, SATURATION[profile])
    whole = np.array([evidence.judgments.get(p.judgment_id, 0.0) for p in passages]) ** 2
    types = types_asked(question.text)
    # A passage that the vectors did not bring up lies no nearer than the last that they did.
    farthest = min(evidence.cosines.values(), default=0.0)

    def each(value: Callable[[Passage], float]) -> Callable[[], Vector]:
        return lambda: np.array([value(passage) for passage in passages])

    return {
        Feature.WORDS: lambda: _scaled(words.scores(words.rarity)),
        Feature.MEANING: each(lambda p: evidence.cosines.get(p.id, farthest)),
        Feature.CASE: lambda: whole,
        Feature.IN_CASE: lambda: whole * _within_cases(words, passages, evidence.judgments),
        Feature.TYPE: each(lambda p: holds(types, p.text)),
        Feature.VOICE: each(lambda p: float(p.voice in question.voices)),
        Feature.COVERAGE: words.coverage,
        Feature.NAMED: each(lambda p: float(p.judgment_id in evidence.named)),
        Feature.EXACT: each(lambda p: share_held(question.exactly, p.search_text)),
    }


def _within_cases(
    words: "_Words", passages: Sequence[Passage], judgments: Mapping[str, float]
) -> Vector:
    """BM25 among the candidates of each judgment that fits, the best of each counting 1."""
    found = np.zeros(len(passages))
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        if passage.judgment_id in judgments:
            places.setdefault(passage.judgment_id, []).append(place)
    for among in places.values():
        found[among] = _scaled(words.scores(words.rarity_among(among), among))
    return found


class _Words:
    """How often each term of the question stands in each text, and BM25 from that.

    Counted as strings, not as tokens: the passages need not be cut into words again, and the
    scores rank alike. Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
    Beyond", 2009; the inverse document frequency is Lucene's, never below 0.
    """

    def __init__(
        self, asked: QuestionTerms, texts: Sequence[str], saturation: tuple[float, float]
    ) -> None:
        terms = asked.terms
        joined = _Joined(texts)
        self._counts: Vector = np.zeros((len(texts), len(terms)))
        for column, term in enumerate(terms):
            self._counts[:, column] = joined.counts(term)
        self._weights: Vector = np.array(asked.weights, dtype=np.float64)
        self._are_words = np.array([term in asked.words for term in terms], dtype=bool)
        k1, b = saturation
        lengths = np.array([len(text) for text in texts], dtype=np.float64)
        norm = k1 * (1 - b + b * lengths / max(float(lengths.mean()), 1.0))[:, None]
        self._saturated = self._counts * (k1 + 1) / (self._counts + norm)
        self.rarity = _rarity(np.array(asked.holding, dtype=np.float64), asked.documents)

    def rarity_among(self, places: Sequence[int]) -> Vector:
        """The terms' inverse document frequency among some of the texts alone."""
        return _rarity((self._counts[places] > 0).sum(axis=0).astype(np.float64), len(places))

    def scores(self, rarity: Vector, places: Sequence[int] | None = None) -> Vector:
        """BM25 of all texts, or of those at these places."""
        saturated = self._saturated if places is None else self._saturated[places]
        result: Vector = saturated @ (rarity * self._weights)
        return result

    def coverage(self) -> Vector:
        """The share of the words, by rarity, that each text holds; 0 for a question without."""
        told = self.rarity * self._are_words
        held: Vector = (self._counts > 0) @ told / max(float(told.sum()), 1e-9)
        return held


class _Joined:
    """Many texts as one array of code points, in which a term is counted in all of them at once:
    a seventh of the time of text by text, over 61 questions and 400 passages each."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A line's end parts two texts, and the last from the places that are looked at beyond it.
        joined = "\n".join(texts) + "\n" * LONGEST_TERM
        self._codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        lengths = [len(text) + 1 for text in texts]
        self._owners = np.repeat(np.arange(len(texts)), lengths)
        self._starts: dict[str, NDArray[np.intp]] = {}

    def counts(self, term: str) -> NDArray[np.intp]:
        """How often the term stands in each text; as far as its first LONGEST_TERM characters."""
        places = self._places(term[0])
        for further, character in enumerate(term[1:LONGEST_TERM], start=1):
            places = places[self._codes[places + further] == ord(character)]
        return np.bincount(self._owners[places], minlength=int(self._owners[-1]) + 1)

    def _places(self, character: str) -> NDArray[np.intp]:
        if character not in self._starts:
            self._starts[character] = np.flatnonzero(self._codes == ord(character))
        return self._starts[character]


def _rarity(holding: Vector, documents: int) -> Vector:
    known: Vector = np.log(1 + np.maximum(documents - holding + 0.5, 0.5) / (holding + 0.5))
    return known


def _scaled(scores: Vector) -> Vector:
    best = float(scores.max(initial=0.0))
    return scores / best if best > 0 else scores
