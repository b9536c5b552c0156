"""The search recipe; read `search` to know how passages are found.

BM25 and vectors each propose passages; so do the judgments whose whole text fits the question
best, since a question names the parties and the passage that answers it often does not. The
three scores are summed.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

from corpus.passage import Passage
from corpus.record import Entry
from corpus.scope import EVERYTHING, Scope
from retrieval.fuse import Weighted, scaled, score_fusion
from retrieval.hit import Hit
from retrieval.lexical import Scored
from retrieval.naming import Names, named_in, naming_shares

CANDIDATES = 200
"""How many passages each engine proposes."""

LIKELY_JUDGMENTS = 8
"""How many whole judgments may bring in passages of their own."""

DENSE_WEIGHT = 0.3
"""Weight of the cosine beside the scaled BM25 score; best for judgments, see the model's card."""

JUDGMENT_WEIGHT = 1.5
JUDGMENT_SHARPNESS = 3
"""Weight of the whole judgment's scaled BM25 score, raised to a power: a judgment that fits
clearly best is meant, several that fit alike tell nothing. Tuned on the dev questions."""


NAME_WEIGHT = 1.0
"""What the passages of a judgment gain that the question calls by name."""


class SearchableIndex(Protocol):
    """What search needs of an index; each list is best first."""

    def lexical(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def dense(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def judgments(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def words(self, text: str) -> list[str]: ...


class PassageShelf(Protocol):
    """What search needs of a catalog."""

    def passages(self, passage_ids: list[str]) -> dict[str, Passage]: ...
    def entries_by_id(self, judgment_ids: set[str]) -> dict[str, Entry]: ...


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, ties by passage id, and how long it took."""

    query: str
    hits: tuple[Hit, ...]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The contract's search object."""
        return {
            "query": self.query,
            "hits": [hit.as_json() for hit in self.hits],
            "seconds": round(self.seconds, 4),
        }


def search(
    query: str,
    *,
    index: SearchableIndex,
    catalog: PassageShelf,
    limit: int = 10,
    scope: Scope = EVERYTHING,
) -> SearchResult:
    """Find the passages that fit a query, best first; none for a query without a known term."""
    started = perf_counter()
    likely = index.judgments(query, LIKELY_JUDGMENTS, scope)
    within = Scope(tuple(hit.id for hit in likely), scope.voices)
    lexical = scaled(
        _union(index.lexical(query, CANDIDATES, scope), index.lexical(query, CANDIDATES, within))
    )
    dense = _union(index.dense(query, CANDIDATES, scope), index.dense(query, CANDIDATES, within))
    fused = score_fusion([Weighted(lexical, 1.0), Weighted(dense, DENSE_WEIGHT)])
    passages = catalog.passages([hit.id for hit in fused])  # only what is searchable by now
    fused = _lift_by_judgment(fused, passages, _lifts(query, likely, catalog, index))
    return SearchResult(query, _hits(fused[:limit], passages, catalog), perf_counter() - started)


def _union(first: list[Scored], second: list[Scored]) -> list[Scored]:
    """Both lists; an id in both keeps its one score (it is the same query in the same index)."""
    return list({hit.id: hit for hit in [*first, *second]}.values())


def _lifts(
    query: str, likely: list[Scored], catalog: PassageShelf, index: SearchableIndex
) -> dict[str, float]:
    """What a passage gains for its judgment, by judgment id."""
    entries = catalog.entries_by_id({hit.id for hit in likely})
    names = {id_: Names(e.title, e.court, e.case_number) for id_, e in entries.items()}
    named = named_in(naming_shares(query, names, index.words))
    return {
        hit.id: JUDGMENT_WEIGHT * hit.score**JUDGMENT_SHARPNESS + NAME_WEIGHT * (hit.id in named)
        for hit in scaled(likely)
    }


def _lift_by_judgment(
    fused: list[Scored], passages: dict[str, Passage], lifts: dict[str, float]
) -> list[Scored]:
    lifted = [
        Scored(hit.id, hit.score + lifts.get(passages[hit.id].judgment_id, 0.0))
        for hit in fused
        if hit.id in passages
    ]
    return sorted(lifted, key=lambda hit: (-hit.score, hit.id))


def _hits(
    scored: list[Scored], passages: dict[str, Passage], catalog: PassageShelf
) -> tuple[Hit, ...]:
    entries = catalog.entries_by_id({passages[hit.id].judgment_id for hit in scored})
    hits = []
    for hit in scored:
        passage = passages[hit.id]
        entry = entries.get(passage.judgment_id)
        if entry is None:  # removed between the two looks into the catalog
            continue
        hits.append(
            Hit(
                passage,
                entry.source_ids[0],
                entry.title,
                hit.score,
                digest=entry.is_digest,
                spun=entry.spun,
                partial=entry.partial,
                page_starts=entry.page_starts,
                source_ids=entry.source_ids,
            )
        )
    return tuple(hits)
