"""The other decisions of the cases that hits come from, found in the library."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from analysis.instances.fate import MASKED, REVIEWING
from analysis.instances.standing import earlier_numbers, is_telling, same_case
from corpus.catalog import Catalog
from corpus.catalog_facts import Facts
from corpus.judgment import Judgment
from corpus.scope import EVERYTHING, Scope
from retrieval.exact import looked_up
from retrieval.lexical import Scored

MOST_PLACES = 40
"""Passages that are looked at for a case number; a case is named in few."""

ROUNDS = 4
"""Steps from one decision to the next: first instance, appeal, retrial, and what was sent back."""


class NumberIndex(Protocol):
    """What finding a case number needs of the passages' index."""

    def holding(self, forms: Sequence[str], limit: int, scope: Scope) -> list[Scored]: ...


@dataclass(frozen=True, slots=True)
class Kin:
    """The decisions of one library by the cases they belong to."""

    catalog: Catalog
    index: NumberIndex

    def families(self, judgment_ids: Sequence[str]) -> dict[str, Judgment]:
        """Those of these judgments that others of the library share a case with, and those others.

        By id; empty for most questions, and then no text was read.
        """
        seen: dict[str, set[str]] = {}
        waiting = list(dict.fromkeys(judgment_ids))
        for _ in range(ROUNDS):
            for facts in self.catalog.facts.every(waiting):
                seen[facts.judgment_id] = set(self._kin_of(facts)) - {facts.judgment_id}
            near = dict.fromkeys(id_ for kin in seen.values() for id_ in sorted(kin))
            waiting = [id_ for id_ in near if id_ not in seen]
            if not waiting:
                break
        tied = {id_ for one, kin in seen.items() if kin for id_ in (one, *kin) if id_ in seen}
        return {id_: self.catalog.judgment(id_) for id_ in sorted(tied)}

    def _kin_of(self, facts: Facts) -> Iterator[str]:
        """The judgments that name this one's number or are named by it, or are of its parties.

        A digest tells of a case in our own words, and may tell of every instance.
        """
        if facts.is_digest:
            return
        head = facts.header
        if head.instance in REVIEWING:
            judgment = self.catalog.judgment(facts.judgment_id)
            yield from self.catalog.facts.numbered(earlier_numbers(judgment))
        if head.case_number is not None and not MASKED.search(head.case_number):
            yield from self._naming(head.case_number)
        telling = next((party.name for party in head.parties if is_telling(party.name)), None)
        if telling is not None and head.cause is not None and head.instance not in REVIEWING:
            for other in self.catalog.facts.reviews(head.cause, telling):
                if same_case(facts, other):
                    yield other.judgment_id

    def _naming(self, number: str) -> Iterator[str]:
        """The judgments that name a case number, wherever."""
        form = looked_up(number)
        ids = [hit.id for hit in self.index.holding((form,), MOST_PLACES, EVERYTHING)]
        for passage in self.catalog.passages(ids).values():
            if form in looked_up(passage.text):
                yield passage.judgment_id
