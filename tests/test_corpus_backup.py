"""Back-ups: what is in them, what comes out of them again, and what is refused."""

import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.backup import CONTENTS, Contents, backup_name, write_backup
from corpus.catalog import Catalog, Source
from corpus.errors import LibraryError, UsageError
from corpus.judgment import Header, Judgment, Quality, judgment_id_of
from corpus.library import Library
from corpus.passage import Sentence, Span
from corpus.restore import UNSUSPICIOUS, unpacked, verify_backup
from corpus.voice import Voice

MEANS = {"analyzer": "a", "splitter": "1"}


def judgment(number: int) -> Judgment:
    text = f"本院认为，第{number}号借款应当归还。"
    sentence = Sentence(Span(0, len(text)), Voice.COURT_REASONING)
    return Judgment(judgment_id_of(text), f"案{number}", text, Header(), (sentence,), Quality())


def shelve(catalog: Catalog, number: int, origin: str) -> None:
    made = judgment(number)
    catalog.add_pending([(made, ())])
    catalog.publish([(made.id, Source(origin, f"case-{number}"))])


def make_library(folder: Path, count: int = 3) -> Path:
    """Judgments from uploads, as the page keeps them; an index, a lock, a draft."""
    library = Library(folder)
    (folder / "uploads").mkdir()
    with library.writing():
        for number in range(count):
            upload = folder / "uploads" / f"判决{number}.txt"
            upload.write_text(judgment(number).text, encoding="utf-8")
            shelve(library.catalog, number, str(upload.resolve()))
        library.write_manifest(MEANS)
    library.close()
    (folder / "indexes" / "g1").mkdir()
    (folder / "indexes" / "g1" / "passages").write_text("derived")
    (folder / "uploads" / ".判决.draft").write_text("half")
    (folder / "evaluations" / "一").mkdir(parents=True)
    (folder / "evaluations" / "一" / "metrics.json").write_text("{}")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


@pytest.fixture
def backup(library: Path, tmp_path: Path) -> Path:
    return write_backup(library, tmp_path / "b.zip").path


def lay(backup: Path, folder: Path) -> Contents:
    with unpacked(backup, folder) as (_, contents):
        return contents


def origins(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as database:
        return [row[0] for row in database.execute("SELECT origin FROM sources ORDER BY origin")]


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


Members = dict[str, bytes]
Change = Callable[[Members], object]


def forged(backup: Path, change: Change, *, listed: bool = True) -> Path:
    """The back-up with other members; with a list to match, unless it is not `listed`."""
    with zipfile.ZipFile(backup) as archive:
        members: Members = {name: archive.read(name) for name in archive.namelist()}
    contents = json.loads(members.pop(CONTENTS))
    change(members)
    if listed:
        contents["members"] = [
            {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in members.items()
        ]
    members.setdefault(CONTENTS, json.dumps(contents).encode())
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if data == b"LINK":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return backup


def edited(sql: str) -> Change:
    def change(members: Members) -> None:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(members["catalog.sqlite"])
            database.executescript(sql)
            members["catalog.sqlite"] = database.serialize()

    return change


def listing(text: str) -> Change:
    return lambda members: members.update({CONTENTS: text.encode()})


TRIGGER = "CREATE TRIGGER t AFTER UPDATE ON sources BEGIN DELETE FROM judgments; END;"
HOSTILE: list[tuple[str, Change, bool, str]] = [
    ("up and out", lambda m: m.update({"../out.txt": b"x"}), True, "文件名"),
    ("absolute", lambda m: m.update({"/tmp/out.txt": b"x"}), True, "文件名"),
    ("a drive", lambda m: m.update({"C:/out.txt": b"x"}), True, "文件名"),
    ("a folder within", lambda m: m.update({"uploads/../../out": b"x"}), True, "文件名"),
    ("a link", lambda m: m.update({"uploads/l": b"LINK"}), True, "链接"),
    # An index is read by libraries that trust what they wrote themselves.
    ("an index", lambda m: m.update({"indexes/g1/vectors/x": b"x"}), True, "里有索引"),
    ("a bomb", lambda m: m.update({"uploads/b": bytes(UNSUSPICIOUS + 1)}), True, "炸弹"),
    ("one too many", lambda m: m.update({"uploads/x": b"x"}), False, "对不上"),
    ("one too few", lambda m: m.pop("uploads/判决1.txt"), False, "对不上"),
    (
        "other bytes, as many",
        lambda m: m.update({"uploads/判决1.txt": m["uploads/判决1.txt"][::-1]}),
        False,
        "校验值",
    ),
    ("no catalog", lambda m: m.pop("catalog.sqlite"), True, "没有文库的目录"),
    ("no database", lambda m: m.update({"catalog.sqlite": b"x" * 5000}), True, "读不出来"),
    ("another database", lambda m: m.update({"catalog.sqlite": b""}), True, "读不出来"),
    ("a program in it", edited(TRIGGER), True, "含有程序"),
    ("other tables", edited("UPDATE state SET value = '0' WHERE key = 'schema'"), True, "别的版本"),
    ("no list", listing("[]"), True, "读不懂"),
    ("a list of another day", listing('{"format": "pandu-backup-9"}'), True, "读不懂"),
]


@pytest.mark.parametrize(
    ("change", "listed", "said"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE]
)
def test_a_hostile_file_is_refused_and_nothing_is_written(
    backup: Path, tmp_path: Path, change: Change, listed: bool, said: str
) -> None:
    forged(backup, change, listed=listed)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match=said):
        lay(backup, tmp_path / "new")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_back_up_made_with_other_tables_names_the_version(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        contents = json.loads(archive.read(CONTENTS))
    forged(backup, listing(json.dumps(contents | {"tables": "99", "pandu": "9.9"})))
    with pytest.raises(UsageError, match=r"判读 9\.9，目录格式 99"):
        lay(backup, tmp_path / "new")


def test_a_foreign_zip_is_no_back_up(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("判决书.txt", "x")
    with pytest.raises(UsageError, match="不是判读的备份"):
        verify_backup(tmp_path / "b.zip")


def test_two_members_of_one_name_are_refused(backup: Path) -> None:
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(backup, "a") as archive,
    ):
        archive.writestr("manifest.json", "{}")
    with pytest.raises(UsageError, match="同名"):
        verify_backup(backup)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_ends_early_is_refused(backup: Path, tmp_path: Path, part: float) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(UsageError, match="没有写入任何内容"):
        lay(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_any_flipped_byte_is_noticed_or_does_not_matter(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    before = {m.name: m.sha256 for m in verify_backup(backup).members}
    for place in range(0, len(data), max(1, len(data) // 60)):
        backup.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        try:
            found = {m.name: m.sha256 for m in verify_backup(backup).members}
        except UsageError:
            continue
        assert found == before  # a date or an attribute


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不出来"):
        verify_backup(tmp_path / "none.zip")


def test_a_full_disk_is_told_before_anything_is_written(backup: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    with (
        pytest.raises(UsageError, match="放不下"),
        unpacked(backup, tmp_path / "new", free=lambda _: 1024),
    ):
        pass
    assert sorted(tmp_path.rglob("*")) == before
