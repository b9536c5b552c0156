"""Models that grade as a test says, without a network; and what a judge's prompt shows."""

import json
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from analysis.model.port import Limits, Piece
from corpus.errors import ModelUnavailable

_BLOCK = re.compile(r"^(=== [0-9a-f]{10}) (\S+)\n(.*?)\n\1 完$", re.M | re.S)


def blocks(user: str) -> dict[str, str]:
    """What the prompt shows, by the name above it."""
    found = [(match[2], match[3]) for match in _BLOCK.finditer(user)]
    assert len({name for name, _ in found}) == len(found)
    return dict(found)


def grade_json(grade: str, reason: str = "理由。") -> str:
    """A reply as the prompt asks for it."""
    return json.dumps({"reason": reason, "grade": grade}, ensure_ascii=False)


@dataclass
class FakeJudge:
    """A model whose reply is made from the user's text; an error in place of one is raised."""

    reply: Callable[[str], str | Exception]
    name: str = "fake"
    limits: Limits = field(default_factory=Limits)
    asked: list[str] = field(default_factory=list)
    finish: str | None = "stop"

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        self.asked.append(user)
        said = self.reply(user)
        if isinstance(said, Exception):
            raise said
        yield Piece(said[:5])
        yield Piece("")
        yield Piece(said[5:], self.finish)


def always(said: str | Exception) -> FakeJudge:
    return FakeJudge(lambda _: said)


def in_turn(*said: str | Exception) -> FakeJudge:
    """One reply after the other; the last one again and again."""
    model = FakeJudge(lambda _: said[min(len(model.asked), len(said)) - 1])
    return model


DOWN = ModelUnavailable("模型没有回应。")
