"""Finding files, knowing what they are, and reading text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.load.files import READERS, files_under, load_file
from ingest.load.outcome import Loaded, Refused
from ingest.load.sniff import KINDS, kind_of
from ingest.load.text import breaks_off

TEXT = "某某县人民法院民事判决书。原告诉称，被告借款未还。本院认为，被告应当归还借款。"


def loaded(path: Path) -> list[Loaded]:
    outcomes = list(load_file(path))
    assert all(isinstance(outcome, Loaded) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Loaded)]


def refused(path: Path) -> str:
    (outcome,) = load_file(path)
    assert isinstance(outcome, Refused)
    return outcome.reason


def names(path: Path) -> list[str]:
    return [
        str(f.relative_to(path)) if isinstance(f, Path) else f.reason for f in files_under(path)
    ]


def test_a_folder_is_walked_by_path_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "a.txt",
        "b/1.md",
        ".git/x.txt",
        ".a.txt",
        "~$a.txt",
        "c.exe",
        "b/.x/y.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / "folder.txt").mkdir()  # a folder that is called like a file
    assert names(tmp_path) == ["a.txt", "b/1.md", "b/2.txt"]


def test_a_saved_page_s_own_pictures_are_no_judgments(tmp_path: Path) -> None:
    for folder in ("判决_files", "附件_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "图.png").write_bytes(b"x")
    (tmp_path / "判决.html").write_text("<p>本院认为</p>", encoding="utf-8")

    found = [file.relative_to(tmp_path) for file in files_under(tmp_path) if isinstance(file, Path)]

    # Only where the page lies beside it is the folder a browser's doing.
    assert found == [Path("判决.html"), Path("附件_files/图.png")]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT, "utf-8")
    (inside / "a.txt").write_text(TEXT, "utf-8")
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "c.txt").symlink_to(inside / "a.txt")  # there anyway
    (inside / "d").symlink_to(outside)
    (inside / "e").symlink_to(inside)  # round and round
    (inside / "f.txt").symlink_to("/etc/passwd")
    found = list(files_under(inside))
    assert [f.name for f in found if isinstance(f, Path)] == ["a.txt"]
    said = [f for f in found if isinstance(f, Refused)]
    assert [f.source_id for f in said] == ["b.txt", "d", "f.txt"]
    assert all("文件夹之外的链接" in f.reason for f in said)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.mkdir(), "没有可导入的文件"),
        (lambda path: os.mkfifo(path), "不是普通文件"),  # opening it would wait for ever
        (lambda path: None, "找不到"),
    ],
)
def test_what_holds_no_file_says_so(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "某处.txt"
    make(path)
    (outcome,) = files_under(path)
    assert isinstance(outcome, Refused) and reason in outcome.reason


# Kinds


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"\r\nscanner says hello\r\n%PDF-1.4\n", ".pdf"),  # a line before it
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"PK\x03\x04broken", ".zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), ".doc"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            ".encrypted",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".ole"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><p>", ".html"),
        (b"<?xml version='1.0'?><html>", ".html"),
        (TEXT.encode(), None),
        (TEXT.encode("gb18030"), None),
        (b"", None),
        (b"<w:p>", None),
    ],
)
def test_kind_of(tmp_path: Path, head: bytes, kind: str | None) -> None:
    path = tmp_path / "x"
    path.write_bytes(head)
    assert kind_of(path) == kind
    assert kind is None or kind in KINDS


def test_a_zip_called_txt_is_read_as_what_it_is(tmp_path: Path, made_zip: Path) -> None:
    lying = made_zip.rename(tmp_path / "判决书.txt")
    (outcome,) = loaded(lying)
    assert outcome.remark == "后缀是 .txt，内容是zip 压缩包，已按内容读取"
    assert outcome.document.notes == ()  # nothing is lost by a wrong name


@pytest.mark.parametrize(
    ("name", "content", "remark"),
    [
        ("改名.docx", TEXT.encode(), "后缀是 .docx，内容是纯文本，已按内容读取"),
        ("改名.doc", TEXT.encode("gb18030"), "后缀是 .doc，内容是纯文本，已按内容读取"),
        # Websites call an export .xls whatever it is.
        (
            "导出.xls",
            f"编号,正文\n1,{TEXT}".encode(),
            "后缀是 .xls，内容是文本表格（.csv），已按内容读取",
        ),
    ],
)
def test_text_under_another_name_is_read_as_text(
    tmp_path: Path, name: str, content: bytes, remark: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (outcome,) = loaded(tmp_path / name)
    assert (outcome.document.text, outcome.remark) == (TEXT, remark)


def test_a_zip_without_a_suffix_is_read_too(tmp_path: Path, made_zip: Path) -> None:
    assert len(loaded(made_zip.rename(tmp_path / "下载"))) == 1


@pytest.fixture
def made_zip(tmp_path: Path) -> Path:
    import zipfile

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲.txt", TEXT)
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "空文件"),
        ("a.xyz", TEXT.encode(), "“.xyz”格式"),
        ("无后缀", TEXT.encode(), "没有后缀"),
        ("a.txt", b"Rar!\x1a\x07...", "内容却是RAR 压缩包"),
        ("a.md", b"7z\xbc\xaf\x27\x1c....", "内容却是7z 压缩包"),
        ("a.txt", b"\x00\x01" * 200, "不是文本文件"),
        ("a.zip", b"PK\x03\x04" + b"x" * 50, "不是完整的 zip"),
        ("a.docx", b"PK\x03\x04" + b"x" * 50, "不是能打开的 .docx"),  # cut off: a zip to nobody
        (
            "a.txt",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "加了密码",
        ),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refused(path)


def test_a_file_that_may_not_be_opened_says_so(tmp_path: Path) -> None:
    assert "读不出来" in refused(tmp_path / "不在.txt")


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "判决书.txt"
    path.write_bytes(TEXT.replace("。", "。\r\n").encode(encoding))
    (outcome,) = loaded(path)
    assert outcome.document.text == TEXT.replace("。", "。\n")
    assert (outcome.source_id, outcome.document.name) == ("判决书.txt", "判决书")
    assert outcome.origin == str(path.resolve())
    assert outcome.document.notes == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本院认为，" * 60 + "被告应当归", True),
        ("本院认为，" * 60 + "被告应当归还。", False),
        ("短文，没有句号", False),  # a note, not a document
        ("本院认为。" * 60 + "\n审判员张三\n二〇二一年三月五日\n书记员李四", False),
        ("本院认为。" * 60 + "\n二〇二一年三月五日", False),
        ("本院认为。" * 60 + "\n某某裁判文书网", False),  # a footer
        ("本院认为。" * 60 + "\n被告于判决生效", True),  # short, and yet a sentence
        ("本院认为。" * 60 + "\n" + "原告还主张" * 10, True),  # no footer is that long
        ("本院认为，" * 60 + "驳回上诉。 第1页共5页", False),  # a page's number
        ("本院认为，" * 60 + "于2021年3月5", True),  # a date inside a sentence is no signature
    ],
)
def test_a_text_that_breaks_off(text: str, expected: bool) -> None:
    assert breaks_off(text) is expected


def test_a_text_cut_inside_a_character_is_read_up_to_there_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode()[:-1])
    (outcome,) = loaded(path)
    assert outcome.document.text == TEXT[:-1]  # the last full stop has three bytes
    assert "断开" in outcome.document.notes[0]


def test_hidden_characters_stay_and_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = TEXT.replace("应当", "不\u200b\u200b\u200b\u200b应当")
    path.write_text(text, "utf-8")
    (outcome,) = loaded(path)
    assert outcome.document.text == text
    assert "看不见的字符" in outcome.document.notes[0]


def test_every_row_of_readers_is_a_lower_case_suffix() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in READERS)
