"""Waits for slow events without going deaf: the page can be stopped between two of them."""

import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Event = TypeVar("Event")


@dataclass(frozen=True, slots=True)
class _Came(Generic[Event]):
    event: Event


@dataclass(frozen=True, slots=True)
class _Ended:
    error: Exception | None


def with_pauses(events: Iterator[Event], every: float) -> Generator[Event | None, None, None]:
    """The events in order, and None whenever `every` seconds have brought none.

    They are made in a thread of their own. If the reader leaves early, that thread stops before
    its next event. What the events raise is raised here.
    """
    arrived: SimpleQueue[_Came[Event] | _Ended] = SimpleQueue()
    left = threading.Event()

    def work() -> None:
        try:
            for event in events:
                if left.is_set():
                    break
                arrived.put(_Came(event))
            arrived.put(_Ended(None))
        except Exception as error:
            arrived.put(_Ended(error))
        finally:
            if isinstance(events, Generator):
                events.close()

    threading.Thread(target=work, daemon=True).start()
    try:
        while True:
            try:
                item = arrived.get(timeout=every)
            except Empty:
                yield None
                continue
            if isinstance(item, _Ended):
                if item.error is not None:
                    raise item.error
                return
            yield item.event
    finally:
        left.set()
