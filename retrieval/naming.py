"""Which judgment a question calls by name: its short title, its court or its case number."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

from retrieval.analyze import fold

_HAN = re.compile(r"[\u3400-\u9fff]")

_RUNNING = re.compile(r"(\d+)(?:之[一二三四五六七八九十]+)?号")

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
    words that few of the titles hold counting more. A title without a Chinese character is a row's
    id or a file's name and counts whole or not at all; no number or Latin word is found inside
    another: 016 is not in 2016年. A case number in a title counts whole or by its running number
    with 号: 3000元 is no number of a case.
    """
    asked = fold(question)
    spoken = set(words(question))
    title_words = {id_: _words_of(called, words) for id_, called in names.items()}
    counts: dict[str, int] = {}
    for held in title_words.values():
        for word in held:
            counts[word] = counts.get(word, 0) + 1
    weights = {w: log(1 + (len(names) - n + 0.5) / (n + 0.5)) for w, n in counts.items()}
    shares = {}
    for id_, called in names.items():
        exact = [name for name in (called.court, called.case_number) if name]
        total = sum(weights[word] for word in title_words[id_])
        found = sum(
            weights[word]
            for word in title_words[id_]
            if (word in asked if _HAN.search(word) else word in spoken)
        )
        whole = (
            any(fold(name) in asked for name in exact)
            or _stands_alone(called.title, asked)
            or _numbered(called, asked)
        )
        shares[id_] = 1.0 if whole else (found / total if total else 0.0)
    return shares


def _words_of(called: Names, words: Callable[[str], list[str]]) -> frozenset[str]:
    """The words of the title; the numbers in a case number tell nothing by themselves."""
    title = called.title.replace(called.case_number or "\0", " ")
    return frozenset(words(title)) if _HAN.search(title) else frozenset()


def _numbered(called: Names, asked: str) -> bool:
    """Whether the folded question calls a judgment, which its title numbers, by 72号 alone."""
    number = called.case_number or ""
    running = _RUNNING.search(number) if number in called.title else None
    return running is not None and re.search(rf"(?<!\d){running[1]}号", asked) is not None


def _stands_alone(title: str, asked: str) -> bool:
    """Whether a title without Chinese stands in the folded question, not inside a longer word."""
    if _HAN.search(title) or not title:
        return False
    return re.search(rf"(?<![\w-]){re.escape(fold(title))}(?![\w-])", asked, re.ASCII) is not None


def named_in(shares: Mapping[str, float]) -> frozenset[str]:
    """The judgments that are named, by id; none if the question names none."""
    best = max(shares.values(), default=0.0)
    if best < NAMED:
        return frozenset()
    return frozenset(id_ for id_, share in shares.items() if share >= best - AS_WELL)
