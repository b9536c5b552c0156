"""Addresses of the reading page: what is written can be read again."""

import pytest

from corpus.passage import Span
from ui.links import Places, places_in, reading_url


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, None),
        ({"doc": [""]}, None),
        ({"doc": ["ab"]}, Places("ab")),
        ({"doc": ["ab"], "start": ["3"], "end": ["9"]}, Places("ab", (Span(3, 9),))),
        (
            {"doc": ["ab"], "start": ["3", "20"], "end": ["9", "21"]},
            Places("ab", (Span(3, 9), Span(20, 21))),
        ),
        ({"doc": ["ab"], "start": ["3", "20"], "end": ["9"]}, Places("ab", (Span(3, 9),))),
        ({"doc": ["ab"], "start": ["x"], "end": ["9"]}, Places("ab")),
        ({"doc": ["ab"], "start": ["9"], "end": ["9"]}, Places("ab")),  # nothing between
        ({"start": ["3"], "end": ["9"]}, None),  # of no judgment
    ],
)
def test_a_query_is_read(query: dict[str, list[str]], places: Places | None) -> None:
    assert places_in(query) == places


def test_names_are_quoted_and_several_spans_repeat() -> None:
    assert reading_url("a&b", Span(1, 2), None, Span(3, 4)) == (
        "read?doc=a%26b&start=1&start=3&end=2&end=4"
    )
