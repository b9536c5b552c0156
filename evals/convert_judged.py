"""Data sets in the layout of `pandu benchmark`, with answers beside it.

    corpus.jsonl    {"id", "text", "meta"?: {"doc"?, "law"?, "article"?, "start"?, "end"?}}
    queries.jsonl   {"id", "text", "meta"?: {"doc"?, "type"?, "class"?}}
    qrels.tsv       query-id, corpus-id, score
    answers.jsonl   {"id", "answer"? or "answers"?, "type"?}      may be missing
    docs.jsonl      {"id", "text"}       whole documents, of which corpus.jsonl has the parts

Without docs.jsonl, the rows of one document or law are put together in the order of the file.
A corpus of statutes may lie in a folder `statutes` beside this one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.passage import Span
from evals.convert_files import pairs_of, rows_of
from evals.converted import UNANSWERABLE, YES_NO, Asked, Converted, Document, Place, joined

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels.tsv"
ANSWERS, DOCS = "answers.jsonl", "docs.jsonl"
BESIDE = Path("..") / "statutes" / CORPUS

TYPES = {"yesno": YES_NO}
"""Types that our own files call otherwise."""


def is_judged(folder: Path) -> bool:
    """Whether the folder has this layout."""
    return (folder / QUERIES).exists()


@dataclass(frozen=True, slots=True)
class _Corpus:
    documents: tuple[Document, ...]
    places: Mapping[str, Place]  # of every row, by its id


def read_judged(folder: Path) -> Converted:
    """The data set in this folder. Raises UsageError for files that do not fit."""
    corpus = _corpus(folder)
    relevant: dict[str, list[str]] = {}
    for query, found in pairs_of(folder / QRELS):
        relevant.setdefault(query, []).append(found)
    has_answers = (folder / ANSWERS).exists()
    answers = {str(r["id"]): r for r in rows_of(folder / ANSWERS, "id")} if has_answers else {}
    missing = 0
    questions = []
    for row in rows_of(folder / QUERIES, "id", "text"):
        id_ = str(row["id"])
        ids = relevant.get(id_, [])
        places = [corpus.places[one] for one in ids if one in corpus.places]
        missing += len(ids) - len(places)
        questions.append(_asked(row, answers.get(id_, {}), places))
    notes = [f"有 {missing} 处依据指向语料里没有的段落，没有写进问题文件。"] if missing else []
    return Converted(corpus.documents, tuple(questions), tuple(notes))


def _asked(query: Mapping[str, Any], answer: Mapping[str, Any], places: Iterable[Place]) -> Asked:
    meta = query.get("meta") or {}
    kind = str(answer.get("type") or meta.get("type") or meta.get("class") or "").strip()
    found = tuple(places)
    said = tuple(_texts(answer))
    answerable = kind != UNANSWERABLE if found or any(said) or kind == UNANSWERABLE else None
    return Asked(
        id=str(query["id"]),
        question=str(query["text"]),
        doc=str(meta["doc"]) if meta.get("doc") else None,
        answerable=answerable,
        places=found,
        answers=said,
        type=TYPES.get(kind, kind),
    )


def _texts(answer: Mapping[str, Any]) -> Iterable[str]:
    """What each annotator answered; one who marked several places has them with ； between."""
    if "answers" not in answer:
        return [str(answer["answer"])] if answer.get("answer") else []
    return ["；".join(each) if isinstance(each, list) else str(each) for each in answer["answers"]]


def _corpus(folder: Path) -> _Corpus:
    path = folder / CORPUS
    if not path.exists() and (folder / BESIDE).exists():
        path = folder / BESIDE
    if not path.exists():
        raise UsageError(
            f"{folder} 里没有 {CORPUS}，旁边也没有 statutes/{CORPUS}；没有语料就没有文书可导入。"
        )
    rows = list(rows_of(path, "id", "text"))
    if (folder / DOCS).exists():
        documents = tuple(
            Document(str(row["id"]), str(row["text"]))
            for row in rows_of(folder / DOCS, "id", "text")
        )
        return _Corpus(documents, _places_told(path, rows, documents))
    works: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        works.setdefault(_work_of(row), []).append(row)
    documents_of: list[Document] = []
    places: dict[str, Place] = {}
    for work, parts in works.items():
        text, spans = joined([_with_article(part) for part in parts])
        documents_of.append(Document(work, text))
        for part, span in zip(parts, spans, strict=True):
            if span is not None:
                places[str(part["id"])] = Place(work, span)
    return _Corpus(tuple(documents_of), places)


def _places_told(
    path: Path, rows: Iterable[dict[str, Any]], documents: Iterable[Document]
) -> dict[str, Place]:
    """The rows' own offsets, each held against the document it is said to lie in."""
    texts = {document.id: document.text for document in documents}
    places = {}
    for row in rows:
        meta = row.get("meta") or {}
        doc, start, end = str(meta.get("doc")), meta.get("start"), meta.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or end <= start:
            raise UsageError(f"{path} 里“{row['id']}”没有写明 meta.start 与 meta.end。")
        if texts.get(doc, "")[start:end] != row["text"]:
            raise UsageError(f"{path} 里“{row['id']}”与 {DOCS} 中“{doc}”的 {start}–{end} 字不符。")
        places[str(row["id"])] = Place(doc, Span(start, end))
    return places


def _work_of(row: Mapping[str, Any]) -> str:
    meta = row.get("meta") or {}
    return str(meta.get("doc") or meta.get("law") or row["id"])


def _with_article(row: Mapping[str, Any]) -> str:
    """An article with its number before it, which some sets keep apart from its text."""
    article = str((row.get("meta") or {}).get("article") or "")
    text = str(row["text"]).strip()
    return f"{article}　{text}" if article and not text.startswith(article) else text
