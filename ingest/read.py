"""Reading a judgment: extracted text in, a judgment with voices, header and quality out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.amount import amounts_in
from corpus.errors import DocumentError
from corpus.judgment import Given, Judgment, judgment_id_of
from corpus.passage import Sentence
from corpus.statute import statutes_in
from ingest.header import header_of, title_of
from ingest.sentences import has_words, sentences_of
from ingest.spin import quality_of
from ingest.voices import voices_of

READING_VERSION = 3
"""Raise it with every change of what is read from a text: sentences, voices, header, passages.
Libraries read by other rules then ask for a rebuild."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as a reader handed it over: decoded text, front matter already cut off."""

    text: str
    name: str  # file name or row id
    front_matter: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # the loader's, Chinese: what may be missing or misread
    page_starts: tuple[int, ...] = ()  # offsets at which pages begin, from page 1 on


def read_judgment(raw: RawDocument) -> Judgment:
    """The recipe: quality, sentences, voices, header, title, statutes and amounts.

    `Judgment.text` is `raw.text`, never altered. Raises DocumentError for a text without a
    single letter or Chinese character.
    """
    text = raw.text
    if not has_words(text):
        raise DocumentError(
            f"{raw.name}：没有读到文字。如果是扫描件，请先做文字识别（OCR），再导入识别后的文件。"
        )
    quality = quality_of(text)
    if raw.notes:
        quality = replace(quality, partial=True, notes=(*raw.notes, *quality.notes))
    spans = sentences_of(text, shuffled=quality.spun)
    voices = voices_of(text, spans, shuffled=quality.spun)
    header = header_of(text, raw.name, raw.front_matter)
    return Judgment(
        id=judgment_id_of(text),
        title=title_of(text, raw.name, raw.front_matter, header),
        text=text,
        header=header,
        sentences=tuple(Sentence(span, voice) for span, voice in zip(spans, voices, strict=True)),
        quality=quality,
        statutes=statutes_in(text),
        amounts=amounts_in(text),
        given=Given(raw.name, tuple(raw.front_matter.items()), raw.notes, raw.page_starts),
    )
