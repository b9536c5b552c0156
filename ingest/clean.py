"""Bytes to text: the encoding ladder, line ends, and the front matter of our own digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import DocumentError


@dataclass(frozen=True, slots=True)
class FrontMatterSplit:
    """A text parted into its front matter and the rest."""

    front_matter: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


def decode(data: bytes, source: str) -> str:
    """The text of a file, with line ends as \\n. Raises DocumentError."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{source}：认不出文字编码。请另存为 UTF-8 后再导入。") from error


def split_front_matter(text: str) -> FrontMatterSplit:
    """Part a text that opens with a `---` block; the body keeps everything after it."""
    if not text.startswith("---\n"):
        return FrontMatterSplit({}, text)
    head, closed, body = text[4:].partition("\n---\n")
    if not closed:
        return FrontMatterSplit({}, text)
    pairs = (line.partition(":") for line in head.splitlines())
    return FrontMatterSplit({k.strip(): v.strip() for k, c, v in pairs if c}, body)
