"""A back-up made into a library that can be asked: unpacked, indexed anew, opened once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.settings import Settings
from analysis.wiring import open_assistant
from corpus.restore import unpacked

Tell = Callable[[str, int, int], object]
"""Hears what is being done, in words, and how far it is: done, total. What it raises ends it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A library that came out of a back-up, and is whole."""

    folder: Path
    made: str  # the moment that it is of, ISO 8601
    judgments: int
    passages: int


def restore(backup: Path, folder: Path, settings: Settings, tell: Tell) -> Restored:
    """The library in `folder`, which was not there or empty; indexed with the settings' means.

    Raises UsageError for what is refused, and what `open_assistant` raises; `folder` is then as
    it was. An interruption leaves nothing, either.
    """
    plain = settings.model_copy(update={"reranker": None})

    def unpacking(done: int, total: int) -> None:
        tell("检查并展开备份", done, total)

    def indexing(done: int, total: int) -> None:
        tell("重建索引", done, total)

    with unpacked(backup, folder, unpacking) as (draft, contents):
        judgments = passages = 0
        for name in contents.catalogs:  # readers may have libraries of their own within it
            place = (draft / name).parent
            with open_assistant(
                plain.model_copy(update={"library": place}), rebuild=indexing
            ) as assistant:
                judgments += len(assistant.entries())
                passages += assistant.counts()["passages"]
    return Restored(folder, contents.made, judgments, passages)
