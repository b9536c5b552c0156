"""Reading many files beside the page: heard, stopped, tried again; and the watching thread."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from analysis import Assistant, load_settings, open_assistant
from analysis.watch import FolderWatch
from corpus.errors import LibraryBusy
from ingest.report import IngestReport, Status
from ingest.sandbox import Waiting
from ui.shelf.job import Job
from ui.shelf.outcome import Kind, UploadOutcome
from ui.shelf.uploads import read_heard, take_in_heard
from ui.shelf.watching import INTERVAL, REST, Watcher

TEXT = "某法院民事判决书。本院认为，被告应当归还借款{}元。"


@dataclass
class Sent:
    name: str
    content: bytes

    def getvalue(self) -> bytes:
        return self.content


@dataclass
class Hearing:
    """An ear that stops the reading once enough was heard."""

    enough: int = 1_000
    words: list[str] = field(default_factory=list)
    outcomes: list[UploadOutcome] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)

    def doing(self, at: int, of: int, words: str) -> None:
        self.parts.append((at, of))
        self.words.append(words)

    def became(self, outcome: UploadOutcome) -> None:
        self.outcomes.append(outcome)

    def stopped(self) -> bool:
        return len(self.outcomes) >= self.enough


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=tmp_path / "library", model="none")) as opened:
        yield opened


def texts(count: int) -> list[Sent]:
    return [Sent(f"{n}.txt", TEXT.format(n).encode()) for n in range(count)]


def kept(assistant: Assistant) -> set[str]:
    return {path.name for path in assistant.folder.glob("uploads/*")}


def test_each_outcome_is_heard_as_it_comes(assistant: Assistant) -> None:
    ear = Hearing()
    batch = [*texts(2), Sent("坏.exe", b"MZ")]
    assert take_in_heard(assistant, batch, ear) == tuple(ear.outcomes)
    assert [o.kind for o in ear.outcomes] == [Kind.ADDED, Kind.ADDED, Kind.FAILED]
    assert ear.parts[0] == (0, 3) and ear.parts[-1] == (2, 3)


def test_stopped_what_was_read_stays_and_is_told(assistant: Assistant) -> None:
    """Judgments are shelved sixteen at once: more may be in than was told before the stop."""
    ear = Hearing(enough=2)
    outcomes = take_in_heard(assistant, texts(40), ear)
    held = {entry.source_ids[0] for entry in assistant.entries()}
    assert len(outcomes) == 40 and 2 <= len(held) < 40
    assert {o.name for o in outcomes if o.kind is Kind.ADDED} == held == kept(assistant)
    assert {o.text for o in outcomes if o.kind is Kind.UNREAD} == {"已停止，没有读"}
    assert assistant.failures.count() == 0  # not read is not failed
    again = take_in_heard(assistant, texts(40), Hearing())
    assert {o.kind for o in again} == {Kind.ADDED, Kind.UNCHANGED}
    assert len(assistant.entries()) == 40


def test_stopped_within_a_file_of_many(assistant: Assistant) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for n in range(40):
            archive.writestr(f"{n:02}.txt", TEXT.format(n))
    outcomes = take_in_heard(assistant, [Sent("案卷.zip", packed.getvalue())], Hearing(enough=3))
    assert outcomes[-1].kind is Kind.UNREAD and "前面的 3 份" in outcomes[-1].text
    assert kept(assistant) == {"案卷.zip"}  # what was read lies in it


@dataclass
class Scanning:
    """An assistant with a scan that is never done."""

    folder: Path
    trash: "Scanning | None" = None

    def ingest(
        self, paths: Sequence[Path], on_wait: Callable[[Waiting], None]
    ) -> Generator[IngestReport]:
        while True:
            on_wait(Waiting(paths[0], 1, 90))
        yield

    def documents_in(self, file: Path) -> int:
        return 0


def test_a_long_scan_is_stopped_while_it_is_waited_for(tmp_path: Path) -> None:
    scanning = Scanning(tmp_path)
    scanning.trash = scanning

    class Impatient(Hearing):
        def stopped(self) -> bool:
            return len(self.words) > 3

    outcomes = take_in_heard(scanning, [Sent("扫描.pdf", b"x")], Impatient())  # type: ignore[arg-type]
    assert [o.kind for o in outcomes] == [Kind.UNREAD]


def test_refused_uploads_are_kept_as_failures_until_a_good_one_comes(assistant: Assistant) -> None:
    batch = [Sent("判决.txt", b""), Sent("..", b"x"), Sent("甲.txt", b"\xff\xfe\xff")]
    take_in_heard(assistant, batch, Hearing())
    assert {f.source_id for f in assistant.failures.every()} == {"判决.txt", "甲.txt"}
    take_in_heard(assistant, [Sent("判决.txt", TEXT.encode())], Hearing())
    assert {f.source_id for f in assistant.failures.every()} == {"甲.txt"}


def test_a_file_of_one_s_own_is_tried_again_and_never_deleted(
    assistant: Assistant, tmp_path: Path
) -> None:
    own = tmp_path / "判决.txt"
    own.write_bytes(b"")
    list(assistant.ingest([own]))
    (failed,) = read_heard(assistant, [own], Hearing())
    assert failed.kind is Kind.FAILED and own.exists()
    own.write_text(TEXT, encoding="utf-8")
    (added,) = read_heard(assistant, [own, tmp_path / "没有.txt"], Hearing())[:1]
    assert added.kind is Kind.ADDED and own.exists()
    assert [f.source_id for f in assistant.failures.every()] == ["没有.txt"]


def test_a_copy_is_told_as_one(assistant: Assistant) -> None:
    long = TEXT.format(1) * 3
    batch = [Sent("甲.txt", long.encode()), Sent("乙.txt", long.replace("。", "。\n").encode())]
    _, copy = take_in_heard(assistant, batch, Hearing())
    assert copy.kind is Kind.ADDED and "版式不同" in copy.text


def test_a_job_reads_in_a_thread_and_can_be_stopped(assistant: Assistant) -> None:
    job = Job(lambda ear: take_in_heard(assistant, texts(3), ear)).start()
    job.join(30)
    assert not job.running and len(job.outcomes) == 3 and not job.fault
    stopped = Job(lambda ear: take_in_heard(assistant, texts(3), ear))
    stopped.stop()
    stopped.start().join(30)
    assert {o.kind for o in stopped.outcomes} == {Kind.ADDED} and "停止之前" in stopped.outcomes[
        0
    ].text


def test_a_job_that_breaks_says_so() -> None:
    def broken(_: object) -> None:
        raise LibraryBusy("文库正忙。")

    job = Job(broken).start()
    job.join(30)
    assert job.fault == "文库正忙。"


class Looks:
    """A watch that is looked through by hand: each look takes so long, or fails."""

    def __init__(self, *takes: float | Exception) -> None:
        self.takes = list(takes)
        self.now = 0.0
        self.rests: list[float] = []

    def look(self, stopped: Callable[[], bool]) -> None:
        took = self.takes.pop(0)
        if isinstance(took, Exception):
            raise took
        self.now += took


def test_the_watcher_rests_longer_after_a_long_look_and_outlives_a_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    looks = Looks(0.1, OSError("drive"), 30.0)
    watcher = Watcher(looks, lambda: looks.now)  # type: ignore[arg-type]

    def rest(seconds: float) -> None:
        looks.rests.append(seconds)
        if not looks.takes:
            watcher.stop()

    watcher.run(rest)
    assert looks.rests == [INTERVAL, INTERVAL, REST * 30.0]
    assert "watched folders failed" in caplog.text


def test_the_watcher_reads_what_lies_still(assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "案卷"
    folder.mkdir()
    (folder / "甲.txt").write_text(TEXT.format(1), encoding="utf-8")
    assistant.watch.add(str(folder))
    assert isinstance(assistant.watch, FolderWatch)
    watcher = Watcher(assistant.watch)
    rests = iter((lambda: None, watcher.stop))
    watcher.run(lambda _: next(rests)())
    assert [e.source_ids for e in assistant.entries()] == [("甲.txt",)]
    report = assistant.watch.seen(str(folder.resolve())).reports[0]
    assert report.status is Status.ADDED
