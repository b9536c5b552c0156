"""What a reading process takes from itself before it opens a stranger's file.

Memory, processor time, size of files and core dumps are limited by the system; connections,
programs and writing outside its own folder by an audit hook. The hook stops a library that does
what it should not, not native code that a file has taken over: the limits hold for that too.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.load import room

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

MEMORY = 512 * 1024 * 1024
"""Bytes of address space for reading a file."""

MEMORY_FOR_OCR = 3 * 1024 * 1024 * 1024
"""Bytes of address space once a reader asks for text recognition: its models take one gigabyte."""

LARGEST_SCRATCH = 64 * 1024 * 1024
"""Bytes of one file in the process's own folder: where a zip's member lies while it is read."""

SECONDS = 20
"""Wall-clock seconds for one document that is not recognised from pictures."""

SECONDS_A_PAGE = 120
"""Wall-clock seconds for a page that is recognised: three on a machine with nothing else to do,
twenty where eight other processes share two cores. The first one loads the models too."""

GRACE = 5
"""Seconds after which the process ends itself, should nobody be left to end it."""

PROGRAMS = frozenset({"antiword", "catdoc", "soffice", "soffice.bin", "libreoffice"})
"""Programs that a reader may start: converters of old Word files."""

_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostby",
)
_PROCESSES = ("os.system", "os.exec", "os.fork", "os.spawn", "os.startfile", "pty.spawn")
_STARTING = ("subprocess.Popen", "os.posix_spawn")
_CHANGING = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def confine(on_pages: Callable[[int], None], on_page: Callable[[], None]) -> bool:
    """Limit this process for good.

    `on_pages` is called when a reader is about to recognise so many pages, `on_page` after each.
    Returns whether the system's limits could be set: Windows has none.
    """
    limited = _limit()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _guard(Path.cwd().resolve())

    def pages_ahead(count: int) -> None:
        start_clock(SECONDS_A_PAGE)
        on_pages(count)

    def page_done() -> None:
        start_clock(SECONDS_A_PAGE)
        on_page()

    room.grant(room.Grants(_more_memory, pages_ahead, page_done))
    return limited


def start_clock(seconds: int = SECONDS) -> None:
    """Give the next document its time anew. The parent keeps the exact time: this is in case it
    is no longer there to do so."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + seconds + GRACE
        _set(resource.RLIMIT_CPU, soft, resource.RLIM_INFINITY)
        signal.alarm(seconds + GRACE)


def stop_clock() -> None:
    """Nothing is being read: waiting for the parent costs no time."""
    if resource is not None:
        signal.alarm(0)


def less_memory() -> None:
    """Take back what was granted for text recognition."""
    if resource is not None:
        _set(resource.RLIMIT_AS, MEMORY, MEMORY_FOR_OCR)


def memory_held() -> int:
    """Bytes of address space that this process holds now; 0 where the system does not tell.

    The most it ever held, as getrusage tells, is no measure: it counts the parent's memory too.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit() -> bool:
    if resource is None:
        return False
    _set(resource.RLIMIT_CORE, 0, 0)
    _set(resource.RLIMIT_FSIZE, LARGEST_SCRATCH, LARGEST_SCRATCH)
    # macOS knows the limit of address space and refuses to set it.
    return _set(resource.RLIMIT_AS, MEMORY, MEMORY_FOR_OCR)


def _set(limit: int, soft: int, hard: int) -> bool:
    try:
        given = resource.getrlimit(limit)[1]
        if given != resource.RLIM_INFINITY:
            soft, hard = min(soft, given), min(hard, given)
        resource.setrlimit(limit, (soft, hard))
    except (ValueError, OSError):
        return False
    return True


def _more_memory() -> None:
    if resource is not None:
        _set(resource.RLIMIT_AS, MEMORY_FOR_OCR, MEMORY_FOR_OCR)


def _guard(folder: Path) -> None:
    """Refuse, with PermissionError, whatever reading a document has no need of."""
    own = str(folder)

    def is_ours(path: int | str | bytes) -> bool:
        if isinstance(path, int):  # a file that is open already
            return True
        real = os.path.realpath(os.fsdecode(path))
        return real in (own, os.devnull) or real.startswith(own + os.sep)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = set(mode or "") & set("wax+") or (flags or 0) & _WRITING
            if writes and not is_ours(path):
                raise PermissionError(f"writing outside the own folder: {path}")
        elif event.startswith(_CHANGING):
            if not all(is_ours(path) for path in arguments if isinstance(path, str | bytes)):
                raise PermissionError(event)
        elif event.startswith(_NETWORK) or event.startswith(_PROCESSES):
            raise PermissionError(event)
        elif event in _STARTING and Path(os.fsdecode(arguments[0])).name not in PROGRAMS:
            raise PermissionError(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
