"""What a reading process is asked to read: a file, some lines of one, or a text read before."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.load.outcome import Loaded
from ingest.read import RawDocument


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines of a .jsonl file in UTF-8: a range of its bytes, and the lines' numbers."""

    path: Path
    start: int
    end: int
    first_line: int
    last_line: int

    def __str__(self) -> str:
        return f"{self.path} 第 {self.first_line}–{self.last_line} 行"


Wish = Path | Part | Loaded
"""One thing to read. What was Loaded before is only read: its text is known."""


def wish_as_json(wish: Wish) -> dict[str, Any]:
    """A message that `wish_from_json` reads back."""
    match wish:
        case Path():
            return {"path": str(wish.absolute())}
        case Part(path, start, end, first, last):
            return {"part": [str(path.absolute()), start, end, first, last]}
        case Loaded(origin, source_id, raw, remark):
            matter, pages = dict(raw.front_matter), list(raw.page_starts)
            texts = [origin, source_id, remark, raw.text, raw.name]
            return {"loaded": texts, "matter": matter, "notes": list(raw.notes), "pages": pages}


def wish_from_json(message: Mapping[str, Any]) -> Wish:
    """The wish that a message holds."""
    if "path" in message:
        return Path(message["path"])
    if "part" in message:
        path, *numbers = message["part"]
        return Part(Path(path), *numbers)
    origin, source_id, remark, text, name = message["loaded"]
    notes, pages = tuple(message["notes"]), tuple(message["pages"])
    return Loaded(
        origin, source_id, RawDocument(text, name, message["matter"], notes, pages), remark
    )
