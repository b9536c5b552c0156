"""Links to places of a judgment: in view at once where the page's script runs, else by address."""

from collections.abc import Sequence

from corpus.passage import Span
from corpus.voice import Voice
from ui.badges import family_of
from ui.escape import as_html
from ui.links import reading_url

MOST_SPOTS = 8
"""Places that are listed beside one thing; a law may be cited a hundred times."""


def jump(judgment_id: str, span: Span, inner: str, css_class: str = "") -> str:
    """A link to a place of the judgment at hand. `inner` is HTML."""
    return (
        f'<a class="pd-jump{css_class and " " + css_class}" target="_self"'
        f' href="{as_html(reading_url(judgment_id, span))}"'
        f' data-start="{span.start}" data-end="{span.end}">{inner}</a>'
    )


def elsewhere(judgment_id: str, span: Span | None, words: str) -> str:
    """A link to another judgment, in a tab of its own, so that this one stays open."""
    return (
        f'<a class="pd-elsewhere" target="_blank" rel="noopener"'
        f' href="{as_html(reading_url(judgment_id, span))}">{as_html(words)}</a>'
    )


def spots(judgment_id: str, places: Sequence[tuple[Span, Voice | None]]) -> str:
    """Links to places, each with who speaks there; at most MOST_SPOTS, and how many more."""
    links = [
        jump(
            judgment_id,
            span,
            f"{as_html(voice.value) if voice else '原文'} {span.start}",
            f"pd-spot {family_of(voice or Voice.OTHER)}",
        )
        for span, voice in places[:MOST_SPOTS]
    ]
    if len(places) > MOST_SPOTS:
        links.append(f'<span class="pd-note">等 {len(places)} 处</span>')
    return f'<span class="pd-spots">{"".join(links)}</span>'
