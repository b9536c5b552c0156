"""A library that another process writes to without a pause, backed up and restored meanwhile."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from analysis import load_settings, open_assistant
from analysis.restoring import restore
from corpus.backup import write_backup

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0

_WRITER = """
import sys
from pathlib import Path
from analysis import open_assistant, load_settings
with open_assistant(load_settings(library=Path(sys.argv[1]), model="none")) as assistant:
    for report in assistant.ingest([Path(sys.argv[2])]):
        print(report.source_id, flush=True)
"""


@dataclass
class Writer:
    """What the other process has reported as taken in, so far."""

    process: "subprocess.Popen[str]"
    reported: list[str] = field(default_factory=list)

    @property
    def at_work(self) -> bool:
        return self.process.poll() is None

    def await_more(self, count: int) -> None:
        """Wait for that many reports more, or for the end."""
        until, wanted = time.monotonic() + PATIENCE, len(self.reported) + count
        while self.at_work and len(self.reported) < wanted and time.monotonic() < until:
            time.sleep(0.005)


@dataclass(frozen=True, slots=True)
class Round:
    """One back-up and what came out of it."""

    acknowledged: int  # judgments that were reported before the back-up began
    restored: int
    lost: tuple[str, ...]
    at_work: bool  # the writer was still at it when the back-up was done
    bytes: int
    backup_seconds: float
    restore_seconds: float


@contextmanager
def writing(library: Path, rows: Path) -> Iterator[Writer]:
    """A process that ingests the rows; ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(library), str(rows)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    writer = Writer(process)

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            writer.reported.append(line.strip())

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield writer
    finally:
        process.kill()
        process.wait()
        thread.join()
        assert process.stdout
        process.stdout.close()


def made_up_rows(path: Path, count: int) -> Path:
    """A file of short judgments, `busy-0` and so on."""
    rows = [
        {
            "id": f"busy-{n}",
            "text": f"原告李{n}诉称：被告王{n}拖欠货款{n + 1}万元。\n"
            f"本院认为，第{n}号货款应当支付。\n判决如下：被告王{n}支付原告李{n}货款{n + 1}万元。\n",
        }
        for n in range(count)
    ]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    return path


def rounds(folder: Path, rows: Path, count: int, between: int) -> Iterator[Round]:
    """Back up and restore `count` times, `between` reports apart, while the rows are written.

    Each restored library is opened, which compares its manifest and its indexes' counts.
    """
    with writing(folder / "library", rows) as writer:
        writer.await_more(between)
        made = []
        for number in range(count):
            mark = tuple(writer.reported)
            begun = time.monotonic()
            backup = write_backup(folder / "library", folder / f"{number}.zip")
            made.append((backup.path, mark, writer.at_work, time.monotonic() - begun))
            writer.await_more(between)
    for path, mark, at_work, seconds in made:
        yield _restored(path, mark, at_work, seconds)


def _restored(path: Path, mark: tuple[str, ...], at_work: bool, seconds: float) -> Round:
    new = path.with_suffix("")
    begun = time.monotonic()
    restore(path, new, load_settings(library=new, model="none"), lambda *_: None)
    took = time.monotonic() - begun
    with open_assistant(load_settings(library=new, model="none")) as assistant:
        named = {name for entry in assistant.entries() for name in entry.source_ids}
        found = len(assistant.entries())
    lost = tuple(name for name in mark if name not in named)
    return Round(len(mark), found, lost, at_work, path.stat().st_size, seconds, took)
