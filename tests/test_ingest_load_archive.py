"""Zip archives: members under their own names, and every way of lying about them."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from ingest.load.archive import name_of
from ingest.load.files import load_file
from ingest.load.outcome import Loaded, Refused

TEXT = "某某县人民法院民事判决书。本院认为，被告应当归还借款。"


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(path: Path, data: bytes) -> tuple[list[Loaded], list[Refused]]:
    path.write_bytes(data)
    outcomes = list(load_file(path))
    return (
        [o for o in outcomes if isinstance(o, Loaded)],
        [o for o in outcomes if isinstance(o, Refused)],
    )


def test_members_go_by_their_own_names(tmp_path: Path) -> None:
    path = tmp_path / "案卷.zip"
    rows = '{"id": "甲", "text": "' + TEXT + '"}\n{"text": "' + TEXT + '"}\n'
    content = {
        "一审/判决书.txt": TEXT.encode("gb18030"),
        "二审/判决书.txt": TEXT.encode(),
        "行.jsonl": rows.encode(),
        "封面.exe": b"MZ",  # passed over, as in a folder
        "__MACOSX/._判决书.txt": b"\x00\x05",
        ".DS_Store.txt": b"x",
    }
    loaded, refused = read(path, packed(content))
    assert refused == []
    assert [(o.origin, o.source_id, o.document.name) for o in loaded] == [
        (f"{path}::一审/判决书.txt", "判决书.txt", "判决书"),
        (f"{path}::二审/判决书.txt", "判决书.txt", "判决书"),
        (f"{path}::行.jsonl::甲", "甲", "甲"),
        (f"{path}::行.jsonl::行.jsonl#2", "行.jsonl#2", "行.jsonl#2"),
    ]
    assert {o.document.text for o in loaded} == {TEXT}


@pytest.mark.parametrize(
    ("written", "flag", "read"),
    [
        ("判决书.txt", 0x800, "判决书.txt"),  # marked as UTF-8
        ("判决书.txt".encode("gb18030").decode("cp437"), 0, "判决书.txt"),  # Windows in Chinese
        ("判决书.txt".encode().decode("cp437"), 0, "判决书.txt"),  # macOS marks nothing
        ("plain.txt", 0, "plain.txt"),
        ("a\u202etxt.exe", 0x800, "a_txt.exe"),  # shown backwards
        ("a\nb.txt", 0, "a_b.txt"),
    ],
)
def test_name_of(written: str, flag: int, read: str) -> None:
    member = zipfile.ZipInfo("x")
    member.filename, member.flag_bits = written, flag
    assert name_of(member) == read


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\x\\passwd.txt", "..\\..\\passwd.txt"]
)
def test_a_name_is_only_a_label(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (loaded,), refused = read(folder / "a.zip", packed({name: TEXT.encode()}))
    assert (loaded.source_id, refused) == ("passwd.txt", [])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "a.zip", "b"]


def test_two_members_of_one_name_are_two_documents(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", TEXT + "另一份。")
    loaded, _ = read(tmp_path / "a.zip", buffer.getvalue())
    assert len({o.origin for o in loaded}) == 2
    assert {o.document.text for o in loaded} == {TEXT, TEXT + "另一份。"}


def test_archives_within_archives_are_opened_twice_and_no_more(tmp_path: Path) -> None:
    third = packed({"三.txt": TEXT.encode()})
    second = packed({"二.txt": TEXT.encode(), "三.zip": third})
    path = tmp_path / "一.zip"
    (loaded,), (refused,) = read(path, packed({"二.zip": second}))
    assert loaded.origin == f"{path}::二.zip::二.txt"
    assert "层数太多" in refused.reason and "三.zip" in refused.reason
    assert "member-" not in refused.reason


def test_a_nested_archive_by_another_name_counts_too(tmp_path: Path) -> None:
    third = packed({"三.txt": TEXT.encode()})
    second = packed({"三.txt": third})
    loaded, (refused,) = read(tmp_path / "一.zip", packed({"二.md": second}))
    assert loaded == [] and "层数太多" in refused.reason


def test_a_damaged_member_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    data = packed({"a.txt": TEXT.encode(), "b.txt": (TEXT * 2).encode(), "c.zip": b"PK\x03\x04"})
    broken = data.replace(data[40:50], b"\x00" * 10, 1)
    loaded, refused = read(tmp_path / "a.zip", broken)
    assert [o.source_id for o in loaded] == ["b.txt"]
    assert [o.source_id for o in refused] == ["a.txt", "c.zip"]
    assert "已损坏" in refused[0].reason and "c.zip" in refused[1].reason


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"密.txt": TEXT.encode(), "明.txt": TEXT.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature) + offset
        data[place] |= 1
    loaded, (refused,) = read(tmp_path / "a.zip", bytes(data))
    assert [o.source_id for o in loaded] == ["明.txt"]
    assert "加了密码" in refused.reason


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("密码.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    loaded, (refused,) = read(tmp_path / "a.zip", buffer.getvalue())
    assert loaded == [] and "链接" in refused.reason


def test_what_comes_out_counts_and_not_what_the_header_says(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b" " * 20_000_000, "b.txt": TEXT.encode()}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # "a hundred bytes"
        place = data.find(signature) + offset
        data[place : place + 4] = struct.pack("<I", 100)
    loaded, (refused,) = read(tmp_path / "a.zip", bytes(data))
    assert [o.source_id for o in loaded] == ["b.txt"]
    assert "展开后太大" in refused.reason or "已损坏" in refused.reason


def test_a_bomb_is_refused_before_it_is_expanded(tmp_path: Path) -> None:
    data = packed({"a.txt": b"\x00" * 200_000_000, "b.txt": TEXT.encode()})
    loaded, (refused,) = read(tmp_path / "a.zip", data)
    assert [o.source_id for o in loaded] == ["b.txt"]
    assert "展开后太大" in refused.reason


def test_entries_that_all_tell_of_the_same_bytes_are_refused(tmp_path: Path) -> None:
    data = packed({"a.txt": TEXT.encode() * 99})
    directory, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[directory:end]
    tail = struct.pack("<HHHHIIH", 0, 0, 50, 50, len(entry) * 50, directory, 0)
    loaded, (refused,) = read(
        tmp_path / "a.zip", data[:directory] + entry * 50 + data[end : end + 4] + tail
    )
    assert loaded == [] and "重叠" in refused.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"a.exe": b"x"}), "没有可导入的文件"),
        (packed({}), "没有可导入的文件"),
        (packed({"a.txt": TEXT.encode()})[:-10], "不是完整的"),  # the directory is cut off
    ],
)
def test_an_archive_that_holds_nothing_says_so(tmp_path: Path, data: bytes, reason: str) -> None:
    loaded, (refused,) = read(tmp_path / "a.zip", data)
    assert loaded == [] and reason in refused.reason
