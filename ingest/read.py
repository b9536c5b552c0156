"""Reading a judgment: extracted text in, a judgment with voices, header and quality out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.errors import DocumentError
from corpus.judgment import Given, Judgment, judgment_id_of
from corpus.passage import Sentence
from ingest.header import header_of, title_of
from ingest.mentions import case_numbers_mentioned, dates_mentioned
from ingest.references import references_in
from ingest.sentences import has_words, sentences_of
from ingest.spin import quality_of
from ingest.sums import sums_in
from ingest.totals import with_amounts
from ingest.voices import voices_of


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as a reader handed it over: decoded text, front matter already cut off."""

    text: str
    name: str  # file name or row id
    front_matter: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # the loader's, Chinese: what may be missing or misread
    page_starts: tuple[int, ...] = ()  # offsets at which pages begin, from page 1 on


def read_judgment(raw: RawDocument) -> Judgment:
    """The recipe: quality, sentences, voices, header, title, and what the text mentions.

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
    sentences = tuple(Sentence(span, voice) for span, voice in zip(spans, voices, strict=True))
    header = header_of(text, raw.name, raw.front_matter)
    if not quality.spun:  # shuffled clauses are no list of claims
        header = with_amounts(header, text, sentences)
    return Judgment(
        id=judgment_id_of(text),
        title=title_of(text, raw.name, raw.front_matter, header),
        text=text,
        header=header,
        sentences=sentences,
        quality=quality,
        statutes=references_in(text, sentences, header.date),
        amounts=sums_in(text, sentences),
        dates=dates_mentioned(text, sentences),
        case_numbers=case_numbers_mentioned(text, sentences, header),
        given=Given(raw.name, tuple(raw.front_matter.items()), raw.notes, raw.page_starts),
    )
