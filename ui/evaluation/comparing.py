"""The view of two evaluations side by side."""

import streamlit as st

from corpus.errors import UsageError
from evals.compare import Comparison, Direction, QuestionChange
from evals.compare_report import render_comparison
from evals.compare_words import ORDER
from ui.escape import as_markdown
from ui.evaluation.figures import change_html, comparison_html
from ui.evaluation.kept import address, comparison_of, judgments_of, results_of
from ui.evaluation.paging import PAGE, page_of, turn_pages
from ui.evaluation.room import Room, back, go, title
from ui.evaluation.runs import SavedRun


def draw(room: Room, first: SavedRun, second: SavedRun) -> None:
    """Draw it."""
    back()
    title(f"{first.about.name} → {second.about.name}")
    try:
        found = comparison_of(first, second)
    except UsageError as error:
        st.error(as_markdown(_without_folders(str(error), first, second)), icon=":material/error:")
        return
    with st.container(horizontal=True, key="evaluation_actions"):
        st.button("对调先后", icon=":material/swap_horiz:", on_click=go, args=(second.id, first.id))
        st.download_button(
            "下载对照", render_comparison(found).encode("utf-8", "replace"),
            f"对照-{first.id}-{second.id}.html", "text/html",
            key="evaluation_comparison", icon=":material/description:", on_click="ignore",
        )  # fmt: skip
        for name, run in (("先一次的报告", first), ("后一次的报告", second)):
            st.button(name, type="tertiary", on_click=go, args=(run.id,))
    st.html(comparison_html(found))
    _questions(room, (first, second), found)


def _without_folders(words: str, *runs: SavedRun) -> str:
    for run in runs:
        words = words.replace(str(run.folder), run.about.name)
    return words


@st.fragment
def _questions(room: Room, runs: tuple[SavedRun, SavedRun], found: Comparison) -> None:
    """The questions that changed, with both answers."""
    if not found.questions:
        return
    st.html('<h2 class="pd-h2">有变化的题</h2>')
    going = [direction for direction in ORDER if found.going(direction)]
    direction = st.pills(
        "往哪边变",
        going,
        key="evaluation_direction",
        format_func=lambda way: f"{way.value} {len(found.going(way))}",
        label_visibility="collapsed",
    )
    listed = found.going(direction) if direction in going else _worst_first(found, going)
    key = f"evaluation_changes_{runs[0].id}_{runs[1].id}"
    first = page_of(key, len(listed), direction)
    results = [results_of(room, run) for run in runs]
    judgment = judgments_of(room)
    drawn_changes = []
    for change in listed[first : first + PAGE]:
        cards = [each.card(change.id) if each else None for each in results]
        sides = [
            (name, card) for name, card in zip(found.names, cards, strict=True) if card is not None
        ]
        drawn_changes.append(change_html(change, sides, judgment, address))
    st.html("".join(drawn_changes))
    turn_pages(key, first, len(listed))


def _worst_first(found: Comparison, going: list[Direction]) -> list[QuestionChange]:
    return [change for direction in going for change in found.going(direction)]
