"""The assistant: one opened library with everything that can be done with it."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from analysis.answer import Answer, Turn
from analysis.ask import Tools, answer_events, ask
from analysis.events import AskEvent
from analysis.failing import keeping_failures
from analysis.instances import Kin, ToldReview, reviews_told
from analysis.model.port import ChatModel
from analysis.question import understand
from analysis.question.follow_up import stand_alone
from analysis.reader import Reader
from analysis.samples import add_samples, remove_samples
from analysis.settings import NO_MODEL, Settings
from analysis.trash import TrashBin
from analysis.watch import FolderWatch
from corpus.catalog_copies import WaitingCopy
from corpus.catalog_failures import FailureLedger
from corpus.conversations import ConversationStore
from corpus.errors import PanduError, UsageError
from corpus.judgment import Judgment
from corpus.library import Library
from corpus.record import Entry
from corpus.scope import EVERYTHING, NO_FILTER, Filter, Scope
from corpus.voice import Voice
from ingest.report import IngestReport
from retrieval.analyze import Analyzer
from retrieval.cross_encoder import PairScorer
from retrieval.index import PassageIndex
from retrieval.search import MOST_OF_JUDGMENTS, Asked, SearchResult, search

if TYPE_CHECKING:
    from analysis.retriever import PassageRetriever
    from ingest.sandbox import OnWait


@dataclass(frozen=True, slots=True)
class LibraryReading:
    """A text's words, and how telling each is among this library's judgments."""

    analyzer: Analyzer
    index: PassageIndex

    def words(self, text: str) -> list[str]:
        return self.analyzer.words(text)

    def knows(self, word: str) -> bool:
        return self.analyzer.knows(word)

    def rarity(self, word: str) -> float:
        return self.index.rarity(word)


class Assistant:
    """An opened library. Safe to share between threads for reading; writing takes the lock."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        index: PassageIndex,
        analyzer: Analyzer,
        build_model: Callable[[Settings], ChatModel],
        scorer: PairScorer | None = None,
    ) -> None:
        self.settings = settings
        self._library = library
        self._index = index
        self._analyzer = analyzer
        self._build_model = build_model
        self._scorer = scorer
        self._reading = LibraryReading(analyzer, index)
        self._models: dict[str, ChatModel] = {}
        self.trash = TrashBin(library, index)
        self.watch = FolderWatch(library, self.ingest)

    # Asking

    def ask(
        self,
        question: str,
        *,
        scope: Scope = EVERYTHING,
        history: Sequence[Turn] = (),
        model: str | None = None,
    ) -> Answer:
        """The checked answer. `model`: a name, "none" to extract, or None for the setting's."""
        self._index.refresh()
        return ask(_asked(question), self._tools(model), scope=scope, history=history)

    def ask_events(
        self,
        question: str,
        *,
        scope: Scope = EVERYTHING,
        history: Sequence[Turn] = (),
        model: str | None = None,
    ) -> Iterator[AskEvent]:
        """The same, event by event, for a page that shows the answer as it grows."""
        self._index.refresh()
        return answer_events(_asked(question), self._tools(model), scope=scope, history=history)

    def search(self, query: str, *, limit: int = 10, scope: Scope = EVERYTHING) -> SearchResult:
        """The passages that fit, best first."""
        self._index.refresh()
        standalone = stand_alone(_asked(query), ())
        asked = Asked(standalone.text, voices=understand(standalone).voices)
        return self._search(asked, limit, scope)

    def as_retriever(self, *, k: int = 10, scope: Scope = EVERYTHING) -> "PassageRetriever":
        """The same as a LangChain retriever of `k` passages, for chains of other people's."""
        from analysis.retriever import PassageRetriever  # LangChain: 0.1 s that search can spare

        return PassageRetriever(
            find=lambda query, limit: self.search(query, limit=limit, scope=scope), k=k
        )

    # The library

    def ingest(
        self, paths: Iterable[Path], on_wait: "OnWait | None" = None
    ) -> Generator[IngestReport]:
        """Read files and folders into the library, one report a document. Takes the lock, until
        the last report or until it is closed.

        `on_wait` hears, every second without a report, what is waited for.
        """
        from ingest.pipeline import ingest  # loads the readers of all formats

        with self.trash.shelf() as shelf:
            reports = ingest(paths, shelf, on_wait=on_wait)
            yield from keeping_failures(reports, self._library.catalog.failures)

    def add_samples(self) -> Generator[IngestReport]:
        """Bring in the bundled digests, in place of those of an earlier version. Takes the lock."""
        with self.trash.shelf() as shelf:
            yield from add_samples(self._library.catalog, shelf)

    def remove_samples(self) -> list[Entry]:
        """Take the bundled digests out, for good; returns what went. Takes the lock."""
        with self.trash.shelf() as shelf:
            return remove_samples(self._library.catalog, shelf)

    def rebuild(self, progress: Callable[[int, int], None]) -> None:
        """Read every judgment anew and make the indexes from that. Takes the lock."""
        from analysis.shelf import LibraryShelf

        with self._library.writing():
            LibraryShelf(self._library.catalog, self._index).read_again(progress)
            self._index.rebuild(progress)

    def scope(
        self,
        names: Sequence[str] = (),
        voices: Sequence[Voice] = (),
        wanted: Filter = NO_FILTER,
    ) -> Scope:
        """The scope of these sources and ids, as far as a filter leaves them, and these voices.

        None given means everything. Raises UsageError for a name that no judgment answers to;
        a filter that nothing matches is no error and gives the empty scope.
        """
        ids = tuple(dict.fromkeys(id_ for name in names for id_ in self._resolve(name)))
        spoken = tuple(voices) if voices else None
        if wanted.is_everything:
            return Scope(ids if names else None, spoken)
        selection = self._library.catalog.select(wanted, ids if names else None)
        return Scope(selection.judgment_ids, spoken, selection.silent)

    def read(self, name: str) -> Judgment:
        """The judgment of a source id or judgment id. Raises UsageError if none or several."""
        ids = self._resolve(name)
        if len(ids) > 1:
            raise UsageError(f"“{name}”对应多份文书：{'、'.join(ids)}。请改用其中一个编号。")
        return self._library.catalog.judgment(ids[0])

    def reviews(self, judgment_id: str) -> tuple[ToldReview, ...]:
        """What became of a decision in later ones of the library, and of earlier ones in it."""
        return reviews_told(judgment_id, Kin(self._library.catalog, self._index))

    def entry(self, judgment_id: str) -> Entry:
        """A judgment as a list shows it. Raises KeyError for an unknown id."""
        return self._library.catalog.entries_by_id({judgment_id})[judgment_id]

    def entries(self) -> list[Entry]:
        """Every searchable judgment, by title."""
        return list(self._library.catalog.entries())

    @property
    def failures(self) -> FailureLedger:
        """The documents that could not be read."""
        return self._library.catalog.failures

    def copies(self) -> list[WaitingCopy]:
        """Every copy, by the judgment that is searched in its place."""
        return self._library.catalog.copies.every()

    @property
    def conversations(self) -> ConversationStore:
        """The conversations kept with this library."""
        return self._library.catalog.conversations

    @property
    def folder(self) -> Path:
        """Where the library lies."""
        return self._library.folder

    @property
    def generation(self) -> str:
        """Changes with every write to the library."""
        self._index.refresh()
        return self._index.generation

    def counts(self) -> dict[str, int]:
        """How many units each index holds."""
        return self._index.counts()

    def warm_up(self) -> None:
        """Load what the first question would wait for."""
        self._analyzer.words("预热")
        with suppress(PanduError):  # told when a question is asked
            self._model(self.settings.model)
        if self._scorer is not None:
            with suppress(PanduError):
                self._scorer.scores("预热", ["预热"])

    def close(self) -> None:
        """Let go of the library's files."""
        self._index.close()
        self._library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _search(self, asked: Asked, limit: int, scope: Scope) -> SearchResult:
        return search(
            asked,
            index=self._index,
            catalog=self._library.catalog,
            limit=limit,
            scope=scope,
            scorer=self._scorer,
        )

    def _tools(self, model: str | None) -> Tools:
        catalog = self._library.catalog
        reader = Reader(
            catalog.judgment,
            catalog.passages_of,
            self._reading,
            lambda asked, id_: self._search(asked, MOST_OF_JUDGMENTS, Scope((id_,))).hits,
        )
        chosen = self._model(model or self.settings.model)
        return Tools(self._search, reader, chosen, catalog, Kin(catalog, self._index))

    def _model(self, name: str) -> ChatModel | None:
        if name == NO_MODEL:
            return None
        if name not in self._models:
            self._models[name] = self._build_model(self.settings.model_copy(update={"model": name}))
        return self._models[name]

    def _resolve(self, name: str) -> list[str]:
        ids = self._library.catalog.resolve(name)
        if not ids:
            raise UsageError(
                f"文库里没有“{name}”。请用 pandu doctor 查看文库，或先用 pandu ingest 导入。"
            )
        return ids


def _asked(question: str) -> str:
    stripped = question.strip()
    if not stripped:
        raise UsageError("问题是空的。请写下要问的内容。")
    return stripped
