"""The ingest recipe, with a shelf that is a dictionary."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from ingest.parts import parts_of
from ingest.pipeline import BATCH, Arrival, ingest
from ingest.report import IngestReport, Status
from ingest.sandbox import Sandbox

TEXT = "某某县人民法院民事判决书。本院认为，被告应当归还借款{}元。"


class Shelf:
    """Judgments by source; what is replaced is forgotten."""

    def __init__(self) -> None:
        self.at: dict[str, str] = {}
        self.batches: list[int] = []

    def holds(self, judgment_id: str) -> bool:
        return judgment_id in self.at.values()

    def held_at(self, origin: str) -> str | None:
        return self.at.get(origin)

    def put(self, arrivals: Sequence[Arrival]) -> Mapping[str, str]:
        self.batches.append(len(arrivals))
        self.at.update({a.origin: a.judgment.id for a in arrivals})
        return {}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(2)
    yield made
    made.close()


def statuses(reports: list[IngestReport]) -> list[str]:
    return [report.status.value for report in reports]


def test_files_are_added_once_and_replaced_when_edited(tmp_path: Path, sandbox: Sandbox) -> None:
    shelf = Shelf()
    (tmp_path / "a.txt").write_text(TEXT.format(1), "utf-8")
    (tmp_path / "b.txt").write_text(TEXT.format(2), "utf-8")
    assert statuses(list(ingest([tmp_path], shelf, sandbox))) == ["added", "added"]
    assert statuses(list(ingest([tmp_path], shelf, sandbox))) == ["unchanged", "unchanged"]
    (tmp_path / "a.txt").write_text(TEXT.format(3), "utf-8")
    assert statuses(list(ingest([tmp_path], shelf, sandbox))) == ["replaced", "unchanged"]


def test_a_copy_is_one_judgment_with_two_sources(tmp_path: Path, sandbox: Sandbox) -> None:
    shelf = Shelf()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT.format(1), "utf-8")
    first, second = ingest([tmp_path], shelf, sandbox)
    assert (first.status, second.status) == (Status.ADDED, Status.UNCHANGED)
    assert "登记了新的来源" in second.reason and first.judgment_id == second.judgment_id
    assert len(shelf.at) == 2


def test_reports_keep_the_order_and_failures_do_not_stop_the_rest(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    shelf = Shelf()
    for number in range(3 * BATCH):
        text = "" if number % 5 == 0 else TEXT.format(number)
        (tmp_path / f"{number:03}.txt").write_text(text, "utf-8")
    reports = list(ingest([tmp_path, tmp_path / "不在"], shelf, sandbox))
    assert [r.source_id for r in reports[:-1]] == [f"{n:03}.txt" for n in range(3 * BATCH)]
    failed = [r for r in reports if r.status is Status.FAILED]
    assert len(failed) == 11  # 0, 5, ... 45 and the one that is not there
    assert all(r.reason and r.judgment_id is None for r in failed)
    assert max(shelf.batches) <= BATCH


def test_what_was_reported_is_shelved_when_the_run_is_broken_off(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    shelf = Shelf()
    for number in range(3 * BATCH):
        (tmp_path / f"{number:03}.txt").write_text(TEXT.format(number), "utf-8")
    run = ingest([tmp_path], shelf, sandbox)
    seen = [next(run) for _ in range(BATCH + 3)]
    assert isinstance(run, Iterator)
    run.close()  # type: ignore[attr-defined]
    assert all(report.source in shelf.at for report in seen)
    rest = list(ingest([tmp_path], shelf, sandbox))
    assert statuses(rest).count("unchanged") >= len(seen)
    assert len(shelf.at) == 3 * BATCH


def test_one_large_file_that_is_broken_off_is_gone_on_with(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    shelf = Shelf()
    path = tmp_path / "大.jsonl"
    rows = [{"id": f"案{n}", "text": TEXT.format(n), "note": "注" * 400} for n in range(600)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert len(parts_of(path)) > 2
    run = ingest([path], shelf, sandbox)
    seen = [next(run) for _ in range(250)]  # amid the second part
    run.close()  # type: ignore[attr-defined]
    assert all(report.source in shelf.at for report in seen)
    reports = list(ingest([path], shelf, sandbox))
    assert [report.source_id for report in reports] == [f"案{n}" for n in range(600)]
    assert statuses(reports)[:250] == ["unchanged"] * 250
    assert len(shelf.at) == 600


def test_a_file_with_a_wrong_suffix_says_so_in_its_report(tmp_path: Path, sandbox: Sandbox) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.txt", "w") as archive:
        archive.writestr("甲.txt", TEXT.format(1))
    (report,) = ingest([tmp_path], Shelf(), sandbox)
    assert report.status is Status.ADDED and "已按内容读取" in report.reason
    assert report.quality.partial is False
    (again,) = ingest([tmp_path], Shelf(), sandbox)
    assert again.as_json()["status"] == "added"


def test_a_text_without_words_is_failed_with_its_reason(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "a.txt").write_text("123 456", "utf-8")
    (report,) = ingest([tmp_path], Shelf(), sandbox)
    assert report.status is Status.FAILED and "没有读到文字" in report.reason


def test_a_json_line_of_the_contract(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "甲", "text": "' + TEXT.format(1) + '"}', "utf-8")
    (report,) = ingest([tmp_path / "a.jsonl"], Shelf(), sandbox)
    line = report.as_json()
    assert set(line) == {
        "source", "source_id", "judgment_id", "status", "reason", "passages", "quality"
    }  # fmt: skip
    assert line["source"].endswith("a.jsonl::甲") and line["passages"] >= 1
