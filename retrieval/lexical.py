"""Lexical search: BM25 by tantivy over words, character bigrams and single characters.

The only module that knows tantivy. Text is analysed by us and handed over as tokens; queries
are built from terms, never parsed, so nothing a user types is an operator.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import LibraryError
from corpus.scope import EVERYTHING, Scope
from corpus.voice import Voice
from retrieval.analyze import Analyzer

if TYPE_CHECKING:
    from tantivy import IndexWriter, Occur, Query

CHARACTER_WEIGHT = 0.3
"""Share of the single-character score, which alone finds names that no dictionary holds.
Measured on cjrc-dev and Legal-DC; see docs/measurements.md."""

HEAP_BYTES = 64 * 1024 * 1024
WRITER_THREADS = 1  # with one thread the order of documents, and so of ties, is that of arrival

MOST_TIES = 2000
"""Documents looked at so that ties at the limit are broken by id; more are not worth the time."""

_TOKENS = "tokens"  # name of our tokenizer: tokens are separated by one space


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of one unit: a passage, or a judgment as a whole."""

    id: str
    judgment_id: str
    voice: Voice | None  # None: a whole judgment
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """An id with its score; higher is better."""

    id: str
    score: float


def scaled(scores: Sequence[Scored]) -> list[Scored]:
    """Divide by the best score, so that the best is 1; an empty or all-zero list stays as it is.

    >>> scaled([Scored("a", 8.0), Scored("b", 2.0)])
    [Scored(id='a', score=1.0), Scored(id='b', score=0.25)]
    """
    best = max((hit.score for hit in scores), default=0.0)
    return [Scored(hit.id, hit.score / best) for hit in scores] if best > 0 else list(scores)


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """What a question is looked for by. The three tuples run side by side."""

    terms: tuple[str, ...]  # words, character pairs and single characters, each once a field
    weights: tuple[float, ...]  # how often a term stands in the question; less for characters
    holding: tuple[int, ...]  # documents that hold it
    words: frozenset[str]  # those of the terms that are words
    documents: int  # in the whole index


class LexicalIndex:
    """An index in one folder, made if it is not there. Raises LibraryError where tantivy fails."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        import tantivy

        self._tantivy = tantivy
        self._analyzer = analyzer
        self._folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("judgment", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("voice", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("terms", tokenizer_name=_TOKENS, index_option="freq")
        builder.add_text_field("characters", tokenizer_name=_TOKENS, index_option="freq")
        self._schema = builder.build()
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, path=str(folder))
        tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TOKENS, tokenizer)

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, each in place of an earlier one with its id; durable on return."""
        with self._writer() as writer:
            for document in documents:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(
                    self._tantivy.Document(
                        id=document.id,
                        judgment=document.judgment_id,
                        voice=document.voice.value if document.voice else "",
                        terms=" ".join(self._analyzer.lexical_terms(document.text)),
                        characters=" ".join(self._analyzer.unigrams(document.text)),
                    )
                )

    def remove(self, judgment_ids: Iterable[str]) -> None:
        """Drop everything of these judgments; unknown ids are no error."""
        with self._writer() as writer:
            for judgment_id in judgment_ids:
                writer.delete_documents_by_term("judgment", judgment_id)

    def count(self) -> int:
        """How many documents are in the index."""
        return int(self._index.searcher().num_docs)

    def frequency(self, term: str) -> int:
        """How many documents hold a term."""
        return int(self._index.searcher().doc_freq("terms", term))

    def question_terms(self, text: str) -> "QuestionTerms":
        """The terms that `search` would look for, each once, with what it knows of them."""
        searcher = self._index.searcher()
        counted = [
            (term, count * weight, int(searcher.doc_freq(field, term)))
            for field, terms, weight in (
                ("terms", self._analyzer.lexical_terms(text), 1.0),
                ("characters", self._analyzer.unigrams(text), CHARACTER_WEIGHT),
            )
            for term, count in _counts(terms).items()
        ]
        words = frozenset(self._analyzer.words(text))
        return QuestionTerms(
            tuple(term for term, _, _ in counted),
            tuple(weight for _, weight, _ in counted),
            tuple(holding for _, _, holding in counted),
            words,
            self.count(),
        )

    def holding(self, forms: Sequence[str], limit: int, scope: Scope = EVERYTHING) -> list[Scored]:
        """Documents with every character pair of one of these folded strings, ties by id.

        What is found may hold the pairs apart; whoever wants the string itself looks again.
        """
        if scope.is_nothing:
            return []
        tantivy, alternatives = self._tantivy, []
        for form in forms:
            pairs = self._terms("terms", self._analyzer.bigrams(form), 1.0)
            if pairs:
                every = [(tantivy.Occur.Must, query) for _, query in pairs]
                alternatives.append((tantivy.Occur.Should, tantivy.Query.boolean_query(every)))
        if not alternatives:
            return []
        return self._best(tantivy.Query.boolean_query(alternatives), limit, scope)

    def search(self, text: str, limit: int, scope: Scope = EVERYTHING) -> list[Scored]:
        """The best documents, highest score first, ties by id; empty when no term is known."""
        if scope.is_nothing:
            return []
        query = self._query(text)
        return [] if query is None else self._best(query, limit, scope)

    def _best(self, query: "Query", limit: int, scope: Scope) -> list[Scored]:
        with self._translated():
            searcher = self._index.searcher()
            within, fetched = self._within(query, scope), limit + 8
            while True:
                found = searcher.search(within, fetched, count=False).hits
                # Tantivy breaks ties by order of arrival, which a rebuild changes: see them all.
                if len(found) < fetched or found[-1][0] < found[limit - 1][0]:
                    break
                if fetched >= MOST_TIES:
                    break
                fetched *= 2
            ids = [str(searcher.doc(address)["id"][0]) for _, address in found]
        scored = [Scored(id_, score) for id_, (score, _) in zip(ids, found, strict=True)]
        return sorted(scored, key=lambda hit: (-hit.score, hit.id))[:limit]

    @contextmanager
    def _writer(self) -> Iterator["IndexWriter"]:
        with self._translated():
            writer = self._index.writer(HEAP_BYTES, WRITER_THREADS)
            yield writer
            writer.commit()
            writer.wait_merging_threads()
            self._index.reload()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, OSError) as error:  # all that tantivy raises
            raise LibraryError(
                f"关键词索引 {self._folder} 损坏或写不进去（{str(error)[:200]}）。请检查磁盘空间，"
                "再运行 pandu ingest --rebuild 重建索引；文书本身没有丢失。"
            ) from error

    def _query(self, text: str) -> "Query | None":
        # A repeated term counts twice: de-duplicating query terms measured worse.
        parts = self._terms("terms", self._analyzer.lexical_terms(text), 1.0)
        parts += self._terms("characters", self._analyzer.unigrams(text), CHARACTER_WEIGHT)
        return self._tantivy.Query.boolean_query(parts) if parts else None

    def _terms(
        self, field: str, terms: Sequence[str], weight: float
    ) -> list[tuple["Occur", "Query"]]:
        query = self._tantivy.Query
        return [
            (
                self._tantivy.Occur.Should,
                query.boost_query(
                    query.term_query(self._schema, field, term, "freq"), weight * count
                ),
            )
            for term, count in _counts(terms).items()
        ]

    def _within(self, query: "Query", scope: Scope) -> "Query":
        if scope.is_everything:
            return query
        tantivy = self._tantivy
        clauses = [(tantivy.Occur.Must, query)]
        voices = None if scope.voices is None else [voice.value for voice in scope.voices]
        for field, allowed in (("judgment", scope.judgment_ids), ("voice", voices)):
            if allowed is not None:
                members = tantivy.Query.term_set_query(self._schema, field, list(allowed))
                # A constant of 0: being in scope says nothing about being relevant.
                clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(members, 0.0)))
        within: Query = tantivy.Query.boolean_query(clauses)
        return within


def _counts(terms: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts
