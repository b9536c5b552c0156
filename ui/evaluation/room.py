"""What every view of the page has at hand, and how one leads to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from analysis import Assistant
from corpus.errors import UsageError
from evals.question_row import Texts
from ui.asking import texts_of
from ui.conditions import Conditions
from ui.escape import as_html, as_markdown
from ui.evaluation.desk import Desk
from ui.evaluation.runs import About, Runs, SavedRun
from ui.faults import told

RUN, WITH = "run", "with"
"""What the address names: the evaluation that is open, and the one it is compared with."""

OPEN_NEXT = "evaluation_to_open"
"""Session key of the evaluation to be opened when the page is drawn next."""

FAULT = "evaluation_fault"
"""Session key of what the last button could not do, in Chinese; told once."""


@dataclass(frozen=True, slots=True)
class Room:
    """The library, the reader's evaluations in it, and where one can run."""

    assistant: Assistant
    runs: Runs
    desk: Desk
    reader: str

    def texts(self, names: tuple[str, ...] = ()) -> Texts:
        """The texts that questions are about, in the judgments an evaluation is restricted to."""
        return texts_of(self.assistant, Conditions(names).scope(self.assistant))


def go(run: str = "", other: str = "") -> None:
    """Open an evaluation, or a comparison of two, or else the list."""
    st.query_params.from_dict({key: id_ for key, id_ in ((RUN, run), (WITH, other)) if id_})


@contextmanager
def fault_told_next() -> Iterator[None]:
    """Keep what a button could not do for the page to tell: buttons act before it is drawn."""
    try:
        yield
    except Exception as error:  # nobody is above a button who could tell of it in Chinese
        st.session_state[FAULT] = told(error)


def begin(room: Room, run: SavedRun) -> None:
    """Start it or go on with it, and open it."""
    with fault_told_next():
        _start(room, run)
    go(run.id)


def begin_anew(room: Room, about: About, content: bytes) -> None:
    """Keep a new evaluation and start it; nothing is kept where it cannot be started."""
    with fault_told_next():
        run = room.runs.create(about, content, datetime.now())
        try:
            _start(room, run)
        except Exception:
            room.runs.delete(run)
            raise
        go(run.id)


def _start(room: Room, run: SavedRun) -> None:
    try:
        room.desk.start(room.assistant, run)
    except UsageError as error:  # by the name that the reader knows the file by
        words = str(error).replace(str(run.question_file), run.about.questions)
        raise UsageError(words) from error


def tell_fault() -> None:
    """What the last button could not do."""
    fault = st.session_state.pop(FAULT, None)
    if fault:
        st.error(as_markdown(fault), icon=":material/error:")


def back() -> None:
    """The way back from an evaluation to the list."""
    st.button("全部评测", icon=":material/arrow_back:", type="tertiary", on_click=go)


def title(words: str) -> None:
    """The heading of a view that shows what a reader has named."""
    st.html(f'<header class="pd-brand"><h1><bdi>{as_html(words)}</bdi></h1></header>')
