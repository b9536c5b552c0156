"""grades.jsonl, beside results.jsonl: a line a mark, written as soon as it is given.

A file of its own, so that a row of results.jsonl stays what it is: the answer and its scores.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from evals.judge import By, Graded, Mark

GRADES = "grades.jsonl"


class GradeFile:
    """The file of one run's folder, which whoever uses it holds."""

    def __init__(self, folder: Path, model: str) -> None:
        self._path = folder / GRADES
        self._model = model

    def before(self, keys: Mapping[str, str | None]) -> dict[str, Graded]:
        """The model's marks that an earlier run left, by id, where its key is still the same.

        The key stands for all that the mark depends on. Marks that were not given are left out,
        to be asked for again; so is a line that cannot be read, such as a last one torn.
        """
        found = {}
        lines = self._path.read_bytes().split(b"\n") if self._path.exists() else []
        for line in lines:
            try:
                row = json.loads(line)
                id_, graded = row["id"], Graded(Mark(row["grade"]), row["reason"], By(row["by"]))
                key = row["of"]
            except (ValueError, KeyError, TypeError):
                continue
            known = key is not None and keys.get(id_) == key
            if known and graded.by is By.MODEL and graded.mark is not Mark.UNAVAILABLE:
                found[id_] = graded
        return found

    def append(self, id_: str, graded: Graded, key: str | None) -> None:
        """One more line, out of this process before the call returns; on a line of its own,
        whatever an earlier end left."""
        with self._path.open("ab") as file:
            file.write(b"\n" * (file.tell() > 0) + self._line(id_, graded, key))

    def write(self, rows: Iterable[tuple[str, Graded, str | None]]) -> None:
        """The whole file anew, in this order, or none of it."""
        fresh = self._path.with_name(f"{GRADES}.part")
        fresh.write_bytes(b"".join(self._line(*row) + b"\n" for row in rows))
        fresh.replace(self._path)

    def _line(self, id_: str, graded: Graded, key: str | None) -> bytes:
        row = {
            "id": id_,
            "grade": graded.mark.value,
            "reason": graded.reason,
            "by": graded.by.value,
            "model": self._model if graded.by is By.MODEL else None,
            "of": key,
        }
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
