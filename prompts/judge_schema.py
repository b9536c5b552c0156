"""What a model that grades an answer must reply: a grade and one sentence why."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

REASON_LIMIT = 300
"""Characters of a reason."""


class Grade(StrEnum):
    """How good an answer is, beside the standard one; best first."""

    RIGHT = "正确"
    PARTIAL = "部分正确"
    WRONG = "错误"


Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=REASON_LIMIT)
]


class GradeReply(BaseModel):
    """A whole reply. The reason is asked for first, so that the grade can follow from it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    reason: Sentence
    grade: Literal["正确", "部分正确", "错误"]
