"""What a model must reply: one JSON object, strictly read."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ReplyCitation(_Strict):
    """A passage by the id it was shown under, and the words the model says stand in it."""

    passage: Annotated[str, StringConstraints(max_length=100)]
    quote: Annotated[str, StringConstraints(max_length=4000)]


class ReplyStatement(_Strict):
    """One sentence. `voice` is only the model's word; what counts is the cited passages' voice."""

    text: Words
    voice: str | None = None
    citations: tuple[ReplyCitation, ...] = Field(strict=False, max_length=20)


class Reply(_Strict):
    """A whole reply. Only a declined one may come without statements."""

    outcome: Literal["answered", "declined", "premise_rejected"]
    statements: tuple[ReplyStatement, ...] = Field(strict=False, max_length=50)

    @model_validator(mode="after")
    def _says_something(self) -> "Reply":
        if self.outcome != "declined" and not self.statements:
            raise ValueError(f"outcome 为 {self.outcome} 时 statements 不能为空")
        return self
