"""What a download is called: a name that every system takes."""

import re
from datetime import datetime

from ui.export.visible import SIGN, visible

LONGEST = 40
"""Characters of the title in a name: at most 160 bytes of the 255 that systems allow."""

_REFUSED = re.compile(r'[<>:"/\\|?*\s]+')

_REPLACED = re.compile(re.escape(SIGN) + r"[0-9A-F]+⟧")


def file_name(title: str, at: datetime, ending: str) -> str:
    """The title, the time and the ending, without what Windows, macOS or Linux refuses.

    >>> file_name("甲/乙: 丙?", datetime(2026, 1, 2, 3, 4), "docx")
    '判读 甲 乙 丙 20260102-0304.docx'
    """
    seen = _REPLACED.sub(" ", visible(title))
    cleaned = " ".join(_REFUSED.sub(" ", seen).split())[:LONGEST].strip(" .")
    return f"{' '.join(filter(None, ('判读', cleaned, f'{at:%Y%m%d-%H%M}')))}.{ending}"
