"""Word files: all that is seen is read, what is not is noted, and no file does harm."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx_blocks import BESIDE, TABLES
from docx_constructs import CONTROLS, REVISIONS, RUNNING
from docx_lists import HIDDEN, NUMBERED
from docx_writer import Construct, document_xml, docx, p, package

from corpus.errors import DocumentError
from ingest.load.docx import load_docx
from ingest.load.docx_numerals import format_examples, numeral
from ingest.load.invisible import strip_invisible
from ingest.read import RawDocument

CONSTRUCTS = (*RUNNING, *CONTROLS, *REVISIONS, *TABLES, *BESIDE, *NUMBERED, *HIDDEN)
REAL = Path(__file__).parents[1].parent / "shared" / "data" / "docx-real"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not on this machine")


def read(path: Path, data: bytes) -> RawDocument:
    path.write_bytes(data)
    (loaded,) = load_docx(path)
    return loaded.document


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=str)
def test_constructs(construct: Construct, tmp_path: Path) -> None:
    document = read(
        tmp_path / "某案.docx", docx(construct.body, construct.parts, construct.relations)
    )
    assert document.text == construct.text
    assert len(document.notes) == len(construct.notes), document.notes
    for words, note in zip(construct.notes, document.notes, strict=True):
        assert words in note


def test_there_are_more_than_forty_constructs_with_names_of_their_own() -> None:
    assert len({construct.name for construct in CONSTRUCTS}) == len(CONSTRUCTS) >= 40


@pytest.mark.parametrize(("form", "twelfth"), format_examples().items())
def test_number_formats(form: str, twelfth: str) -> None:
    assert numeral(12, form) == twelfth


PLAIN = docx(p("本院认为，") + p("请求不予支持。"))
ROOT = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"


def main_part(xml: str | bytes) -> bytes:
    return package({"_rels/.rels": ROOT, "word/document.xml": xml})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "不完整或已损坏"),
        ("不是压缩包".encode(), "不完整或已损坏"),
        (package({"a.txt": "甲"}), "没有 Word 正文"),
        (main_part("<workbook/>"), "没有 Word 正文"),  # a sheet under a wrong name
        (main_part("<w:document"), "不是完整的 XML"),
        (main_part(ENTITY + document_xml(p("甲"))), "DTD"),
        (main_part((ENTITY + document_xml(p("甲"))).encode("utf-16")), "DTD"),
        (main_part(BOMB + document_xml(p("&b;"))), "DTD"),
        (main_part(document_xml("<w:p>" * 500 + "</w:p>" * 500)), "嵌套过深"),
        (main_part(document_xml("<w:p/>" * 1_000_001)), "结构过多"),
        (main_part(b"<w:document>" + b" " * (65 << 20)), "解压后超过 64 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ".doc"),
        (rb"{\rtf1\ansi}", "RTF"),
        (b"<html><body>", "网页"),
        (docx('<w:altChunk r:id="r9"/>'), "嵌入的网页"),  # all of it in a foreign chunk
    ],
)
def test_unreadable_files_are_refused_by_name_with_a_remedy(
    data: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "某案.docx"
    with pytest.raises(DocumentError, match=words) as caught:
        read(path, data)
    assert str(path) in str(caught.value)
    assert "请" in str(caught.value)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "某案.docx"
    path.write_bytes(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(path, "a") as target:
        target.writestr("word/document.xml", document_xml(p("另一份正文")))
    with pytest.raises(DocumentError, match="重名"):
        read(path, path.read_bytes())


def test_a_locked_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(PLAIN)
    place = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[place + 8] |= 1  # the flag "encrypted" in the directory of the zip
    with pytest.raises(DocumentError, match="密码|损坏"):
        read(tmp_path / "某案.docx", bytes(data))


def test_the_strict_kind_of_word_file_reads_the_same(tmp_path: Path) -> None:
    strict = document_xml(p("甲")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(tmp_path / "某案.docx", main_part(strict)).text == "甲"


def test_a_part_that_is_missing_is_noted(tmp_path: Path) -> None:
    data = docx(p("甲"), relations='<Relationship Id="r9" Type="x/footnotes" Target="f.xml"/>')
    (note,) = read(tmp_path / "某案.docx", data).notes
    assert "缺少 1 个部件" in note


def test_cut_anywhere_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "某案.docx"
    for data in [PLAIN, *(file.read_bytes() for file in _real()[:2])]:
        for place in range(50):
            with pytest.raises(DocumentError):
                read(path, data[: len(data) * place // 50])


def test_damaged_bytes_do_no_worse_than_a_refusal(tmp_path: Path) -> None:
    """Bytes changed in the zip, and, since its checksum catches those, in the XML inside it."""
    chance = random.Random(11)
    path = tmp_path / "某案.docx"
    for number in range(300):
        construct = CONSTRUCTS[number % len(CONSTRUCTS)]
        whole = docx(construct.body, construct.parts, construct.relations)
        mutant = _damaged(whole, chance)
        if number % 2:
            damaged = _damaged(document_xml(construct.body).encode(), chance)
            mutant = docx(construct.body, construct.parts, construct.relations)
            path.write_bytes(mutant)
            with ZipFile(path) as source:
                files: dict[str, str | bytes] = {n: source.read(n) for n in source.namelist()}
            mutant = package(files | {"word/document.xml": damaged})
        try:
            read(path, mutant)
        except DocumentError:
            continue


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed))
        if chance.random() < 0.3:
            del changed[place : place + chance.randint(1, 40)]
        else:
            changed[place] = chance.choice(b"<>/\"'=wp:01\x00\xff") if place % 2 else place % 256
        if not changed:
            break
    return bytes(changed)


def _real() -> list[Path]:
    return sorted(REAL.glob("*.docx"))


@needs_real
@pytest.mark.parametrize("path", _real(), ids=lambda path: path.stem)
def test_real_files_lose_nothing(path: Path) -> None:
    (loaded,) = load_docx(path)
    with ZipFile(path) as source:
        root = ElementTree.fromstring(source.read("word/document.xml"))
    there = _characters("".join(_undeleted(root)))
    assert there.total() > 400
    assert not there - _characters(loaded.document.text)


def _undeleted(element: ElementTree.Element) -> Iterator[str]:
    local = element.tag.rpartition("}")[2]
    if local == "t":
        yield element.text or ""
    if local not in ("del", "moveFrom"):
        for child in element:
            yield from _undeleted(child)


def _characters(text: str) -> Counter[str]:
    seen = strip_invisible(unicodedata.normalize("NFKC", text)).text
    return Counter("".join(seen.split()))
