"""Copies: the same document in another format, encoding or layout.

Found in two steps: keys that copies share (the hash of the folded text; bands of a MinHash of its
shingles), then an exact comparison. The judgments of a series are near-identical too and are not
copies: the case number, a party or a sum tells them apart. In doubt two documents stay two.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from hashlib import sha256

from corpus.judgment import Judgment
from ingest.sides import sides_of

SHINGLE = 5
"""Characters of a shingle: two characters more than the usual word, so that common words of
judgments make no two of them alike."""

ALIKE = 0.85
"""Least Jaccard similarity of the shingles of copies: page numbers and a site's furniture leave
0.9. It does not tell a series apart, of which the data have judgments that are alike to 0.96
(loan-048 and loan-070); what is compared after it does."""

BINS = 64
ROWS = 4
"""Bins of the MinHash a band: of copies at ALIKE all but one in a million share one of the 16
bands, of judgments that are alike to one half two thirds share none."""

LONGEST_CLAUSES = 4_000
"""Clauses of a document up to which differences are looked at one by one; longer ones that are not
equal when folded stay two documents."""

_NOT_WORD = re.compile(r"[\W_]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")  # 1.5万元 is not 15万元
_WHITE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[，。；：！？,;:!?\n]")
_TURNS = re.compile(r"[不未无非没勿否\d原被上驳维撤甲乙丙丁ABC]")
"""What a difference between copies may not hold: negation, numbers, roles, names like 张某甲."""

_NUMBER = re.compile(r"\d{3,}")


def folded_words(text: str) -> str:
    """The text without what layout changes: width, white space, line breaks, punctuation.

    >>> folded_words("（２０２１） 京01民终\\n123号，") == folded_words("(2021)京01民终123号")
    True
    """
    return _NOT_WORD.sub("", _POINT.sub("点", unicodedata.normalize("NFKC", text))).lower()


def keys_of(text: str) -> tuple[str, ...]:
    """Keys of which copies share at least one; the first is the hash of the folded text.

    A text shorter than a shingle has that one only.
    """
    words = folded_words(text)
    return layout_keys(words, lowest_of(words))


def layout_keys(words: str, lowest: Mapping[int, int]) -> tuple[str, ...]:
    """The same, of folded words whose MinHash is known."""
    whole = "=" + sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return (whole, *bands_of(lowest, ROWS))


def lowest_of(words: str) -> Mapping[int, int]:
    """The MinHash of a folded text: the lowest hash of its shingles in each bin that has one."""
    lowest: dict[int, int] = {}
    for shingle in _shingles(words):
        number = _hash(shingle)
        bin_, rest = number % BINS, number // BINS
        lowest[bin_] = min(rest, lowest.get(bin_, rest))
    return lowest


def bands_of(lowest: Mapping[int, int], rows: int) -> Iterator[str]:
    """The MinHash as keys, so many bins a key: the fewer, the less alike the texts that share one.

    None where all of them are empty.
    """
    for start in range(0, BINS, rows):
        band = [lowest.get(bin_, -1) for bin_ in range(start, start + rows)]
        if any(low >= 0 for low in band):
            yield f"{start}:" + ",".join(map(str, band))


def same_document(one: Judgment, other: Judgment) -> bool:
    """Whether two judgments are one document in two layouts.

    Equal folded texts are. Else they must be alike, and neither the header, a sum, a long number,
    a party nor a reworded clause may tell them apart. Digests of our own are copies of digests
    only.
    """
    if one.is_digest != other.is_digest:
        return False
    words, others = folded_words(one.text), folded_words(other.text)
    if words == others:
        return True
    return (
        not _told_apart(one, other)
        and alike(words, others) >= ALIKE
        and not _reworded(one.text, other.text)
    )


def rank(judgment: Judgment) -> tuple[bool, bool, float, int]:
    """How clean a copy is, the greater the cleaner: sound words, whole, sure, long."""
    quality = judgment.quality
    return (
        not quality.spun,
        not quality.partial,
        quality.score,
        len(folded_words(judgment.text)),
    )


def alike(words: str, others: str) -> float:
    """Jaccard similarity of the shingles of two folded texts; 0.0 if either has none."""
    one, other = set(_shingles(words)), set(_shingles(others))
    return len(one & other) / len(one | other) if one and other else 0.0


def _shingles(words: str) -> list[str]:
    return [words[start : start + SHINGLE] for start in range(len(words) - SHINGLE + 1)]


def _hash(shingle: str) -> int:
    # crc32 leaves near texts near; the product spreads them (Knuth's multiplicative hashing).
    return zlib.crc32(shingle.encode("utf-8", "surrogatepass")) * 2654435761 % 2**32


def _told_apart(one: Judgment, other: Judgment) -> bool:
    header, its = one.header, other.header
    for mine, yours in (
        (header.case_number, its.case_number),
        (header.date, its.date),
        (header.doc_type, its.doc_type),
        (names_in(one), names_in(other)),
    ):
        if mine and yours and mine != yours:
            return True
    return _sums(one) != _sums(other) or numbers_in(one.text) != numbers_in(other.text)


def names_in(judgment: Judgment) -> frozenset[str]:
    """The parties of the head; without one, the names that stand beside a role."""
    named = {party.name for party in judgment.header.parties}
    return frozenset(named or sides_of(_WHITE.sub("", judgment.text)))


def _sums(judgment: Judgment) -> frozenset[float]:
    return frozenset(amount.yuan for amount in judgment.amounts)


def numbers_in(text: str) -> frozenset[str]:
    """Long numbers: years, case numbers, sums. Short ones may be page numbers."""
    return frozenset(_NUMBER.findall(_WHITE.sub("", unicodedata.normalize("NFKC", text))))


def _reworded(text: str, other: str) -> bool:
    """Whether what layout leaves alone differs: a word that turns the sense, or a name.

    A name shows by being replaced by the same other words more than once.
    """
    clauses, others = clauses_of(text), clauses_of(other)
    if max(len(clauses), len(others)) > LONGEST_CLAUSES:
        return True
    replaced: Counter[tuple[str, str]] = Counter()
    for kind, start, end, at, to in SequenceMatcher(
        None, clauses, others, autojunk=False
    ).get_opcodes():
        if kind == "replace":
            old, new = "".join(clauses[start:end]), "".join(others[at:to])
            for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
                if step != "equal" and _TURNS.search(old[a:b] + new[c:d]):
                    return True
                if step == "replace":
                    replaced[old[a:b], new[c:d]] += 1
    return any(count > 1 for count in replaced.values())


def clauses_of(text: str) -> list[str]:
    """The folded clauses of a text, in order, without empty ones."""
    return [words for words in map(folded_words, _CLAUSE.split(text)) if words]
