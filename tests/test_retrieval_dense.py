"""Dense search over Chroma."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import LibraryError
from retrieval.dense import DenseIndex

EAST, NORTH, NORTH_EAST, WEST = np.array(
    [[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [-1, 0, 0]], dtype=np.float32
)
NOTHING = np.zeros(3, dtype=np.float32)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[DenseIndex]:
    made = DenseIndex(tmp_path / "vectors")
    yield made
    made.close()


def put(index: DenseIndex, **vectors: NDArray[np.float32]) -> None:
    index.put(list(vectors), np.stack(list(vectors.values())))


def test_nearest_come_first_with_their_cosine(index: DenseIndex) -> None:
    put(index, a=NORTH, b=EAST, c=NORTH_EAST, d=WEST)
    found = index.search(EAST, 3)
    assert [hit.id for hit in found] == ["b", "c", "a"]
    assert [hit.score for hit in found] == pytest.approx([1.0, 0.6, 0.0], abs=1e-6)


def test_equal_scores_come_by_id(index: DenseIndex) -> None:
    put(index, c=EAST, a=EAST, b=EAST)
    assert [hit.id for hit in index.search(EAST, 3)] == ["a", "b", "c"]


def test_putting_an_id_again_replaces_its_vector(index: DenseIndex) -> None:
    put(index, a=EAST)
    put(index, a=NORTH)
    assert index.count() == 1
    assert index.search(NORTH, 1)[0].score == pytest.approx(1.0)


def test_a_zero_vector_is_left_out(index: DenseIndex) -> None:
    put(index, a=EAST, b=NOTHING)
    put(index, c=NOTHING)
    assert index.count() == 1
    assert index.holds(["a", "b", "c"]) == {"a"}
    assert index.search(NOTHING, 5) == []


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        (None, ["b", "a"]),
        (["a"], ["a"]),  # although b is nearer
        (["a", "b", "unknown"], ["b", "a"]),  # more are asked for than are there
        (["unknown"], []),
        ([], []),
    ],
)
def test_search_among(index: DenseIndex, among: list[str] | None, expected: list[str]) -> None:
    put(index, a=NORTH, b=EAST)
    assert [hit.id for hit in index.search(EAST, 10, among)] == expected


def test_an_empty_index_finds_nothing(index: DenseIndex) -> None:
    assert index.search(EAST, 5) == []
    assert index.count() == 0
    index.remove(["unknown"])
    index.remove([])
    index.put([], np.zeros((0, 3), dtype=np.float32))


def test_removing(index: DenseIndex) -> None:
    put(index, a=EAST, b=NORTH)
    index.remove(["a", "unknown"])
    assert [hit.id for hit in index.search(EAST, 5)] == ["b"]


def test_what_was_put_is_there_after_closing(index: DenseIndex, tmp_path: Path) -> None:
    put(index, a=EAST)
    index.close()
    again = DenseIndex(tmp_path / "vectors")
    assert [hit.id for hit in again.search(EAST, 5)] == ["a"]
    again.close()


def test_a_damaged_index_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "chroma.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(LibraryError, match=r"vectors.*pandu ingest --rebuild"):
        DenseIndex(tmp_path / "vectors")


def test_a_vector_of_another_length_is_told_as_such(index: DenseIndex) -> None:
    put(index, a=EAST)
    with pytest.raises(LibraryError, match="vectors"):
        index.put(["b"], np.ones((1, 4), dtype=np.float32))
