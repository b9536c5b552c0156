"""PDF: print that nobody sees is left out, scans are recognised, and both are spoken of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from printed import FONT, HEIGHT, LEFT, WIDTH, canvas_at
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentError
from ingest.load.page_layout import Line, Page
from ingest.load.pdf import load_pdf
from ingest.load.scan import Recognised
from ingest.read import RawDocument

HEAD = "云川市平湖区人民法院民事判决书"


def read(path: Path) -> RawDocument:
    """The one document of a PDF, read where recognition is not installed."""
    (loaded,) = load_pdf(path, lambda: None)
    return loaded.document


def hide_by_mode(canvas: Canvas) -> None:
    text = canvas.beginText(LEFT, 600)
    text.setTextRenderMode(3)
    text.textOut("隐藏指令")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def hide_in_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_in_near_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.97, 0.98, 0.97)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_size(canvas: Canvas) -> None:
    canvas.setFont(FONT, 0.8)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_scale(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.scale(0.05, 0.05)
    canvas.drawString(LEFT * 20, 600 * 20, "隐藏指令")
    canvas.restoreState()


def hide_off_page(canvas: Canvas) -> None:
    canvas.drawString(-400, 600, "隐藏指令")


def hide_by_crop(canvas: Canvas) -> None:
    canvas.setCropBox((0, 100, WIDTH, HEIGHT))
    canvas.drawString(LEFT, 50, "隐藏指令")


def hide_by_alpha(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_under_a_cover(canvas: Canvas) -> None:
    canvas.drawString(LEFT, 600, "隐藏指令")
    canvas.setFillGray(1)
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)


def hide_in_black_on_black(canvas: Canvas) -> None:
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)
    canvas.drawString(LEFT, 600, "隐藏指令")


def hide_by_clip(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(LEFT, 600, "隐藏指令")
    canvas.restoreState()


HIDDEN = [
    hide_by_mode,
    hide_in_white,
    hide_in_near_white,
    hide_by_size,
    hide_by_scale,
    hide_off_page,
    hide_by_crop,
    hide_by_alpha,
    hide_under_a_cover,
    hide_in_black_on_black,
    hide_by_clip,
]


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_print_is_left_out_and_noted(tmp_path: Path, hide: Callable[[Canvas], None]) -> None:
    path = tmp_path / "hidden.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    hide(canvas)
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。"
    (note,) = document.notes
    assert note.startswith("第 1 页有看不见的文字") and "共 4 字" in note


def test_light_print_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dark.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.setFillGray(0.2)
    canvas.rect(LEFT - 5, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(LEFT, 600, "还款明细")
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告应当归还借款。\n还款明细"
    assert document.notes == ()


def scan(canvas: Canvas) -> None:
    """A page that is a picture, with the number a scanner stamped on it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 84), 200)), 0, 0, WIDTH, HEIGHT)


def test_a_scanned_page_among_others_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    canvas = canvas_at(path)
    canvas.drawString(LEFT, 700, "本院认为，被告应当归还借款。")
    canvas.showPage()
    scan(canvas)
    canvas.setFont(FONT, 10)
    canvas.drawString(LEFT, 30, "2")
    canvas.save()
    (note,) = read(path).notes
    assert note.startswith("第 2 页没有文字层（可能是扫描件），未读入")


def test_nothing_but_scans_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    canvas.save()
    with pytest.raises(DocumentError, match=r"扫描件.*-e \"\.\[ocr\]\""):
        read(path)


class OneLine:
    """A recogniser that sees the same line on every page."""

    def page(self, image: object) -> Recognised:
        return Recognised(Page(100, 100, (Line("判决如下：驳回。", 10, 90, 10, 10),)), 0.52)


def test_scanned_pages_are_recognised_where_that_is_installed(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    path = tmp_path / "scan.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    canvas.save()
    (loaded,) = load_pdf(path, OneLine)
    assert loaded.document.text == "判决如下：驳回。"
    assert loaded.document.notes == (
        "第 1 页是扫描件，文字由图片识别得来，引用前请核对原件。",
        "文字识别把握较低：第 1 页平均 0.52，请核对原件。",
    )


def test_invisible_print_over_a_scan_is_its_recognition(tmp_path: Path) -> None:
    path = tmp_path / "searchable.pdf"
    canvas = canvas_at(path)
    scan(canvas)
    text = canvas.beginText(LEFT, 600)
    text.setTextRenderMode(3)
    text.textLine("本院认为，被告未按约定归还借款，构成违约，应予归还。")
    canvas.drawText(text)
    canvas.save()
    document = read(path)
    assert document.text == "本院认为，被告未按约定归还借款，构成违约，应予归还。"
    assert document.notes == ("第 1 页的文字是扫描件上附带的识别结果，可能有错字，请核对原件。",)
