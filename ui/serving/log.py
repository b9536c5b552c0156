"""The page's log: what failed where, under the reference that the reader was given.

An error's own words may hold a question, a document's text or a key; they are not written down,
only its kind and the lines of the program it came through.
"""

import logging
import os
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

import platformdirs

from ui import faults

FOLDER = Path(platformdirs.user_log_dir("pandu", appauthor=False))
FILE = "page.log"
LARGEST, KEPT = 1_000_000, 3
"""Bytes of one file, and how many older ones are kept."""

OURS = "ui"
"""Loggers below this say in words what happened; of others only the name is written."""

_SHOWN_PARTS = 3  # of a source file's path


class WithoutWords(logging.Formatter):
    """Time, level, logger, our own words, and the errors' kinds with where they arose."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == OURS
        said = record.getMessage() if ours else ""
        head = f"{self.formatTime(record)} {record.levelname} {record.name} {said}".rstrip()
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join((head, *(chain_of(error) if error else ())))


class PrivateFile(RotatingFileHandler):
    """A rotating log that only its owner can read."""

    def _open(self) -> TextIOWrapper:
        opened = open(  # noqa: SIM115 - kept open; only `open` takes an opener
            self.baseFilename, self.mode, encoding=self.encoding, opener=_private
        )
        Path(self.baseFilename).chmod(0o600)  # one that was there before
        return cast(TextIOWrapper, opened)


def start_log(library: Path, *, tell: bool, folder: Path = FOLDER) -> Path | None:
    """Write warnings and errors to a file, and to the terminal; where the file is.

    It lies beside the library if it cannot lie in the user's log folder; None if in neither.
    `tell` says whether readers are told the place: those at this machine are.
    """
    terminal = logging.StreamHandler(sys.stderr)
    handlers: list[logging.Handler] = [terminal]
    file = _opened(folder) or _opened(library.parent / "pandu-log")
    if file is not None:
        handlers.append(file)
    for handler in handlers:
        handler.setFormatter(WithoutWords())
        handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.handlers[:] = handlers
    take_over("streamlit")
    place = Path(file.baseFilename) if file else None
    if place or not tell:
        faults.log_is_at(place if tell else None)
    return place


def take_over(name: str) -> None:
    """Have a package's loggers write where ours do: Streamlit's would write errors' words."""
    known = logging.root.manager.loggerDict
    for logger in [known[other] for other in list(known) if other.partition(".")[0] == name]:
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True


def chain_of(error: BaseException) -> list[str]:
    """An error and what caused it, each with its lines of the program, outermost call first."""
    lines: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        lines.append(f"  {'' if at is error else 'from '}{type(at).__module__}.{type(at).__name__}")
        lines += _frames(at.__traceback__)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        shown = "/".join(Path(code.co_filename).parts[-_SHOWN_PARTS:])
        frames.append(f"    {shown}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames


def _opened(folder: Path) -> PrivateFile | None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return PrivateFile(folder / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
