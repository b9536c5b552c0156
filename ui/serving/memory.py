"""How the server's memory is handed out."""

import ctypes
import sys

M_ARENA_MAX = -8
"""glibc's number for the most heaps a process may have (malloc.h)."""

HEAPS = 2


def few_heaps() -> None:
    """Share two heaps among all threads; does nothing where the C library is another.

    Streamlit runs each rerun in a thread of its own, and glibc would give each a heap, up to eight
    a core, that keeps what was freed: a page asked 1,000 questions held twice as much more by it.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
        if mallopt is not None:
            mallopt(M_ARENA_MAX, HEAPS)
