"""Score fusion."""

import pytest

from evals.fusion import Weighted, score_fusion
from retrieval.lexical import Scored


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        # 1.0 + 0.5 * 0.2 = 1.1; absent from a list adds nothing
        (
            [({"a": 1.0, "b": 0.5}, 1.0), ({"a": 0.2, "c": 0.8}, 0.5)],
            [("a", 1.1), ("b", 0.5), ("c", 0.4)],
        ),
        ([({"b": 1.0, "a": 1.0, "c": 2.0}, 1.0)], [("c", 2.0), ("a", 1.0), ("b", 1.0)]),  # tie: id
        ([({"a": 1.0}, 1.0), ({"a": -0.5}, 1.0)], [("a", 0.5)]),
        ([({}, 1.0)], []),
        ([], []),
    ],
)
def test_score_fusion(
    lists: list[tuple[dict[str, float], float]], expected: list[tuple[str, float]]
) -> None:
    weighted = [Weighted([Scored(*item) for item in s.items()], weight) for s, weight in lists]
    fused = score_fusion(weighted)
    assert [hit.id for hit in fused] == [id_ for id_, _ in expected]
    assert [hit.score for hit in fused] == pytest.approx([score for _, score in expected])
