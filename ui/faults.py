"""What the reader is told when something fails: Chinese words, never a stack trace."""

import logging
import secrets

from corpus.errors import PanduError

_log = logging.getLogger(__name__)


def told(error: Exception) -> str:
    """The sentence for the reader. What we did not foresee is logged under a short reference."""
    if isinstance(error, PanduError):
        return str(error)
    reference = secrets.token_hex(3)
    _log.error("fault %s", reference, exc_info=error)
    return (
        f"出了意料之外的差错（编号 {reference}）。文库没有受影响；请再试一次，"
        "若仍然如此，请把编号和运行 pandu chat 的窗口里的记录发给维护者。"
    )
