"""Which decisions of one case stand, and which were overturned by which. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from analysis.instances.fate import OVERTURNED, Fate, Reviewed, reviewed_by, sent_back
from corpus.case_mention import Relation
from corpus.judgment import Header, Judgment, Party
from corpus.passage import Span
from corpus.scope import name_key


class Headed(Protocol):
    """Anything with a head: a judgment, or the facts of one."""

    @property
    def header(self) -> Header: ...


@dataclass(frozen=True, slots=True)
class Review:
    """One decision reviewed by another; `span` is the place in the later one that says how."""

    earlier_id: str
    later_id: str
    fate: Fate
    span: Span


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands after all that came later.

    `review` is the one that decides it; `final_id` is the decision that tells the outcome now,
    itself if it stands.
    """

    judgment_id: str
    review: Review
    final_id: str

    @property
    def overturned(self) -> bool:
        return self.review.fate in OVERTURNED


def reviews_among(judgments: Sequence[Judgment]) -> tuple[Review, ...]:
    """Every review of one of these judgments by another, by the later's date, then its id."""
    found: dict[tuple[str, str], Review] = {}
    for later in sorted(judgments, key=lambda j: (j.header.date or "", j.id)):
        for review in (*_reviews(later, judgments), *_retrials(later, judgments)):
            found.setdefault((review.earlier_id, review.later_id), review)
    return tuple(found.values())


def standings(judgments: Sequence[Judgment]) -> Mapping[str, Standing]:
    """The standing of each of these judgments that another of them reviewed, by id."""
    last: dict[str, Review] = {}
    for review in reviews_among(judgments):
        held = last.get(review.earlier_id)
        # 维持 by a retrial restores what the appeal had changed; a retrial that only sends the
        # case on (裁定再审) decides nothing yet.
        if held is None or review.fate is not Fate.REOPENED:
            last[review.earlier_id] = review
    return {id_: _standing(id_, last) for id_ in last}


def _standing(judgment_id: str, last: Mapping[str, Review]) -> Standing:
    """Follow the reviews to the decision that tells the outcome.

    What was upheld by a decision that was overturned itself is overturned with it.
    """
    review = last[judgment_id]
    final, seen = judgment_id, {judgment_id}
    decisive = review
    step: Review | None = review
    while step is not None and step.later_id not in seen:
        seen.add(step.later_id)
        if step.fate in OVERTURNED:
            if decisive.fate not in OVERTURNED:
                decisive = replace(step, earlier_id=judgment_id)
            final = step.later_id
        step = last.get(step.later_id)
    return Standing(judgment_id, decisive, final)


def _reviews(later: Judgment, judgments: Sequence[Judgment]) -> Iterator[Review]:
    for reviewed in reviewed_by(later):
        possible = [j for j in judgments if j.id != later.id and _may_be_it(j, reviewed, later)]
        numbered = [j for j in possible if _number_is(j, reviewed)]
        # Two suits of the same parties, and which was reviewed is not told: neither was.
        alike = [j for j in possible if same_case(j, later) and _names_the_court(j, later)]
        for earlier in numbered or (alike if len(alike) == 1 else []):
            yield Review(earlier.id, later.id, reviewed.fate, reviewed.span)


def _retrials(later: Judgment, judgments: Sequence[Judgment]) -> Iterator[Review]:
    """A first instance that decides anew what was sent back to it."""
    for number, span in sent_back(later):
        for earlier in judgments:
            same = earlier.header.case_number == number and earlier.id != later.id
            if same and not earlier.is_digest and _in_order(earlier, later):
                yield Review(earlier.id, later.id, Fate.RETRIED, span)


def _may_be_it(earlier: Judgment, reviewed: Reviewed, later: Judgment) -> bool:
    """Whether nothing speaks against a judgment being the decision that was reviewed.

    A ruling on jurisdiction bears the number of the judgment that follows it: the kind must be
    the same where both are told. A digest may tell of both instances and is left alone.
    """
    if earlier.is_digest or not _in_order(earlier, later):
        return False
    kind, number = earlier.header.doc_type, earlier.header.case_number
    if kind and reviewed.kind and reviewed.kind not in kind:
        return False
    return not (number and reviewed.number) or _number_is(earlier, reviewed)


def _number_is(earlier: Judgment, reviewed: Reviewed) -> bool:
    return reviewed.number is not None and earlier.header.case_number == reviewed.number


def same_case(earlier: Headed, later: Headed) -> bool:
    """Whether two heads name the same parties in the same cause, by names that tell.

    张某 and 李某 divorce in every court: one name at least must be written out.
    """
    one, other = _names(earlier.header.parties), _names(later.header.parties)
    causes = (earlier.header.cause, later.header.cause)
    return (
        len(one) > 1
        and one == other
        and None not in causes
        and name_key(causes[0] or "") == name_key(causes[1] or "")
        and any(is_telling(name) for name in one)
    )


def is_telling(name: str) -> bool:
    """Whether a party's name is written out: 张某 is anybody's."""
    return not set("某×XxＸ*＊") & set(name)


def _names(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(name_key(party.name) for party in parties)


def _names_the_court(earlier: Judgment, later: Judgment) -> bool:
    court = earlier.header.court
    return court is not None and court != later.header.court and court in later.text


def _in_order(earlier: Judgment, later: Judgment) -> bool:
    before, after = earlier.header.date, later.header.date
    return before is None or after is None or before <= after


def earlier_numbers(judgment: Judgment) -> tuple[str, ...]:
    """The numbers of the decisions that a judgment comes after, each once."""
    reviewed = (m.number for m in judgment.case_numbers if m.relation is Relation.EARLIER)
    return tuple(dict.fromkeys((*reviewed, *(number for number, _ in sent_back(judgment)))))
