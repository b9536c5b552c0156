"""Scans: recognised where the [ocr] extra is installed, refused with the remedy where not."""

from importlib.util import find_spec
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from printed import HEIGHT, WIDTH, canvas_at, print_judgment
from reportlab.lib.utils import ImageReader

from corpus.errors import DocumentError
from ingest.load.page_layout import Line, Page
from ingest.load.pdf import load_pdf
from ingest.load.scan import HOW_TO_INSTALL, Recognised, load_scan

PARAGRAPHS = (
    "云川市平湖区人民法院",
    "原告林某甲与被告周某乙民间借贷纠纷一案，本院于2024年2月1日立案后，依法公开开庭进行了审理。",
    "本院认为，合法的借贷关系受法律保护，周某乙应当归还借款本金540000元。",
    "驳回林某甲的其他诉讼请求。",
)

needs_ocr = pytest.mark.skipif(
    find_spec("rapidocr") is None or find_spec("onnxruntime") is None,
    reason=f"请{HOW_TO_INSTALL}",
)


class Pages:
    """A recogniser that has seen these lines, with these confidences."""

    def __init__(self, *pages: tuple[str, float]) -> None:
        self._pages = list(pages)

    def page(self, image: object) -> Recognised:
        text, confidence = self._pages.pop(0)
        lines = (Line(text, 10, 90, 10, 10),) if text else ()
        return Recognised(Page(100, 100, lines), confidence)


def blank_image(path: Path, pages: int = 1) -> Path:
    """An image file of so many pages."""
    frames = [Image.new("RGB", (40, 60), (255, 255, 255 - n)) for n in range(pages)]
    if pages > 1:
        frames[0].save(path, save_all=True, append_images=frames[1:])
    else:
        frames[0].save(path)
    return path


def test_an_image_is_refused_with_the_remedy_without_the_extra(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"图片.*-e \"\.\[ocr\]\""):
        list(load_scan(blank_image(tmp_path / "scan.png"), lambda: None))


def test_every_page_of_an_image_is_read_and_unsure_ones_are_noted(tmp_path: Path) -> None:
    path = blank_image(tmp_path / "scan.tif", pages=3)
    pages = Pages(("一、驳回。", 0.99), ("二、费用。", 0.61), ("", 0.0))
    (loaded,) = load_scan(path, lambda: pages)
    assert loaded.document.text == "一、驳回。\n二、费用。"
    assert loaded.document.page_starts == (0, 6, 11)
    assert loaded.document.notes == (
        "文字由图片识别得来，可能有错字，引用前请核对原件。",
        "文字识别把握较低：第 2 页平均 0.61，请核对原件。",
        "第 3 页没有识别出文字，请核对原件。",
    )


def test_an_image_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="没有识别出文字"):
        list(load_scan(blank_image(tmp_path / "scan.png"), lambda: Pages(("", 0.0))))


def test_a_damaged_image_is_refused(tmp_path: Path) -> None:
    path = blank_image(tmp_path / "scan.png")
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(DocumentError, match="图片打不开"):
        list(load_scan(path, lambda: Pages(("驳回。", 0.99))))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    Image.new("L", (8_000, 6_000)).save(path)  # 48 million pixels in 47 KB
    with pytest.raises(DocumentError, match="图片过大"):
        list(load_scan(path, lambda: Pages(("驳回。", 0.99))))


@needs_ocr
def test_a_scanned_judgment_is_recognised(tmp_path: Path) -> None:
    printed, scanned = tmp_path / "printed.pdf", tmp_path / "scanned.pdf"
    print_judgment(printed, PARAGRAPHS)
    with pypdfium2.PdfDocument(str(printed)) as document:
        picture = document[0].render(scale=200 / 72).to_pil()
    canvas = canvas_at(scanned)
    canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    (loaded,) = load_pdf(scanned)
    assert loaded.document.text == "\n".join(PARAGRAPHS)
    assert loaded.document.notes == ("第 1 页是扫描件，文字由图片识别得来，引用前请核对原件。",)
