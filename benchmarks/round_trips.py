"""What real judgments are worth after a trip through PDF, a web page, .docx and .doc.

    python benchmarks/round_trips.py [pdf] [html] [docx] [doc] [--data DIR] [--documents 30]

PDF is printed by Chromium with running heads and page numbers, Word files are written by
LibreOffice; a part whose program is not on this machine says so and is left out. The judgments
are drawn with a fixed seed. They come without line breaks: paragraphs of one to four sentences
are made of them first, under a title, and that text is what is to come back.
"""

import argparse
import difflib
import html
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from corpus.voice import Voice  # noqa: E402
from ingest.load.outcome import Arrival  # noqa: E402
from ingest.read import RawDocument, read_judgment  # noqa: E402
from ingest.sandbox import Sandbox  # noqa: E402

SEED = 20240925
NAMES = ("labor", "divorce", "loan")
TITLE = "张某与李某纠纷一审民事判决书"

PRINT_STYLE = "font-family: 'Noto Serif CJK SC', 'SimSun', serif; font-size: 16pt; line-height: 1.8"
HEAD = '<div style="font-size:9px;width:100%;text-align:center">民事判决书</div>'
FOOT = (
    '<div style="font-size:9px;width:100%;text-align:center">'
    '第 <span class="pageNumber"></span> 页 共 <span class="totalPages"></span> 页</div>'
)

SITE = """<!doctype html><html><head><meta charset="utf-8"><title>{title} - 文书公开网</title>
<script>var notice = "原告称";</script><style>.hidden {{ display: none }}</style></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/fy">法院概况</a></li>
<li><a href="/ws">法律文书</a></li><li><a href="/ss">诉讼服务</a></li></ul>
<form><input placeholder="输入案号"><button>检索</button></form></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/ws">法律文书</a> &gt; 民事</div>
<div class="main"><h1>{title}</h1><div class="info">发布日期：2023-06-01　浏览：128次
<a href="javascript:print()">打印</a></div><div class="content">{paragraphs}</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div></div>
<div class="aside"><h3>相关文书</h3><ul><li><a href="/1">离婚纠纷一案民事判决书</a></li>
<li><a href="/2">劳动争议一案民事判决书</a></li></ul></div>
<div class="footer"><p>版权所有：文书公开网　<a href="/icp">备案号</a></p><p>邮编：000000</p></div>
</body></html>"""


@dataclass(frozen=True, slots=True)
class Trip:
    """What came back of one judgment."""

    kept: int  # characters other than spaces, in order
    added: int
    characters: int
    same_voice: int
    sentences: int
    identical: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="|".join(PARTS))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--documents", type=int, default=30, help="documents a part, but for html")
    options = parser.parse_args()
    texts = in_paragraphs(options.data / "civil-judgments")
    drawn = random.Random(SEED).sample(texts, min(options.documents, len(texts)))
    for part in options.parts:
        with tempfile.TemporaryDirectory() as folder:
            made = PARTS[part](texts if part == "html" else drawn, Path(folder))
            if isinstance(made, str):
                say(f"{part}: left out, {made}")
            else:
                report(part, texts if part == "html" else drawn, made)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def in_paragraphs(folder: Path) -> list[str]:
    """Every judgment, cut into paragraphs after full stops, always the same."""
    chance = random.Random(SEED)
    texts = []
    for name in NAMES:
        for row in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            sentences = re.findall(r"[^。]*。[”」]?|[^。]+\Z", json.loads(row)["text"].strip())
            paragraphs = []
            while sentences:
                count = chance.randint(1, 4)
                paragraphs.append("".join(sentences[:count]).strip())
                sentences = sentences[count:]
            texts.append("\n".join([TITLE, *filter(None, paragraphs)]))
    return texts


def paragraphs_of(text: str, style: str = "") -> str:
    return "".join(f"<p{style}>{html.escape(line)}</p>" for line in text.split("\n"))


def report(part: str, texts: Sequence[str], files: Sequence[Path]) -> None:
    sandbox = Sandbox()
    with sandbox.reading(files) as found:
        outcomes = list(found)
    sandbox.close()
    trips, partial = [], 0
    for text, outcome in zip(texts, outcomes, strict=True):
        if not isinstance(outcome, Arrival):
            say(f"{part}: not read: {outcome.reason}")
            trips.append(Trip(0, 0, len(bare(text).text), 0, 0, False))
            continue
        partial += outcome.judgment.quality.partial
        trips.append(compared(text, outcome))
    kept, characters = sum(t.kept for t in trips), sum(t.characters for t in trips)
    same, sentences = sum(t.same_voice for t in trips), sum(t.sentences for t in trips)
    say(
        f"{part}: {len(trips)} documents, characters kept {kept} of {characters} "
        f"({kept / characters:.4%}), added {sum(t.added for t in trips)}, "
        f"same voice {same} of {sentences} sentences ({same / max(sentences, 1):.2%}), "
        f"identical {sum(t.identical for t in trips)}, "
        f"flagged as partial {partial}"
    )


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without spaces, and where its characters stood."""

    text: str
    places: tuple[int, ...]


def bare(text: str) -> Bare:
    seen = [(at, c) for at, c in enumerate(text) if not c.isspace()]
    return Bare("".join(c for _, c in seen), tuple(at for at, _ in seen))


def compared(text: str, outcome: Arrival) -> Trip:
    before = read_judgment(RawDocument(text, "one"))
    after = outcome.judgment
    old, new = bare(text), bare(after.text)
    at_new = {}  # places in the old text to places in the new one
    for block in blocks(old.text, new.text):
        for step in range(block.size):
            at_new[old.places[block.a + step]] = new.places[block.b + step]
    starts = [sentence.span.start for sentence in after.sentences]

    def voice_at(place: int) -> Voice:
        return after.sentences[bisect_right(starts, place) - 1].voice

    same = 0
    for sentence in before.sentences:
        span = range(sentence.span.start, sentence.span.end)
        voices = {voice_at(at_new[place]) for place in span if place in at_new}
        same += voices == {sentence.voice}  # all of it, wherever it was cut
    added = len(new.text) - len(at_new)
    return Trip(len(at_new), added, len(old.text), same, len(before.sentences), after.text == text)


def blocks(old: str, new: str) -> list[difflib.Match]:
    if old == new:
        return [difflib.Match(0, 0, len(old))]
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()


Made = list[Path] | str
"""The files in order, or why there are none."""


def as_pdf(texts: Sequence[str], folder: Path) -> Made:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return "there is no chromium on this machine"
    from playwright.sync_api import sync_playwright

    files = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page()
        for number, text in enumerate(texts):
            body = paragraphs_of(text, ' style="text-indent: 2em; margin: 0"')
            page.set_content(f'<meta charset="utf-8"><body style="{PRINT_STYLE}">{body}')
            files.append(folder / f"{number:03}.pdf")
            page.pdf(
                path=files[-1],
                format="A4",
                margin=dict.fromkeys(("top", "bottom", "left", "right"), "2.5cm"),
                display_header_footer=True,
                header_template=HEAD,
                footer_template=FOOT,
            )
        browser.close()
    return files


def as_pages(texts: Sequence[str], folder: Path) -> Made:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number:03}.html")
        title, _, body = text.partition("\n")
        page = SITE.format(title=title, paragraphs=paragraphs_of(body))
        files[-1].write_text(page, "utf-8")
    return files


def as_word(suffix: str, output_filter: str) -> Callable[[Sequence[str], Path], Made]:
    def make(texts: Sequence[str], folder: Path) -> Made:
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office is None:
            return "there is no LibreOffice on this machine"
        pages = []
        for number, text in enumerate(texts):
            pages.append(folder / f"{number:03}.html")
            pages[-1].write_text(f'<meta charset="utf-8"><body>{paragraphs_of(text)}', "utf-8")
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
            + ["--infilter=HTML (StarWriter)", "--convert-to", f"{suffix}:{output_filter}"]
            + ["--outdir", str(folder), *map(str, pages)],
            check=True,
            capture_output=True,
        )
        return [page.with_suffix(f".{suffix}") for page in pages]

    return make


PARTS: dict[str, Callable[[Sequence[str], Path], Made]] = {
    "pdf": as_pdf,
    "html": as_pages,
    "docx": as_word("docx", "MS Word 2007 XML"),
    "doc": as_word("doc", "MS Word 97"),
}


if __name__ == "__main__":
    main()
