"""Hostile, foreign and damaged files as back-ups: refused with a reason, nothing is written."""

import json
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from backed_up import lay, make_library

from corpus.backup import CONTENTS, write_backup
from corpus.errors import UsageError
from corpus.restore import UNSUSPICIOUS, unpacked, verify_backup


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return write_backup(make_library(tmp_path / "library"), tmp_path / "b.zip").path


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
