"""What is loaded for good costs no later collection of garbage."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from ui import opened
from ui.serving.memory import keep_for_good


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_is_no_longer_gone_through_and_garbage_still_goes() -> None:
    keep_for_good()
    kept = gc.get_freeze_count()
    assert kept > 10_000 and len(gc.get_objects()) < kept / 10

    loop: list[Any] = []
    loop.append(loop)
    del loop
    assert gc.collect() >= 1


def test_warming_up_keeps_what_it_loaded_even_where_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise OSError("no library")

    monkeypatch.setattr(opened, "_libraries", broken)
    monkeypatch.setattr(opened, "FIRST_VISIT", 0.0)
    monkeypatch.setattr(opened, "FIRST_DRAWING", 0.0)
    opened.warm_up()
    assert gc.get_freeze_count() > 10_000
