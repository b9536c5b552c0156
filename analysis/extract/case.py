"""Which case a question is about: a fitting quote from another case is a wrong citation."""

from collections.abc import Sequence

from analysis.extract.support import content_words, coverage
from analysis.question import Kind, Question
from analysis.question.case_phrase import case_phrases
from analysis.reader import Reader
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
    it is meant in whatever words it is asked about, unless the question names another case.
    """
    found = frozenset(hit.passage.judgment_id for hit in hits)
    if question.kind is not Kind.COMPARISON:
        named = _called_by_name(question, hits, reader)
        if named:
            return named
        found = frozenset(id_ for id_ in found if _can_be_the_phrase(id_, question, reader))
    if len(found) < 2:
        return found or None
    words = content_words(question.text, reader.reading)
    held = {id_: coverage(words, reader.whole(id_), reader.reading.rarity) for id_ in found}
    best = max(held.values())
    if best < LEAST_IN_JUDGMENT:
        return None
    return frozenset(id_ for id_, share in held.items() if share >= best - SAME_CASE)


def _called_by_name(question: Question, hits: Sequence[Hit], reader: Reader) -> frozenset[str]:
    names = {}
    for id_, title in {hit.passage.judgment_id: hit.title for hit in hits}.items():
        header = reader.judgment(id_).header
        names[id_] = Names(title, header.court, header.case_number)
    return named_in(naming_shares(question.text, names, reader.reading.words))


def _can_be_the_phrase(judgment_id: str, question: Question, reader: Reader) -> bool:
    """Whether the judgment holds enough of what the question puts before 案, if it does."""
    phrases = case_phrases(question.text)
    words = [word for phrase in phrases for word in content_words(phrase, reader.reading)]
    return coverage(words, reader.whole(judgment_id), lambda _: 1.0) >= LEAST_OF_PHRASE
