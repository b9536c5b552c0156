"""The text the embedded model is trained on: law articles and judgments, sentence by sentence.

Consultations teach it the words laypeople ask with, which neither laws nor judgments use.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

LAWS = ("statutes/corpus.jsonl", "local-regulations/corpus.jsonl")
JUDGMENTS = (
    "criminal-judgments/judge.jsonl",
    "civil-judgments/labor.jsonl",
    "civil-judgments/divorce.jsonl",
    "civil-judgments/loan.jsonl",
)
CONSULTATIONS = ("lecoqa-train/queries.jsonl", "lecoqa-train/answers.jsonl")
MEASURED_ON = "cjrc-dev/docs.jsonl"
"""Judgments the model is measured on; none of their sentences is trained on."""

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_NOT_A_CHARACTER = re.compile(r"[\W_]+")
_LEAKED = 20  # characters; shorter sentences are stock phrases that every judgment shares


class Kind(StrEnum):
    """Where a paragraph comes from."""

    ARTICLE = "article"
    JUDGMENT = "judgment"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One article under its law and chapter, one whole judgment, one question or one answer."""

    kind: Kind
    work: str  # the law's title, or the row's id
    heading: str  # empty but for articles
    sentences: tuple[str, ...]


def training_text(data: Path) -> list[Paragraph]:
    """Every paragraph to train on, in the order of the files; none is without a sentence.

    Sentences of 20 characters or more that the measured judgments also hold are left out.
    Raises OSError where a file is missing.
    """
    measured = MeasuredText(_rows(data / MEASURED_ON))
    found: list[Paragraph] = []
    for name in LAWS:
        for row in _rows(data / name):
            law, section = row["meta"]["law"], row["meta"].get("section", "")
            kept = measured.clear(sentences(row["text"]))
            found.append(Paragraph(Kind.ARTICLE, law, f"{law} {section}", kept))
    for name in JUDGMENTS:
        for row in _rows(data / name):
            kept = measured.clear(sentences(row["text"]))
            found.append(Paragraph(Kind.JUDGMENT, row["id"], "", kept))
    for name in CONSULTATIONS:
        for row in _rows(data / name):
            text = row.get("text", row.get("answer"))
            if isinstance(text, str):  # a few answers are NaN in the source
                kept = measured.clear(sentences(text))
                found.append(Paragraph(Kind.CONSULTATION, row["id"], "", kept))
    return [paragraph for paragraph in found if paragraph.sentences]


def sentences(text: str) -> list[str]:
    """The text cut after full stops, semicolons and line ends; white space alone is none.

    >>> sentences("甲应当交付；乙应当付款。\\n")
    ['甲应当交付；', '乙应当付款。']
    """
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


class MeasuredText:
    """What must not be trained on, compared by letters and digits alone."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._text = "\n".join(_bare(row["text"]) for row in rows)
        last = len(self._text) - _LEAKED
        self._starts = {self._text[i : i + _LEAKED] for i in range(last + 1)}
        self.dropped = 0

    def clear(self, found: list[str]) -> tuple[str, ...]:
        """The sentences without those that the measured text holds."""
        kept = tuple(sentence for sentence in found if not self._holds(_bare(sentence)))
        self.dropped += len(found) - len(kept)
        return kept

    def _holds(self, bare: str) -> bool:
        return len(bare) >= _LEAKED and bare[:_LEAKED] in self._starts and bare in self._text


def _bare(text: str) -> str:
    return _NOT_A_CHARACTER.sub("", text)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
