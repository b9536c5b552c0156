"""How the server's memory is handed out."""

import ctypes
import gc
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


def keep_for_good() -> None:
    """Leave what is loaded by now out of every later collection of garbage.

    Streamlit collects all generations after each run of the page, and went through the 150,000
    objects of what is loaded, none of them garbage, in a tenth of a second each time: with 20
    readers, more than half of the server's time.
    """
    gc.collect()
    gc.freeze()
