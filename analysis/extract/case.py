"""Which case a question is about: a fitting quote from another case is a wrong citation."""

from collections.abc import Iterable, Sequence

from analysis.extract.people import people_in
from analysis.extract.sides import sides_in
from analysis.extract.support import HELD, content_words, coverage, share
from analysis.person_name import PersonName
from analysis.question import Kind, Question
from analysis.question.case_phrase import case_phrases
from analysis.reader import Reader
from corpus.case_number import case_numbers_in
from corpus.court import courts_in
from retrieval.hit import Hit
from retrieval.naming import Names, named_in, naming_shares

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
    it is meant in whatever words it is asked about, unless the question names another case. None
    is meant that does not hold every person whom the question names.
    """
    found = frozenset(hit.passage.judgment_id for hit in hits)
    if question.kind is not Kind.COMPARISON:
        people = people_in(question.text)
        surely = [person for person in people if person.is_sure]
        named = called_by_name(question, hits, reader)
        if surely and named:  # a court has many judgments, and titles share 离婚后财产纠纷案
            named = _meant_by(surely, named, reader)
            if not named and (courts_in(question.text) or case_numbers_in(question.text)):
                return None
        if named:
            return named
        theirs = _meant_by(people, found, reader)
        if theirs and _tell(people):
            return theirs
        found = _meant_by(surely, found, reader) if surely else found
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
    """The names by which a search has to be made, since no hit is of their judgment.

    Empty if the question holds none, or a judgment of the hits holds all.
    """
    people = people_in(question.text)
    found = frozenset(hit.passage.judgment_id for hit in hits)
    return () if not people or _holding(people, found, reader) else _readings(people)


def of_their_judgments(question: Question, hits: Sequence[Hit], reader: Reader) -> list[Hit]:
    """The hits of the judgments that hold every name of the question, in their order; where cases
    are compared, of those that hold one.
    """
    people = people_in(question.text)
    found = frozenset(hit.passage.judgment_id for hit in hits)
    together = [[p] for p in people] if question.kind is Kind.COMPARISON else [people]
    holding = frozenset[str]().union(*(_holding(some, found, reader) for some in together))
    return [hit for hit in hits if hit.passage.judgment_id in holding]


def tells(question: Question) -> bool:
    """Whether the names in a question tell people apart: there are two, or a whole one."""
    return _tell(people_in(question.text))


def people_missing(question: Question, hits: Sequence[Hit], reader: Reader) -> tuple[str, ...]:
    """The names of a question for which no judgment of the hits can be meant, in order.

    Those that none of them holds or, where each is held by some, all: they stand nowhere together.
    """
    people = [person for person in people_in(question.text) if person.is_sure]
    found = frozenset(hit.passage.judgment_id for hit in hits)
    if not people or _meant_by(people, found, reader):
        return ()
    return called([p for p in people if not _meant_by([p], found, reader)] or people)


def namesakes(question: Question, meant: frozenset[str], reader: Reader) -> tuple[str, ...]:
    """The names of a question by which several judgments can be meant; else none."""
    people = people_in(question.text)
    several = len(meant) > 1 and _meant_by(people, meant, reader) == meant
    return called(people) if several else ()


def called(people: Iterable[PersonName]) -> tuple[str, ...]:
    """What people are surely called, each once, in order."""
    return tuple(dict.fromkeys(person.shown for person in people))


def _readings(people: Iterable[PersonName]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading for person in people for reading in person.readings))


def _tell(people: Sequence[PersonName]) -> bool:
    whole = any(len(p.readings[0]) > 2 or "某" not in p.readings[0] for p in people)
    return whole or len(called(people)) > 1


def _holding(people: Sequence[PersonName], found: frozenset[str], reader: Reader) -> frozenset[str]:
    """The judgments that hold every name, as fully as any does."""
    texts = _named_texts(found, reader) if people else {}
    for holds in (PersonName.held_in_full, PersonName.held):
        holding = [id_ for id_, text in texts.items() if all(holds(p, text) for p in people)]
        if holding:
            return frozenset(holding)
    return frozenset()


def _meant_by(
    people: Sequence[PersonName], found: frozenset[str], reader: Reader
) -> frozenset[str]:
    """The judgments that hold every name; else the only one that holds names for which these may
    be short.
    """
    holding = _holding(people, found, reader)
    if holding or not people:
        return holding
    texts = _named_texts(found, reader)
    begun = [id_ for id_, text in texts.items() if all(p.begins_in(text) for p in people)]
    return frozenset(begun) if len(begun) == 1 else frozenset()


def _named_texts(found: frozenset[str], reader: Reader) -> dict[str, str]:
    """What may hold names, by judgment id: of a text without its head, the title does."""
    judgments = (reader.judgment(id_) for id_ in sorted(found))
    return {judgment.id: f"{judgment.title}\n{judgment.text}" for judgment in judgments}


def _can_be_the_phrase(judgment_id: str, question: Question, reader: Reader) -> bool:
    """Whether the judgment holds enough of what the question puts before 案, if it does."""
    phrases = case_phrases(question.text)
    words = [word for phrase in phrases for word in content_words(phrase, reader.reading)]
    return coverage(words, reader.whole(judgment_id), lambda _: 1.0) >= LEAST_OF_PHRASE
