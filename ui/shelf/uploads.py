"""Uploaded files: kept in the library's own folder under a safe name, then read in.

An upload stays at LIBRARY/uploads/NAME, because a judgment's origin is a path: an edited file
of the same name takes its predecessor's place.
"""

import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Protocol

from analysis import Assistant
from corpus.errors import DocumentError, LibraryBusy
from ingest.pipeline import IngestReport, Status
from ingest.sandbox import Waiting
from ui.faults import told
from ui.serving.limits import LARGEST_UPLOAD, LARGEST_UPLOAD_MB

LONGEST_NAME = 200
"""Bytes of a file's name in UTF-8; most file systems take 255."""

OF_MANY = frozenset({".json", ".jsonl", ".csv", ".xlsx", ".xls", ".zip"})
"""Formats of which one file may hold many documents."""

PATIENCE = 30.0
"""Seconds for which a library that is being written to is waited for."""

MOST_NOTES = 4
"""Notes on a document that are told after an upload; a long scan has one for every unsure page."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
"""Control and direction characters, and what some file system refuses in a name."""


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str: ...

    def getvalue(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """What became of one document; `failed` if it is not in the library."""

    name: str
    text: str  # Chinese
    failed: bool = False


Progress = Callable[[str], object]
"""Hears in words, Chinese, what is being done."""


@dataclass(slots=True)
class _Kept:
    """A kept file and what became of its documents."""

    path: Path
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
    kept: list[_Kept] = []
    results: list[list[UploadOutcome]] = []
    for upload in uploads:
        try:
            path = _kept(upload, assistant.folder / "uploads", [file.path for file in kept])
        except (DocumentError, OSError) as error:
            reason = str(error.strerror if isinstance(error, OSError) else error)
            results.append([UploadOutcome(upload.name, f"没有导入：{reason}", failed=True)])
            continue
        kept.append(_Kept(path))
        results.append(kept[-1].outcomes)
    if kept:
        _read_in(assistant, kept, progress or _unheard, patience)
    return tuple(outcome for outcomes in results for outcome in outcomes)


def _unheard(_: str) -> None: ...


def _read_in(
    assistant: Assistant, files: Sequence[_Kept], progress: Progress, patience: float
) -> None:
    at = 0  # the file that is waited for; documents come in the order of the files

    def tell(at: int, doing: str = "") -> None:
        progress(f"第 {at + 1} 个文件，共 {len(files)} 个：{files[at].path.name}{doing}")

    def tell_waiting(waiting: Waiting) -> None:
        # What was read before it waits to be shelved with it, and is not reported yet.
        place = next(n for n, file in enumerate(files) if file.path == waiting.path)
        pages = f"（正在识别文字，已完成 {waiting.done} 页，共 {waiting.pages} 页）"
        tell(place, pages if waiting.pages else read_of(place))

    def read_of(place: int) -> str:
        read = len(files[place].outcomes)
        return f"（已读 {read} 份）" if read else ""

    tell(at)
    try:
        paths = [file.path for file in files]
        # Closed at once if the page is left: its next run needs the library.
        in_turn = reports_in_turn(lambda: assistant.ingest(paths, tell_waiting), progress, patience)
        with closing(in_turn) as reports:
            for report in reports:
                while at + 1 < len(files) and not files[at].holds(report.source):
                    at += 1
                files[at].outcomes.append(_outcome(report, files[at].path))
                tell(at, read_of(at))
    except Exception as error:  # a busy library, a full disk: the page goes on
        words = f"没有全部导入：{told(error)}"
        for file in files[at:]:
            if not file.outcomes or file.path.suffix.lower() in OF_MANY:
                file.outcomes.append(UploadOutcome(file.path.name, words, failed=True))
        return
    for file in files:
        if all(outcome.failed for outcome in file.outcomes):  # nothing in the library is of it
            file.path.unlink(missing_ok=True)


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


def _kept(upload: Upload, folder: Path, before: Sequence[Path]) -> Path:
    name = safe_name(upload.name)
    if not name:
        raise DocumentError("文件名不可用，请改名后再传。")
    if any(path.name.casefold() == name.casefold() for path in before):
        raise DocumentError("这一批里已有同名文件，请改名后再传。")
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


def _outcome(report: IngestReport, path: Path) -> UploadOutcome:
    # The reader knows the file by its name, not by where we keep it.
    reason = report.reason.replace(str(path), path.name).removeprefix(f"{path.name}：")
    name = _called(report, path)
    if report.status is Status.FAILED:
        return UploadOutcome(name, f"没有导入：{reason}", failed=True)
    said = {
        Status.ADDED: f"已加入，{report.passages} 段",
        Status.REPLACED: f"已替换同名的旧版，{report.passages} 段",
        Status.UNCHANGED: "文库里已有，内容没有变化",
    }[report.status]
    if report.status is Status.UNCHANGED and reason:
        said = reason
    if report.quality.spun:
        said += "；疑似机器改写，引用前请核对原件"
    if report.quality.partial:
        told_of = report.quality.notes[:MOST_NOTES] or ("文字可能不全，引用前请核对原件",)
        said += "".join(f"；{note.rstrip('。')}" for note in told_of)
        if left := len(report.quality.notes) - MOST_NOTES:
            said += f"；另有 {left} 条提示" if left > 0 else ""
    return UploadOutcome(name, said)


def _called(report: IngestReport, path: Path) -> str:
    """What the reader knows a document by: its file, and where it lies in a file of many."""
    inside = report.source.removeprefix(f"{path}::")
    if inside == report.source:
        return path.name
    if path.suffix.lower() != ".zip":
        inside = report.source_id.removeprefix(path.name)  # 导出.jsonl#12
    return f"{path.name} › {inside.replace('::', ' › ')}"
