"""What a public data set becomes: documents to ingest, and questions to ask of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.passage import Span

YES_NO, UNANSWERABLE = "yes_no", "unanswerable"
"""Types of questions by the names that our own files use."""

SAYS = {"YES": "是", "NO": "否"}
"""How annotators write yes and no, and how an answer says it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document by the id under which it is ingested; offsets of evidence count in `text`."""

    id: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "text": self.text}


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence lies."""

    doc: str
    span: Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its data set has it. `answers` are those of several annotators, "" for none."""

    id: str
    question: str
    doc: str | None
    answerable: bool | None
    places: tuple[Place, ...]
    answers: tuple[str, ...]
    type: str = ""

    def as_json(self) -> dict[str, Any]:
        """A row of a questions file, each place once, a document at a time and in text order.

        The row's `doc` is the document of the question, or else the one with most of the
        evidence, the first among equals; evidence in others names its own.
        """
        doc = self.doc or _commonest(place.doc for place in self.places)
        others = dict.fromkeys(place.doc for place in self.places if place.doc != doc)
        places = [
            {"start": span.start, "end": span.end} | ({} if name == doc else {"doc": name})
            for name in (doc, *others)
            for span in sorted({place.span for place in self.places if place.doc == name})
        ]
        said = [answer for answer in self.answers if answer]
        answer = _commonest(said) or ""
        return {
            "id": self.id,
            "question": self.question,
            "answerable": self.answerable,
            "evidence": places,
            "doc": doc,
            **({"docs": [doc, *others]} if others else {}),
            "type": self.type or None,
            "answer": SAYS.get(answer, answer),
            "answers": list(self.answers),
        }


@dataclass(frozen=True, slots=True)
class Converted:
    """A whole data set, in the order of its files. `notes` are for the reader, in Chinese."""

    documents: tuple[Document, ...]
    questions: tuple[Asked, ...]
    notes: tuple[str, ...] = field(default=())


def located(text: str, part: str) -> Span | None:
    """Where the part stands in the text, white space aside; None if nowhere, or it is blank.

    The first place, where it stands at several. Data sets that were cut from Word files differ
    from them in spaces and line ends only.

    >>> located("第一条　借款 人应当\\n还款。", "借款人应当还款。")
    Span(start=4, end=14)
    """
    kept = [at for at, character in enumerate(text) if not character.isspace()]
    wanted = "".join(part.split())
    start = "".join(text[at] for at in kept).find(wanted) if wanted else -1
    if start < 0:
        return None
    return Span(kept[start], kept[start + len(wanted) - 1] + 1)


def joined(parts: Sequence[str], between: str = "\n") -> tuple[str, list[Span | None]]:
    """The parts as one text, and where each lies in it; None for an empty one."""
    spans: list[Span | None] = []
    at = 0
    for part in parts:
        spans.append(Span(at, at + len(part)) if part else None)
        at += len(part) + len(between)
    return between.join(parts), spans


def _commonest(words: Iterable[str]) -> str | None:
    counted = Counter(words).most_common(1)
    return counted[0][0] if counted else None
