"""Voices of clauses that stand alone, as in a garbled repost, whose clauses were shuffled.

There is nothing before a clause to carry a voice from, so it is told by what it says: first by
the `strong` cues of cues.tsv, then by a small tagger learned from sound judgments (see
clause_voice_card.md). Most clauses could be anybody's: 平台不提供训练数据 is a plea or a finding.
A holding is therefore told by a cue or not at all: what the tagger takes for one, even where it
is nearly sure, is a party's in one case of a hundred, and a plea shown as a holding is the worst
mistake there is. It stays 其他.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from ingest.cues import cues_of
from ingest.sentences import has_words

NOT_THE_COURT = PARTY_VOICES | {Voice.LOWER_COURT, Voice.COMMENTARY}
"""Voices whose words must not pass for a holding."""

LEAST_SURE = 0.6
"""Probability a voice must have to be given at all."""

LONGEST = 80
"""Characters of a clause that are looked at; the voice shows at the opening."""

GRAM = 3
"""Longest run of characters that is a feature."""

WEIGHTS = "clause_voice_weights.tsv"
SCALE = 16.0
"""Weights are stored as whole numbers, this many to one unit of log odds."""

_WHITE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9０-９]+")
_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")


@dataclass(frozen=True, slots=True)
class Tagger:
    """A multinomial logistic regression: one row of weights a feature, one column a voice."""

    voices: tuple[Voice, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]


def clause_voice(clause: str, tagger: Tagger | None = None) -> Voice:
    """The voice of a clause in its likely original wording; 其他 where it could be anybody's.

    >>> clause_voice("原告的该项请求本院不予支持，").value, clause_voice("平台提供服务，").value
    ('法院说理', '其他')
    """
    if not has_words(clause):
        return Voice.OTHER
    for cue in cues_of("strong"):
        if cue.pattern.match(clause):
            return cue.voice
    chances = chances_of(clause, tagger or learned_tagger())
    voice = max(chances, key=chances.__getitem__)
    sure = chances[voice] >= LEAST_SURE and voice not in HOLDING_VOICES
    return voice if sure else Voice.OTHER


def chances_of(clause: str, tagger: Tagger) -> dict[Voice, float]:
    """The probability of each voice but 其他, by the learned tagger alone; they sum to 1."""
    rows = [tagger.weights[f] for f in features_of(clause) if f in tagger.weights]
    share = 1 / math.sqrt(max(len(rows), 1))
    scores = [b + share * sum(column) for b, *column in zip(tagger.bias, *rows, strict=True)]
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    return {voice: odd / sum(odds) for voice, odd in zip(tagger.voices, odds, strict=True)}


def features_of(clause: str) -> frozenset[str]:
    """Runs of up to GRAM characters, ^ and $ for the ends, 0 for any number.

    >>> sorted(features_of("3元，"))
    ['$', '0', '0元', '0元$', '^', '^0', '^0元', '元', '元$']
    """
    plain = _NUMBER.sub("0", _WHITE.sub("", clause)).translate(_FULL_WIDTH)
    plain = f"^{plain[:LONGEST].rstrip('，。；！？、：')}$"
    return frozenset(
        plain[start : start + length]
        for length in range(1, GRAM + 1)
        for start in range(len(plain) - length + 1)
    )


@cache
def learned_tagger() -> Tagger:
    """The tagger that ships with the package."""
    return tagger_of(files("ingest").joinpath(WEIGHTS).read_text("utf-8"))


def tagger_of(table: str) -> Tagger:
    """The tagger of a table of weights."""
    rows = _rows(table)
    _, names = next(rows)
    _, bias = next(rows)
    return Tagger(
        voices=tuple(Voice(name) for name in names),
        bias=tuple(int(value) / SCALE for value in bias),
        weights={
            feature: tuple(int(value) / SCALE for value in values) for feature, values in rows
        },
    )


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in table.rstrip("\n").split("\n"):  # features may hold odd line ends
        if not line.startswith("# "):
            feature, values = line.split("\t")
            yield feature, values.split(",")
