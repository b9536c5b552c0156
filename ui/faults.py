"""What the reader is told when something fails: Chinese words, never a stack trace."""

import logging
import secrets
from pathlib import Path

from corpus.errors import PanduError

_log = logging.getLogger(__name__)
_advice = ["把编号和运行 pandu chat 的窗口里的记录发给维护者"]
"""What a reader is asked to do with a reference; one item."""

_place = ["写在运行 pandu chat 的窗口里"]
"""Where the log is, in words; one item."""


def told(error: Exception) -> str:
    """The sentence for the reader. What we did not foresee is logged under a short reference."""
    if isinstance(error, PanduError):
        return str(error)
    reference = secrets.token_hex(3)
    _log.error("fault %s", reference, exc_info=error)
    return (
        f"出了意料之外的差错（编号 {reference}）。文库没有受影响；请再试一次，"
        f"若仍然如此，请{_advice[0]}。"
    )


def log_is_at(place: Path | None) -> None:
    """From now on readers at this machine are told that the log is here; None: they are elsewhere,
    and told whom to ask."""
    _advice[0] = f"把编号和日志 {place} 发给维护者" if place else "把编号告诉管理员"
    _place[0] = str(place) if place else "在运行判读的机器上"


def log_place() -> str:
    """Where the log is, for whoever reads the page."""
    return _place[0]
