"""Search as a LangChain retriever: alone, and inside a chain."""

import asyncio
import json
import threading
from collections.abc import Iterator

import pytest
from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from made_up_library import MadeUpJudgment

from analysis import Assistant, Settings, open_assistant
from analysis.retriever import PassageRetriever, document_of
from corpus.errors import UsageError
from corpus.voice import Voice
from retrieval.search import SearchResult

ROWS = [
    {
        "id": f"loan-{n}",
        "text": f"原告诉称：被告拖欠借款{n}万元。\n本院认为，借款{n}万元应当归还。\n",
    }
    for n in (3, 5)
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("retriever")
    rows = folder / "rows.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    with open_assistant(Settings(library=folder / "library", model="none")) as opened:
        list(opened.ingest([rows]))
        yield opened


def test_documents_are_the_hits_of_a_search(assistant: Assistant) -> None:
    documents = assistant.as_retriever(k=3).invoke("归还借款")
    hits = assistant.search("归还借款", limit=3).hits
    assert len(documents) == 3
    assert documents == [document_of(hit) for hit in hits]
    for document in documents:
        meta = document.metadata
        judgment = assistant.read(meta["judgment_id"])
        assert judgment.text[meta["start"] : meta["end"]] == document.page_content
        assert meta["voice"] in set(Voice) and meta["source_id"] in {"loan-3", "loan-5"}


def test_metadata_warn_of_what_must_not_be_quoted() -> None:
    (hit,) = MadeUpJudgment([(Voice.ORDER, "赔偿。")], "甲案", spun=True, digest=True).hits(0.5)
    assert document_of(hit).metadata == {
        "judgment_id": hit.passage.judgment_id, "source_id": "甲案.txt", "start": 0, "end": 3,
        "voice": "判决主文", "title": "甲案", "score": 0.5, "page": None,
        "digest": True, "spun": True, "partial": False,
    }  # fmt: skip


def test_a_scope_holds(assistant: Assistant) -> None:
    scope = assistant.scope(["loan-5"], [Voice.COURT_REASONING])
    (document,) = assistant.as_retriever(scope=scope).invoke("归还借款")
    assert document.page_content.strip() == "本院认为，借款5万元应当归还。"
    assert document.metadata["voice"] == "法院说理"


def test_an_answer_may_be_awaited(assistant: Assistant) -> None:
    retriever = assistant.as_retriever(k=2)
    assert asyncio.run(retriever.ainvoke("归还借款")) == retriever.invoke("归还借款")


def test_awaiting_does_not_stop_the_loop() -> None:
    threads: list[threading.Thread] = []

    def find(query: str, limit: int) -> SearchResult:
        threads.append(threading.current_thread())
        return SearchResult(query, (), 0.0)

    assert asyncio.run(PassageRetriever(find=find).ainvoke("归还借款")) == []
    assert threads and threads[0] is not threading.main_thread()


def test_it_stands_in_a_chain(assistant: Assistant) -> None:
    def listed(documents: list[Document]) -> str:
        return "\n".join(f"〔{d.metadata['voice']}〕{d.page_content.strip()}" for d in documents)

    prompt = ChatPromptTemplate.from_template("材料：\n{passages}\n问题：{question}")
    chain = (
        {"passages": assistant.as_retriever(k=1) | listed, "question": RunnablePassthrough()}
        | prompt
        | RunnableLambda(lambda value: value.to_string())  # where a model would stand
    )
    written = chain.invoke("法院认为应当归还3万元吗？")
    assert "〔法院说理〕本院认为，借款3万元应当归还。" in written
    assert written.endswith("问题：法院认为应当归还3万元吗？")
    assert asyncio.run(chain.ainvoke("法院认为应当归还3万元吗？")) == written


def test_faults_come_through(assistant: Assistant) -> None:
    with pytest.raises(UsageError, match="问题是空的"):
        assistant.as_retriever().invoke(" ")
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        assistant.as_retriever(k=0)
