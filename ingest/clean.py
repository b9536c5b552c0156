"""Bytes to text: the encoding ladder, line ends, and the front matter of our own digests."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import DocumentError

# UTF-32 comes first: its little-endian mark starts with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = frozenset(
    "的一是不人在有之法院原告被判決决本案及於于與与為为定民事上中年月日號号條条，。、"
)
"""Characters of which sound legal Chinese, in either script, has one in four."""

SOUND_SHARE = 0.08
"""Share of `_COMMON` below which a GB18030 reading is doubted: Big5 read as GB18030 has 0.01."""

MOST_LOST = 0.001
"""Share of U+FFFD, unreadable by any encoding, from which a text is refused."""

MOST_NUL = 0.001
"""Share of NUL characters from which a file is taken for a binary one."""

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<head>(?:(?!---[ \t]*(?:\n|\Z)).*\n)*)---[ \t]*(?:\n|\Z)"
)


@dataclass(frozen=True, slots=True)
class FrontMatterSplit:
    """A text parted into its front matter and the rest."""

    front_matter: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


def decode(data: bytes, source: str) -> str:
    """The text of a file: byte order mark, else strict UTF-8, else GB18030, else Big5.

    \\r\\n becomes \\n and the byte order mark is dropped; nothing else is changed. Empty bytes are
    an empty text. Raises DocumentError, naming `source`, for what is no text in any of these.
    """
    text = _decoded(data, source).replace("\r\n", "\n").removeprefix("\ufeff")
    if text.count("\0") > MOST_NUL * len(text):
        raise DocumentError(
            f"{source}：不是文本文件（含有大量空字符）。"
            "如果是 Word 或 PDF 文件，请改用正确的扩展名；否则请另存为 UTF-8 文本后再导入。"
        )
    if text.count("\ufffd") > MOST_LOST * len(text):
        raise DocumentError(
            f"{source}：有 {text.count(chr(0xFFFD))} 个字符已经损坏（�），文字丢失过多。"
            "请从原始来源重新取得文件，或另存为 UTF-8 后再导入。"
        )
    return text


def _decoded(data: bytes, source: str) -> str:
    mark = next((encoding for start, encoding in _MARKS if data.startswith(start)), None)
    text = _read(data, mark or "utf-8")
    if text is None and mark is None:
        text = _gb18030_or_big5(data)
    if text is None:
        raise DocumentError(
            f"{source}：认不出文字编码（试过 {mark or 'UTF-8、GB18030、Big5'}）。"
            "请用编辑器打开，另存为 UTF-8 后再导入。"
        )
    return text


def _gb18030_or_big5(data: bytes) -> str | None:
    """GB18030, unless it reads as gibberish what Big5 reads as Chinese: all Big5 is GB18030 too."""
    mainland, taiwan = _read(data, "gb18030"), _read(data, "big5")
    if mainland is None or taiwan is None:
        return mainland or taiwan
    doubted = _common_share(mainland) < SOUND_SHARE
    return taiwan if doubted and _common_share(taiwan) > SOUND_SHARE else mainland


def _read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    """Share of `_COMMON` among the characters beyond ASCII."""
    wide = [c for c in text if c > "\x7f"]
    return sum(c in _COMMON for c in wide) / max(len(wide), 1)


def split_front_matter(text: str) -> FrontMatterSplit:
    """Part a text that opens with a `---` block of `key: value` lines from its body.

    Everything up to and including the closing `---` line is dropped from the body. Quotes around
    a value are dropped; lines without a colon are ignored. A text without a closed block, or whose
    block holds no pair, is all body.

    >>> split = split_front_matter("---\\ntitle: 某案\\n---\\n正文")
    >>> dict(split.front_matter), split.body
    ({'title': '某案'}, '正文')
    """
    match = _FRONT_MATTER.match(text)
    pairs = dict(_pairs(match["head"])) if match else {}
    if match is None or not pairs:
        return FrontMatterSplit({}, text)
    return FrontMatterSplit(pairs, text[match.end() :])


def _pairs(head: str) -> list[tuple[str, str]]:
    found = []
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip():
            found.append((key.strip(), value.strip().strip("\"'")))
    return found
