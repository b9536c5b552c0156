"""The text of a judgment, whole, in parts by voice; each part can be folded away."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.judgment import Judgment, Section, sections_of
from corpus.passage import Sentence
from ingest.spin_reading import Undone, swaps_in
from ui.badges import badge_html, family_of, note_html
from ui.escape import as_html
from ui.reading.garbled import pairs_html, swaps_within
from ui.reading.words import Mark, Marking, is_heading, sentences_html


def part_id(number: int) -> str:
    """The name of a part's element; parts count from 1."""
    return f"pd-part-{number}"


def body_html(judgment: Judgment, marks: Sequence[Mark] = ()) -> str:
    """Every part in text order. The elements `.pd-st` hold all of the text and nothing else.

    Of a garbled text the likely reading stands beside each sentence.
    """
    swaps: Sequence[Undone] = ()
    if judgment.quality.spun:
        swaps = swaps_within(judgment.sentences, swaps_in(judgment.text))
    marking = Marking(marks, judgment.given.page_starts, swaps)
    sentences = iter(judgment.sentences)
    parts = []
    for number, section in enumerate(sections_of(judgment.sentences), start=1):
        inside: list[Sentence] = []
        while not inside or inside[-1].span.end < section.span.end:
            inside.append(next(sentences))
        parts.append(_part(judgment, number, section, _words(judgment, inside, marking)))
    return "".join(parts)


def folded(section: Section) -> str:
    """What stands in the place of a part that is folded away.

    >>> from corpus.passage import Span
    >>> from corpus.voice import Voice
    >>> folded(Section(Voice.DEFENDANT_ARGUMENT, Span(0, 1203)))
    '……（被告抗辩 1,203 字，已折叠）'
    """
    length = section.span.end - section.span.start
    return f"……（{section.voice.value} {length:,} 字，已折叠）"


def _part(judgment: Judgment, number: int, section: Section, words: str) -> str:
    span, voice = section.span, section.voice
    titled = " pd-titled" if is_heading(voice, span.of(judgment.text)) else ""
    return (
        f'<details open class="pd-part {family_of(voice)}{titled}" id="{part_id(number)}"'
        f' data-voice="{as_html(voice.value)}">'
        f'<summary class="pd-part-head"><h3>{badge_html(voice)}</h3>{note_html(voice)}'
        f'<span class="pd-fold">{folded(section)}</span>'
        f'<span class="pd-place">第 {span.start}–{span.end} 字</span></summary>{words}</details>'
    )


def _words(judgment: Judgment, inside: Sequence[Sentence], marking: Marking) -> str:
    if judgment.quality.spun:
        return pairs_html(judgment.text, inside, marking)
    plain = replace(marking, swaps=())
    return f'<p class="pd-words">{sentences_html(judgment.text, inside, plain)}</p>'
