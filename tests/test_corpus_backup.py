"""Back-ups: what is in them, what comes out of them again, and what is refused."""

import os
import shutil
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from backed_up import MEANS, judgment, lay, make_library, origins, shelve

from corpus.backup import CONTENTS, backup_name, write_backup
from corpus.errors import LibraryError, UsageError
from corpus.library import Library
from corpus.restore import unpacked, verify_backup


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


@pytest.fixture
def backup(library: Path, tmp_path: Path) -> Path:
    return write_backup(library, tmp_path / "b.zip").path


# What goes in and comes out


def test_everything_but_what_is_derived_is_in_it(library: Path, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        names = set(archive.namelist())
    assert names == {
        "catalog.sqlite",
        "manifest.json",
        "evaluations/一/metrics.json",
        *(f"uploads/判决{n}.txt" for n in range(3)),
        CONTENTS,
    }
    contents = verify_backup(backup)
    assert contents.judgments == 3 and contents.folder == str(library.resolve())


def test_what_comes_out_is_the_library_in_its_new_place(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "deep" / "new"
    lay(backup, new)
    moved = Library(new)
    moved.check_schema()
    moved.check_manifest(MEANS)
    assert [entry.title for entry in moved.catalog.entries()] == ["案0", "案1", "案2"]
    moved.close()
    # A file of the same name that is uploaded again takes its predecessor's place.
    assert origins(new) == [str(new.resolve() / "uploads" / f"判决{n}.txt") for n in range(3)]
    assert (new / "uploads" / "判决1.txt").read_text("utf-8") == judgment(1).text
    assert (new / "evaluations" / "一" / "metrics.json").read_text() == "{}"
    assert sorted(path.name for path in new.parent.iterdir()) == ["new"]  # no draft is left


def test_a_library_within_the_library_comes_along(library: Path, tmp_path: Path) -> None:
    # Of a reader of one's own, where the page has a login.
    make_library(library / "readers" / "ab12", count=2)
    made = write_backup(library, tmp_path / "b.zip")
    assert made.contents.catalogs == ["catalog.sqlite", "readers/ab12/catalog.sqlite"]
    assert made.contents.judgments == 5
    new = tmp_path / "new"
    lay(made.path, new)
    assert not list(new.rglob("indexes")) and not list(new.rglob("*.lock"))
    inner = new.resolve() / "readers" / "ab12"
    assert origins(inner) == [str(inner / "uploads" / f"判决{n}.txt") for n in range(2)]


def test_an_empty_folder_will_do(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    lay(backup, tmp_path / "new")
    assert (tmp_path / "new" / "catalog.sqlite").is_file()


def test_a_folder_receives_a_file_named_after_the_moment(library: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    made = write_backup(library, tmp_path / "backups")
    moment = datetime.fromisoformat(made.contents.made)
    assert made.path == tmp_path / "backups" / backup_name(moment)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_reads_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_progress_is_told_to_the_end(library: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = write_backup(library, tmp_path / "b.zip", lambda *at: told.append(at))
    laying: list[tuple[int, int]] = []
    with unpacked(made.path, tmp_path / "new", lambda *at: laying.append(at)):
        pass
    for heard in (told, laying):
        assert heard == sorted(heard) and heard[-1][0] == heard[-1][1] > 0
    assert laying[-1][1] == 2 * made.contents.size  # looked at, then laid


# Beside a writer


def test_a_commit_during_the_copy_neither_begins_it_anew_nor_gets_in(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", count=40)
    library = Library(folder)
    library.catalog.set_note("filler", "x" * 8_000_000)  # more than one look at the progress
    number = 40

    def write(_done: int, _total: int) -> None:
        nonlocal number
        shelve(library.catalog, number, f"/elsewhere/{number}")
        number += 1

    made = write_backup(folder, tmp_path / "b.zip", write)
    library.close()
    assert number > 42  # it did write meanwhile
    assert made.contents.judgments == 40
    lay(made.path, tmp_path / "new")
    assert len(origins(tmp_path / "new")) == 40


class Enough(Exception):
    pass


def enough(done: int, total: int) -> None:
    if done > total * 0.6:
        raise Enough


def test_an_interrupted_back_up_leaves_nothing(library: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Enough):
        write_backup(library, tmp_path / "b.zip", enough)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("made", [True, False])
def test_an_interrupted_restore_leaves_nothing(backup: Path, tmp_path: Path, made: bool) -> None:
    if made:
        (tmp_path / "new").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Enough), unpacked(backup, tmp_path / "new", enough):
        pass
    with pytest.raises(Enough), unpacked(backup, tmp_path / "new"):
        raise Enough  # while it is indexed
    assert sorted(tmp_path.rglob("*")) == before


# What is refused


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("there.zip", "不覆盖"),
        ("none/b.zip", "不存在"),
        ("library/b.zip", "自己的文件夹"),
        ("library/uploads", "自己的文件夹"),  # a folder: the file's name is made for it
    ],
)
def test_a_target_that_will_not_do(library: Path, tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "there.zip").write_text("somebody's")
    with pytest.raises(UsageError, match=said):
        write_backup(library, tmp_path / target)
    assert (tmp_path / "there.zip").read_text() == "somebody's"


def test_a_folder_that_is_no_library_is_not_made_one(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="不是判读的文库"):
        write_backup(tmp_path / "folder", tmp_path / "b.zip")
    assert not list((tmp_path / "folder").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_could_not_come_out_again_is_told_at_once(
    library: Path, tmp_path: Path
) -> None:
    (library / "uploads" / "a\\b.txt").write_text("x")
    with pytest.raises(LibraryError, match="请改名"):
        write_backup(library, tmp_path / "b.zip")


def test_a_link_is_not_followed(library: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (library / "uploads" / "link.txt").symlink_to(tmp_path / "secret")
    with zipfile.ZipFile(write_backup(library, tmp_path / "b.zip").path) as archive:
        assert "uploads/link.txt" not in archive.namelist()


@pytest.mark.parametrize("kind", ["library", "file", "link"])
def test_nothing_is_ever_overwritten(
    backup: Path, library: Path, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "place"
    if kind == "library":
        shutil.copytree(library, place)
    elif kind == "file":
        place.write_text("somebody's")
    else:
        place.symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="新的文件夹"):
        lay(backup, place)
    assert sorted(tmp_path.rglob("*")) == before
