"""Evaluations kept in the library's folder: each has its questions beside its answers.

    LIBRARY/evaluations/20261126-080042-借款题/
        about.json          whose it is, what it is called, how it was asked
        questions/借款题.xlsx  the file as it was given, so that the evaluation can be repeated
        run.json, results.jsonl, metrics.json, report.html ...   see evals.folder

A reader is shown their own alone.
"""

import io
import json
import logging
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.folder import METRICS, REPORT, RESULTS, RUN
from evals.run import TABLE_CSV, TABLE_XLSX
from ui.shelf.uploads import safe_name

EVALUATIONS = "evaluations"
ABOUT = "about.json"
QUESTIONS = "questions"

LONGEST_NAME = 60
"""Characters of a name that a reader gives."""

LONGEST_SLUG = 24
"""Characters of the question file's name in the folder's."""

PACKED = (RESULTS, METRICS, REPORT, TABLE_CSV, TABLE_XLSX)
"""What a reader takes away, with the question file."""

_UNPLAIN = re.compile(r"[^\w一-鿿-]+")

_log = logging.getLogger(__name__)


class Progress(StrEnum):
    """How far an evaluation came; the value is what the reader sees."""

    DONE = "已完成"
    HALF = "未做完"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an evaluation before its first answer."""

    reader: str
    name: str
    started: str  # ISO, local time
    questions: str  # the question file's name
    total: int
    model: str | None = None  # as `pandu eval --model`; None is the setting's
    names: tuple[str, ...] = ()  # the judgments it is restricted to; () is all of them
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class SavedRun:
    """An evaluation on disk. `id` is its folder's name."""

    folder: Path
    about: About

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def question_file(self) -> Path:
        return self.folder / QUESTIONS / self.about.questions

    @property
    def progress(self) -> Progress:
        return Progress.DONE if (self.folder / METRICS).exists() else Progress.HALF

    @property
    def answered(self) -> int:
        """Answers that are kept, of all questions; what a crash tore off does not count."""
        try:
            return (self.folder / RESULTS).read_bytes().count(b"\n")
        except OSError:
            return 0

    @property
    def day(self) -> str:
        """When it was begun, as a list shows it."""
        return self.about.started[:16].replace("T", " ")

    def json(self, name: str) -> dict[str, Any]:
        """One of its JSON files; {} where it is missing or broken."""
        try:
            found = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


class Runs:
    """The evaluations of one reader in one library."""

    def __init__(self, library: Path, reader: str) -> None:
        self._folder = library / EVALUATIONS
        self._reader = reader

    def __iter__(self) -> Iterator[SavedRun]:
        """Newest first; what cannot be read, and what is another's, is left out."""
        try:
            folders = sorted(self._folder.iterdir(), reverse=True)
        except OSError:
            return
        for folder in folders:
            about = None if folder.name.startswith(".") else _about(folder / ABOUT)
            if about is not None and about.reader == self._reader:
                yield SavedRun(folder, about)

    def find(self, id_: str) -> SavedRun | None:
        """The reader's evaluation of this id."""
        return next((run for run in self if run.id == id_), None)

    def create(self, about: About, content: bytes, now: datetime) -> SavedRun:
        """A new folder with the question file in it. Raises UsageError where it cannot be made."""
        about = replace(about, reader=self._reader, started=now.isoformat(timespec="seconds"))
        slug = _UNPLAIN.sub("-", Path(about.questions).stem)[:LONGEST_SLUG].strip("-") or "评测"
        try:
            folder = self._fresh(f"{now:%Y%m%d-%H%M%S}-{slug}")
            (folder / QUESTIONS).mkdir()
            (folder / QUESTIONS / about.questions).write_bytes(content)
            _write(folder / ABOUT, about)
        except OSError as error:
            raise UsageError(f"文库的文件夹里写不进评测：{error.strerror}。") from error
        return SavedRun(folder, about)

    def rename(self, run: SavedRun, name: str) -> None:
        """Call it something else. Raises UsageError for an empty name."""
        cleaned = " ".join(name.split())[:LONGEST_NAME]
        if not cleaned:
            raise UsageError("请写一个名称。")
        _write(run.folder / ABOUT, replace(run.about, name=cleaned))

    def delete(self, run: SavedRun) -> None:
        """Remove it with all its files; what dies half-way leaves nothing in the list."""
        gone = run.folder.with_name(f".{run.id}")
        shutil.rmtree(gone, ignore_errors=True)
        run.folder.replace(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def _fresh(self, name: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            folder = self._folder / (name if number == 1 else f"{name}-{number}")
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            return folder
        raise FileExistsError(17, "同名的文件夹太多")


def packed(run: SavedRun) -> bytes:
    """Its files as a .zip; whose it is stays here."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in PACKED:
            if (run.folder / name).exists():
                archive.write(run.folder / name, name)
        if run.question_file.exists():
            archive.write(run.question_file, f"{QUESTIONS}/{run.question_file.name}")
    return written.getvalue()


def settings_of(run: SavedRun) -> dict[str, str]:
    """What it was asked with, as run.json has it; {} before its first answer."""
    found = run.json(RUN).get("settings", {})
    return {str(key): str(value) for key, value in found.items()} if found else {}


def plain_name(name: str) -> str:
    """A question file's name that can stand in a folder; its ending is kept.

    >>> plain_name("../题目.CSV"), plain_name("?.jsonl")
    ('题目.CSV', '问题.jsonl')
    """
    safe = safe_name(name)
    return safe if Path(safe).suffix else f"问题{Path(name).suffix or '.jsonl'}"


def _about(path: Path) -> About | None:
    try:
        found = json.loads(path.read_bytes())
        return About(**{**found, "names": tuple(found.get("names", ()))})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError):
        _log.warning("an evaluation's about.json cannot be read: %s", path.parent.name)
        return None


def _write(path: Path, about: About) -> None:
    fresh = path.with_name(f"{path.name}.part")
    fresh.write_text(json.dumps(asdict(about), ensure_ascii=False, indent=2), encoding="utf-8")
    fresh.replace(path)
