"""Reads .txt and .md: the whole file is one judgment."""

import codecs
import re
from pathlib import Path

from ingest.clean import decode, split_front_matter
from ingest.load.invisible import strip_invisible
from ingest.load.outcome import Loaded
from ingest.read import RawDocument

CUT_CHARACTER = "文件在一个字的中间断开，末尾的文字丢失了，请重新取得完整的文件"
CUT_SENTENCE = "文末既没有句末标点也没有落款，正文可能没有存全，请核对原件"
HIDDEN = (
    "文中有 {count} 个看不见的字符（零宽、方向控制或标签字符），照原样保留。"
    "原件可能借此藏有文字或改变显示顺序，请核对原件"
)

LONG_ENOUGH = 200
"""Characters from which a text is expected to end like a document, not like a note."""

LONGEST_LAST_LINE = 30
"""Characters of a line without a stop that still ends a text: a footer, a website's name."""

_ENDS = re.compile(r"[。！？；：…!?;:.”’」』）)》〉】\]|*_~`>-]\s*\Z")
_SIGNED = re.compile(
    r"审\s*判\s*[长員员長]|陪\s*审\s*员|书\s*记\s*员|法\s*官\s*助\s*理|执\s*行\s*员"
    r"|[\d〇零○一二三四五六七八九十]\s*日\Z"
)
_FOOTER = re.compile(r"(?:\s|PAGE|第[\s\d]{0,8}页|共[\s\d]{0,8}页){0,20}\Z")  # 第1页共5页
_SENTENCE = re.compile(r"[，、；]|原告|被告|上诉|本院|判决|应当")  # what no footer holds
_CUT_UTF8 = 3  # a character has four bytes at most


def load_text(path: Path) -> Loaded:
    """One document; a text that breaks off is noted. Raises DocumentError if it is no text."""
    data = path.read_bytes()
    whole = _whole_characters(data)
    split = split_front_matter(decode(whole, str(path)))
    notes = [CUT_CHARACTER] if len(whole) < len(data) else []
    if not notes and breaks_off(split.body):
        notes = [CUT_SENTENCE]
    notes += hidden_notes(split.body)
    return Loaded(
        origin=str(path.resolve()),
        source_id=path.name,
        document=RawDocument(split.body, path.stem, split.front_matter, tuple(notes)),
    )


def breaks_off(text: str) -> bool:
    """Whether a text of a document's length ends amid a sentence.

    A last line of its own, such as a page's footer, ends it too: only a line as long as a
    sentence is taken for one.

    >>> breaks_off("本院认为，" * 100 + "被告应当归还借"), breaks_off("本院认为，" * 100 + "驳回。")
    (True, False)
    """
    if len(text) < LONG_ENOUGH:
        return False
    end = text[-LONG_ENOUGH:].rstrip()
    end = end[: footer.start()] if (footer := _FOOTER.search(end)) else end
    if _ENDS.search(end) or _SIGNED.search(end[-150:]):
        return False
    before, _, last = end.rpartition("\n")
    if len(last) > LONGEST_LAST_LINE or _SENTENCE.search(last):
        return True
    return not _ENDS.search(before)


def hidden_notes(text: str) -> list[str]:
    """A note if characters that nobody sees hide something; they stay, so that offsets hold."""
    seen = strip_invisible(text)
    return [HIDDEN.format(count=seen.count)] if seen.note else []


def _whole_characters(data: bytes) -> bytes:
    """The bytes without a character of UTF-8 that the end of the file has cut in two."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return data
    left, _ = decoder.getstate()
    return data[: len(data) - len(left)] if 0 < len(left) <= _CUT_UTF8 else data
