"""What `ask_events` reports while an answer is being made, in order."""

from dataclasses import dataclass

from analysis.answer import Answer, Statement
from retrieval.hit import Hit


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The search is done; these passages are what the answer will rest on, best first."""

    standalone_question: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class StatementReady:
    """One more statement, already verified: its findings are final."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class ModelFailed:
    """The model gave no usable reply; what was streamed so far is void, extraction follows."""

    reason: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The last event: the whole answer. It replaces everything streamed before."""

    answer: Answer


AskEvent = EvidenceFound | StatementReady | ModelFailed | AnswerReady
