"""CJRC, the reading comprehension of CAIL (2019 to 2021), as it was published.

    {"data": [{"caseid", "domain", "paragraphs": [{"context", "casename", "qas": [
        {"id", "question", "is_impossible", "answers": [{"text", "answer_start"}, …]}]}]}]}

One answer an annotator; a list of answers where one marked several places. YES and NO stand
nowhere in the text and start at -1. `is_impossible` is written as text, and is "true" at some
questions that all annotators answered, so the answers decide, as they do in the official scoring.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.passage import Span
from evals.convert_files import document_of
from evals.converted import SAYS, UNANSWERABLE, YES_NO, Asked, Converted, Document, Place

SPAN = "span"


def read_cjrc(folder: Path) -> Converted:
    """Every .json of the folder that has this layout, by name.

    The ids are the set's own; of several files, with the file's name before them. Raises
    UsageError where no file has it, and for one that breaks off within it.
    """
    files = {path: document_of(path) for path in sorted(folder.glob("*.json"))}
    files = {path: whole for path, whole in files.items() if _is_cjrc(whole)}
    if not files:
        raise UsageError(
            f"{folder} 里没有 CJRC 的 .json（最外层应为 data，其下有 paragraphs 与 qas）。"
        )
    documents: list[Document] = []
    questions: list[Asked] = []
    astray = 0
    for path, whole in files.items():
        prefix = f"{path.stem}-" if len(files) > 1 else ""
        try:
            for document, asked, lost in _stories(whole, prefix):
                documents.append(document)
                questions += asked
                astray += lost
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path} 的格式不对，缺 {error}。") from error
    _refuse_repeated(folder, [document.id for document in documents])
    _refuse_repeated(folder, [question.id for question in questions])
    notes = (f"有 {astray} 处答案不在所标的位置，没有作为依据。",) if astray else ()
    return Converted(tuple(documents), tuple(questions), notes)


def _is_cjrc(whole: object) -> bool:
    return isinstance(whole, dict) and isinstance(whole.get("data"), list)


def _stories(whole: Mapping[str, Any], prefix: str) -> Iterator[tuple[Document, list[Asked], int]]:
    for number, story in enumerate(whole["data"], start=1):
        case = story.get("caseid", number)
        for place, paragraph in enumerate(story["paragraphs"], start=1):
            name = f"{prefix}{case}" if len(story["paragraphs"]) == 1 else f"{prefix}{case}-{place}"
            document = Document(f"cjrc-{name}", paragraph["context"])
            asked, lost = [], 0
            for qa in paragraph["qas"]:
                question, astray = _asked(qa, document, prefix)
                asked.append(question)
                lost += astray
            yield document, asked, lost


def _asked(qa: Mapping[str, Any], document: Document, prefix: str) -> tuple[Asked, int]:
    """The question, and how many answers do not stand where they are said to."""
    marked = [each if isinstance(each, list) else [each] for each in qa["answers"]]
    answers = tuple("；".join(part["text"] for part in each) for each in marked)
    places: list[Place] = []
    astray = 0
    for part in (part for each in marked for part in each):
        start, text = part["answer_start"], part["text"]
        if start < 0 or not text:
            continue
        if document.text[start : start + len(text)] == text:
            places.append(Place(document.id, Span(start, start + len(text))))
        else:
            astray += 1
    answerable = _is_answerable(answers, qa.get("is_impossible"))
    question = Asked(
        id=f"{prefix}{qa['id']}",
        question=qa["question"],
        doc=document.id,
        answerable=answerable,
        places=tuple(places),
        answers=answers,
        type=_type(answers) if answerable else UNANSWERABLE,
    )
    return question, astray


def _is_answerable(answers: tuple[str, ...], flag: object) -> bool:
    """As most annotators have it; as the flag says where they are divided, or there is none."""
    empty = sum(not answer for answer in answers)
    if not answers or 2 * empty == len(answers):
        return str(flag).lower() != "true"
    return 2 * empty < len(answers)


def _type(answers: tuple[str, ...]) -> str:
    return YES_NO if any(answer in SAYS for answer in answers) else SPAN


def _refuse_repeated(folder: Path, ids: list[str]) -> None:
    repeated = [id_ for id_, count in Counter(ids).items() if count > 1]
    if repeated:
        raise UsageError(f"{folder} 里有 {len(repeated)} 个编号出现不止一次，如“{repeated[0]}”。")
