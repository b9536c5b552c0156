"""Small files that would grow beyond any memory, or never be done, if they were let."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from docx_writer import document_xml, docx, p, r
from made_up_workbook import workbook_of

_LAUGHS = (
    '<!DOCTYPE lol [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {one} "{f"&{other};" * 10}">'
        for one, other in zip("bcdefghij", "abcdefghi", strict=True)
    )
    + "]>"
)
_TEXT = "某某县人民法院民事判决书。本院认为，被告应当归还借款。"

Bomb = Callable[[int], bytes]
"""Makes the bomb; the number is how many megabytes it would grow to, where it grows."""


def _zip(members: dict[str, bytes | int]) -> bytes:
    """An archive; a number stands for as many megabytes of spaces, written piece by piece."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members.items():
            with archive.open(name, "w", force_zip64=True) as member:
                if isinstance(content, bytes):
                    member.write(content)
                else:
                    for _ in range(content):
                        member.write(b" " * 1024 * 1024)
    return buffer.getvalue()


def _changed(data: bytes, changes: dict[str, bytes | int]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members: dict[str, bytes | int] = {name: source.read(name) for name in source.namelist()}
    return _zip(members | changes)


def _pdf(
    stream: bytes, filters: str, more: str = "", kids: str = "[3 0 R]", count: int = 1
) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids{kids}/Count {count}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{more}>>".encode(),
        f"<</Length {len(stream)}/Filter[{filters}]>>".encode()
        + b"\nstream\n"
        + stream
        + b"\nendstream",
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n")
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def _deflated(megabytes: int, times: int = 1, piece: bytes = b" ") -> bytes:
    packer = zlib.compressobj(9)
    unit = piece * (1024 * 1024 // len(piece))
    data = b"".join(packer.compress(unit) for _ in range(megabytes)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", _deflated(8))
        + chunk(b"IEND", b"")
    )


def _nested(megabytes: int) -> bytes:
    data = _zip({"a.txt": megabytes})
    for _ in range(6):
        data = _zip({f"{n}.zip": data for n in range(4)})
    return data


def _overlapping(count: int) -> bytes:
    """Entries that all tell of the same bytes, as a zip may not but can."""
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 4_000_000)
    data = buffer.getvalue()
    directory = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[directory:end]
    size = struct.pack("<HHHHIIH", 0, 0, count, count, len(entry) * count, directory, 0)
    return data[:directory] + entry * count + b"PK\x05\x06" + size


def _wide_sheet(_: int) -> bytes:
    """Two cells in opposite corners of the largest sheet there is."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>正文</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    return _changed(
        workbook_of({"表": [["正文"], [_TEXT]]}), {"xl/worksheets/s1.xml": sheet.encode()}
    )


def _laughing_sheet(_: int) -> bytes:
    data = workbook_of({"表": [["正文"], [_TEXT]]})
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        sheet = source.read("xl/worksheets/s1.xml").decode()
    return _changed(
        data, {"xl/worksheets/s1.xml": (_LAUGHS + sheet.replace(_TEXT, "&j;")).encode()}
    )


def _laughing_document(_: int) -> bytes:
    document = document_xml(p(r("&j;")))
    return _changed(docx(""), {"word/document.xml": (_LAUGHS + document).encode()})


BOMBS: dict[str, Bomb] = {
    "空白.docx": lambda size: _changed(docx(p(r(_TEXT))), {"word/document.xml": size}),
    "空白图.docx": lambda size: _changed(docx(p(r(_TEXT))), {"word/media/image1.png": size}),
    "样式.docx": lambda size: _changed(
        docx(p(r(_TEXT)), {"styles": ""}), {"word/styles.xml": size}
    ),
    "大笑.docx": _laughing_document,
    "深.docx": lambda _: docx("<w:p>" * 300_000 + "</w:p>" * 300_000),
    "多段.docx": lambda size: _changed(
        docx(""), {"word/document.xml": document_xml(p(r("某")) * (size * 4000)).encode()}
    ),
    "文件多.docx": lambda size: _changed(
        docx(p(r(_TEXT))), {f"word/media/{n}.xml": b"x" for n in range(size * 20)}
    ),
    "空白.xlsx": lambda size: _changed(
        workbook_of({"表": [["正文"], [_TEXT]]}), {"xl/worksheets/s1.xml": size}
    ),
    "对角.xlsx": _wide_sheet,
    "大笑.xlsx": _laughing_sheet,
    "长格.xlsx": lambda size: workbook_of({"表": [["正文"], ["长" * (size * 100_000)]]}),
    "平.zip": lambda size: _zip({"a.txt": size, "b.md": size // 2}),
    "套.zip": lambda size: _nested(size),
    "叠.zip": lambda size: _overlapping(min(60_000, size * 100)),
    "多.zip": lambda size: _zip({f"{n}.exe": b"" for n in range(min(60_000, size * 200))}),
    "页.pdf": lambda size: _pdf(_deflated(size), "/FlateDecode"),
    "层.pdf": lambda size: _pdf(_deflated(size, 2), "/FlateDecode/FlateDecode"),
    "字.pdf": lambda size: _pdf(
        _deflated(size, 1, b"BT /F1 9 Tf (aaaaaaaa) Tj ET\n   "),
        "/FlateDecode",
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ),
    "圈.pdf": lambda _: _pdf(b"", "", kids="[2 0 R 2 0 R]", count=2_000_000_000),
    "页数.pdf": lambda _: _pdf(b"", "", kids="[" + "3 0 R " * 200_000 + "]", count=200_000),
    "深.pdf": lambda _: _pdf(b"", "", more="/X" + "[" * 200_000 + "]" * 200_000),
    "深.json": lambda size: b"[" * (size * 10_000),
    "多.json": lambda size: b"[" + b"{}," * (size * 60_000) + b"{}]",
    "数.json": lambda size: b'[{"text": ' + b"9" * (size * 20_000) + b"}]",
    "行.jsonl": lambda size: b'{"text": "' + b"a" * (size * 1024 * 1024) + b'"}',
    "引号.csv": lambda size: 'id,正文\n1,"'.encode() + b"a\n" * (size * 512 * 1024),
    "宽.csv": lambda size: b"a," * (size * 200_000),
    "长.txt": lambda size: "长".encode() * (size * 350_000),
    "空.txt": lambda size: b"\x00" * (size * 1024 * 1024),
    "深.html": lambda size: b"<html>" + b"<div>" * (size * 20_000) + _TEXT.encode(),
    "表.html": lambda size: b"<html>" + b"<table><tr><td>" * (size * 10_000) + _TEXT.encode(),
    "属性.html": lambda size: b"<html><p " + b"a=1 " * (size * 200_000) + b">" + _TEXT.encode(),
    "图.png": lambda _: _png(60_000, 60_000),
}  # fmt: skip
"""A bomb a name; the suffix says which reader it is for."""


def lay(folder: Path, megabytes: int, suffixes: set[str]) -> list[Path]:
    """Every bomb of these suffixes, in `folder`."""
    laid: list[Path] = []
    for name, make in BOMBS.items():
        if Path(name).suffix in suffixes:
            path = folder / name
            path.write_bytes(make(megabytes))
            laid.append(path)
    return laid
