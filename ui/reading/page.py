"""The page 阅读: what the address names is read; without one a judgment is chosen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import UsageError
from corpus.passage import Span
from corpus.record import Entry
from ui import opened
from ui.escape import as_html, as_markdown
from ui.links import READING, Places, places_in
from ui.page import styled
from ui.reading.choosing import MOST_OFFERED, about, key_of, offered

if TYPE_CHECKING:
    from analysis import Assistant

ROOM = Path(__file__).parent
PAGE = f"pages/{READING}.py"
RECENT = "reading_recent"
"""Session key: ids of the judgments that were opened, the last first."""

SHOWN = "reading_shown"
"""Session key: what the browser's address was last made to say."""

MET = "reading_met"
"""Session key: whether this reader has seen the page with the library open."""

MOST_RECENT = 10


def draw() -> None:
    """Draw it."""
    styled(ROOM / "reading.css")
    styled(ROOM / "desk.css")
    assistant = _opened()
    wanted = places_in({name: st.query_params.get_all(name) for name in ("doc", "start", "end")})
    if wanted is None:
        _address(None)
        _choose(assistant)
        return
    try:
        drawn, judgment_id = _drawn(
            assistant, str(assistant.folder), assistant.generation, wanted.judgment_id, wanted.spans
        )
    except UsageError:
        _choose(assistant, missing=wanted)
        return
    _address(wanted)
    recent = [i for i in st.session_state.get(RECENT, ()) if i != judgment_id]
    st.session_state[RECENT] = [judgment_id, *recent][:MOST_RECENT]
    with st.container(key="reading_back"):
        st.page_link(PAGE, label="换一份文书", icon=":material/arrow_back:")
    st.html(drawn)


def _opened() -> "Assistant":
    """The assistant; what the first visit waits for is told."""
    if st.session_state.get(MET):
        return opened.assistant()
    waiting = st.empty()
    waiting.html('<p class="pd-progress" role="status">正在打开文库……</p>')
    assistant = opened.assistant()
    waiting.empty()
    st.session_state[MET] = True
    return assistant


def _address(shown: Places | None) -> None:
    """Let the browser's address say what is shown: a page link to this page leaves it as it was.

    Said only where it changed: where the reader has jumped to since, the address says better.
    """
    if st.session_state.get(SHOWN) == shown:
        return
    st.session_state[SHOWN] = shown
    st.query_params.from_dict({} if shown is None else shown.query())


@st.cache_data(max_entries=16, show_spinner=False)
def _drawn(
    _assistant: "Assistant", folder: str, generation: str, name: str, spans: tuple[Span, ...]
) -> tuple[str, str]:
    """The judgment as HTML, and its id; drawn anew after a write only. Raises UsageError.

    `folder` and `generation` only tell one drawing from another.
    """
    from ui.reading.document import document_html
    from ui.reading.head import COPY
    from ui.reading.jumps import elsewhere

    judgment = _assistant.read(name)
    entry = _assistant.entry(judgment.id)
    numbers = {e.case_number: e.judgment_id for e in opened.entries(_assistant) if e.case_number}
    of_a_copy = name != judgment.id and name not in entry.source_ids
    drawn = document_html(
        judgment,
        () if of_a_copy else spans,  # places of the copy's own text
        _assistant.reviews(judgment.id),
        lambda number: elsewhere(numbers[number], None, "看这份文书") if number in numbers else "",
        [COPY] if of_a_copy else [],
    )
    return drawn, judgment.id


def _choose(assistant: "Assistant", missing: Places | None = None) -> None:
    st.title("阅读")
    if missing is not None:
        st.warning(
            as_markdown(
                f"文库里没有这份文书（编号 {missing.judgment_id}）：可能已被删除或替换，"
                "也可能地址有误。请在下面另选一份。"
            )
        )
    entries = opened.entries(assistant)
    if not entries:
        st.info("文库里还没有文书。请先在“文库”页导入。")
        return
    typed = st.text_input(
        "按题名、案号或法院查找",
        key="reading_typed",
        placeholder="几个词之间用空格隔开，按回车查找",
    )
    recent: Sequence[str] = st.session_state.get(RECENT, ())
    fitting = offered(entries, _keys(assistant, entries), typed, recent)
    counted = as_html(_counted(len(fitting), len(entries)))
    st.html(f'<p class="pd-facts" role="status">{counted}</p>')
    with st.container(key="reading_picks", gap="xsmall"):
        for entry in fitting[:MOST_OFFERED]:
            st.page_link(
                PAGE,
                label=f"**{as_markdown(entry.title)}** {as_markdown(about(entry))}".rstrip(),
                query_params={"doc": entry.judgment_id},
                width="stretch",
            )


def _counted(fitting: int, total: int) -> str:
    if not fitting:
        return f"{total:,} 份文书里没有符合的。换几个词，或少写几个词再试。"
    found = (
        f"共 {total:,} 份文书" if fitting == total else f"{total:,} 份文书里有 {fitting:,} 份符合"
    )
    more = f"，列出前 {MOST_OFFERED} 份；写几个词可以缩小范围" if fitting > MOST_OFFERED else ""
    return f"{found}{more}。最近读过的在前，其余按裁判日期从近到远。"


def _keys(assistant: "Assistant", entries: Sequence[Entry]) -> Sequence[str]:
    """What of each entry is searched; made once for each state of the library."""
    stamp = (id(assistant), assistant.generation)
    held: tuple[object, Sequence[str]] | None = st.session_state.get("reading_keys")
    if held is None or held[0] != stamp:
        held = (stamp, [key_of(entry) for entry in entries])
        st.session_state["reading_keys"] = held
    return held[1]
