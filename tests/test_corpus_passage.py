"""Spans."""

import pytest

from corpus.passage import Span


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 2), (3, 3), (5, 2), (0, 0)],  # before the text, empty, backwards, not located
)
def test_a_span_that_holds_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"0 <= start < end"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 3), Span(2, 5), True),
        (Span(0, 9), Span(2, 5), True),  # within
        (Span(0, 3), Span(3, 5), False),  # half-open: neighbours share nothing
    ],
)
def test_overlaps_both_ways(one: Span, other: Span, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_a_span_counts_code_points() -> None:
    assert Span(1, 3).of("𠮷一二三") == "一二"  # 𠮷 is two units of UTF-16, one code point
