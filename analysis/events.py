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
class ModelAtWork:
    """The model has nothing new to show. It comes twice a second, so that a reader can leave."""


@dataclass(frozen=True, slots=True)
class ModelCorrecting:
    """The model's reply is whole, and it is asked to correct the statements that failed.

    Those shown stand as they are, failed ones marked, until AnswerReady brings the better reply.
    """

    failed: int


@dataclass(frozen=True, slots=True)
class ModelFailed:
    """The model gave no usable reply; what was streamed so far is void, extraction follows."""

    reason: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The last event: the whole answer. It replaces everything streamed before."""

    answer: Answer


AskEvent = (
    EvidenceFound | StatementReady | ModelAtWork | ModelCorrecting | ModelFailed | AnswerReady
)
