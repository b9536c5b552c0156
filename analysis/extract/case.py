"""Which case a question is about: a fitting quote from another case is a wrong citation."""

import re
from collections.abc import Sequence

from analysis.extract.sides import ANONYMISED, sides_in
from analysis.extract.support import HELD, content_words, coverage, share
from analysis.question import Kind, Question
from analysis.question.case_phrase import case_phrases
from analysis.reader import Reader
from retrieval.hit import Hit
from retrieval.naming import Names, named_in, naming_shares

_AFTER_NAMES = (
    "某甲乙丙丁戊己庚辛壬癸与和及的诉在对向是要说因被把给有没之由按等了就也还能离想不认跟两一"
)
_GIVEN_NAME = re.compile(rf"(?![{_AFTER_NAMES}])[\u4e00-\u9fff]")

LEAST_IN_JUDGMENT = 0.5
"""Share of the question's content words that a judgment must hold to be the case it is about."""

SAME_CASE = 0.12
"""How much less of the question a judgment may hold than the best one and still be meant."""

LEAST_OF_PHRASE = 0.4
"""Share of the words before 案 that a judgment must hold: names are cut badly and shortened."""


def case_meant(question: Question, hits: Sequence[Hit], reader: Reader) -> frozenset[str] | None:
    """The judgments among the hits that the question can be about, by id; None if there is none.

    A judgment that the question calls by title, court or number is meant. Else the one that holds
    most of the question, with those that hold about as much. Where all hits are of one judgment,
    it is meant in whatever words it is asked about, unless the question names another case.
    """
    found = frozenset(hit.passage.judgment_id for hit in hits)
    if question.kind is not Kind.COMPARISON:
        named = called_by_name(question, hits, reader)
        if named:
            return named
        anonymised = _holding_all_names(question, found, reader)
        if anonymised:
            return anonymised
        found = frozenset(id_ for id_ in found if _can_be_the_phrase(id_, question, reader))
        found = _naming_most_parties(question, found, reader)
    if len(found) < 2:
        return found or None
    words = _held_by_any(content_words(question.text, reader.reading), found, reader)
    held = {id_: coverage(words, reader.whole(id_), reader.reading.rarity) for id_ in found}
    best = max(held.values())
    if best < LEAST_IN_JUDGMENT:
        return None
    return frozenset(id_ for id_, share in held.items() if share >= best - SAME_CASE)


def _naming_most_parties(
    question: Question, found: frozenset[str], reader: Reader
) -> frozenset[str]:
    """The judgments most of whose parties the question calls by their whole names; else all."""
    named = {
        id_: sum(name in question.text for name in sides_in(reader.judgment(id_)) if len(name) > 1)
        for id_ in found
    }
    most = max(named.values(), default=0)
    return frozenset(id_ for id_, count in named.items() if count == most) if most else found


def _held_by_any(words: Sequence[str], found: frozenset[str], reader: Reader) -> list[str]:
    """The words that one of the judgments holds: a layman's own tell them not apart."""
    texts = [reader.whole(id_) for id_ in sorted(found)]
    return [word for word in words if any(share(word, text) >= HELD for text in texts)]


def called_by_name(question: Question, hits: Sequence[Hit], reader: Reader) -> frozenset[str]:
    """The judgments of the hits that a question calls by title, court, number or id."""
    names = {}
    for id_, title in {hit.passage.judgment_id: hit.title for hit in hits}.items():
        header = reader.judgment(id_).header
        names[id_] = Names(title, header.court, header.case_number)
    return named_in(naming_shares(question.text, names, reader.reading.words))


def names_to_find(question: Question, hits: Sequence[Hit], reader: Reader) -> tuple[str, ...]:
    """The anonymised names by which a search has to be made, since no hit is of their judgment.

    Empty if the question holds none that tells people apart, or a judgment of the hits holds all.
    """
    names = _names_telling(question.text)
    found = frozenset(hit.passage.judgment_id for hit in hits)
    return () if not names or _holding(names, found, reader) else names


def _holding_all_names(question: Question, found: frozenset[str], reader: Reader) -> frozenset[str]:
    """The judgments that hold every anonymised name of the question, if they tell any; else none.

    熊某 is not 熊某甲, though every character of it stands there.
    """
    names = _names_telling(question.text)
    if not names:
        return frozenset()
    masked = tuple(sorted(set(ANONYMISED.findall(question.text))))
    return _holding(names, found, reader) or _holding(masked, found, reader)


def _names_telling(asked: str) -> tuple[str, ...]:
    """The anonymised names, if there are two or a whole one: 林某 alone is anybody.

    Some courts mask the middle of a name: 张某金. What follows 某 is taken for a part of it unless
    it is a word that follows names; so 张某平 in 和张某平分房产 is one, which no judgment holds.
    """
    names = set()
    for match in ANONYMISED.finditer(asked):
        after = asked[match.end() : match.end() + 1]
        given = match[0].endswith("某") and len(match[0]) == 2 and _GIVEN_NAME.fullmatch(after)
        names.add(match[0] + after if given else match[0])
    telling = len(names) > 1 or any(len(name) > 2 for name in names)
    return tuple(sorted(names)) if telling else ()


def _holding(names: Sequence[str], found: frozenset[str], reader: Reader) -> frozenset[str]:
    whole = [re.compile(rf"{re.escape(name)}(?![某甲乙丙丁戊己庚辛壬癸])") for name in names]
    return frozenset(
        id_ for id_ in found if all(name.search(reader.judgment(id_).text) for name in whole)
    )


def _can_be_the_phrase(judgment_id: str, question: Question, reader: Reader) -> bool:
    """Whether the judgment holds enough of what the question puts before 案, if it does."""
    phrases = case_phrases(question.text)
    words = [word for phrase in phrases for word in content_words(phrase, reader.reading)]
    return coverage(words, reader.whole(judgment_id), lambda _: 1.0) >= LEAST_OF_PHRASE
