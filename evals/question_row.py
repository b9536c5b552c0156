"""One row of a question file, checked and made into a question."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from analysis.answer import Turn
from corpus.errors import UsageError
from corpus.passage import Span
from evals.dataset import NO_TYPE, Evidence, Question, has_no_voice
from evals.quotes import spans_of_quote

Texts = Callable[[str | None], str]
"""The text of the judgment that a row names, or, at None, of the only one there is.

Raises UsageError, saying in Chinese why there is none.
"""


class BadRow(Exception):
    """What is wrong with one row, in Chinese."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row's question, and what of the row could not be used, in Chinese."""

    question: Question
    notes: tuple[str, ...] = ()


class _EvidenceRow(BaseModel):
    model_config = ConfigDict(extra="ignore")
    start: StrictInt = Field(ge=0)
    end: StrictInt
    voice: StrictStr | None = None
    doc: StrictStr | StrictInt | None = None


class _TurnRow(BaseModel):
    model_config = ConfigDict(extra="ignore")
    question: StrictStr
    answer: StrictStr


class _QuestionRow(BaseModel):
    model_config = ConfigDict(extra="ignore")
    question: StrictStr
    id: StrictStr | StrictInt | None = None
    answerable: StrictBool | None = None
    evidence: list[_EvidenceRow] | None = None
    evidence_quote: StrictStr | list[StrictStr] | None = None
    doc: StrictStr | StrictInt | None = None
    docs: list[StrictStr | StrictInt] | None = None
    voice: StrictStr | None = None
    type: StrictStr | None = None
    answer: StrictStr | None = None
    history: list[_TurnRow] | None = None
    answers: list[StrictStr] | None = None


_FAULTS = {
    "missing": "缺失",
    "string_type": "应为文字",
    "int_type": "应为整数",
    "bool_type": "应为 true 或 false",
    "list_type": "应为数组",
    "greater_than_equal": "不能小于 0",
    "model_type": "应为对象 {…}",
}
"""pydantic's error types in Chinese. https://docs.pydantic.dev/latest/errors/validation_errors/"""


def question_of(row: object, number: int, texts: Texts) -> Read:
    """The question of a row; without an id it gets its number. Raises BadRow.

    Evidence given by its words counts where the judgments that the row names have them exactly
    once, all taken together; where not, the question stands without it and a note says why.
    """
    try:
        given = _QuestionRow.model_validate(row)
    except ValidationError as error:
        # A union reports one error a member; the reader needs each place once.
        places: dict[str, str] = {}
        for fault in error.errors():
            places.setdefault(_place(fault["loc"]), fault["type"])
        raise BadRow(
            "，".join(f"{place}{_FAULTS.get(kind, '不合格式')}" for place, kind in places.items())
        ) from error
    if not given.question.strip():
        raise BadRow("question 是空的")
    docs = [name for name in map(_name, (given.doc, *(given.docs or ()))) if name is not None]
    doc = docs[0] if docs else None
    evidence = [_evidence_of(e) for e in given.evidence or ()]
    quoted = _quotes(given.evidence_quote)
    notes = []
    for quote in quoted:
        found = _located(quote, tuple(dict.fromkeys(docs)) or (None,), texts)
        if isinstance(found, str):
            notes.append(found)
        else:
            evidence += found
    known = evidence or quoted
    question = Question(
        id=str(number) if given.id in (None, "") else str(given.id),
        question=given.question,
        answerable=True if given.answerable is None and known else given.answerable,
        evidence=tuple(evidence),
        doc=doc,
        voice=None if has_no_voice(given.voice) else given.voice,
        type=given.type or NO_TYPE,
        answer=given.answer or "",
        history=tuple(Turn(t.question, t.answer) for t in given.history or ()),
        answers=tuple(given.answers or ()),
    )
    return Read(question, tuple(notes))


def _name(given: str | int | None) -> str | None:
    return None if given in (None, "") else str(given)


def _evidence_of(row: _EvidenceRow) -> Evidence:
    if row.end <= row.start:
        raise BadRow(f"evidence 的 end（{row.end}）应大于 start（{row.start}）")
    voice = None if has_no_voice(row.voice) else row.voice
    return Evidence(Span(row.start, row.end), voice, _name(row.doc))


def _quotes(given: str | list[str] | None) -> list[str]:
    several = given if isinstance(given, list) else [given or ""]
    return [quote for quote in several if quote.strip()]


def _located(quote: str, docs: Sequence[str | None], texts: Texts) -> list[Evidence] | str:
    """Where the quote stands, a span a quoted line at most; or why that cannot be told."""
    try:
        known = [(doc, texts(doc)) for doc in docs]
    except UsageError as error:
        return f"依据“{_short(quote)}”没有对照：{error}"
    found = []
    for piece in _pieces(quote, [text for _, text in known]):
        places = [
            Evidence(span, doc=None if doc == docs[0] else doc)
            for doc, text in known
            for span in spans_of_quote(piece, text)
        ]
        if len(places) != 1:
            what = f"出现了 {len(places)} 次，不知道是哪一处" if places else "没有找到"
            where = "、".join(f"“{doc}”" if doc else "文书" for doc in docs)
            return f"依据“{_short(piece)}”在{where}中{what}，这处依据不计。"
        found.append(places[0])
    return found


def _pieces(quote: str, texts: Sequence[str]) -> Iterator[str]:
    """The quote as one, or, where only that fits the texts, its lines as several quotes."""
    if any(spans_of_quote(quote, text) for text in texts) or "\n" not in quote.strip():
        yield quote
    else:
        yield from (line for line in re.split(r"\n+", quote) if line.strip())


def _short(quote: str, most: int = 20) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[:most] + "…"


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the row: `evidence` 第 2 项的 `start`; pydantic's union tags are left out."""
    words = [
        f" 第 {part + 1} 项 " if isinstance(part, int) else part
        for part in location
        if isinstance(part, int) or part in _KEYS
    ]
    return ("".join(words) or "这一行") + " "


_KEYS = {*_QuestionRow.model_fields, *_EvidenceRow.model_fields, *_TurnRow.model_fields}
