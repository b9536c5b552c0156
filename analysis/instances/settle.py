"""The step between search and answer: what a higher instance changed does not answer.

The later decision's passages take the place of the overturned one's. Asked expressly for the
earlier instance, it answers, and what the reader is told of it stands in settled.py.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.extract.case import case_meant
from analysis.instances.kin import Kin
from analysis.instances.settled import Settled
from analysis.instances.standing import Standing, standings
from analysis.question import Kind, Question
from analysis.reader import Reader
from corpus.case_number import case_numbers_in
from corpus.court import court_named, courts_in
from corpus.judgment import Judgment
from corpus.scope import EVERYTHING, Scope
from retrieval.hit import Hit

_STAGES = {"一审": "一审", "二审": "二审", "终审": "二审", "再审": "再审", "重审": "一审"}
_FIRST_AS_CALLED = re.compile(r"原审|初审")
_OUTCOME = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:判|裁|处理)|判(?:了|的是)?(?:什么|啥)"
    r"|(?:判决|裁判|处理)?结果(?:是|如何|怎|呢|[？?]|$)"
)
"""What asks for the order as a whole; it shares no word with it."""


@dataclass(frozen=True, slots=True)
class Family:
    """The decisions of the cases that the hits are of, and which of them stand."""

    judgments: Mapping[str, Judgment]
    standings: Mapping[str, Standing]

    def of(self, judgment_id: str) -> frozenset[str]:
        """The decisions of the same case, as far as reviews tie them; empty if it is alone."""
        found, grown = {judgment_id}, True
        while grown:
            grown = False
            for standing in self.standings.values():
                tied = {standing.judgment_id, standing.review.later_id, standing.final_id}
                if tied & found and not tied <= found:
                    found |= tied
                    grown = True
        return frozenset(found) if len(found) > 1 else frozenset()

    def instance_of(self, judgment_id: str) -> str | None:
        return self.judgments[judgment_id].header.instance

    def latest(self, judgment_ids: Sequence[str]) -> str:
        """The last by date, ties by id."""
        return max(judgment_ids, key=lambda id_: (self.judgments[id_].header.date or "", id_))


@dataclass(frozen=True, slots=True)
class Search:
    """The search of the question within another scope, and the scope that it was asked in."""

    within: Callable[[Scope], Sequence[Hit]]
    scope: Scope = EVERYTHING


def settle(
    question: Question, hits: Sequence[Hit], kin: Kin | None, reader: Reader, search: Search
) -> Settled:
    """The hits without those of overturned decisions, the later ones' in their place.

    What comes in its place ranks no higher than the best that it replaces: scores of two searches
    do not compare.
    """
    hit_ids = list(dict.fromkeys(hit.passage.judgment_id for hit in hits))
    judgments = kin.families(hit_ids) if kin is not None and hits else {}
    family = Family(judgments, standings(tuple(judgments.values())))
    if kin is None or not family.standings:
        return Settled(tuple(hits))
    moved = dict(_moves(question, hit_ids, family, search.scope))
    kept = [hit for hit in hits if hit.passage.judgment_id not in moved]
    for gone, final in moved.items():
        there = {hit.passage.id for hit in kept}
        within = search.within(Scope((final,), search.scope.voices))
        best = max(hit.score for hit in hits if hit.passage.judgment_id == gone)
        above = max((hit.score for hit in within), default=0.0) - best
        kept += [
            replace(hit, score=hit.score - max(0.0, above))
            for hit in within
            if hit.passage.id not in there
        ]
    kept.sort(key=lambda hit: -hit.score)  # stable: ties keep their order
    overturned = tuple(
        id_ for id_ in moved if id_ in family.standings and family.standings[id_].overturned
    )
    return Settled(
        tuple(kept),
        judgments,
        family.standings,
        kin.catalog.entries_by_id(set(judgments)),
        left_out=overturned,
        deciding=_deciding(question, kept, family, reader),
    )


def _moves(
    question: Question, hit_ids: Sequence[str], family: Family, scope: Scope
) -> Iterator[tuple[str, str]]:
    """Which judgment's hits give way, and to which judgment.

    To the instance that the question names, where that decision is there; else an overturned one
    to what stands. Not what a party said, nor a decision called by its number, nor to where the
    reader's scope does not reach.
    """
    asked = _instance_asked(question)
    allowed = None if scope.judgment_ids is None else frozenset(scope.judgment_ids)
    for id_ in hit_ids:
        if id_ not in family.judgments or _is_called(question, family.judgments[id_]):
            continue
        standing = family.standings.get(id_)
        meant = [m for m in family.of(id_) if asked and family.instance_of(m) == asked]
        if id_ in meant:
            continue
        if meant:
            target = family.latest(meant)
        elif standing and standing.overturned and question.kind is not Kind.PARTY_POSITION:
            target = standing.final_id
        else:
            continue
        if allowed is None or target in allowed:
            yield id_, target


def _deciding(
    question: Question, hits: Sequence[Hit], family: Family, reader: Reader
) -> str | None:
    """The judgment whose order is asked for by its instance: 一审怎么判的; None if none is."""
    asked = _instance_asked(question)
    if asked is None or not hits or not _OUTCOME.search(question.asked):
        return None
    lead = hits[0].passage.judgment_id
    if not family.of(lead) or family.instance_of(lead) != asked:
        return None
    return lead if lead in (case_meant(question, hits, reader) or ()) else None


def _instance_asked(question: Question) -> str | None:
    """The instance that a question asks about by name; None if it names none, or two."""
    if question.stage is not None:
        return _STAGES[question.stage]
    return "一审" if _FIRST_AS_CALLED.search(question.asked) else None


def _is_called(question: Question, judgment: Judgment) -> bool:
    """Whether the question gives the judgment's number or its court: 西湖区人民法院怎么判的."""
    number, court = judgment.header.case_number, judgment.header.court
    if any(found.number == number for found in case_numbers_in(question.text)):
        return True
    named = (court_named(span.of(question.text)) for span in courts_in(question.text))
    return court is not None and any(name and court.endswith(name) for name in named)
