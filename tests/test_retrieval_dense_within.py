"""Dense search within broad scopes: the nearest are fetched first, and listed only if need be."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from retrieval.dense import DenseIndex

COUNT = 400


class Group:
    """Members of a scope, counting how often they were listed."""

    def __init__(self, ids: Sequence[str], *, few: bool = False) -> None:
        self.few = few
        self.listed = 0
        self._ids = ids

    def every(self) -> Sequence[str]:
        self.listed += 1
        return self._ids

    def of(self, passage_ids: Sequence[str]) -> set[str]:
        return set(self._ids) & set(passage_ids)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DenseIndex]:
    """Vectors ever farther from (1, 0): 000 is the nearest, 399 the farthest."""
    made = DenseIndex(tmp_path_factory.mktemp("within") / "vectors")
    angles = np.linspace(0, 3, COUNT)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    made.put([f"{n:03d}" for n in range(COUNT)], vectors)
    yield made
    made.close()


ASKED = np.array([1, 0], dtype=np.float32)


def numbered(*numbers: int) -> list[str]:
    return [f"{n:03d}" for n in numbers]


@pytest.mark.parametrize(
    ("members", "few", "found", "listed"),
    [
        (range(0, 400, 2), False, [0, 2, 4, 6, 8], 0),  # half of them: 4 times the limit serves
        (range(0, 400, 12), False, [0, 12, 24, 36, 48], 0),  # a twelfth: 16 times
        (range(0, 400, 30), False, [0, 30, 60, 90, 120], 1),  # a thirtieth: listed
        (range(300, 400), False, [300, 301, 302, 303, 304], 1),  # a quarter, but all far away
        ([3, 390], False, [3, 390], 1),  # fewer than the limit are there
        (range(0, 400, 2), True, [0, 2, 4, 6, 8], 1),  # few, so listed at once
        ([], False, [], 1),
    ],
)
def test_search_within(
    index: DenseIndex, members: Sequence[int], few: bool, found: list[int], listed: int
) -> None:
    group = Group(numbered(*members), few=few)
    hits = index.search_within(ASKED, 5, group)
    assert [hit.id for hit in hits] == numbered(*found)
    assert group.listed == listed


def test_a_small_index_is_fetched_whole(index: DenseIndex) -> None:
    group = Group(numbered(399))
    assert [hit.id for hit in index.search_within(ASKED, COUNT, group)] == numbered(399)
    assert group.listed == 0


def test_a_vector_of_nothing_finds_nothing(index: DenseIndex) -> None:
    nothing = np.zeros(2, dtype=np.float32)
    assert index.search_within(nothing, 5, Group(numbered(1, 2))) == []
