"""The one place that builds things: settings in, an assistant with an opened library out."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from analysis.assistant import Assistant
from analysis.model.port import ChatModel
from analysis.model.vendor import LangChainModel
from analysis.samples import SAMPLES as SAMPLES
from analysis.samples import add_samples, want_samples
from analysis.settings import DEFAULT_LIBRARY, Settings, load_settings
from corpus.catalog import State
from corpus.errors import LibraryBusy, LibraryError
from corpus.library import Library
from ingest.version import READING_VERSION
from retrieval.analyze import Analyzer
from retrieval.cross_encoder import PairScorer, open_scorer
from retrieval.embed import Embedder, open_embedder
from retrieval.index import PassageIndex


def open_assistant(
    settings: Settings | None = None,
    *,
    build_model: Callable[[Settings], ChatModel] = LangChainModel,
    rebuild: Callable[[int, int], None] | None = None,
    default_library: Path = DEFAULT_LIBRARY,
    parts: "Parts | None" = None,
) -> Assistant:
    """Open the library that the settings name, made if it is not there.

    The default library receives the bundled digests on its first use, unless the settings keep
    them out. With `rebuild`, a library
    made by other means is not refused: its indexes are made anew, reporting (done, total).
    `parts` are those of another library with the same settings, so that they are loaded once.
    Raises LibraryMismatch, LibraryBusy, LibraryError or Unavailable, each with its remedy.
    """
    settings = settings or load_settings()
    library = Library(settings.library)
    with ExitStack() as on_failure:
        on_failure.callback(library.close)
        library.check_schema()
        analyzer, embedder, scorer = parts or load_parts(settings)
        means = _means(analyzer, embedder)
        index = PassageIndex(library.index_folder, library.catalog, analyzer, embedder)
        on_failure.callback(index.close)
        assistant = Assistant(settings, library, index, analyzer, build_model, scorer)
        if rebuild is not None:
            assistant.rebuild(rebuild)
            library.write_manifest(means)
        elif library.is_new:
            with library.writing():
                library.write_manifest(means)
        else:
            library.check_manifest(means)
        if settings.samples and settings.library == default_library:
            _add_samples(library, index)
        _settle(library, index)
        _self_check(library, index)
        on_failure.pop_all()
    return assistant


class Parts(NamedTuple):
    """What libraries of the same settings share: it is only read, and takes the most memory."""

    analyzer: Analyzer
    embedder: Embedder
    scorer: PairScorer | None


def load_parts(settings: Settings) -> Parts:
    """The parts that the settings name. Raises Unavailable."""
    analyzer = Analyzer()
    embedder = open_embedder(
        settings.embedding_model,
        query_instruction=settings.embedding_query_instruction,
        device=settings.embedding_device,
        batch_size=settings.embedding_batch_size,
        analyzer=analyzer,
    )
    return Parts(analyzer, embedder, open_reranker(settings))


def open_reranker(settings: Settings) -> PairScorer | None:
    """The cross-encoder that the settings name; None where they name none. Raises Unavailable."""
    return open_scorer(
        settings.reranker,
        device=settings.embedding_device,
        batch_size=settings.embedding_batch_size,
    )


def _means(analyzer: Analyzer, embedder: Embedder) -> dict[str, str]:
    """What decides the contents of the indexes, for the manifest."""
    return {
        "analyzer": analyzer.fingerprint,
        "embedding_model": embedder.name,
        "embedding_fingerprint": embedder.fingerprint,
        "embedding_dimension": str(embedder.dimension),
        "splitter": str(READING_VERSION),
    }


def _add_samples(library: Library, index: PassageIndex) -> None:
    if want_samples(library.catalog):
        from analysis.shelf import LibraryShelf

        with suppress(LibraryBusy), library.writing():  # whoever is busy here is adding them
            list(add_samples(library.catalog, LibraryShelf(library.catalog, index)))


def _settle(library: Library, index: PassageIndex) -> None:
    """Finish what an interrupted run left, unless a writer is at it right now."""
    catalog = library.catalog
    if any(catalog.ids_in(s) for s in (State.PENDING, State.REMOVING, State.LEAVING)):
        from analysis.shelf import LibraryShelf

        with suppress(LibraryBusy), library.writing(wait=0):  # a reader does not wait for a writer
            LibraryShelf(catalog, index).settle()


def _self_check(library: Library, index: PassageIndex) -> None:
    while lacking := index.lacks():
        if not index.refresh():  # no writer was at work meanwhile
            raise LibraryError(
                f"文库 {library.folder} 的索引不完整（{'；'.join(lacking)}）。"
                "请运行 pandu ingest --rebuild 重建索引；文书本身没有丢失。"
            )
