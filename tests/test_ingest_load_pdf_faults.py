"""PDF: what cannot be read is refused with the remedy, what is damaged is flagged."""

from pathlib import Path

import pytest
from printed import LEFT, judgment_paragraphs, print_judgment, raw_pdf
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentError
from ingest.load.pdf import load_pdf
from ingest.read import RawDocument

HEAD = "云川市平湖区人民法院民事判决书"


def read(path: Path) -> RawDocument:
    """The one document of a PDF, read where recognition is not installed."""
    (loaded,) = load_pdf(path, lambda: None)
    return loaded.document


def test_a_font_without_meaning_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "private.pdf"
    path.write_bytes(raw_pdf(0xE123))
    with pytest.raises(DocumentError, match="乱码"):
        read(path)


def test_an_encrypted_file_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(LEFT, 700, "locked")
    canvas.save()
    with pytest.raises(DocumentError, match="密码"):
        read(path)


def test_a_file_with_rights_but_no_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rights.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("", "owner", canCopy=0))
    canvas.drawString(LEFT, 700, "open to all")
    canvas.save()
    assert read(path).text == "open to all"


def test_a_character_the_file_does_not_name_is_marked_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "lost.pdf"
    path.write_bytes(raw_pdf(0x6587, 0x0001))
    document = read(path)
    assert document.text == "文" * 40 + "\ufffd"
    assert "第 1 页有 1 个字在文件里没有对应的字符，以 � 代替，请核对原件。" in document.notes


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"\x00" * 500, b"<html></html>"])
def test_garbage_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "garbage.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match="打不开"):
        read(path)


def test_a_cut_file_is_refused_or_flagged(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.pdf", tmp_path / "cut.pdf"
    print_judgment(whole, judgment_paragraphs())
    data = whole.read_bytes()
    typed = read(whole).text
    for part in range(1, 50):
        cut.write_bytes(data[: len(data) * part // 50])
        try:
            document = read(cut)
        except DocumentError:
            continue
        assert document.notes or document.text == typed, part


def test_a_stream_that_does_not_unpack_is_flagged(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    print_judgment(path, judgment_paragraphs())
    data = bytearray(path.read_bytes())
    middle = data.index(b"stream", 1500) + 900  # within the packed text of a page
    data[middle] = data[middle] % 64 + 33
    path.write_bytes(data)
    assert any("损坏" in note for note in read(path).notes)
