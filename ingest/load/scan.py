"""Reads scanned pages and photographs by recognition, with the [ocr] extra (rapidocr)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import DocumentError
from ingest.load import room
from ingest.load.outcome import Loaded
from ingest.load.page_furniture import without_furniture
from ingest.load.page_joins import running_text
from ingest.load.page_layout import Page, Piece, page_of
from ingest.read import RawDocument

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

HOW_TO_INSTALL = (
    '安装文字识别组件（在判读的文件夹里运行 .venv/bin/pip install -c constraints.txt -e ".[ocr]"）'
)
"""Never by our name alone: the project is in no package index, and somebody else's might be."""

UNSURE = 0.9
"""Mean confidence of a page below which it is flagged; a clean print has 0.97 and more."""

PAPER = 48
"""Steps of grey, of 255, by which a blank sheet is uneven at most."""

MOST_PIXELS = 40_000_000
"""Pixels of a picture from which it is refused: A3 at 600 dpi has 70 million, A4 at 300 dpi 9."""

LONGEST_SIDE = 4_000
"""Pixels to which a picture is reduced; A4 at 300 dpi has 3,508."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised on a page; `confidence` is the mean over characters, 0.0 for none."""

    page: Page
    confidence: float
    blank: bool = False  # there is nothing on it: the back of a sheet


class Recogniser(Protocol):
    """What turns pictures of pages into lines; one a document."""

    def page(self, image: "Pixels") -> Recognised:
        """The lines on an image (an array of rows of RGB pixels), in reading order."""
        ...


class RapidRecogniser:
    """The recogniser of the [ocr] extra, loaded with the first page. Knows rapidocr."""

    def __init__(self) -> None:
        self._engine: Any = None

    def page(self, image: "Pixels") -> Recognised:
        """The lines on an image, in reading order."""
        self._engine = self._engine or self._loaded()
        found: Any = self._engine(image)
        room.page_done()
        height, width = image.shape[:2]
        if found.boxes is None or not found.txts:
            blank = int(image.max()) - int(image.min()) < PAPER
            return Recognised(Page(width, height), 0.0, blank)
        pieces = [
            _piece(box, text) for box, text in zip(found.boxes, found.txts, strict=True) if text
        ]
        sure = [s for text, s in zip(found.txts, found.scores, strict=True) for _ in text]
        return Recognised(page_of(pieces, width, height), fmean(sure))

    def _loaded(self) -> Any:  # noqa: ANN401 - rapidocr has no types
        room.more_memory()  # an A4 page was seen to take 1.6 GB of address space
        from rapidocr import RapidOCR

        one_thread = {
            f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")
        }
        return RapidOCR(params={"Global.log_level": "critical", **one_thread})


def installed_recogniser() -> Recogniser | None:
    """The recogniser of the [ocr] extra; None where the extra is not installed."""
    there = all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
    return RapidRecogniser() if there else None


def _piece(box: Sequence[Sequence[float]], text: str) -> Piece:
    across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    # The box is a little taller than the em, by how much depends on the letters in it.
    wide = sum(1.0 if character > "\u02ff" else 0.5 for character in text)
    return Piece(text, left, right, top, bottom, min(bottom - top, (right - left) / wide))


def recognition_notes(recognised: Sequence[tuple[int, Recognised]]) -> Iterator[str]:
    """What to say of recognised pages, given with their numbers: unsure ones and empty ones."""
    for number, result in recognised:
        if result.blank:
            continue
        if not result.page.lines:
            yield f"第 {number} 页没有识别出文字，请核对原件。"
        elif result.confidence < UNSURE:
            yield (f"文字识别把握较低：第 {number} 页平均 {result.confidence:.2f}，请核对原件。")
        elif result.page.doubtful:
            yield f"第 {number} 页似为分栏排版，阅读顺序可能有误，请核对原件。"


def load_scan(
    path: Path, find_recogniser: Callable[[], Recogniser | None] = installed_recogniser
) -> Iterator[Loaded]:
    """The one document of an image file; a .tif may hold several pages.

    Raises DocumentError if recognition is not installed, the file is no image or too large, or
    no text is found on it.
    """
    recogniser = find_recogniser()
    if recogniser is None:
        raise DocumentError(
            f"{path} 是图片，需要文字识别才能导入。请{HOW_TO_INSTALL}，然后重新导入；"
            "或先用其他软件识别成文字。"
        )
    results = [recogniser.page(image) for image in _images(path)]
    numbered = list(enumerate(results, start=1))
    running = running_text(without_furniture([result.page for result in results]))
    if not running.text:
        raise DocumentError(f"{path}：图片上没有识别出文字。请检查图片是否清晰、方向是否正确。")
    notes = ("文字由图片识别得来，可能有错字，引用前请核对原件。", *recognition_notes(numbered))
    document = RawDocument(running.text, path.stem, {}, notes, running.page_starts)
    yield Loaded(str(path.resolve()), path.name, document)


def _images(path: Path) -> Iterator["Pixels"]:
    import numpy
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded
    try:
        with Image.open(path) as opened:
            room.pages_ahead(getattr(opened, "n_frames", 1))
            for frame in ImageSequence.Iterator(opened):
                if frame.width * frame.height > MOST_PIXELS:
                    raise DocumentError(
                        f"{path}：图片过大（{frame.width}×{frame.height} 像素，"
                        f"上限 {MOST_PIXELS:,} 像素）。请缩小到 300 dpi 左右后再导入。"
                    )
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                yield numpy.asarray(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise DocumentError(
            f"{path}：图片打不开，可能已损坏或不完整。请重新取得文件后再导入。"
        ) from error
