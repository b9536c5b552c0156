"""The port: what answering asks of a language model, whoever makes it."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

from corpus.errors import ModelUnavailable

PATIENCE = 0.45
"""The share of a model's time that may pass before its first statement; of one that thinks first,
from the end of the thought. Of the usual 60 seconds that is 27: a reader has an answer, the
model's or the extracted one, within 30."""

HEARTBEAT = 0.5
"""Seconds without news after which whoever waits is told so, and can leave."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a model takes in and how long it may take."""

    context: int = 65_536  # tokens, of prompt and reply together
    timeout: float = 60.0  # seconds for one whole reply

    @property
    def patience(self) -> float:
        """Seconds until something must have come."""
        return self.timeout * PATIENCE


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a streamed reply. The last one of a whole reply says why it ended.

    An empty one says that nothing has come for a while, or that something came without a word:
    the model is thinking. Whoever waits can look around, and leave.
    """

    text: str
    finish_reason: str | None = None
    wordless: bool = False  # it came from the server


class ChatModel(Protocol):
    """A language model: one request, streamed. Raises ModelUnavailable and nothing else."""

    @property
    def name(self) -> str: ...

    @property
    def limits(self) -> Limits: ...

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        """The reply, piece by piece; given up if nothing at all comes for `patience` seconds.

        Closing the generator ends the traffic.
        """
        ...


class ModelBusy(ModelUnavailable):
    """A failure that may pass: another try can help, after `wait` seconds if given."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait
