"""Legal-DC, questions about regulations with the clauses that answer them, as it was published.

    pro_LawQA.json   [{"query", "answer", "document": [clause, …], "title", "class"}]
    …/TITLE.docx     the regulations, anywhere below the folder

The offsets that the set gives count in another extraction of the Word files, so each clause is
looked for in ours, white space aside.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.convert_files import document_of
from evals.converted import Asked, Converted, Document, Place, located
from ingest.load.outcome import Refused
from ingest.sandbox import shared_sandbox

WHOLE = "pro_LawQA.json"
SUFFIXES = (".docx", ".doc", ".txt")


def read_legaldc(folder: Path) -> Converted:
    """The data set in or below this folder; the regulations are read in a confined process.

    Raises UsageError where there are no such questions, or none of their regulations.
    """
    files = sorted(folder.rglob(WHOLE)) or sorted(folder.rglob("*.json"))
    rows = [row for path in files for row in _rows(document_of(path))]
    if not rows:
        raise UsageError(f"{folder} 里没有 Legal-DC 的题（{WHOLE}，每题应有 query 与 title）。")
    titles = {str(row["title"]) for row in rows}
    paths = [p for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES and p.stem in titles]
    documents, refused = _documents(paths)
    if not documents:
        raise UsageError(
            f"{folder} 里没有题目所说的法规（TITLE.docx），没有文书可导入；"
            "请把发布的 documents 文件夹一并放入。"
        )
    texts = {document.id: document.text for document in documents}
    questions, lost = [], 0
    for number, row in enumerate(rows, start=1):
        question, astray = _asked(str(number), row, texts)
        questions.append(question)
        lost += astray
    notes = [f"法规读不出来：{name}" for name in refused]
    if absent := sorted(titles - texts.keys()):
        notes.append(f"有 {len(absent)} 份法规不在文件夹里，如“{absent[0]}”。")
    if lost:
        notes.append(f"有 {lost} 处依据在法规的文字里找不到，没有写进问题文件。")
    return Converted(documents, tuple(questions), tuple(notes))


def _rows(whole: object) -> list[dict[str, Any]]:
    rows = whole if isinstance(whole, list) else []
    return [r for r in rows if isinstance(r, dict) and {"query", "title", "document"} <= r.keys()]


def _documents(paths: Iterable[Path]) -> tuple[tuple[Document, ...], list[str]]:
    documents: dict[str, Document] = {}
    refused = []
    with shared_sandbox().reading(paths) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Refused):
                refused.append(f"{outcome.source_id}（{outcome.reason}）")
                continue
            title = Path(outcome.source_id).stem
            documents.setdefault(title, Document(title, outcome.judgment.text))
    return tuple(documents.values()), refused


def _asked(id_: str, row: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[Asked, int]:
    title = str(row["title"])
    clauses = [str(clause) for clause in row["document"]]
    spans = [located(texts.get(title, ""), clause) for clause in clauses]
    places = tuple(Place(title, span) for span in spans if span is not None)
    question = Asked(
        id=id_,
        question=str(row["query"]),
        doc=title if title in texts else None,
        answerable=True,
        places=places,
        answers=(str(row["answer"]),) if row.get("answer") else (),
        type=str(row.get("class") or "").strip(),
    )
    return question, len(clauses) - len(places)
