"""Watched folders: new and changed files in them are read in by themselves.

A folder is looked at again and again, at names, sizes and times: drives of a network send no
events. A file is read when it has been still from one look to the next, so that none is read
while it is being copied. A file that goes takes no judgment with it.
"""

import json
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from corpus.catalog_failures import file_of
from corpus.catalog_watched import Stamp
from corpus.errors import LibraryBusy, PanduError, UsageError
from corpus.library import Library
from ingest.report import IngestReport

NOTE = "watched_folders"
"""Kept in the catalog, so that watching goes on after a restart."""

BATCH = 32
"""Files read before the lock is given back, so that a person's own upload gets its turn."""

MOST_RECENT = 20
"""Reports of a folder that are kept to be told."""

BUSY = "文库正在写入别的文件，下次再读。"


class Ingest(Protocol):
    """Reads files into the library; one report a document."""

    def __call__(self, paths: Sequence[Path], /) -> Generator[IngestReport]: ...


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder that is watched, or was and is to be again."""

    folder: str
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a folder since the program began."""

    at: datetime | None = None  # of the last look
    waiting: int = 0  # files that are to be read once they are still
    reports: tuple[IngestReport, ...] = ()  # the latest last
    problem: str = ""  # why the last look read nothing or not all, Chinese


def _now() -> datetime:
    return datetime.now(UTC)


def _never() -> bool:
    return False


class FolderWatch:
    """The watched folders of one library. Safe to share between threads; one of them looks."""

    def __init__(
        self, library: Library, ingest: Ingest, now: Callable[[], datetime] = _now
    ) -> None:
        self._library = library
        self._catalog = library.catalog
        self._ingest = ingest
        self._now = now
        self._moving: dict[str, Mapping[str, Stamp]] = {}  # by folder, as of the last look
        self._seen: dict[str, Seen] = {}
        self._lock = threading.Lock()  # of the note, which is read and then written

    def folders(self) -> tuple[WatchedFolder, ...]:
        """The watched folders, in the order in which they were added."""
        return tuple(WatchedFolder(**row) for row in json.loads(self._catalog.note(NOTE) or "[]"))

    def seen(self, folder: str) -> Seen:
        """What was seen of a folder since the program began."""
        return self._seen.get(folder, Seen())

    def add(self, words: str) -> WatchedFolder:
        """Watch a folder from now on: what lies in it is read in, too.

        Raises UsageError where it cannot be read, or holds the library or lies within it.
        """
        path = _readable(words)
        library = self._library.folder.resolve()
        if path == library or library.is_relative_to(path) or path.is_relative_to(library):
            raise UsageError(
                f"{path} 是文库自己的文件夹，或者与它互相包含，不能监视。请选别的文件夹。"
            )
        with self._lock:
            folders = self.folders()
            for other in map(Path, (watched.folder for watched in folders)):
                if path.is_relative_to(other) or other.is_relative_to(path):
                    also = "" if path == other else f"，与 {path} 重复"
                    raise UsageError(f"已经在监视 {other}{also}。")
            added = WatchedFolder(str(path))
            self._write((*folders, added))
        return added

    def pause(self, folder: str, *, paused: bool) -> None:
        """Look no more into a folder for now, or again; an unknown one is no error."""
        with self._lock:
            self._write(
                [replace(w, paused=paused) if w.folder == folder else w for w in self.folders()]
            )

    def remove(self, folder: str) -> None:
        """Watch a folder no more; what was read in from it stays."""
        with self._lock:
            self._write([w for w in self.folders() if w.folder != folder])
        self._catalog.watched.forget_under(f"{folder}{os.sep}")
        self._moving.pop(folder, None)
        self._seen.pop(folder, None)

    def look(self, stopped: Callable[[], bool] = _never) -> None:
        """Look into every folder once, and read what is new and still. Never waits for the lock
        longer than a moment: a library that another writes to is left for the next look."""
        known: Mapping[str, Stamp] | None = None
        for watched in self.folders():
            if watched.paused or stopped():
                continue
            if known is None:
                known = self._catalog.watched.known()
            self._look_into(watched.folder, known, stopped)

    def _look_into(
        self, folder: str, known: Mapping[str, Stamp], stopped: Callable[[], bool]
    ) -> None:
        before = self.seen(folder)
        try:
            found = dict(_stamps(folder))
        except OSError as error:
            problem = f"现在打不开：{error.strerror}。连上之后会接着看。"
            self._seen[folder] = replace(before, at=self._now(), waiting=0, problem=problem)
            return
        changed = {path: stamp for path, stamp in found.items() if known.get(path) != stamp}
        changed = self._without_removed(changed)
        still = [path for path, stamp in changed.items() if self._was(folder, path) == stamp]
        self._moving[folder] = changed
        reports = deque(before.reports, MOST_RECENT)
        problem, read = "", 0
        try:
            for start in range(0, len(still), BATCH):
                paths = still[start : start + BATCH]
                with closing(self._ingest([Path(path) for path in paths])) as told:
                    for report in told:
                        reports.append(report)
                        if stopped():
                            return
                self._catalog.watched.remember({path: changed[path] for path in paths})
                read += len(paths)
        except LibraryBusy:
            problem = BUSY
        except PanduError as error:
            problem = str(error)
        finally:
            self._seen[folder] = Seen(self._now(), len(changed) - read, tuple(reports), problem)

    def _was(self, folder: str, path: str) -> Stamp | None:
        return self._moving.get(folder, {}).get(path)

    def _without_removed(self, changed: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """Without files whose judgments were removed since the files were last changed: they are
        not brought back unasked."""
        if not changed:
            return {}
        removed = {
            file_of(origin): datetime.fromisoformat(one.removed_at).timestamp() * 1e9
            for one in reversed(self._catalog.trash.every())  # the latest wins
            for origin, _ in one.sources
        }
        return {path: s for path, s in changed.items() if s.changed > removed.get(path, -1)}

    def _write(self, folders: Sequence[WatchedFolder]) -> None:
        rows = [{"folder": w.folder, "paused": w.paused} for w in folders]
        self._catalog.set_note(NOTE, json.dumps(rows, ensure_ascii=False))


def _readable(words: str) -> Path:
    """The folder that a person's words name. Raises UsageError, with the reason."""
    typed = words.strip().strip("\"'“”")
    if not typed:
        raise UsageError("没有写文件夹的路径。")
    try:
        path = Path(typed).expanduser()
        if not path.is_absolute():
            raise UsageError(f"“{typed}”不是完整的路径。请从盘符或根目录写起。")
        path = path.resolve()
        if not path.exists():
            raise UsageError(f"找不到 {path}。请检查路径是否写对。")
        if not path.is_dir():
            raise UsageError(f"{path} 不是文件夹。请写文件夹的路径。")
        with os.scandir(path):
            return path
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "路径不可用"
        raise UsageError(f"{typed} 打不开：{reason}。请检查路径与权限。") from error


def _stamps(folder: str) -> Iterator[tuple[str, Stamp]]:
    """Every file that could be read under a folder, as it is now. Raises OSError if the folder
    itself cannot be listed."""
    from ingest.load.files import files_under  # the readers of all formats, loaded when needed

    with os.scandir(folder):
        pass
    for file in files_under(Path(folder)):
        if isinstance(file, Path):
            try:
                facts = file.stat()
                yield str(file.resolve()), Stamp(facts.st_size, facts.st_mtime_ns)
            except OSError:  # gone meanwhile
                continue
