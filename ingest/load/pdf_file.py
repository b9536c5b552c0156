"""Whether a PDF file is whole: pdfium reads what is left of a broken one and says nothing."""

import base64
import re
import zlib
from collections.abc import Iterator

END_WITHIN = 1024
"""Bytes from the end within which a whole file has its end mark."""

MOST_INFLATED = 64 * 1024 * 1024
"""Bytes that are unpacked at most to see whether streams are whole; the rest is not looked at."""

CUT = "PDF 文件不完整（缺少结尾），可能缺少页或文字，请重新取得文件。"
DAMAGED = "PDF 文件里有损坏的数据，可能缺少文字或读错，请重新取得文件。"

_LINEARIZED = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)|/L\s+(\d+)[^>]{0,200}?/Linearized\b"
)
_STREAM = re.compile(rb"<<((?:(?!\bobj\b|stream).){0,2000}?)>>\s*stream\r?\n", re.S)
_FLATE = re.compile(rb"/Filter\s*\[?\s*(/ASCII85Decode\s*)?/(?:FlateDecode|Fl)\b")
_PIECE = 1024 * 1024


def faults_of(data: bytes) -> Iterator[str]:
    """Chinese notes on a file that was cut short or whose packed streams do not unpack."""
    if _is_cut(data):
        yield CUT
    elif b"/Encrypt" not in data and _has_damaged_stream(data):
        yield DAMAGED


def _is_cut(data: bytes) -> bool:
    end = data[-END_WITHIN:]
    if b"%%EOF" not in end or b"startxref" not in end:
        return True
    linearized = _LINEARIZED.search(data[:2048])
    if linearized is None:
        return False
    length = int(linearized[1] or linearized[2])
    saved_again = data.find(b"%%EOF", length) >= 0
    return not saved_again and abs(length - len(data)) > 2  # a line end more or less


def _has_damaged_stream(data: bytes) -> bool:
    left = MOST_INFLATED
    for match in _STREAM.finditer(data):
        flate = _FLATE.search(match[1])
        end = data.find(b"endstream", match.end())
        if flate is None or end < 0 or b"/Crypt" in match[1]:
            continue
        packed = data[match.end() : end]
        try:
            if flate[1]:
                packed = base64.a85decode(packed.strip().removesuffix(b"~>"))
            left -= _inflated(packed, left)
        except (zlib.error, ValueError, EOFError):
            return True
        if left <= 0:
            return False
    return False


def _inflated(packed: bytes, most: int) -> int:
    """How many bytes it unpacks to, or `most`. Raises EOFError if it ends too early."""
    unpacker, total = zlib.decompressobj(), 0
    while not unpacker.eof and total < most:
        piece = unpacker.decompress(packed, _PIECE)
        packed = unpacker.unconsumed_tail
        total += len(piece)
        if not piece and not unpacker.eof:
            raise EOFError
    return total
