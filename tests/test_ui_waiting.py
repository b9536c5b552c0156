"""Events come in order, pauses are filled, and leaving early stops the work."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from ui.chat.waiting import with_pauses


def test_quick_events_come_in_order_without_pauses() -> None:
    assert list(with_pauses(iter([1, 2, 3]), every=5)) == [1, 2, 3]


def test_no_events_end_at_once() -> None:
    assert list(with_pauses(iter(()), every=5)) == []


def test_a_silence_is_filled() -> None:
    go_on = threading.Event()

    def slow() -> Iterator[int]:
        go_on.wait(10)
        yield 1

    waiting = with_pauses(slow(), every=0.01)
    assert next(waiting) is None
    go_on.set()
    assert [event for event in waiting if event is not None] == [1]


def test_what_the_events_raise_is_raised_after_what_came_before() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("甲")

    waiting = with_pauses(broken(), every=5)
    assert next(waiting) == 1
    with pytest.raises(ValueError, match="甲"):
        next(waiting)


def test_leaving_early_stops_before_the_next_event_and_closes() -> None:
    closed = threading.Event()
    first_taken = threading.Event()
    made: list[int] = []

    def endless() -> Iterator[int]:
        try:
            for number in range(1000):
                made.append(number)
                yield number
                first_taken.wait(10)  # a model's connection would be let go of below
        finally:
            closed.set()

    with closing(with_pauses(endless(), every=5)) as waiting:
        assert next(waiting) == 0
    first_taken.set()
    assert closed.wait(10)
    assert len(made) <= 2
