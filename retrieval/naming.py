"""Which judgment a question calls by name: its short title, its court or its case number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

from retrieval.analyze import fold

NAMED = 0.5
"""Share of a title from which on a question names it: 杭州奥特曼案 names 杭州奥特曼LoRA案."""

AS_WELL = 0.25
"""How much less of its title a question may hold for another judgment to be named as well."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a judgment is called."""

    title: str
    court: str | None = None
    case_number: str | None = None


def naming_shares(
    question: str, names: Mapping[str, Names], words: Callable[[str], list[str]]
) -> dict[str, float]:
    """How far the question names each judgment, from 0 to 1, by id.

    1.0 if the court or the case number stands in it whole; else the share of the title's words,
    words that few of the titles hold counting more. A title of one word that is no name, such as
    an id, has to stand in the question whole.
    """
    asked = fold(question)
    title_words = {id_: set(words(names[id_].title)) for id_ in names}
    counts: dict[str, int] = {}
    for held in title_words.values():
        for word in held:
            counts[word] = counts.get(word, 0) + 1
    weights = {w: log(1 + (len(names) - n + 0.5) / (n + 0.5)) for w, n in counts.items()}
    shares = {}
    for id_, called in names.items():
        exact = [name for name in (called.court, called.case_number) if name]
        total = sum(weights[word] for word in title_words[id_])
        found = sum(weights[word] for word in title_words[id_] if word in asked)
        whole = any(fold(name) in asked for name in exact)
        shares[id_] = 1.0 if whole else (found / total if total else 0.0)
    return shares


def named_in(shares: Mapping[str, float]) -> frozenset[str]:
    """The judgments that are named, by id; none if the question names none."""
    best = max(shares.values(), default=0.0)
    if best < NAMED:
        return frozenset()
    return frozenset(id_ for id_, share in shares.items() if share >= best - AS_WELL)
