"""The bundled digests, parted into front matter, sections and sentences; for the tests of them."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.voice import Voice

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"

HANGZHOU = "hangzhou-ultraman-lora.md"
GUANGZHOU = "guangzhou-ultraman-tab.md"
JINSHAN = "jinshan-medusa-lora.md"
NAMES = tuple(sorted(path.name for path in SAMPLES.glob("*-*.md")))

SECTIONS = {
    "基本信息": Voice.OTHER,
    "当事人": Voice.OTHER,
    "诉请": Voice.PLAINTIFF_CLAIM,
    "抗辩": Voice.DEFENDANT_ARGUMENT,
    "一审裁判": Voice.LOWER_COURT,
    "查明": Voice.COURT_FINDING,
    "争议焦点": Voice.ISSUE,
    "说理": Voice.COURT_REASONING,
    "裁判结果": Voice.ORDER,
    "评述": Voice.COMMENTARY,
}
"""Every section in its order, with the voice a reader is shown for it (see SOURCES.md)."""

CASE_NUMBER = re.compile(r"[（(]\d{4}[）)][^（）()，。\s]{2,20}号")


class Digest(NamedTuple):
    """A digest parted into its front matter and its text."""

    header: dict[str, str]
    text: str


@cache
def digest(name: str) -> Digest:
    """One bundled digest, its front matter cut off as the reader cuts it."""
    head, closed, text = (SAMPLES / name).read_text("utf-8").partition("\n---\n")
    assert closed and head.startswith("---\n")
    pairs = [line.split(": ", 1) for line in head.splitlines()[1:]]
    return Digest(dict(pairs), text)


def sections(name: str) -> dict[str, list[str]]:
    """The sentences of each section, in order; one sentence a line."""
    parts = re.split(r"^## (.+)\n", digest(name).text, flags=re.MULTILINE)
    return {
        title: [line for line in body.splitlines() if line]
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def section_at(text: str, position: int) -> str:
    """The heading above a position."""
    *_, last = re.finditer(r"^## (.+)$", text[:position], flags=re.MULTILINE)
    return last[1]
