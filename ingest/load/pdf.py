"""Reads .pdf: the text layer page by page, run on over line and page breaks. Knows pypdfium2."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from ingest.load import room
from ingest.load.invisible import strip_invisible
from ingest.load.outcome import Loaded
from ingest.load.page_furniture import without_furniture
from ingest.load.page_joins import running_text
from ingest.load.page_layout import ASKEW, Line, Page, page_of
from ingest.load.pdf_file import faults_of
from ingest.load.pdf_page import PdfPage, read_page
from ingest.load.scan import (
    HOW_TO_INSTALL,
    Recognised,
    Recogniser,
    installed_recogniser,
    recognition_notes,
)
from ingest.read import RawDocument

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_UNMAPPED = 0.01
"""Share of characters without a Unicode value from which the text is called garbled."""

HOPELESSLY_UNMAPPED = 0.3
"""Share from which the text is no text."""

SCAN_DPI = 200
"""Resolution at which scanned pages are recognised; 300 takes twice the time for no fewer errors
on clean print."""

LARGEST_SCAN = 4_000
"""Pixels of the longer side of a page rendered for recognition; A4 at 200 dpi has 2,339."""

_ENCRYPTED = 4  # pdfium's error number for a wrong or missing password


def load_pdf(
    path: Path, find_recogniser: Callable[[], Recogniser | None] = installed_recogniser
) -> Iterator[Loaded]:
    """The one document of a PDF.

    Notes tell of pages without a text layer, of hidden, garbled and askew print, and of a file
    that is cut or damaged. Scanned pages are recognised where the [ocr] extra is installed.
    Raises DocumentError for a file that is no PDF, is encrypted, holds nothing but scans and
    cannot be recognised, or is garbled throughout.
    """
    data = path.read_bytes()
    notes = [*faults_of(data)]
    document = _opened(data, path)
    try:
        pages = [_page_or_none(document, number) for number in range(len(document))]
        scans = [n for n, page in enumerate(pages, start=1) if page is not None and page.is_scan]
        recogniser = find_recogniser() if scans else None
        recognised = _recognised(document, scans, recogniser) if recogniser else {}
    finally:
        document.close()
    _refuse_unreadable(pages, recognised, path)
    laid_out = [
        recognised[number].page if number in recognised else _laid_out(page)
        for number, page in enumerate(pages, start=1)
    ]
    running = running_text(without_furniture(laid_out))
    seen = strip_invisible(running.text)
    starts = tuple(len(strip_invisible(running.text[:at]).text) for at in running.page_starts) \
        if seen.count else running.page_starts  # fmt: skip
    if not seen.text.strip():
        raise DocumentError(f"{path}：这个 PDF 里没有读到文字。请核对原件，或另存后再导入。")
    notes += _notes_on_pages(pages, laid_out, recognised)
    notes += [seen.note] if seen.note else []
    yield Loaded(
        str(path.resolve()),
        path.name,
        RawDocument(seen.text, path.stem, {}, tuple(notes), starts),
    )


def _opened(data: bytes, path: Path) -> "PdfDocument":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) == 0:
            raise DocumentError(f"{path}：这个 PDF 没有一页可读，文件可能已损坏。请重新取得文件。")
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ENCRYPTED:
            raise DocumentError(
                f"{path}：PDF 已加密，需要密码才能打开。请用密码打开后另存为不加密的 PDF，再导入。"
            ) from error
        raise DocumentError(
            f"{path}：打不开这个 PDF，文件可能已损坏、不完整，或并不是 PDF。"
            "请重新取得文件后再导入。"
        ) from error
    return document


def _page_or_none(document: "PdfDocument", number: int) -> PdfPage | None:
    """A page, or None for one that is damaged."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None
    try:
        return read_page(page)
    finally:
        page.close()


def _recognised(
    document: "PdfDocument", numbers: Sequence[int], recogniser: Recogniser
) -> dict[int, Recognised]:
    results = {}
    room.pages_ahead(len(numbers))
    for number in numbers:
        page = document[number - 1]
        scale = min(SCAN_DPI / 72, LARGEST_SCAN / max(*page.get_size(), 1.0))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        results[number] = recogniser.page(bitmap.to_numpy()[:, :, :3].copy())
        bitmap.close()
        page.close()
    return results


def _laid_out(page: PdfPage | None) -> Page:
    if page is None:
        return Page(1.0, 1.0)
    upright = page_of(page.pieces, page.width, page.height)
    askew = tuple(
        Line(piece.text.strip(), piece.left, piece.right, piece.top, piece.size, ASKEW)
        for piece in page.askew
        if piece.text.strip()
    )
    return Page(page.width, page.height, upright.lines + askew, upright.doubtful)


def _refuse_unreadable(
    pages: Sequence[PdfPage | None], recognised: dict[int, Recognised], path: Path
) -> None:
    shown = sum(page.shown for page in pages if page)
    if sum(page.unmapped for page in pages if page) > HOPELESSLY_UNMAPPED * max(shown, 1):
        raise DocumentError(
            f"{path}：PDF 的字体没有文字对照表，读出的是乱码。"
            "请从原始来源重新导出，或转成图片后做文字识别（OCR）。"
        )
    readable = any(page is not None and page.shown and not page.is_scan for page in pages)
    if not readable and not recognised and any(page and page.is_scan for page in pages):
        raise DocumentError(
            f"{path} 没有文字层，可能是扫描件。请{HOW_TO_INSTALL}，然后重新导入；"
            "或先用其他软件识别成文字。"
        )


def _notes_on_pages(
    pages: Sequence[PdfPage | None], laid_out: Sequence[Page], recognised: dict[int, Recognised]
) -> Iterator[str]:
    numbered = list(enumerate(pages, start=1))
    read = [(n, page) for n, page in numbered if page is not None and n not in recognised]
    if damaged := [n for n, page in numbered if page is None]:
        yield f"{_pages(damaged)}已损坏，未读入。"
    if scans := [n for n, page in read if page.is_scan]:
        yield f"{_pages(scans)}没有文字层（可能是扫描件），未读入。请{HOW_TO_INSTALL}后重新导入。"
    if recognised:
        yield f"{_pages(sorted(recognised))}是扫描件，文字由图片识别得来，引用前请核对原件。"
        yield from recognition_notes(sorted(recognised.items()))
    if laid := [n for n, page in read if page.over_picture]:
        yield f"{_pages(laid)}的文字是扫描件上附带的识别结果，可能有错字，请核对原件。"
    if hiding := [n for n, page in read if page.hidden]:
        count = sum(page.hidden for _, page in read)
        yield (
            f"{_pages(hiding)}有看不见的文字（透明、与底色相同、极小、被遮住或在页面之外，"
            f"共 {count} 字），未读入。请核对原件。"
        )
    if lost := [n for n, page in read if page.lost]:
        count = sum(page.lost for _, page in read)
        yield f"{_pages(lost)}有 {count} 个字在文件里没有对应的字符，以 � 代替，请核对原件。"
    if garbled := [n for n, page in read if page.unmapped > MOST_UNMAPPED * max(page.shown, 1)]:
        yield f"{_pages(garbled)}的部分文字没有对照表，读出的可能是乱码，请核对原件。"
    if askew := [n for n, page in read if page.askew]:
        yield f"{_pages(askew)}有斜排或竖排的文字，已放在该页末尾，阅读顺序可能有误。"
    doubtful = [n for n, page in enumerate(laid_out, start=1) if page.doubtful]
    if doubtful := [n for n in doubtful if n not in recognised]:
        yield f"{_pages(doubtful)}似为分栏排版，阅读顺序可能有误，请核对原件。"
    if annotated := [n for n, page in read if page.annotated]:
        yield f"{_pages(annotated)}有批注或表单内容，未读入，请核对原件。"


def _pages(numbers: Sequence[int]) -> str:
    """第 3 页, or 第 1、3 页; more than ten are counted."""
    if len(numbers) > 10:
        return f"第 {'、'.join(map(str, numbers[:10]))} 等 {len(numbers)} 页"
    return f"第 {'、'.join(map(str, numbers))} 页"
