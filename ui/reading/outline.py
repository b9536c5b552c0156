"""How a judgment divides among its speakers: a bar, a list to jump by, a choice of voices."""

from collections import Counter
from collections.abc import Sequence

from corpus.judgment import Judgment, Section, sections_of
from corpus.voice import HOLDING_VOICES, Voice
from ui.badges import badge_html, family_of
from ui.escape import as_html
from ui.reading.body import part_id
from ui.reading.jumps import jump
from ui.reading.words import exactly, is_heading

FIRST_WORDS = 26
"""Characters of a part's beginning in the list."""


def shares_of(sections: Sequence[Section]) -> dict[Voice, int]:
    """The characters that each voice has, in the order in which the voices first speak."""
    counted: Counter[Voice] = Counter()
    for section in sections:
        counted[section.voice] += section.span.end - section.span.start
    return dict(counted)


def percent(part: float, whole: float) -> str:
    """A share for the reader; what is there is never nothing.

    >>> percent(1, 3), percent(1, 2000), percent(0, 9)
    ('33%', '<1%', '0%')
    """
    share = 100 * part / whole
    return "<1%" if 0 < share < 1 else f"{share:.0f}%"


def outline_html(judgment: Judgment) -> str:
    """The bar and the list of parts, in text order; headings are no parts of their own."""
    sections = sections_of(judgment.sentences)
    items = "".join(
        _item(judgment, number, section)
        for number, section in enumerate(sections, start=1)
        if not is_heading(section.voice, section.span.of(judgment.text))
    )
    return f'{_bar(sections)}<ol class="pd-outline">{items}</ol>'


def voices_html(judgment: Judgment) -> str:
    """Buttons that fold away all but the voices chosen, each with its share of the text."""
    shares = shares_of(sections_of(judgment.sentences))
    whole = max(1, sum(shares.values()))
    held = [voice.value for voice in shares if voice in HOLDING_VOICES]
    buttons = [_button("全部", "")]
    if held and len(held) < len(shares):
        buttons.append(_button("只看法院认定", as_html(" ".join(held))))
    buttons += [
        _button(
            f"{as_html(voice.value)} <small>{as_html(percent(count, whole))}</small>",
            as_html(voice.value),
            f"pd-one {family_of(voice)}",
        )
        for voice, count in shares.items()
    ]
    return (
        f'<div class="pd-voices" role="group" aria-label="只看这些说话人">{"".join(buttons)}</div>'
    )


def _button(inner: str, voices: str, css_class: str = "") -> str:
    pressed = "false" if voices else "true"
    return (
        f'<button type="button" class="pd-pick {css_class}" data-voices="{voices}"'
        f' aria-pressed="{pressed}">{inner}</button>'
    )


def _bar(sections: Sequence[Section]) -> str:
    """For the eye alone: the list below says the same in words."""
    pieces = "".join(
        f'<span class="pd-piece {family_of(section.voice)}" data-part="{part_id(number)}"'
        f' style="flex-grow:{section.span.end - section.span.start}"'
        f' title="{as_html(section.voice.value)}"></span>'
        for number, section in enumerate(sections, start=1)
    )
    return f'<div class="pd-bar" aria-hidden="true">{pieces}</div>'


def _item(judgment: Judgment, number: int, section: Section) -> str:
    words = " ".join(section.span.of(judgment.text).split())
    first = words[:FIRST_WORDS] + ("……" if len(words) > FIRST_WORDS else "")
    length = section.span.end - section.span.start
    inner = (
        f'{badge_html(section.voice)}<span class="pd-len">{length:,} 字</span>'
        f'<bdi class="pd-first">{exactly(first)}</bdi>'
    )
    link = jump(judgment.id, section.span, inner, "pd-to-part")
    return f'<li data-part="{part_id(number)}">{link}</li>'
