"""Uploaded files: kept in the library's own folder under a safe name, then read in.

An upload stays at LIBRARY/uploads/NAME, because a judgment's origin is a path: an edited file
of the same name takes its predecessor's place.
"""

import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from analysis import Assistant
from corpus.catalog_failures import Failure
from corpus.errors import DocumentError, LibraryBusy
from ingest.report import IngestReport
from ui.faults import told
from ui.serving.limits import LARGEST_UPLOAD, LARGEST_UPLOAD_MB
from ui.shelf.outcome import Kind, outcome_of
from ui.shelf.outcome import UploadOutcome as UploadOutcome

if TYPE_CHECKING:
    from ingest.sandbox import Waiting

LONGEST_NAME = 200
"""Bytes of a file's name in UTF-8; most file systems take 255."""

OF_MANY = frozenset({".json", ".jsonl", ".csv", ".xlsx", ".xls", ".zip"})
"""Formats of which one file may hold many documents."""

PATIENCE = 30.0
"""Seconds for which a library that is being written to is waited for."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
"""Control and direction characters, and what some file system refuses in a name."""


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


Progress = Callable[[str], object]
"""Hears in words, Chinese, what is being done."""


class Ear(Protocol):
    """Hears how a reading goes on, and may stop it."""

    def doing(self, at: int, of: int, words: str) -> None:
        """The file at this place, from 0, of so many is being read."""
        ...

    def became(self, outcome: UploadOutcome) -> None:
        """One document is done with."""
        ...

    def stopped(self) -> bool:
        """Whether no more is to be read; asked between documents, and every second."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """An ear for words alone, which never stops the reading."""

    progress: Progress

    def doing(self, at: int, of: int, words: str) -> None:
        self.progress(words)

    def became(self, outcome: UploadOutcome) -> None: ...

    def stopped(self) -> bool:
        return False


class _Stopped(Exception):
    """The reading was stopped where it stands."""


@dataclass(slots=True)
class _Kept:
    """A file that is read and what became of its documents."""

    path: Path
    uploaded: bool = True  # ours, not the reader's own
    outcomes: list[UploadOutcome] = field(default_factory=list)

    def holds(self, origin: str) -> bool:
        """Whether a document of this origin lies in the file."""
        return origin == str(self.path) or origin.startswith(f"{self.path}::")


def take_in(
    assistant: Assistant,
    uploads: Iterable[Upload],
    progress: Progress | None = None,
    patience: float = PATIENCE,
) -> tuple[UploadOutcome, ...]:
    """Keep the uploads and read them in together; one outcome a document, in the order of the
    files, never an error. A library that another writes to is waited for, `patience` seconds."""
    return take_in_heard(assistant, uploads, Words(progress or _unheard), patience)


def take_in_heard(
    assistant: Assistant, uploads: Iterable[Upload], ear: Ear, patience: float = PATIENCE
) -> tuple[UploadOutcome, ...]:
    """The same, heard by an ear that may stop it: what was read until then stays."""
    folder = assistant.folder / "uploads"
    kept: list[_Kept] = []
    results: list[list[UploadOutcome]] = []
    for upload in uploads:
        try:
            path = _kept(upload, folder, [file.path for file in kept])
        except (DocumentError, OSError) as error:
            reason = str(error.strerror if isinstance(error, OSError) else error)
            refused = UploadOutcome(upload.name, f"没有导入：{reason}", Kind.FAILED)
            results.append([refused])
            ear.became(refused)
            if not isinstance(error, SameName) and (name := safe_name(upload.name)):
                now = datetime.now(UTC).isoformat(timespec="seconds")
                origin = str(folder.resolve() / name)
                assistant.failures.keep([Failure(origin, upload.name, reason, now)])
            continue
        kept.append(_Kept(path))
        results.append(kept[-1].outcomes)
    if kept:
        _read_in(assistant, kept, ear, patience)
    return tuple(outcome for outcomes in results for outcome in outcomes)


def read_heard(
    assistant: Assistant, paths: Iterable[Path], ear: Ear, patience: float = PATIENCE
) -> tuple[UploadOutcome, ...]:
    """Read files that lie somewhere already, as `take_in_heard` reads uploads."""
    folder = (assistant.folder / "uploads").resolve()
    files = [_Kept(path, uploaded=path.parent == folder) for path in paths]
    if files:
        _read_in(assistant, files, ear, patience)
    return tuple(outcome for file in files for outcome in file.outcomes)


def _unheard(_: str) -> None: ...


def _read_in(assistant: Assistant, files: Sequence[_Kept], ear: Ear, patience: float) -> None:
    at = 0  # the file that is waited for; documents come in the order of the files

    def hear(at: int, words: str) -> None:
        ear.doing(at, len(files), words)
        if ear.stopped():
            raise _Stopped

    def tell(at: int, doing: str = "") -> None:
        hear(at, f"第 {at + 1} 个文件，共 {len(files)} 个：{files[at].path.name}{doing}")

    def tell_waiting(waiting: "Waiting") -> None:
        # What was read before it waits to be shelved with it, and is not reported yet.
        place = next(n for n, file in enumerate(files) if file.path == waiting.path)
        pages = f"（正在识别文字，已完成 {waiting.done} 页，共 {waiting.pages} 页）"
        tell(place, pages if waiting.pages else read_of(place))

    def read_of(place: int) -> str:
        read = len(files[place].outcomes)
        return f"（已读 {read} 份）" if read else ""

    def became(file: _Kept, outcome: UploadOutcome) -> None:
        file.outcomes.append(outcome)
        ear.became(outcome)

    try:
        tell(at)
        paths = [file.path for file in files]
        # Closed at once if the page is left: its next run needs the library.
        in_turn = reports_in_turn(
            lambda: assistant.ingest(paths, tell_waiting), lambda words: hear(at, words), patience
        )
        with closing(in_turn) as reports:
            for report in reports:
                while at + 1 < len(files) and not files[at].holds(report.source):
                    at += 1
                became(files[at], outcome_of(report, files[at].path))
                tell(at, read_of(at))
    except _Stopped:
        for file in files[at:]:
            if left := _left_by_stopping(assistant, file):
                became(file, left)
    except Exception as error:  # a busy library, a full disk: the page goes on
        words = f"没有全部导入：{told(error)}"
        for file in files[at:]:
            if not file.outcomes or file.path.suffix.lower() in OF_MANY:
                became(file, UploadOutcome(file.path.name, words, Kind.FAILED))
        return
    for file in files:
        nothing = all(outcome.failed for outcome in file.outcomes)
        if file.uploaded and nothing and not assistant.trash.documents_in(file.path):
            file.path.unlink(missing_ok=True)


def _left_by_stopping(assistant: Assistant, file: _Kept) -> UploadOutcome | None:
    """What is to be said of a file that was begun, or not, when the reading stopped."""
    name = file.path.name
    if file.outcomes:
        if file.path.suffix.lower() not in OF_MANY:
            return None
        words = f"已停止；这个文件里前面的 {len(file.outcomes)} 份已经读过，后面的没有读"
        return UploadOutcome(name, words, Kind.UNREAD)
    if held := assistant.trash.documents_in(file.path):  # shelved in one go, and not yet told
        return UploadOutcome(name, f"停止之前已经读到，文库里有它的 {held} 份文书", Kind.ADDED)
    return UploadOutcome(name, "已停止，没有读", Kind.UNREAD)


def reports_in_turn(
    ingest: Callable[[], Generator[IngestReport]], progress: Progress, patience: float = PATIENCE
) -> Generator[IngestReport]:
    """The reports, once the library is free. Raises LibraryBusy if it is not within `patience`.

    A page that is touched while it reads files in begins anew before the run it leaves has ended.
    """
    until = monotonic() + patience
    while True:
        try:
            with closing(ingest()) as reports:
                yield from reports
            return
        except LibraryBusy:  # comes before the first report, after a second
            if monotonic() > until:
                raise
            progress("文库正在写入别的文件，请稍候……")


def safe_name(name: str) -> str:
    """The file's own name, without folders and without what could mislead; "" if none is left.

    >>> safe_name("../../etc/判决书.txt"), safe_name("C:\\\\案卷\\\\一审.md"), safe_name("../..")
    ('判决书.txt', '一审.md', '')
    """
    own = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    own = _UNSAFE.sub("", own.encode("utf-8", "replace").decode("utf-8")).strip(" .")
    suffix = Path(own).suffix
    stem = own.removesuffix(suffix).encode("utf-8")[: LONGEST_NAME - len(suffix.encode("utf-8"))]
    return stem.decode("utf-8", "ignore") + suffix if stem else ""


class SameName(DocumentError):
    """A file of this name is in the same batch."""


def _kept(upload: Upload, folder: Path, before: Sequence[Path]) -> Path:
    name = safe_name(upload.name)
    if not name:
        raise DocumentError("文件名不可用，请改名后再传。")
    if any(path.name.casefold() == name.casefold() for path in before):
        raise SameName("这一批里已有同名文件，请改名后再传。")
    content = upload.getvalue()
    if not content:
        raise DocumentError("文件是空的。请检查原文件，重新取得后再传。")
    if len(content) > LARGEST_UPLOAD:
        raise DocumentError(
            f"文件有 {len(content) / 1024 / 1024:.1f} MB，超过 {LARGEST_UPLOAD_MB} MB。"
            "请拆成几个文件，或用命令 pandu ingest 导入。"
        )
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{name[:40]}.draft"
    draft.write_bytes(content)
    return draft.replace(folder / name).resolve()
