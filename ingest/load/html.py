"""Reads .html and .htm: pages of courts and newspapers, without what only pages have."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import DocumentError
from ingest.clean import decode
from ingest.load.html_lines import WebLine, text_of
from ingest.load.html_main import furniture_among, main_lines
from ingest.load.html_tree import page_of
from ingest.load.invisible import strip_invisible
from ingest.load.outcome import Loaded
from ingest.read import RawDocument

LEAST_HIDDEN = 4
"""Characters of hidden text from which it is spoken of; fewer are icons and counters."""

PRESCAN = 4_096
"""Bytes in which a page names its encoding."""

FIRST_LINES = 8
"""Lines among which a document has its title."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([-\w]+)", re.I)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16",
}
_TITLE_ENDS = re.compile(
    r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?:[-–—]{1,2})(?=[^-–—]{2,15}(?:网|网站|报|法院)\Z)"
)
_OWN_TITLE = re.compile(r".*(?:判决书|裁定书|调解书|决定书|通知书|纠纷案?|一?案)")
_LETTER = re.compile(r"[^\W\d_]")
_CONTAINER = re.compile(rb"<(/?)(?:div|table|tr|td|article|section|span|ul|ol|p)\b", re.I)


def load_html(path: Path) -> Iterator[Loaded]:
    """The one document of a web page: a paragraph a line, menus and the like left out.

    Notes tell of hidden and struck text within it and of a page that was cut off. The page's
    title comes first if it is the document's own and stands nowhere in it. Nothing is loaded
    from elsewhere, no program of the page is run. Raises DocumentError if the bytes are no
    text or no text is left.
    """
    data = path.read_bytes()
    page = page_of(_markup(data, str(path)))
    text = text_of(page.body)
    lines = main_lines(text.seen, page.title)
    first = _own_title(page.title, lines)
    seen = strip_invisible("\n".join([*first, *(line.text for line in lines)]))
    if not _LETTER.search(seen.text):
        raise DocumentError(
            f"{path}：网页里没有读到正文。正文可能由程序加载；"
            "请在浏览器中打开，复制正文或打印成 PDF 后再导入。"
        )
    hidden = _without(text.hidden, furniture_among(text.seen, text.hidden))
    struck = _without(text.struck, furniture_among(text.seen, text.struck))
    notes = [*_notes(hidden, struck, data), *([seen.note] if seen.note else [])]
    yield Loaded(
        str(path.resolve()), path.name, RawDocument(seen.text, path.stem, {}, tuple(notes))
    )


def _markup(data: bytes, source: str) -> str:
    """The page's text: byte order mark, else UTF-8 if it is, else what the page says, else the
    ladder of all texts. UTF-8 goes before the page's word because copies often keep an old one.
    """
    said = _CHARSET.search(data[:PRESCAN])
    encoding = _ENCODINGS.get(said[1].decode("ascii", "replace").lower()) if said else None
    if encoding and not data.startswith(_MARKS) and not _is_utf8(data):
        try:
            return decode(data.decode(encoding).encode(), source)
        except UnicodeDecodeError:
            pass  # the page errs; the ladder may know
    return decode(data, source)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _own_title(title: str, lines: Sequence[WebLine]) -> list[str]:
    """The page's title as a first line, if it is a judgment's and the text has it nowhere."""
    own = " ".join(_TITLE_ENDS.split(title)[0].split())
    if not _OWN_TITLE.fullmatch(own):
        return []
    bare = _bare(own)
    head = _bare("".join(line.text for line in lines[:FIRST_LINES]))
    return [] if bare in head else [own]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _without(lines: Sequence[WebLine], gone: Sequence[WebLine]) -> list[WebLine]:
    ids = {id(line) for line in gone}
    return [line for line in lines if id(line) not in ids and _LETTER.search(line.text)]


def _notes(hidden: Sequence[WebLine], struck: Sequence[WebLine], data: bytes) -> Iterator[str]:
    letters = sum(len(line.text) for line in hidden)
    if letters >= LEAST_HIDDEN:
        yield (
            f"网页里有看不见的文字（隐藏、透明、极小、与底色相同或在屏幕之外，共 {letters} 字），"
            "未读入。请核对原网页。"
        )
    if struck:
        yield (f"正文里有 {len(struck)} 处带删除线的文字，未读入，请核对原网页。")
    if _is_cut(data):
        yield "网页文件不完整（缺少结尾），可能缺少文字，请重新保存网页后再导入。"


def _is_cut(data: bytes) -> bool:
    """Whether a page that was begun is not ended, or a fragment leaves its parts open."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\0", b"")
    bare = data.rstrip()
    if re.search(rb"<(?:html|body)\b", data, re.I):
        return re.search(rb"</(?:html|body)\s*>", data[-PRESCAN:], re.I) is None
    tags = [match[1] for match in _CONTAINER.finditer(data)]
    opened = tags.count(b"") - tags.count(b"/")
    inside = bare.rfind(b"<") > bare.rfind(b">")
    return inside or (opened > 0 and b"/" in tags)
