"""How long a document is waited for, by a clock that stands still until it is put forward."""

from dataclasses import dataclass

import pytest

from ingest.load.wire import BrokenMessage
from ingest.patience import MOST_PAGES, Limits, Patience


@dataclass
class Clock:
    """Seconds since the document began."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def patience(clock: Clock | None = None) -> Patience:
    return Patience(Limits(document=20, page=120), clock or Clock())


def test_a_document_has_its_limit_whatever_was_taken_before() -> None:
    waiting = patience(clock := Clock())
    clock.now = 1_000.0
    assert waiting.left() == 20
    assert waiting.spent == "超过 20 秒"


@pytest.mark.parametrize(
    ("now", "done", "left", "spent"),
    [
        (0, 0, 120, "识别第 1 页超过 120 秒"),
        (100, 1, 120, "识别第 2 页超过 120 秒"),  # every page has its whole limit
        (1200, 9, 120, "识别第 10 页超过 120 秒"),
        (1260, 29, 60, "识别第 30 页超过 120 秒"),  # 120 + 30 × 120 / 3 = 1320 in all
        (1320, 29, 0, "识别 30 页超过 1320 秒"),
        (9999, 29, 0, "识别 30 页超过 1320 秒"),
    ],
)
def test_recognised_pages_have_a_limit_each_and_one_together(
    now: float, done: int, left: float, spent: str
) -> None:
    waiting = patience(clock := Clock())
    waiting.announced(30)
    for _ in range(done):
        waiting.page_done()
    clock.now = now
    assert (waiting.left(), waiting.spent) == (left, spent)


def test_a_converter_may_ask_for_its_time_anew_once() -> None:
    waiting = patience()
    waiting.page_done()
    with pytest.raises(BrokenMessage):
        waiting.page_done()


@pytest.mark.parametrize("pages", [-1, MOST_PAGES + 1])
def test_pages_are_announced_once_and_in_reason(pages: int) -> None:
    with pytest.raises(BrokenMessage):
        patience().announced(pages)
    waiting = patience()
    waiting.announced(3)
    with pytest.raises(BrokenMessage):
        waiting.announced(3)
