"""The ingest recipe, over a shelf that remembers: order, batches, and what is reported when."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from ingest.pipeline import BATCH, Arrival, ingest
from ingest.report import IngestReport, Status
from ingest.sandbox import Sandbox

TEXT = "原告诉称：被告欠款{0}万元。\n本院认为，第{0}笔借款应当归还。\n"


class RememberingShelf:
    """Keeps judgments by origin, and the size of every batch."""

    def __init__(self) -> None:
        self.by_origin: dict[str, str] = {}
        self.batches: list[int] = []

    def holds(self, judgment_id: str) -> bool:
        return judgment_id in self.by_origin.values()

    def held_at(self, origin: str) -> str | None:
        return self.by_origin.get(origin)

    def put(self, arrivals: Sequence[Arrival]) -> Mapping[str, str]:
        self.batches.append(len(arrivals))
        self.by_origin.update((a.origin, a.judgment.id) for a in arrivals)
        return {}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(workers=1)
    yield made
    made.close()


def rows(folder: Path, *lines: object) -> Path:
    path = folder / "rows.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(written), "utf-8")
    return path


def row(id_: object, number: int) -> dict[str, object]:
    return {"id": id_, "text": TEXT.format(number)}


def told(reports: Sequence[IngestReport]) -> list[tuple[str, str]]:
    return [(report.source_id, report.status.value) for report in reports]


def test_good_rows_around_bad_ones_all_arrive_in_order(tmp_path: Path, sandbox: Sandbox) -> None:
    path = rows(
        tmp_path,
        row("a", 1),
        "{not json",
        row("b", 2),
        ["no object"],
        {"id": "c"},  # no text
        {"id": "d", "text": "  "},
        "",
        {"text": TEXT.format(3)},  # no id: called by its line
        {"id": True, "text": TEXT.format(4)},  # no name either
        row(5, 5),  # a number is a name
        "[" * 100_000,  # as deep as it is long
        row("e", 6),
    )
    shelf = RememberingShelf()
    reports = list(ingest([path], shelf, sandbox))
    assert told(reports) == [
        ("a", "added"),
        ("rows.jsonl#2", "failed"),
        ("b", "added"),
        ("rows.jsonl#4", "failed"),
        ("c", "failed"),
        ("d", "failed"),
        ("rows.jsonl#8", "added"),
        ("rows.jsonl#9", "added"),
        ("5", "added"),
        ("rows.jsonl#11", "failed"),
        ("e", "added"),
    ]
    assert all(("第 " in r.reason and "行" in r.reason) for r in reports if r.status == "failed")
    assert len(shelf.by_origin) == 6


def test_two_rows_with_one_id_are_two_judgments(tmp_path: Path, sandbox: Sandbox) -> None:
    shelf = RememberingShelf()
    path = rows(tmp_path, row("a", 1), row("a", 2))
    assert told(list(ingest([path], shelf, sandbox))) == [("a", "added"), ("a", "added")]
    assert len(set(shelf.by_origin.values())) == 2
    again = list(ingest([path], shelf, sandbox))
    assert {report.status for report in again} == {Status.UNCHANGED}


def test_an_edited_row_is_replaced_wherever_it_moved(tmp_path: Path, sandbox: Sandbox) -> None:
    shelf = RememberingShelf()
    list(ingest([rows(tmp_path, row("a", 1), row("b", 2))], shelf, sandbox))
    reports = list(ingest([rows(tmp_path, row("b", 2), row("a", 3))], shelf, sandbox))
    assert told(reports) == [("b", "unchanged"), ("a", "replaced")]
    assert len(shelf.by_origin) == 2


def test_a_file_named_twice_is_one_source(tmp_path: Path, sandbox: Sandbox) -> None:
    shelf = RememberingShelf()
    path = rows(tmp_path, row("a", 1))
    first, second = ingest([path, path], shelf, sandbox)
    assert (first.status, second.status) == (Status.ADDED, Status.UNCHANGED)
    assert second.reason == ""  # it is no copy of anything
    assert shelf.batches == [1]


@pytest.mark.parametrize(
    ("count", "batches"),
    [
        (0, []),
        (BATCH - 1, [BATCH - 1]),
        (BATCH, [BATCH]),
        (BATCH + 1, [BATCH, 1]),
        (2 * BATCH, [BATCH, BATCH]),
    ],
)
def test_batches(tmp_path: Path, sandbox: Sandbox, count: int, batches: list[int]) -> None:
    shelf = RememberingShelf()
    path = rows(tmp_path, *(row(f"r{n}", n) for n in range(count)), "")
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")  # never an empty file
    assert len(list(ingest([path], shelf, sandbox))) == count
    assert shelf.batches == batches


def test_a_report_comes_only_after_its_judgment_is_shelved(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    shelf = RememberingShelf()
    path = rows(tmp_path, *(row(f"r{n}", n) for n in range(40)), "{bad", row("last", 99))
    for report in ingest([path], shelf, sandbox):
        assert report.status is Status.FAILED or shelf.held_at(report.source) == report.judgment_id


def test_a_shelf_that_fails_ends_the_run_with_its_error(tmp_path: Path, sandbox: Sandbox) -> None:
    class FullShelf(RememberingShelf):
        def put(self, arrivals: Sequence[Arrival]) -> Mapping[str, str]:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        list(ingest([rows(tmp_path, row("a", 1))], FullShelf(), sandbox))


def test_a_name_longer_than_names_can_be_is_refused(tmp_path: Path, sandbox: Sandbox) -> None:
    good = rows(tmp_path, row("a", 1))
    first, second = ingest([tmp_path / ("判" * 300), good], RememberingShelf(), sandbox)
    assert first.status is Status.FAILED and "打不开" in first.reason
    assert second.status is Status.ADDED
