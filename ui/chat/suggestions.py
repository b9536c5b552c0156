"""Questions to begin with: each was answered, with every citation verified, before it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from time import monotonic
from typing import NamedTuple, Protocol

from analysis.answer import Answer, Outcome
from analysis.settings import NO_MODEL
from corpus.errors import PanduError
from corpus.judgment import Judgment
from corpus.record import Entry
from corpus.voice import Voice

WANTED = 6
"""Questions that a first visit shows."""

TRIED_SECONDS = 1.5
"""After that, fewer are shown: the page is not kept waiting for them."""

READ_FOR_IT = 8
"""Judgments that questions are made of, the latest first."""

LONGEST_NAME = 28
"""Characters of a title in a question; a longer one is left to its case number."""


class Example(NamedTuple):
    """A question to click on, and the bundled document that it is about."""

    question: str
    source_id: str


EXAMPLES: tuple[Example, ...] = (
    Example("杭州互联网法院判断平台注意义务时考虑了哪些因素？", "hangzhou-ultraman-lora.md"),
    Example("杭州互联网法院认为平台构成直接侵权还是帮助侵权？", "hangzhou-ultraman-lora.md"),
    Example("广州奥特曼Tab案的法院最后判了多少赔偿？", "guangzhou-ultraman-tab.md"),
    Example("Tab网站的经营者对模型训练是怎么辩称的？", "guangzhou-ultraman-tab.md"),
    Example("金山美杜莎LoRA案的平台为什么不构成侵权？", "jinshan-medusa-lora.md"),
    Example("杭州奥特曼LoRA案的二审判决是哪一天作出的？", "hangzhou-ultraman-lora.md"),
)
"""The last one is declined: the digest says that accounts of the day conflict."""


class Asks(Protocol):
    """What questions are tried on."""

    def ask(self, question: str, *, model: str | None = None) -> Answer: ...

    def read(self, name: str) -> Judgment: ...


def suggested(assistant: Asks, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Up to six questions that this library answers; the bundled ones where their cases are in.

    Of the reader's own judgments one question a judgment comes first, then the next of each.
    """
    held = {source_id for entry in entries for source_id in entry.source_ids}
    ready = [example.question for example in EXAMPLES if example.source_id in held]
    if len(ready) >= WANTED:
        return tuple(ready[:WANTED])
    own = [entry for entry in entries if not entry.is_digest]
    latest = sorted(own, key=lambda entry: entry.date or "", reverse=True)[:READ_FOR_IT]
    until = monotonic() + TRIED_SECONDS
    found = list(ready)
    for question in _in_turn(_questions(assistant, entry) for entry in latest):
        if len(found) == WANTED or monotonic() > until:
            break
        if question not in found and _works(assistant, question):
            found.append(question)
    return tuple(found)


def _in_turn(rows: Iterable[Iterator[str]]) -> Iterator[str]:
    """The first of each, then the second of each."""
    return (q for q in chain.from_iterable(zip_longest(*rows)) if q is not None)


def _questions(assistant: Asks, entry: Entry) -> Iterator[str]:
    """What may be asked of a judgment, by what is in it, the likeliest first."""
    judgment = assistant.read(entry.judgment_id)
    voices = {sentence.voice for sentence in judgment.sentences}
    name = entry.title if len(entry.title) <= LONGEST_NAME else entry.case_number
    if not name:
        return
    case = name if name.endswith("案") else f"{name}一案"
    if Voice.ORDER in voices:
        yield f"{case}，法院是怎么判的？"
    if Voice.COURT_REASONING in voices:
        yield f"{case}，法院为什么这样认定？"
    if Voice.PLAINTIFF_CLAIM in voices:
        yield f"{case}，原告主张什么？"
    if Voice.DEFENDANT_ARGUMENT in voices:
        yield f"{case}，被告是怎么辩称的？"
    if judgment.header.awarded_amount:
        yield f"{case}，法院判了多少钱？"


def _works(assistant: Asks, question: str) -> bool:
    try:
        answer = assistant.ask(question, model=NO_MODEL)
    except PanduError:
        return False
    said = bool(answer.statements) and all(s.verified for s in answer.statements)
    return answer.outcome is Outcome.ANSWERED and said
