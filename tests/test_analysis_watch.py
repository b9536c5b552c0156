"""Watched folders, looked at by hand: no test waits."""

import os
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis import Assistant, load_settings, open_assistant
from analysis.watch import BATCH, BUSY, FolderWatch
from corpus.errors import LibraryBusy, UsageError
from corpus.library import Library
from ingest.report import IngestReport, Status

TEXT = "某法院民事判决书。本院认为，被告应当归还借款{}元。"
THEN = datetime(2026, 3, 1, tzinfo=UTC)


class Reading:
    """Stands for the library's ingest: what it was given, and what it answers."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.busy = False

    def __call__(self, paths: Sequence[Path], /) -> Generator[IngestReport]:
        if self.busy:
            raise LibraryBusy("另一个进程正在写入文库。")
        self.batches.append([path.name for path in paths])
        for path in paths:
            status = Status.FAILED if "坏" in path.name else Status.ADDED
            yield IngestReport(str(path), path.name, status)

    @property
    def names(self) -> list[str]:
        return [name for batch in self.batches for name in batch]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "案卷"
    made.mkdir()
    return made


def write(path: Path, text: str = "x", changed: int = 1_000) -> Path:
    """A file, last changed so many seconds after the epoch."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (changed, changed))
    return path


def test_a_file_is_read_once_it_has_been_still(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read, lambda: THEN)
    watch.add(f" {folder} ")
    key = str(folder.resolve())
    assert watch.seen(key).at is None
    write(folder / "甲.txt")
    watch.look()
    assert read.names == [] and watch.seen(key).waiting == 1
    write(folder / "甲.txt", "longer", 2_000)  # still being copied
    write(folder / "深" / "乙.docx")
    watch.look()
    assert read.names == [] and watch.seen(key).waiting == 2
    watch.look()
    assert read.names == ["甲.txt", "乙.docx"] or read.names == ["乙.docx", "甲.txt"]
    seen = watch.seen(key)
    assert seen.waiting == 0 and seen.at == THEN and len(seen.reports) == 2
    watch.look()
    watch.look()
    assert len(read.names) == 2  # known


def test_a_changed_file_is_read_again_and_a_bad_one_is_not_tried_for_ever(
    library: Library, folder: Path
) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    watch.add(str(folder))
    file = write(folder / "坏.txt")
    for _ in range(4):
        watch.look()
    assert read.names == ["坏.txt"]
    assert watch.seen(str(folder.resolve())).reports[0].status is Status.FAILED
    write(file, "mended", 3_000)
    watch.look()
    watch.look()
    assert read.names == ["坏.txt"] * 2


def test_it_goes_on_after_a_restart_where_it_was(library: Library, folder: Path) -> None:
    first = FolderWatch(library, Reading())
    first.add(str(folder))
    write(folder / "甲.txt")
    first.look()
    first.look()
    read = Reading()
    again = FolderWatch(library, read)
    assert [w.folder for w in again.folders()] == [str(folder.resolve())]
    write(folder / "乙.txt")
    again.look()
    again.look()
    assert read.names == ["乙.txt"]


def test_it_yields_to_another_writer(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    watch.add(str(folder))
    write(folder / "甲.txt")
    watch.look()
    read.busy = True
    watch.look()
    seen = watch.seen(str(folder.resolve()))
    assert seen.problem == BUSY and seen.waiting == 1
    read.busy = False
    watch.look()
    assert read.names == ["甲.txt"] and not watch.seen(str(folder.resolve())).problem


def test_many_files_are_read_in_turns(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    watch.add(str(folder))
    for number in range(BATCH + 1):
        write(folder / f"{number:03}.txt")
    watch.look()
    watch.look()
    assert [len(batch) for batch in read.batches] == [BATCH, 1]


def test_stopped_it_reads_on_at_the_next_start(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    watch.add(str(folder))
    write(folder / "甲.txt")
    write(folder / "乙.txt")
    watch.look()
    watch.look(lambda: bool(read.batches))  # as soon as it has begun
    assert library.catalog.watched.known() == {}
    assert watch.seen(str(folder.resolve())).waiting == 2


def test_paused_and_removed_folders_are_left_alone(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    key = watch.add(str(folder)).folder
    write(folder / "甲.txt")
    watch.pause(key, paused=True)
    for _ in range(3):
        watch.look()
    assert read.names == [] and watch.folders()[0].paused
    watch.pause(key, paused=False)
    watch.look()
    watch.look()
    assert read.names == ["甲.txt"]
    watch.remove(key)
    assert watch.folders() == () and library.catalog.watched.known() == {}
    watch.look()
    assert read.names == ["甲.txt"]


def test_a_drive_that_is_away_is_told_and_not_read_anew(library: Library, folder: Path) -> None:
    read = Reading()
    watch = FolderWatch(library, read)
    key = watch.add(str(folder)).folder
    write(folder / "甲.txt")
    watch.look()
    watch.look()
    away = folder.rename(folder.with_name("away"))
    watch.look()
    assert "打不开" in watch.seen(key).problem
    away.rename(folder)
    for _ in range(3):
        watch.look()
    assert read.names == ["甲.txt"] and not watch.seen(key).problem


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("  ", "没有写"),
        ("案卷", "不是完整的路径"),
        ("{0}/没有", "找不到"),
        ("{0}/文件.txt", "不是文件夹"),
        ("{0}/library", "文库自己"),
        ("{0}/library/indexes", "文库自己"),  # lies within it
        ("{0}", "文库自己"),  # holds it
        ("{0}/案卷", "已经在监视"),
        ("{0}/案卷/深", "已经在监视"),
        ("/\x00", "不可用"),
    ],
)
def test_a_folder_that_cannot_be_watched_is_refused_with_the_reason(
    library: Library, tmp_path: Path, folder: Path, words: str, reason: str
) -> None:
    write(tmp_path / "文件.txt")
    (folder / "深").mkdir()
    watch = FolderWatch(library, Reading())
    watch.add(str(folder))
    with pytest.raises(UsageError, match=reason):
        watch.add(words.format(tmp_path))
    assert len(watch.folders()) == 1


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "real", model="none")) as opened:
        yield opened


def test_what_a_person_removed_is_not_brought_back_by_the_watch(
    assistant: Assistant, folder: Path
) -> None:
    """Also where the file was read in before the folder was watched."""
    file = write(folder / "甲.txt", TEXT.format(1))
    list(assistant.ingest([file]))
    assistant.trash.remove(assistant.trash.named(["甲.txt"]))
    assistant.watch.add(str(folder))
    write(folder / "乙.txt", TEXT.format(2))
    assistant.watch.look()
    assistant.watch.look()
    assert [e.source_ids for e in assistant.entries()] == [("乙.txt",)]
    later = int((datetime.now(UTC) + timedelta(minutes=1)).timestamp())
    write(file, TEXT.format(3), later)  # a new text is new
    assistant.watch.look()
    assistant.watch.look()
    assert len(assistant.entries()) == 2


def test_failures_of_the_watch_are_kept_like_all_others(assistant: Assistant, folder: Path) -> None:
    write(folder / "空.txt", "")
    assistant.watch.add(str(folder))
    assistant.watch.look()
    assistant.watch.look()
    assert [f.source_id for f in assistant.failures.every()] == ["空.txt"]
