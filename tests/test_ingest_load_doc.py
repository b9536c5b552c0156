"""Old Word files: read by our own means, else by a converter; always a reason where neither can."""

import random
import re
import sys
import time
from pathlib import Path

import pytest
from docx_writer import deleted, docx, p, r

from corpus.errors import DocumentError
from ingest.load.outcome import Loaded
from ingest.load.word_binary import load_doc
from ingest.load.word_convert import Converters, converted, installed

NONE = Converters()
OLD_WORD = Path(__file__).parent / "golden" / "old_word.doc"
"""Made by this project with docx_writer, then saved as Word 97 by LibreOffice 7.4."""

TEXT = """甲市乙区人民法院
民　事　判　决　书
判决如下：
一、被告还款1,000元。
（1）本金900元
（2）利息100元
二、驳回其他请求。
利率过高。
［脚注1］见合同。
依约。
［尾注1］见判例。
请求应支持
前半后半
甲乙
项目\t金额
本金\t100元
甲
乙
丙
内
层
外
左\t右
下
面积10²平方米
☑同意
见链接止
张㛃、𠮷某，①㎡×≥
前后
审判员　某甲
框内"""

_VERSION, _FLAGS = 2, 10  # bytes of the main stream


def patched(at: int, value: bytes) -> bytes:
    """The file with some bytes of its header changed."""
    data = bytearray(OLD_WORD.read_bytes())
    start = data.index(b"\xec\xa5") + at
    data[start : start + len(value)] = value
    return bytes(data)


WORD_95 = patched(_VERSION, b"\x68\0")


def test_all_that_is_seen_is_read_and_the_rest_is_noted() -> None:
    (loaded,) = load_doc(OLD_WORD, NONE)
    assert loaded.document.text == TEXT
    assert [note[:21] for note in loaded.document.notes] == [
        "含未接受的修订：插入 1 处、删除 2 处",  # 不 turned the ruling; half a paragraph's mark
        "文件含隐藏文字 2 处，未读入。",  # one by its property, one white and one tiny in a row
    ]


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="打开密码"):
        read(tmp_path, patched(_FLAGS + 1, b"\x13"), NONE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (0x5C << 1 | 1 << 8, "隐藏文字"),  # the short form of "hidden"
        (0x41 << 1 | 1 << 8, "未接受的修订"),  # of "deleted"
    ],
)
def test_a_hastily_saved_change_of_all_the_text_counts(
    change: int, words: str, tmp_path: Path
) -> None:
    data = bytearray(OLD_WORD.read_bytes())
    (pieces,) = (m.end() for m in re.finditer(rb"\x02\x10\0\0\0\0\0\0\0....", data, re.DOTALL))
    data[pieces + 6 : pieces + 8] = change.to_bytes(2, "little")  # the text is in one piece
    document = read(tmp_path, bytes(data), NONE).document
    assert document.text == ""
    assert any(words in note for note in document.notes)


def test_cut_anywhere_the_file_is_refused_or_whole(tmp_path: Path) -> None:
    data = OLD_WORD.read_bytes()
    for place in range(50):
        try:
            assert read(tmp_path, data[: len(data) * place // 50], NONE).document.text == TEXT
        except DocumentError as error:
            assert "另存为 .docx" in str(error)


def test_damaged_bytes_do_no_worse_than_a_refusal(tmp_path: Path) -> None:
    chance = random.Random(5)
    data = OLD_WORD.read_bytes()
    for _ in range(300):
        mutant = bytearray(data)
        for _ in range(chance.choice((1, 3, 30))):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        try:
            read(tmp_path, bytes(mutant), NONE)
        except DocumentError:
            continue


def program(folder: Path, name: str, lines: str) -> str:
    """A converter that does what these lines of Python say."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def prints(folder: Path, text: bytes, status: int = 0) -> Converters:
    """An antiword that prints these bytes."""
    lines = f"sys.stdout.buffer.write({text!r})\nsys.exit({status})"
    return Converters(antiword=program(folder, "antiword", lines))


def read(folder: Path, data: bytes, converters: Converters) -> Loaded:
    path = folder / "某案.doc"
    path.write_bytes(data)
    (loaded,) = load_doc(path, converters)
    return loaded


def test_antiword_is_asked_for_whole_paragraphs_in_utf_8(tmp_path: Path) -> None:
    spy = program(tmp_path, "antiword", "print(sys.argv[1:])")
    text = read(tmp_path, WORD_95, Converters(antiword=spy)).document.text
    assert text == str(["-m", "UTF-8.txt", "-w", "0", str(tmp_path / "某案.doc")])


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("\n甲。\n\n乙。\n", "甲。\n乙。"),
        ("|项目   |金额   |\n|本金   |100元  |\n", "项目\t金额\n本金\t100元"),
        ("甲[1]。\n-----------------------\n[1]注。\n", "甲[1]。\n[1]注。"),  # its rule over notes
        ("前\f后", "前\n后"),
    ],
)
def test_what_antiword_prints_becomes_lines(printed: str, text: str, tmp_path: Path) -> None:
    loaded = read(tmp_path, WORD_95, prints(tmp_path, printed.encode()))
    assert (loaded.document.text, loaded.source_id) == (text, "某案.doc")
    assert "自动编号可能缺失" in loaded.document.notes[0]


def test_rare_characters_that_antiword_prints_in_two_halves(tmp_path: Path) -> None:
    halves = "\ud842\udfb7某".encode("utf-8", "surrogatepass")
    assert read(tmp_path, WORD_95, prints(tmp_path, halves)).document.text == "𠮷某"


def test_pictures_are_noted(tmp_path: Path) -> None:
    document = read(tmp_path, WORD_95, prints(tmp_path, "甲[pic]乙".encode())).document
    assert document.text == "甲乙"
    assert "图片 1 张" in document.notes[1]


def test_the_other_converter_gives_a_docx_that_is_read_as_such(tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("应", deleted("不"), "支持", r("暗", "<w:vanish/>"))))
    lines = (
        "import pathlib, shutil\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"shutil.copy({str(made)!r}, out / (pathlib.Path(sys.argv[-1]).stem + '.docx'))"
    )
    soffice = program(tmp_path, "soffice", lines)
    loaded = read(tmp_path, WORD_95, Converters(soffice=soffice, antiword="/nowhere/antiword"))
    assert (loaded.document.text, loaded.document.name) == ("应支持", "某案")
    assert [note[:5] for note in loaded.document.notes] == ["含未接受的", "文件含隐藏"]
    assert loaded.origin == str(tmp_path / "某案.doc")


def test_if_one_converter_fails_the_next_is_asked(tmp_path: Path) -> None:
    fails = program(tmp_path, "soffice", "sys.exit(1)")
    antiword = prints(tmp_path, "甲。".encode()).antiword
    assert read(tmp_path, WORD_95, Converters(fails, antiword)).document.text == "甲。"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (WORD_95, "LibreOffice"),  # nothing to convert with: says what to install
        (rb"{\rtf1 a}", "RTF"),  # neither converter is asked: one guesses, one cannot
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (b"<html><body>", "网页"),
        ("文书正文".encode(), "不是 .doc"),
    ],
)
def test_without_a_converter_the_reason_says_what_to_do(
    data: bytes, words: str, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        read(tmp_path, data, NONE)
    assert str(tmp_path / "某案.doc") in str(caught.value)
    assert "另存为 .docx" in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("sys.exit(1)", "转换失败"),
        ("pass", "没有读出文字"),
        (r"sys.stdout.buffer.write(b'\xff\xfe')", "无法解码"),
    ],
)
def test_a_converter_that_fails_is_a_reason(lines: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=words):
        read(tmp_path, WORD_95, Converters(antiword=program(tmp_path, "antiword", lines)))


def test_a_converter_that_is_not_there_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="启动不了"):
        read(tmp_path, WORD_95, Converters(antiword=str(tmp_path / "nothing")))


def test_a_converter_that_hangs_is_ended(tmp_path: Path) -> None:
    hangs = Converters(antiword=program(tmp_path, "antiword", "time.sleep(60)"))
    path = tmp_path / "某案.doc"
    path.write_bytes(WORD_95)
    start = time.monotonic()
    with pytest.raises(DocumentError, match="超过"):
        converted(path, hangs, seconds=0.5)
    assert time.monotonic() - start < 20


def test_a_docx_under_the_name_of_a_doc_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, docx(p("甲。")), NONE).document.text == "甲。"


@pytest.mark.skipif(installed().antiword is None, reason="antiword is not on this machine")
def test_the_real_antiword_refuses_what_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "某案.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(DocumentError, match="转换失败"):
        converted(path, Converters(antiword=installed().antiword))


@pytest.mark.skipif(installed().antiword is None, reason="antiword is not on this machine")
def test_the_real_antiword_loses_what_its_note_says() -> None:
    document = converted(OLD_WORD, Converters(antiword=installed().antiword))
    assert "被告还款1,000元。" in document.text
    assert "一、被告" not in document.text
    assert "请隐藏求不应支持" in document.text  # why it is asked last
