"""How far an evaluation is, on standard error: a bar on a terminal, else now and then a line."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress

from ui.command import console, show

if TYPE_CHECKING:
    from evals.run import Standing

QUIET_SECONDS = 30.0
"""Seconds at least between two lines, but for the first and the last."""


class EvalProgress:
    """The bar or the lines; nothing if `quiet`. `clock` gives seconds, for tests."""

    def __init__(self, *, quiet: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._quiet = quiet
        self._clock = clock
        self._began = clock()
        self._told_at: float | None = None
        self._bar: RichProgress | None = None
        if not quiet and console.is_terminal():
            self._bar = RichProgress(
                TextColumn("评测"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[words]}"),
                console=console.error_console(),
            )
            self._task = self._bar.add_task("评测", total=None, words="")
            self._bar.start()

    def update(self, standing: "Standing") -> None:
        """Show it."""
        if self._quiet:
            return
        words = in_words(standing, self._clock() - self._began)
        if self._bar is not None:
            self._bar.update(self._task, completed=standing.done, total=standing.total, words=words)
            return
        now, last = self._clock(), standing.done == standing.total
        if last or self._told_at is None or now - self._told_at >= QUIET_SECONDS:
            self._told_at = now
            show.notice(f"评测 {standing.done}/{standing.total}" + (words and f"　{words}"))

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.stop()


def in_words(standing: "Standing", seconds: float) -> str:
    """The rate, the time left at this rate, and what is neither right nor wrong; empty at first.

    What an earlier run answered counts for neither. `seconds` have passed in this one.
    """
    here = standing.done - standing.before
    words = []
    if here and seconds > 0:
        rate = here / seconds
        words.append(f"每秒 {rate:.1f} 题" if rate >= 1 else f"每分钟 {rate * 60:.1f} 题")
        left = standing.total - standing.done
        words.append(f"约剩 {time_words(left / rate)}" if left else f"用时 {time_words(seconds)}")
    if standing.before:
        words.append(f"此前已答 {standing.before}")
    if standing.unavailable:
        words.append(f"未能作答 {standing.unavailable}")
    if standing.unreadable:
        words.append(f"模型回答不可用 {standing.unreadable}")
    return "，".join(words)


def time_words(seconds: float) -> str:
    """Hours and minutes, or minutes and seconds; whole ones.

    >>> time_words(0.4), time_words(75), time_words(7_260)
    ('1 秒', '1 分 15 秒', '2 小时 1 分')
    """
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, over = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {over} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{whole} 秒"
