"""Search as a LangChain retriever, so that other chains can build on it.

from langchain_core.runnables import RunnablePassthrough

retriever = assistant.as_retriever(k=6)
chain = {"passages": retriever, "question": RunnablePassthrough()} | prompt | model
"""

from collections.abc import Callable
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from retrieval.hit import Hit
from retrieval.search import SearchResult

MOST = 1000
"""Most passages that one question may ask for, as on the command line."""


class PassageRetriever(BaseRetriever):
    """The passages that fit a question, best first, as Documents.

    `page_content` is the passage's exact text. The metadata say whose words it is and where it
    stands: whoever quotes a document must name its `voice`, since a party's words are not the
    court's. `ainvoke` runs the search in a thread. Raises what `Assistant.search` raises.
    """

    find: Callable[[str, int], SearchResult] = Field(exclude=True, repr=False)
    k: int = Field(default=10, ge=1, le=MOST)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [document_of(hit) for hit in self.find(query, self.k).hits]


def document_of(hit: Hit) -> Document:
    """A hit as a Document, its id the passage's."""
    passage = hit.passage
    metadata: dict[str, Any] = {
        "judgment_id": passage.judgment_id,
        "source_id": hit.source_id,
        "start": passage.span.start,  # half-open, in code points of the judgment's text
        "end": passage.span.end,
        "voice": passage.voice.value,
        "title": hit.title,
        "score": hit.score,
        "page": hit.page,  # of the source, from 1; None where it has no pages
        "digest": hit.digest,  # our own restatement, never to be quoted as the court's words
        "spun": hit.spun,  # words were swapped by a machine: quotes may not say what was said
        "partial": hit.partial,  # text of the judgment may be missing
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)
