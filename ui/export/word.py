"""A conversation as a Word file: citations as real footnotes, and a table that proves them."""

from collections.abc import Iterator, Sequence

from ui.badges import Family
from ui.chat.conversation import Exchange
from ui.export import wording
from ui.export.compose import memo_of
from ui.export.memo import Asked, Footnote, Made, Memo, Said
from ui.export.source import Read
from ui.export.visible import REPLACED, visible
from ui.export.word_package import word_package
from ui.export.word_xml import (
    Face,
    Style,
    cell,
    footnote_mark,
    footnote_mark_again,
    paragraph,
    row,
    run,
    table,
)

COLUMNS = (
    ("序号", 620),
    ("来源、案号、文件", 3500),
    ("说话人、位置", 1700),
    ("引文", 4910),
    ("来源文本 SHA-256", 1500),
    ("核验结果", 2000),
)
"""The appendix's columns and their widths, in twentieths of a point; together a broad A4 page."""


def word_file(exchanges: Sequence[Exchange], read: Read, made: Made) -> bytes:
    """The whole .docx. `read` gives a judgment by its id, or raises if it is gone."""
    memo = memo_of(exchanges, read)
    title = visible(made.title)
    called: set[int] = set()
    body = [
        paragraph(Style.TITLE, run(title)),
        paragraph(Style.FACTS, run(_facts(made))),
    ]
    for asked in memo.asked:
        body += _asked(asked, called)
    footnotes = "".join(map(_footnote, memo.footnotes))
    return word_package("".join(body), "".join(_appendix(memo, made)), footnotes, title, made.at)


def _facts(made: Made) -> str:
    return "　·　".join(f"{name}：{visible(value)}" for name, value in made.facts)


def _asked(asked: Asked, called: set[int]) -> Iterator[str]:
    yield paragraph(Style.HEADING, run(wording.heading(asked)))
    if wording.is_long(asked):
        yield paragraph(Style.TEXT, run(asked.question))
    if asked.understood:
        yield paragraph(Style.FACTS, run(wording.UNDERSTOOD + asked.understood))
    for alert in asked.alerts:
        yield paragraph(Style.NOTICE, run(alert, Face.ALARM))
    if asked.outcome:
        yield paragraph(
            Style.NOTICE, run(asked.outcome, Face.NAME), run(f"\n{asked.note}".rstrip())
        )
    elif asked.note:
        yield paragraph(Style.TEXT, run(asked.note))
    for said in asked.said:
        yield from _said(said, called)
    if asked.nearest:
        yield paragraph(Style.SUBHEADING, run(wording.NEAREST))
    for near in asked.nearest:
        yield paragraph(Style.NEAREST_SOURCE, run(wording.nearest(near)))
        yield paragraph(Style.NEAREST, run("“"), run(near.text, Face.QUOTE), run("”"))
    for warning in asked.warnings:
        yield paragraph(Style.FACTS, run(f"{wording.WARNINGS}：", Face.NAME), run(warning))
    yield paragraph(Style.FACTS, run(wording.ended(asked)))


def _said(said: Said, called: set[int]) -> Iterator[str]:
    """Only the court's own words stand at the margin."""
    if said.speaker.family in (Family.HOLDING, Family.FRAME):
        speaker, words = Style.SPEAKER, Style.SAID
    else:
        speaker, words = Style.OTHERS_SPEAKER, Style.OTHERS_SAID
    face = None if said.verdict.is_sound else Face.ALARM
    yield paragraph(
        speaker,
        run(wording.named(said.speaker), Face.NAME),
        run(f"　{wording.beside(said)}", face),
    )
    yield paragraph(words, run(said.text), *_marks(said.footnotes, called))
    for finding in said.findings:
        yield paragraph(Style.FINDING, run(finding))


def _marks(numbers: Sequence[int], called: set[int]) -> Iterator[str]:
    for place, number in enumerate(numbers):
        if place:
            yield run("，", Face.MARK)  # ¹² would read as twelve
        yield footnote_mark_again(number) if number in called else footnote_mark(number)
        called.add(number)


def _footnote(note: Footnote) -> str:
    number = f'<w:r><w:rPr><w:rStyle w:val="{Face.MARK}"/></w:rPr><w:footnoteRef/></w:r>'
    alarm = [] if note.verdict.is_sound else [run(f"　{note.verdict.value}", Face.ALARM)]
    paragraphs = [
        paragraph(Style.FOOTNOTE, number, run(f" {wording.grounds(note)}"), *alarm, run("："))
    ]
    paragraphs.append(_quote(note, Style.FOOTNOTE))
    if note.likely:
        paragraphs.append(paragraph(Style.FOOTNOTE, run(wording.LIKELY + note.likely)))
    paragraphs += [paragraph(Style.FOOTNOTE, run(words)) for words in wording.provisions(note)]
    return f'<w:footnote w:id="{note.number}">{"".join(paragraphs)}</w:footnote>'


def _quote(note: Footnote, style: Style) -> str:
    if note.is_original:
        return paragraph(style, run("“"), run(note.quote, Face.QUOTE), run("”"))
    return paragraph(style, run(wording.NOT_ORIGINAL, Face.ALARM), run(note.quote, Face.FORGED))


def _appendix(memo: Memo, made: Made) -> Iterator[str]:
    yield paragraph(Style.HEADING, run(wording.APPENDIX))
    told = [wording.APPENDIX_TELLS if memo.footnotes else wording.NO_CITATIONS, *memo.writers]
    for words in (*told, _facts(made)):
        yield paragraph(Style.FACTS, run(words))
    if memo.has_replaced:
        yield paragraph(Style.FACTS, run(REPLACED))
    if memo.footnotes:
        widths = tuple(width for _, width in COLUMNS)
        head = row(
            *(cell(w, paragraph(Style.CELL, run(n, Face.NAME))) for n, w in COLUMNS), is_head=True
        )
        yield table(widths, head, *(_row(note, widths) for note in memo.footnotes))
    yield paragraph(Style.FACTS)


def _row(note: Footnote, widths: tuple[int, ...]) -> str:
    alarm = None if note.verdict.is_sound else Face.ALARM
    columns = (
        _lines(None, str(note.number)),
        _lines(None, note.title, note.case_number, note.files, *note.labels),
        _lines(None, note.speaker.voice.value, note.speaker.caveat, note.place),
        _quote(note, Style.CELL) + _lines(None, *wording.appended_provisions(note)),
        _lines(Face.HASH, note.fingerprint) or _lines(None, "来源读不到"),
        _lines(alarm, *wording.result(note)),
    )
    return row(*(cell(width, column) for width, column in zip(widths, columns, strict=True)))


def _lines(face: Face | None, *texts: str) -> str:
    return "".join(paragraph(Style.CELL, run(text, face)) for text in texts if text)
