"""LeCoQA and STARD, consultations with the articles that answer them, as they were published.

    queries.json    [{"query_id", "问题", "答案文本"?, "相关法规": {name: text}, "match_name"}]
    corpus.jsonl    {"id", "name", "content"}        may be missing

A name is a law and an article: 中华人民共和国民法典第五十四条. The articles of one law become one
document. Without a corpus, only the articles that some question needs are there, which makes
finding them easier than it is; a note says so.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.convert_files import document_of, rows_of
from evals.converted import Asked, Converted, Document, Place, joined

QUERIES = "queries.json"
CORPUS = ("corpus.jsonl", "corpus.json")

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?$")


def read_lecoqa(folder: Path) -> Converted:
    """The data set in this folder, or in its folder `data`.

    Raises UsageError where there are no such queries.
    """
    place = next((p for p in (folder, folder / "data") if (p / QUERIES).exists()), folder)
    named = [place / QUERIES] if (place / QUERIES).exists() else sorted(folder.glob("*.json"))
    queries = [row for path in named for row in _queries(document_of(path))]
    if not queries:
        raise UsageError(
            f"{folder} 里没有 LeCoQA 或 STARD 的 {QUERIES}（每题应有“问题”与“相关法规”）。"
        )
    corpus = next((place / name for name in CORPUS if (place / name).exists()), None)
    articles = _articles(rows_of(corpus, "name", "content")) if corpus else _needed(queries)
    documents, places = _laws(articles)
    missing = sum(name not in places for row in queries for name in _names(row))
    notes = []
    if corpus is None:
        notes.append(f"没有 {CORPUS[0]}：文书只有题目用到的法条，检索会比用全部法条容易。")
    if missing:
        notes.append(f"有 {missing} 处依据指向语料里没有的法条，没有写进问题文件。")
    return Converted(documents, tuple(_asked(row, places) for row in queries), tuple(notes))


def _queries(whole: object) -> list[dict[str, Any]]:
    rows = whole if isinstance(whole, list) else []
    return [r for r in rows if isinstance(r, dict) and {"query_id", "问题", "相关法规"} <= r.keys()]


def _names(row: Mapping[str, Any]) -> Iterable[str]:
    return map(str, row.get("match_name") or row["相关法规"])


def _asked(row: Mapping[str, Any], places: Mapping[str, Place]) -> Asked:
    answer = row.get("答案文本")
    return Asked(
        id=str(row["query_id"]),
        question=str(row["问题"]),
        doc=None,
        answerable=True,
        places=tuple(places[name] for name in _names(row) if name in places),
        answers=(answer,) if isinstance(answer, str) else (),  # NaN where there is none
    )


def _articles(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    # Line ends are written as two characters, \ and n, in the published corpus.
    return {str(row["name"]): str(row["content"]).replace("\\n", "\n").strip() for row in rows}


def _needed(queries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {n: str(text).strip() for row in queries for n, text in row["相关法规"].items()}


def _laws(articles: Mapping[str, str]) -> tuple[tuple[Document, ...], dict[str, Place]]:
    """One document a law, its articles in the order of the corpus, and where each article lies."""
    works: dict[str, list[tuple[str, str]]] = {}
    for name, text in articles.items():
        article = _ARTICLE.search(name)
        law = name[: article.start()] if article else name
        works.setdefault(law, []).append((name, f"{article[0]}　{text}" if article else text))
    documents: list[Document] = []
    places: dict[str, Place] = {}
    for law, parts in works.items():
        text, spans = joined([part for _, part in parts])
        documents.append(Document(law, text))
        for (name, _), span in zip(parts, spans, strict=True):
            if span is not None:
                places[name] = Place(law, span)
    return tuple(documents), places
