"""The search recipe; read `search` to know how passages are found.

BM25 and vectors each propose passages; so do the judgments whose whole text fits the question
best, since a question names the parties and the passage that answers it often does not. All
that is proposed is ranked anew by rerank.py.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import Any, NamedTuple, Protocol

from corpus.passage import Passage
from corpus.record import Entry
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice
from retrieval.asked import without_question_words
from retrieval.cross_encoder import RERANKED, PairScorer, reordered
from retrieval.crowding import uncrowded
from retrieval.exact import wanted_exactly
from retrieval.hit import Hit
from retrieval.lexical import QuestionTerms, Scored, scaled
from retrieval.naming import Names, named_in, naming_shares
from retrieval.rerank import Evidence, Profile, Question, Ranked, rerank

CANDIDATES = {"lexical": 80, "dense": 50, "exact": 100}
"""How many passages each engine proposes at least; as many as are asked for if that is more."""

LIKELY_JUDGMENTS = 6
"""How many whole judgments may bring in passages of their own."""

LIKELY_WORKS = 50
"""How many laws are told apart by how well they fit; their articles come from the engines alone."""

MOST_OF_JUDGMENTS = 200
"""Passages that the likely judgments bring in together, the likeliest first: reading and weighing
them is most of a search's time. Half of the 701 civil judgments have 18 or fewer."""


class SearchableIndex(Protocol):
    """What search needs of an index; each list is best first."""

    def lexical(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def dense(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def judgments(self, question: str, limit: int, scope: Scope) -> list[Scored]: ...
    def holding(self, forms: Sequence[str], limit: int, scope: Scope) -> list[Scored]: ...
    def question_terms(self, text: str) -> QuestionTerms: ...
    def words(self, text: str) -> list[str]: ...


class PassageShelf(Protocol):
    """What search needs of a catalog."""

    def passages(self, passage_ids: list[str]) -> dict[str, Passage]: ...
    def passages_of_all(self, judgment_ids: Sequence[str]) -> Sequence[Passage]: ...
    def entries_by_id(self, judgment_ids: set[str]) -> dict[str, Entry]: ...


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first, ties by passage id, and how long it took."""

    query: str
    hits: tuple[Hit, ...]
    seconds: float

    def as_json(self, *, explain: bool = False) -> dict[str, Any]:
        """The contract's search object; with `explain`, a "why" of Chinese names in every hit."""
        return {
            "query": self.query,
            "hits": [hit.as_json() | (hit.why() if explain else {}) for hit in self.hits],
            "seconds": round(self.seconds, 4),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and what is known of it: who may answer it, and what kind of text is searched."""

    text: str
    typed: str | None = None  # what the person wrote, where `text` adds an earlier question to it
    voices: frozenset[Voice] = frozenset()  # none: any may
    profile: Profile = Profile.JUDGMENTS


def search(
    asked: Asked | str,
    *,
    index: SearchableIndex,
    catalog: PassageShelf,
    limit: int = 10,
    scope: Scope = EVERYTHING,
    scorer: PairScorer | None = None,
) -> SearchResult:
    """Find the passages that fit a query, best first; none for a query without a known term.

    Near-copies of a judgment's passage are told of by the first, see crowding.py. With a
    `scorer` the first hits are put in its order.
    """
    started = perf_counter()
    asked = Asked(asked) if isinstance(asked, str) else asked
    judging = asked.profile is Profile.JUDGMENTS
    plain = without_question_words(asked.text) if judging else asked.text
    exactly = wanted_exactly(asked.typed or asked.text)
    question = Question(asked.text, index.question_terms(plain), asked.voices, exactly)
    likely = index.judgments(plain, LIKELY_JUDGMENTS if judging else LIKELY_WORKS, scope)
    most = {engine: max(limit, proposes) for engine, proposes in CANDIDATES.items()}
    cosines = {hit.id: hit.score for hit in index.dense(plain, most["dense"], scope)}
    proposed = [hit.id for hit in index.lexical(plain, most["lexical"], scope)]
    for wanted in question.exactly:
        proposed += [hit.id for hit in index.holding(wanted.forms, most["exact"], scope)]
    entries = catalog.entries_by_id({hit.id for hit in likely})
    passages = _of_judgments(likely, entries, catalog, scope) if judging else {}
    further = dict.fromkeys(id_ for id_ in (*proposed, *cosines) if id_ not in passages)
    passages |= catalog.passages(list(further))  # those that are searchable by now
    evidence = Evidence(
        cosines,
        {hit.id: hit.score for hit in scaled(likely)},
        _named(asked.text, entries, index.words) if judging else frozenset(),
    )
    deep = limit if scorer is None else max(limit, RERANKED)
    ranked = rerank(question, list(passages.values()), evidence, asked.profile, 2 * deep)
    kept = _uncrowded(ranked, deep, evidence.named, scope) if judging else _alone(ranked[:deep])
    entries |= catalog.entries_by_id({k.best.passage.judgment_id for k in kept} - entries.keys())
    hits = _hits(kept, entries)
    if scorer is not None:
        hits = reordered(asked.text, hits, scorer)
    return SearchResult(asked.text, hits[:limit], perf_counter() - started)


def _of_judgments(
    likely: Sequence[Scored], entries: Mapping[str, Entry], catalog: PassageShelf, scope: Scope
) -> dict[str, Passage]:
    """The passages of the judgments that fit best, in the scope, by id.

    Whole judgments as long as they are few enough together; of the best one what there is room for.
    """
    ids: list[str] = []
    room = MOST_OF_JUDGMENTS
    for hit in likely:
        size = entries[hit.id].passages if hit.id in entries else 0
        if size and (size <= room or not ids):
            ids.append(hit.id)
            room -= size
    those = (
        passage
        for passage in catalog.passages_of_all(ids)
        if scope.voices is None or passage.voice in scope.voices
    )
    return {passage.id: passage for passage in islice(those, MOST_OF_JUDGMENTS)}


def _named(
    query: str, entries: Mapping[str, Entry], words: Callable[[str], list[str]]
) -> frozenset[str]:
    """Which of the judgments the query calls by name."""
    names = {id_: Names(e.title, e.court, e.case_number) for id_, e in entries.items()}
    return named_in(naming_shares(query, names, words))


class _Kept(NamedTuple):
    """A ranked passage that stays in the list, and how many near-copies it stands for."""

    best: Ranked
    more: int


def _alone(ranked: Sequence[Ranked]) -> list[_Kept]:
    return [_Kept(one, 0) for one in ranked]


def _uncrowded(
    ranked: Sequence[Ranked], limit: int, named: frozenset[str], scope: Scope
) -> list[_Kept]:
    """The best passages without near-copies; looked for among half as many again.

    A judgment that is called by name, or one of a few that are searched, keeps its own copy.
    """
    few = scope.judgment_ids or ()
    asked_for = named | frozenset(few if len(few) <= LIKELY_JUDGMENTS else ())
    best = ranked[: limit + limit // 2]
    kept = uncrowded([one.passage for one in best], asked_for)
    return [_Kept(best[one.place], len(one.more)) for one in kept[:limit]]


def _hits(kept: Sequence[_Kept], entries: Mapping[str, Entry]) -> tuple[Hit, ...]:
    hits = []
    for one, more in kept:
        entry = entries.get(one.passage.judgment_id)
        if entry is None:  # removed between the two looks into the catalog
            continue
        hits.append(
            Hit(
                one.passage,
                entry.source_ids[0],
                entry.title,
                one.score,
                digest=entry.is_digest,
                spun=entry.spun,
                partial=entry.partial,
                page_starts=entry.page_starts,
                source_ids=entry.source_ids,
                parts=one.parts,
                more=more,
            )
        )
    return tuple(hits)
