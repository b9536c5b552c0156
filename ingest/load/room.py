"""What a reader may ask of the process it runs in: room for text recognition, and time a page.

Outside a sandboxed child nothing is limited, and asking does nothing.
"""

from collections.abc import Callable

_page_done: Callable[[], None] | None = None
_more_memory: Callable[[], None] | None = None


def more_memory() -> None:
    """Ask for the larger memory limit, before a recognition model is loaded."""
    if _more_memory is not None:
        _more_memory()


def page_done() -> None:
    """Say that a page was recognised: the next one has the whole time limit again."""
    if _page_done is not None:
        _page_done()


def grant(more_memory: Callable[[], None], page_done: Callable[[], None]) -> None:
    """Tell what to do when a reader asks; called once, by the child process at its start."""
    global _more_memory, _page_done
    _more_memory, _page_done = more_memory, page_done
