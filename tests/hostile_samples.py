"""Sound files of every format, and ways to spoil them."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docx_writer import docx, p, r
from made_up_workbook import workbook_of
from printed import print_judgment

_CLAIMS = ("借款", "货款", "租金", "工程款", "劳务费")


def judgment(number: int, sentences: int = 24) -> str:
    """A made-up judgment in one paragraph a part; no two sentences are alike."""
    claim = _CLAIMS[number % len(_CLAIMS)]
    facts = "".join(
        f"第{n}次，被告于20{10 + n % 10}年{n % 12 + 1}月收到"
        f"{claim}{number * 7 + n * 13}元，至今未付。"
        for n in range(sentences)
    )
    return (
        f"云川市平湖区人民法院\n民事判决书\n（2024）云0102民初{1000 + number}号\n"
        f"原告：林某{number}。\n被告：周某{number}。\n"
        f"林某{number}向本院提出诉讼请求：判令被告支付{claim}{number + 10000}元。\n"
        f"本院经审理认定事实如下：{facts}\n"
        f"本院认为，被告收到{claim}后未付，应当承担违约责任。判决如下：\n"
        f"被告周某{number}于本判决生效后十日内支付原告林某{number}{claim}{number + 10000}元。\n"
    )


def _rows(number: int) -> list[dict[str, str]]:
    return [{"id": f"行{number}-{n}", "text": judgment(number * 10 + n, 4)} for n in range(5)]


def _csv(number: int) -> bytes:
    rows = "".join(f'{row["id"]},"{row["text"]}"\r\n' for row in _rows(number))
    return f"id,正文\r\n{rows}".encode("gb18030")


def _workbook(number: int) -> bytes:
    rows = [[row["id"], row["text"]] for row in _rows(number)]
    return workbook_of({"文书": [["编号", "正文"], *rows]})


def _zip(number: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"案{n}.txt", judgment(number * 10 + n))
    return buffer.getvalue()


def _docx(number: int) -> bytes:
    return docx("".join(p(r(line)) for line in judgment(number).splitlines()))


def _html(number: int) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in judgment(number).splitlines())
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()
    )


SAMPLES: dict[str, Callable[[int], bytes]] = {
    ".txt": lambda number: judgment(number).encode("gb18030" if number % 2 else "utf-8"),
    ".md": lambda number: f"---\ntitle: 案{number}\n---\n{judgment(number)}".encode(),
    ".json": lambda number: json.dumps(_rows(number), ensure_ascii=False).encode(),
    ".jsonl": lambda number: "".join(
        json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(number)
    ).encode(),
    ".csv": _csv,
    ".xlsx": _workbook,
    ".zip": _zip,
    ".docx": _docx,
    ".html": _html,
}
"""A sound file a suffix, numbered: no two say the same."""


def sample(suffix: str, number: int, folder: Path) -> bytes:
    """A sound file's bytes. `folder` is where one that must be printed is printed."""
    if suffix != ".pdf":
        return SAMPLES[suffix](number)
    path = folder / "printed.pdf"
    print_judgment(path, judgment(number).splitlines())
    return path.read_bytes()


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The file with one to eight things wrong; half of the archives are spoilt inside."""
    if data.startswith(b"PK") and chance.random() < 0.5:
        inside = _spoilt_inside(data, chance)
        if inside is not None:
            return inside
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not spoilt:
            break
        _SPOILS[chance.randrange(len(_SPOILS))](spoilt, chance)
    return bytes(spoilt)


def _spoilt_inside(data: bytes, chance: random.Random) -> bytes | None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", 8) as target:
        names = source.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = bytearray(source.read(name))
            if name == chosen and content:
                for _ in range(chance.randint(1, 6)):
                    if content:
                        _SPOILS[chance.randrange(len(_SPOILS))](content, chance)
            target.writestr(name, bytes(content))
    return buffer.getvalue()


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randint(1, 64))
    data[start:end] = chance.randbytes(end - start)


def _drop(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, max(1, len(data) // 4))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 200)]
    data[start:start] = piece * chance.randint(1, 50)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data))
    data[place:place] = chance.choice(_ODDITIES)


def _grow(data: bytearray, chance: random.Random) -> None:
    """A number in the file becomes a very large one."""
    digits = [n for n, byte in enumerate(data) if 48 <= byte <= 57]
    if digits:
        place = chance.choice(digits)
        data[place : place + 1] = chance.choice((b"-1", b"0", b"99999999999", b"4294967295"))


_SPOILS = (_flip, _overwrite, _drop, _repeat, _cut, _insert, _grow)
_ODDITIES = (
    b"\x00" * 16,
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<" * 100,
    b"&lol;",
    b'"' * 3,
    b"[" * 500,
    b"]]>",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xed\xa0\x80",
    "\u202e\u200b\U000e0041".encode(),
    b"endobj",
    b"1e999999999",
    b"\\ud800",
)


def cuts(data: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """The file cut off at `count` places."""
    for place in sorted(chance.sample(range(1, len(data)), min(count, len(data) - 1))):
        yield data[:place]
