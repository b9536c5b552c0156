"""What a reader of one decision must know of the others of its case in the library."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.instances.kin import Kin
from analysis.instances.settled import decision_name, done
from analysis.instances.standing import reviews_among, standings
from corpus.passage import Span


@dataclass(frozen=True, slots=True)
class ToldReview:
    """That a decision was reviewed by another, or reviewed it, in words for the reader.

    `span` is the place in the reviewing decision, `judgment_id`, that says so; `quote` its words.
    """

    words: str
    judgment_id: str
    span: Span
    quote: str
    overturned: bool  # the decision at hand tells no longer what was held


def reviews_told(judgment_id: str, kin: Kin) -> tuple[ToldReview, ...]:
    """What became of a decision, then what it did to earlier ones; empty if it stands alone."""
    return tuple(_told(judgment_id, kin))


def _told(judgment_id: str, kin: Kin) -> Iterator[ToldReview]:
    judgments = kin.families([judgment_id])
    if judgment_id not in judgments:
        return
    together = tuple(judgments.values())
    standing = standings(together).get(judgment_id)
    if standing is not None:
        later = judgments[standing.review.later_id]
        span = standing.review.span
        became = done(standing.review.fate, decision_name(later.header))
        no_more = "，不再代表法院的最终认定" if standing.overturned else ""
        yield ToldReview(
            f"这份文书{became}{no_more}。",
            later.id,
            span,
            span.of(later.text),
            standing.overturned,
        )
    at_hand = judgments[judgment_id]
    for review in reviews_among(together):
        if review.later_id != judgment_id:
            continue
        earlier = decision_name(judgments[review.earlier_id].header)
        became = done(review.fate, "这份文书")
        quote = review.span.of(at_hand.text)
        yield ToldReview(f"{earlier}{became}。", judgment_id, review.span, quote, False)
