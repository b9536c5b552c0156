"""Question files: one JSON object a line, read strictly, with every bad row named at once."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from analysis.answer import Turn
from corpus.errors import UsageError
from corpus.passage import Span
from corpus.voice import Voice, voice_named

FALSE_PREMISE = "false_premise"
"""The `type` of a question that assumes something its judgment contradicts."""

NO_TYPE = "未分类"
"""The type of a question whose row names none."""

BAD_ROWS_SHOWN = 100

GOLD_VOICES: dict[str, Voice] = {
    "plaintiff_claim": Voice.PLAINTIFF_CLAIM,
    "appellant_claim": Voice.PLAINTIFF_CLAIM,  # in an appeal, the appellant is who claims
    "defendant_argument": Voice.DEFENDANT_ARGUMENT,
    "appellee_argument": Voice.DEFENDANT_ARGUMENT,
    "third_party": Voice.THIRD_PARTY,
    "party_evidence": Voice.PARTY_EVIDENCE,
    "lower_court": Voice.LOWER_COURT,
    "evidence_ruling": Voice.EVIDENCE_RULING,
    "court_finding": Voice.COURT_FINDING,
    "issue": Voice.ISSUE,
    "court_reasoning": Voice.COURT_REASONING,
    "order": Voice.ORDER,
    "costs_notice": Voice.COSTS_NOTICE,
    "procedure": Voice.PROCEDURE,
    "commentary": Voice.COMMENTARY,
    "other": Voice.OTHER,
    # names that only the map of the first sample judgment uses
    "holding": Voice.ORDER,
    "case_fact": Voice.COURT_FINDING,
    "procedural_fact": Voice.PROCEDURE,
    "article_author": Voice.COMMENTARY,
    "metadata": Voice.OTHER,
    "connective": Voice.OTHER,
    "unknown": Voice.OTHER,
}
"""How hand-made gold files name the voices, in English."""

NO_VOICE = frozenset({"", "none", "null"})
"""How gold files write that a question has no voice: it cannot be answered."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that proves the answer, in the judgment the question is about."""

    span: Span
    voice: str | None = None  # as the file names it; None where only the question names one


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known of its answer; None or empty where the row does not say.

    `answerable` is None where the row says neither that nor where the evidence is. Without
    `doc`, offsets count in whatever judgment is found: for libraries of a single document.
    """

    id: str
    question: str
    answerable: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    doc: str | None = None  # a source_id
    voice: str | None = None  # as the file names it
    type: str = NO_TYPE
    answer: str = ""
    history: tuple[Turn, ...] = ()


def gold_voice(name: str | None) -> Voice | None:
    """The voice a gold file means, by its English or Chinese name; None for none or unknown.

    >>> gold_voice("holding").value, gold_voice("法院说理").value, gold_voice("none")
    ('判决主文', '法院说理', None)
    """
    if has_no_voice(name):
        return None
    assert name is not None
    cleaned = name.strip()
    if cleaned.lower() in GOLD_VOICES:
        return GOLD_VOICES[cleaned.lower()]
    try:
        return voice_named(cleaned)
    except ValueError:
        return None


def has_no_voice(name: str | None) -> bool:
    """Whether the row says that there is no voice, as against a voice we do not know."""
    return name is None or name.strip().lower() in NO_VOICE


class _EvidenceRow(BaseModel):
    model_config = ConfigDict(extra="ignore")
    start: StrictInt = Field(ge=0)
    end: StrictInt
    voice: StrictStr | None = None


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
    doc: StrictStr | StrictInt | None = None
    voice: StrictStr | None = None
    type: StrictStr | None = None
    answer: StrictStr | None = None
    history: list[_TurnRow] | None = None


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


def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a .jsonl file, in file order; blank lines do not count.

    Only "question" must be there; a row without "id" gets its line number. Keys we do not know
    are left alone. Raises UsageError, naming every bad row, for a file that is not UTF-8,
    has no question, repeats an id, or holds a row that does not fit.
    """
    questions: list[Question] = []
    lines: dict[str, int] = {}
    faults: list[str] = []
    # Split at "\n" alone: str.splitlines() would also cut at U+2028 or U+0085 inside a question.
    for number, line in enumerate(_text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = _question_of(line, number)
        except _BadRow as fault:
            faults.append(f"第 {number} 行：{fault}")
            continue
        if question.id in lines:
            faults.append(f"第 {number} 行：编号“{question.id}”与第 {lines[question.id]} 行重复")
            continue
        lines[question.id] = number
        questions.append(question)
    if faults:
        raise UsageError(_listed(path, faults))
    if not questions:
        raise UsageError(f"问题文件 {path} 里没有问题；每行应为一个 JSON 对象，至少有 question。")
    return tuple(questions)


def unknown_voices(questions: tuple[Question, ...]) -> Counter[str]:
    """Voice names of the file that mean nothing to us, with how often each stands there."""
    names = [q.voice for q in questions] + [e.voice for q in questions for e in q.evidence]
    return Counter(n for n in names if n and not has_no_voice(n) and gold_voice(n) is None)


class _BadRow(Exception):
    """What is wrong with one row, in Chinese."""


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"问题文件 {path} 不是 UTF-8 编码（第 {error.start} 字节处）；请转存为 UTF-8 再试。"
        ) from error
    except OSError as error:
        raise UsageError(f"读不了问题文件 {path}：{error.strerror}。请检查路径和权限。") from error


def _question_of(line: str, number: int) -> Question:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        column = f"，第 {error.colno} 列起读不懂" if isinstance(error, json.JSONDecodeError) else ""
        raise _BadRow(f"不是完整的 JSON{column}") from error
    try:
        given = _QuestionRow.model_validate(row)
    except ValidationError as error:
        # A union reports one error a member; the reader needs each place once.
        places: dict[str, str] = {}
        for fault in error.errors():
            places.setdefault(_place(fault["loc"]), fault["type"])
        raise _BadRow(
            "，".join(f"{place}{_FAULTS.get(kind, '不合格式')}" for place, kind in places.items())
        ) from error
    if not given.question.strip():
        raise _BadRow("question 是空的")
    evidence = tuple(_evidence_of(e) for e in given.evidence or ())
    return Question(
        id=str(number) if given.id in (None, "") else str(given.id),
        question=given.question,
        answerable=True if given.answerable is None and evidence else given.answerable,
        evidence=evidence,
        doc=None if given.doc in (None, "") else str(given.doc),
        voice=None if has_no_voice(given.voice) else given.voice,
        type=given.type or NO_TYPE,
        answer=given.answer or "",
        history=tuple(Turn(t.question, t.answer) for t in given.history or ()),
    )


def _evidence_of(row: _EvidenceRow) -> Evidence:
    if row.end <= row.start:
        raise _BadRow(f"evidence 的 end（{row.end}）应大于 start（{row.start}）")
    return Evidence(Span(row.start, row.end), None if has_no_voice(row.voice) else row.voice)


def _place(location: tuple[int | str, ...]) -> str:
    """Where in the row: `evidence` 第 2 项的 `start`; pydantic's union tags are left out."""
    words = [
        f" 第 {part + 1} 项 " if isinstance(part, int) else part
        for part in location
        if isinstance(part, int) or part in _KEYS
    ]
    return ("".join(words) or "这一行") + " "


_KEYS = {*_QuestionRow.model_fields, *_EvidenceRow.model_fields, *_TurnRow.model_fields}


def _listed(path: Path, faults: list[str]) -> str:
    shown = "\n".join(f"  {fault}" for fault in faults[:BAD_ROWS_SHOWN])
    rest = len(faults) - BAD_ROWS_SHOWN
    more = f"\n  ……另有 {rest} 行" if rest > 0 else ""
    return f"问题文件 {path} 有 {len(faults)} 行不合格式，请改正后再试：\n{shown}{more}"
