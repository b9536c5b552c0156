"""A conversation as Markdown: CommonMark with footnotes, each foreign character shown as it is."""

import re
import string
from collections.abc import Iterator, Sequence

from ui.badges import Family
from ui.chat.conversation import Exchange
from ui.export import wording
from ui.export.compose import memo_of
from ui.export.memo import Asked, Footnote, Made, Memo, Said
from ui.export.source import Read
from ui.export.visible import REPLACED, visible

_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")

_EDGES = re.compile(r"\A\s+|\s+\Z")

_INDENTED = "    "
"""What keeps a paragraph within its footnote."""


def markdown_file(exchanges: Sequence[Exchange], read: Read, made: Made) -> str:
    """The whole file. `read` gives a judgment by its id, or raises if it is gone."""
    memo = memo_of(exchanges, read)
    blocks = [
        f"# {literal(wording.HEADLINE)}",
        f"**{literal(visible(made.title))}**",
        _facts(made),
        f"> {wording.BEWARE}",
    ]
    for asked in memo.asked:
        blocks += _asked(asked)
    blocks += map(_footnote, memo.footnotes)
    blocks += _appendix(memo, made)
    return "\n\n".join(blocks) + "\n"


def literal(text: str, indent: str = "") -> str:
    """The text so that Markdown shows each of its characters and obeys none.

    Line feeds become hard breaks; white space at the ends of a line, which Markdown would drop,
    becomes character references. `indent` goes before every line but the first.

    >>> literal("1. *甲*　")
    '1\\\\. \\\\*甲\\\\*&#12288;'
    """
    lines = (
        _EDGES.sub(_referenced, _PUNCTUATION.sub(_shielded, line)) for line in text.split("\n")
    )
    return f"\\\n{indent}".join(lines)


def _shielded(match: re.Match[str]) -> str:
    return "\\" + match[0]


def _referenced(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in match[0])


def _asked(asked: Asked) -> Iterator[str]:
    yield f"## {literal(wording.heading(asked))}"
    if wording.is_long(asked):
        yield literal(asked.question)
    if asked.understood:
        yield literal(wording.UNDERSTOOD + asked.understood)
    for alert in asked.alerts:
        yield f"> **{literal(alert, '> ')}**"
    if asked.outcome:
        yield f"**{literal(asked.outcome)}**"
    if asked.note:
        yield literal(asked.note)
    for said in asked.said:
        yield from _said(said)
    if asked.nearest:
        yield f"### {literal(wording.NEAREST)}"
        yield from (
            f"- {literal(wording.nearest(near))}\n\n  > {literal(f'“{near.text}”', '  > ')}"
            for near in asked.nearest
        )
    if asked.warnings:
        yield _listed([f"{wording.WARNINGS}：{warning}" for warning in asked.warnings])
    yield f"*{literal(wording.ended(asked))}*"


def _said(said: Said) -> Iterator[str]:
    """Only the court's own words stand at the margin."""
    margin = "" if said.speaker.family in (Family.HOLDING, Family.FRAME) else "> "
    marks = "".join(f"[^{number}]" for number in said.footnotes)
    yield (
        f"{margin}**{literal(wording.named(said.speaker))}** {literal(wording.beside(said))}"
        f"\n{margin.rstrip()}\n{margin}{literal(said.text, margin)}{marks}"
    )
    if said.findings:
        yield _listed(said.findings)


def _footnote(note: Footnote) -> str:
    if note.is_original:
        quote = [literal(f"“{note.quote}”", _INDENTED)]
    else:
        quote = [literal(wording.NOT_ORIGINAL), literal(f"“{note.quote}”", _INDENTED)]
    if note.likely:
        quote.append(literal(wording.LIKELY + note.likely, _INDENTED))
    told = [literal(words, _INDENTED) for words in wording.provisions(note)]
    verdict = "" if note.verdict.is_sound else f"　{note.verdict.value}"
    paragraphs = [f"{literal(wording.grounds(note) + verdict)}：", *quote, *told]
    return f"[^{note.number}]: " + f"\n\n{_INDENTED}".join(paragraphs)


def _appendix(memo: Memo, made: Made) -> Iterator[str]:
    yield f"## {literal(wording.APPENDIX)}"
    yield literal(wording.APPENDIX_TELLS if memo.footnotes else wording.NO_CITATIONS)
    yield from (literal(writer) for writer in memo.writers)
    yield _facts(made)
    if memo.has_replaced:
        yield literal(REPLACED)
    for note in memo.footnotes:
        yield f"### 引文 {note.number}"
        yield _listed(
            [
                f"来源：{note.title}{wording.bracketed(note.labels)}",
                f"案号：{note.case_number or '未载明'}",
                f"文件：{note.files}",
                f"位置：{note.place}　{wording.named(note.speaker)}{wording.caveat(note.speaker)}",
                f"SHA-256：{note.fingerprint or '来源读不到'}",
                *(f"核验：{line}" for line in wording.result(note)),
                *(f"条文：{words}" for words in wording.appended_provisions(note)),
                f"{'引文' if note.is_original else wording.NOT_ORIGINAL}“{note.quote}”",
            ]
        )


def _facts(made: Made) -> str:
    return _listed([f"{label}：{visible(value)}" for label, value in made.facts])


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"- {literal(line, '  ')}" for line in lines)
