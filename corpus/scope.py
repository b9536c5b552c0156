"""Scopes: which part of a library a search looks at."""

from dataclasses import dataclass

from corpus.voice import Voice


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search; None means everywhere, an empty tuple nowhere."""

    judgment_ids: tuple[str, ...] | None = None
    voices: tuple[Voice, ...] | None = None

    @property
    def is_everything(self) -> bool:
        return self.judgment_ids is None and self.voices is None

    @property
    def is_nothing(self) -> bool:
        return self.judgment_ids == () or self.voices == ()


EVERYTHING = Scope()
