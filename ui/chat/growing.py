"""An answer while it is being made: what is drawn at each event, and how it can be stopped."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.answer import Answer, Statement
from analysis.events import (
    AnswerReady,
    AskEvent,
    EvidenceFound,
    ModelAtWork,
    ModelCorrecting,
    ModelFailed,
    StatementReady,
)
from corpus.judgment import Judgment
from ui.chat.conversation import Exchange, cited_passages
from ui.chat.show import alert_html, draft_html, follow_up_html, progress_html
from ui.chat.waiting import with_pauses

PAUSE = 0.5
"""Seconds without news after which the page shows the time and looks whether to stop."""


class Grown(NamedTuple):
    """A whole answer, and why the model's own was not used, if so."""

    answer: Answer
    model_failure: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where on the page an answer grows; `clear` leaves nothing of it behind."""

    understood: DeltaGenerator
    draft: DeltaGenerator
    progress: DeltaGenerator
    stop: DeltaGenerator

    @classmethod
    def here(cls) -> "Places":
        """Four empty places, below each other."""
        return cls(st.empty(), st.empty(), st.empty(), st.empty())

    def clear(self) -> None:
        for place in (self.understood, self.draft, self.progress, self.stop):
            place.empty()


def grow(
    events: Iterator[AskEvent],
    exchange: Exchange,
    read: Callable[[str], Judgment],
    places: Places,
) -> Grown:
    """Show what happens until the whole answer is there. Raises what the events raise.

    The button only has to start a new run of the page: this one ends at its next drawing, and
    the exchange is left without an answer.
    """
    began = monotonic()
    doing = "正在查找段落"
    model_failure = ""
    can_stop = False  # a key may be drawn once a run
    statements: list[Statement] = []
    places.progress.html(progress_html(f"{doing}……"))
    with closing(with_pauses(events, PAUSE)) as waiting:
        for event in waiting:
            match event:
                case EvidenceFound(standalone, hits):
                    doing = f"找到 {len(hits)} 个段落，正在作答并逐句核验"
                    if standalone != exchange.question:
                        places.understood.html(follow_up_html(standalone))
                case StatementReady(statement):
                    statements.append(statement)
                    cited = cited_passages(statements, read)
                    places.draft.html(draft_html(statements, cited, exchange.number))
                case ModelCorrecting(failed):
                    doing = f"有 {failed} 句未通过核验，已标出，正在请模型改正"
                case ModelFailed(reason):
                    doing, model_failure = "改为直接摘录原文", reason
                    statements.clear()
                    places.draft.html(alert_html(f"语言模型没有给出可用的回答：{reason}"))
                case AnswerReady(answer):
                    return Grown(answer, model_failure)
                case None | ModelAtWork() if not can_stop:
                    places.stop.button("停止", key=f"stop_{exchange.number}")
                    can_stop = True
            places.progress.html(progress_html(f"{doing}……{_elapsed(monotonic() - began)}"))
    raise AssertionError("ask_events ends with AnswerReady")


def _elapsed(seconds: float) -> str:
    return f"（{seconds:.0f} 秒）" if seconds >= 1 else ""
