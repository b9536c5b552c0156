"""What a reader may ask of the process it runs in: room for text recognition, and time a page.

Outside a sandboxed child nothing is limited, and asking does nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass


def _nothing() -> None: ...


def _nothing_of(_: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Grants:
    """What the process does when a reader asks."""

    more_memory: Callable[[], None] = _nothing
    pages_ahead: Callable[[int], None] = _nothing_of
    page_done: Callable[[], None] = _nothing


_grants = Grants()


def more_memory() -> None:
    """Ask for the larger memory limit, before a recognition model is loaded."""
    _grants.more_memory()


def pages_ahead(count: int) -> None:
    """Say that so many pages are to be recognised, once a document: each has a time of its own."""
    _grants.pages_ahead(count)


def page_done() -> None:
    """Say that a page was recognised: the next one has its whole time again."""
    _grants.page_done()


def grant(grants: Grants) -> None:
    """Tell what to do when a reader asks; called once, by the child process at its start."""
    global _grants
    _grants = grants
