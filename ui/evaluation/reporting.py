"""The view of one evaluation: what it came to, question by question; what can be done with it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evals.cards import Scored
from evals.failures import Failure
from evals.folder import METRICS, REPORT
from evals.question_types import type_label
from ui.escape import as_markdown
from ui.evaluation import watching
from ui.evaluation.desk import Job, State
from ui.evaluation.figures import facts_html, facts_of, question_html, report_html
from ui.evaluation.kept import address, judgments_of, results_of
from ui.evaluation.paging import PAGE, page_of, turn_pages
from ui.evaluation.pairing import choose_other
from ui.evaluation.results import Kind, Results, Wanted
from ui.evaluation.room import (
    Room,
    back,
    begin,
    begin_anew,
    fault_told_next,
    go,
    tell_fault,
    title,
)
from ui.evaluation.runs import LONGEST_NAME, SavedRun, packed, settings_of


def draw(room: Room, run: SavedRun) -> None:
    """Draw it."""
    back()
    title(run.about.name)
    tell_fault()
    job = room.desk.job if room.desk.job and room.desk.job.run_id == run.id else None
    is_busy = watching.draw(room, opens=job is not None)
    if job is not None and job.is_going_on:
        return  # what is being written is read when it is whole
    _tell_end(job)
    found = results_of(room, run)
    st.html(facts_html(_facts(run, found)))
    _actions(room, run, found, is_busy)
    if found is None:
        st.html('<p class="pd-empty">还没有一题的回答。</p>')
        return
    st.html(report_html(found))
    _questions(room, run, found)


def _facts(run: SavedRun, found: Results | None) -> list[tuple[str, str]]:
    total, answered = run.about.total, len(found.cards) if found else 0
    done = f"{total} 题" if answered == total else f"{total} 题，已答 {answered} 题"
    questions = f"{run.about.questions}，{done}"
    return [("问题", questions), ("时间", run.day), *facts_of(found, settings_of(run))]


def _tell_end(job: Job | None) -> None:
    if job is not None and job.state is State.FAILED:
        st.error(
            as_markdown(f"没有做完：{job.failure}已答的题都留着，可以接着做。"),
            icon=":material/error:",
        )


def _actions(room: Room, run: SavedRun, found: Results | None, is_busy: bool) -> None:
    with st.container(horizontal=True, key="evaluation_actions"):
        left = _left(run, found)
        if left:
            st.button(
                left, key="evaluation_go_on", type="primary", icon=":material/play_arrow:",
                disabled=is_busy, on_click=begin, args=(room, run),
            )  # fmt: skip
        if (run.folder / REPORT).exists():
            st.download_button(
                "下载报告", (run.folder / REPORT).read_bytes, f"{run.id}.html", "text/html",
                key="evaluation_report", icon=":material/description:", on_click="ignore",
            )  # fmt: skip
        st.download_button(
            "下载全部", partial(packed, run), f"{run.id}.zip", "application/zip",
            key="evaluation_zip", icon=":material/folder_zip:", on_click="ignore",
            help="逐题结果（.jsonl、.csv、.xlsx）、指标、报告和问题文件。",
        )  # fmt: skip
        if run.question_file.exists():
            st.button(
                "重新评测", key="evaluation_again", icon=":material/replay:", disabled=is_busy,
                help="用同一份问题、同样的选项，在现在的文库上再做一次。",
                on_click=begin_anew, args=(room, run.about, run.question_file.read_bytes()),
            )  # fmt: skip
        choose_other(room, run)
        with st.popover("改名", icon=":material/edit:"):
            key = f"evaluation_rename_{run.id}"
            st.text_input("名称", value=run.about.name, key=key, max_chars=LONGEST_NAME)
            st.button("改为此名", key="evaluation_renamed", on_click=_rename, args=(room, run, key))
        with st.popover("删除", icon=":material/delete:"):
            st.markdown("删去这次评测的结果和问题文件，不能恢复。")
            st.button("确认删除", key="evaluation_deleted", on_click=_delete, args=(room, run))


def _left(run: SavedRun, found: Results | None) -> str:
    """What there is to go on with, as the button says it; empty if nothing."""
    if found is None or not found.is_whole:
        return "继续"
    unavailable = found.metrics.counts["unavailable"]
    if unavailable:
        return f"重做未能作答的 {unavailable} 题"
    return "" if (run.folder / METRICS).exists() else "写出报告"


def _rename(room: Room, run: SavedRun, key: str) -> None:
    name = str(st.session_state.get(key, ""))
    with fault_told_next():
        room.runs.rename(run, name)


def _delete(room: Room, run: SavedRun) -> None:
    with fault_told_next():
        room.runs.delete(run)
        go()


@st.fragment
def _questions(room: Room, run: SavedRun, found: Results) -> None:
    """The questions one by one, as far as they are wanted."""
    st.html('<h2 class="pd-h2">逐题</h2>')
    wanted = _wanted(found.cards, run.id)
    fitting = wanted.of(found.cards)
    first = page_of(f"evaluation_page_{run.id}", len(fitting), wanted)
    if not fitting:
        st.html('<p class="pd-empty">没有符合条件的题。</p>')
        return
    judgment = judgments_of(room)
    shown = fitting[first : first + PAGE]
    st.html("".join(question_html(card, judgment, address) for card in shown))
    turn_pages(f"evaluation_page_{run.id}", first, len(fitting))


def _wanted(cards: Sequence[Scored], run_id: str) -> Wanted:
    counts = {kind: sum(map(kind.holds, cards)) for kind in Kind}
    types = list(dict.fromkeys(card.question.type for card in cards))
    failures = [f for f in Failure if any(f in card.failures for card in cards)]
    kind = st.pills(
        "看哪些题",
        list(Kind),
        default=Kind.ALL,
        key=f"evaluation_kind_{run_id}",
        format_func=lambda kind: f"{kind.value} {counts[kind]}",
        label_visibility="collapsed",
    )
    left, middle, right = st.columns(3)
    with left:
        words = st.text_input(
            "搜索题目与回答", key=f"evaluation_words_{run_id}", placeholder="搜索题目与回答",
            label_visibility="collapsed",
        )  # fmt: skip
    with middle:
        type_ = st.selectbox(
            "题型", ["", *types], key=f"evaluation_type_{run_id}",
            format_func=lambda name: type_label(name) if name else "全部题型",
            label_visibility="collapsed", placeholder="全部题型",
        )  # fmt: skip
    with right:
        failure = st.selectbox(
            "可议之处", ["", *(f.value for f in failures)], key=f"evaluation_failure_{run_id}",
            format_func=lambda name: name or "不论何种可议之处", label_visibility="collapsed",
            placeholder="不论何种可议之处",
        )  # fmt: skip
    return Wanted(kind or Kind.ALL, type_ or "", failure or "", words or "")
