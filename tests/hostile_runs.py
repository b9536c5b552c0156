"""Hostile files put to the sandbox, and what came of them."""

import io
import os
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docx_writer import docx, p, r
from hostile_samples import SAMPLES, judgment
from made_up_workbook import workbook_of

from ingest.load.outcome import Arrival, Refused
from ingest.sandbox import Sandbox

REFUSED, FLAGGED, WHOLE, UNKNOWABLE, SILENT = "refused", "flagged", "whole", "unknowable", "silent"

_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312", "big5")
_TRADITIONAL = (
    "本院認為，被告應當依照約定向原告返還借款本金及利息。原告訴稱，被告於民國一百年三月借款未還。"
    "經審理查明，雙方簽訂買賣合同，約定貨款為新臺幣五十萬元，被告迄今未為給付。"
)
_STOPS = "。；！？：”…"


def outcome_of_cut(sandbox: Sandbox, path: Path, cut: bytes, whole: bytes) -> str:
    """What became of a file cut off: SILENT if less than all was read and nobody says so.

    UNKNOWABLE is a text that was cut at the end of a sentence or row: such a file is whole.
    """
    expected = _text_of(sandbox, path, whole)
    path.write_bytes(cut)
    with sandbox.reading([path]) as outcomes:
        found = list(outcomes)
    if any(isinstance(outcome, Refused) for outcome in found):
        return REFUSED
    arrived = [outcome for outcome in found if isinstance(outcome, Arrival)]
    if any(outcome.judgment.quality.partial for outcome in arrived):
        return FLAGGED
    text = "".join(outcome.judgment.text for outcome in arrived)
    if text.strip() == expected.strip():
        return WHOLE
    ends = text.rstrip()
    at_a_border = ends.endswith(tuple(_STOPS)) or cut.endswith(b"\n") or len(text) < 200
    return (
        UNKNOWABLE if path.suffix in (".txt", ".md", ".jsonl", ".csv") and at_a_border else SILENT
    )


@cache
def _text_of(sandbox: Sandbox, path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with sandbox.reading([path]) as outcomes:
        return "".join(o.judgment.text for o in outcomes if isinstance(o, Arrival))


def encoded_texts(count: int) -> Iterator[tuple[bytes, str]]:
    """Texts of 8 to 200 characters in every encoding that people save judgments in."""
    chance = random.Random(16)
    simplified = "".join(judgment(number).replace("\n", "") for number in range(20))
    for number in range(count):
        encoding = _ENCODINGS[number % len(_ENCODINGS)]
        source = _TRADITIONAL * 4 if encoding == "big5" else simplified
        length = chance.choice((8, 12, 20, 60, 200))
        start = chance.randrange(len(source) - length)
        text = source[start : start + length]
        yield text.encode(encoding), text


def lying_files(folder: Path, secret: Path, count: int) -> Iterator[Path]:
    """Files that are not what their names say, that point elsewhere, or that carry macros."""
    makers = [*_wrong_names(), *_climbing_names(), *_entities(secret), *_macros()]
    for number in range(count):
        suffix, data = makers[number % len(makers)]
        path = folder / f"{number:03}{suffix}"
        path.write_bytes(data)
        yield path


def _wrong_names() -> Iterator[tuple[str, bytes]]:
    for number, (real, make) in enumerate(SAMPLES.items()):
        for called in (".txt", ".docx", ".pdf", ".zip", ".json"):
            if called != real:
                yield called, make(number)


def _climbing_names() -> Iterator[tuple[str, bytes]]:
    for name in ("../../x.txt", "/tmp/pandu-x.txt", "..\\x.txt", "a/../../x.txt", "C:\\x.txt"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, judgment(1))
        yield ".zip", buffer.getvalue()


def _entities(secret: Path) -> Iterator[tuple[str, bytes]]:
    declared = f'<!DOCTYPE w [<!ENTITY e SYSTEM "file://{secret}">]>'
    for data in (
        docx(p(r(judgment(1) + "ENTITY"))),
        workbook_of({"表": [["正文"], ["ENTITY" * 9]]}),
    ):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
            for name in source.namelist():
                content = source.read(name).decode()
                if "ENTITY" in content:
                    head, end, rest = (
                        content.partition("?>") if content.startswith("<?") else ("", "", content)
                    )
                    content = head + end + declared + rest.replace("ENTITY", "&e;")
                target.writestr(name, content)
        yield (".docx" if b"word/" in data else ".xlsx"), buffer.getvalue()
    page = f'<html><body><p>{judgment(2)}</p><iframe src="file://{secret}"></iframe></body></html>'
    yield ".html", page.encode()
    yield ".html", (declared + page.replace("</p>", "&e;</p>")).encode()


def _macros() -> Iterator[tuple[str, bytes]]:
    buffer = io.BytesIO(docx(p(r(judgment(3)))))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(
            "word/vbaProject.bin", b'Sub AutoOpen()\nShell "touch /tmp/pandu-x"\nEnd Sub'
        )
    yield ".docx", buffer.getvalue()
    yield ".csv", f'id,正文\n=cmd|"/c calc"!A1,"{judgment(4)}"\n'.encode()


def tree(folder: Path) -> dict[str, int]:
    """Every file under a folder, with its size."""
    return {str(path): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}


def resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
