"""The sandbox: what a hostile file can do to its own process, and cannot do to ours."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import Unavailable
from ingest.load.outcome import Arrival, Outcome, Refused
from ingest.load.wire import outcome_as_json, outcome_from_json
from ingest.patience import Limits
from ingest.read import RawDocument, read_judgment
from ingest.sandbox import Sandbox, Waiting
from ingest.split import passages_of

HOSTILE = (str(Path(__file__).with_name("hostile_child.py")),)
LIMITS = Limits(document=2.0, page=4.0)
PAGES_OF_TWO = {(0, 0), (0, 2), (1, 2), (2, 2)}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the system has no such limits")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(2, LIMITS, HOSTILE)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"第{number}份。本院认为，被告应当还款。", "utf-8")
    return tmp_path


def read(sandbox: Sandbox, *files: Path | Refused) -> list[Outcome]:
    with sandbox.reading(files) as outcomes:
        return list(outcomes)


def reasons(outcomes: list[Outcome]) -> list[str]:
    return [outcome.reason for outcome in outcomes if isinstance(outcome, Refused)]


@pytest.mark.parametrize(
    ("suffix", "judgments", "reason"),
    [
        ("aborts", 1, "崩溃"),  # after its first judgment, which is kept
        ("sleeps", 0, "超时"),
        ("spins", 0, "超时"),
        ("eats", 0, "512 MB"),
        ("long", 0, "200 万字"),
        ("raises", 1, "KeyError"),
        ("recurses", 0, "RecursionError"),
        ("connects", 0, "PermissionError|读不出来"),
        ("resolves", 0, "PermissionError|读不出来"),
        ("runs", 0, "PermissionError|读不出来"),
        ("writes", 0, "PermissionError|读不出来"),
        ("fills", 0, "读不出来"),  # no file of more than 64 MB, even in its own folder
        ("stalls", 0, "文字识别超时（识别第 2 页超过 4 秒）"),
        ("pretends", 0, "崩溃"),  # says without end that a page was done
        ("promises", 0, "崩溃"),  # says over and over that pages are to come
    ],
)
def test_a_misbehaving_reader_costs_its_own_file(
    sandbox: Sandbox, folder: Path, suffix: str, judgments: int, reason: str
) -> None:
    bad = folder / f"坏.{suffix}"
    bad.write_bytes(b"x")
    outcomes = read(sandbox, folder / "0.txt", bad, folder / "1.txt")
    assert [type(o) for o in outcomes] == [Arrival] * (judgments + 1) + [Refused, Arrival]
    (said,) = reasons(outcomes)
    assert any(part in said for part in reason.split("|")) and str(bad) in said
    assert not bad.with_suffix(".written").exists()


def test_a_fault_in_one_document_costs_that_one(sandbox: Sandbox, folder: Path) -> None:
    rows = folder / "a.once"
    rows.write_bytes(b"x")
    outcomes = read(sandbox, rows)
    assert [type(o) for o in outcomes] == [Arrival, Refused, Arrival]
    assert outcomes[1].source_id == "二"


def test_a_file_of_nothing_but_faults_is_given_up(sandbox: Sandbox, folder: Path) -> None:
    flood = folder / "a.floods"
    flood.write_bytes(b"x")
    outcomes = read(sandbox, flood)
    assert len(outcomes) == 1001
    assert isinstance(outcomes[-1], Refused) and "没有再读" in outcomes[-1].reason


def test_what_a_library_prints_does_not_mix_with_the_messages(
    sandbox: Sandbox, folder: Path
) -> None:
    loud = folder / "a.prints"
    loud.write_bytes(b"x")
    assert [type(o) for o in read(sandbox, loud)] == [Arrival]


def test_a_scan_has_its_time_by_the_page_and_memory_when_it_asks(
    sandbox: Sandbox, folder: Path
) -> None:
    scan = folder / "a.pages"
    scan.write_bytes(b"x")
    heard: list[Waiting] = []
    with sandbox.reading([scan], heard.append) as outcomes:
        (outcome,) = outcomes
    assert isinstance(outcome, Arrival) and "用了700MB" in outcome.judgment.text
    # Once a second: two pages of two and a half seconds each, after some for a process to start.
    assert {waiting.path for waiting in heard} == {scan} and heard == sorted(heard)
    assert {(1, 2)} <= {(waiting.done, waiting.pages) for waiting in heard} <= PAGES_OF_TWO


def test_a_worker_knows_no_keys_and_no_proxies(folder: Path) -> None:
    asking = folder / "a.tells"
    asking.write_bytes(b"x")
    code = (
        "import sys; from pathlib import Path; from ingest.sandbox import Sandbox\n"
        f"sandbox = Sandbox(1, program={HOSTILE!r})\n"
        f"with sandbox.reading([Path({str(asking)!r})]) as found:\n"
        "    sys.stdout.buffer.write(next(found).judgment.text.encode())\n"
        "sandbox.close()\n"
    )
    secrets = {
        "PANDU_API_KEY": "geheim",
        "OPENAI_API_KEY": "geheim",
        "HTTPS_PROXY": "http://geheim",
    }
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | secrets,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
    ).stdout.decode()
    assert "PATH=" in told and "geheim" not in told


def test_judgments_come_in_the_order_of_the_files(folder: Path) -> None:
    for number in range(6, 60):
        size = 20_000 if number % 7 == 0 else 10  # the long ones are overtaken
        (folder / f"{number}.txt").write_text(f"第{number}份。" + "本院认为。" * size, "utf-8")
    files: list[Path | Refused] = [folder / f"{number}.txt" for number in range(60)]
    files.insert(30, Refused("x", "x", "事先就知道读不了"))
    sandbox = Sandbox(3)
    outcomes = read(sandbox, *files)
    sandbox.close()
    expected = [f.name if isinstance(f, Path) else f.source_id for f in files]
    assert [outcome.source_id for outcome in outcomes] == expected


def test_what_comes_back_is_what_reading_gives(folder: Path, sandbox: Sandbox) -> None:
    text = (
        "某某县人民法院\n民事判决书\n（2021）某01民初1号\n原告：张三。\n"
        "本院认为，依照《民法典》第一条，被告还款1000元。"
    )
    document = RawDocument(text, "甲", {"court": "某某县人民法院"}, ("缺一页",), (0, 8))
    judgment = read_judgment(document)
    arrival = Arrival(judgment, passages_of(judgment), "甲.txt", "甲", "按内容读取")
    assert outcome_from_json(outcome_as_json(arrival)) == arrival
    (folder / "乙.txt").write_text(text, "utf-8")
    (outcome,) = read(sandbox, folder / "乙.txt")
    assert isinstance(outcome, Arrival)
    expected = read_judgment(RawDocument(text, "乙"))
    assert (outcome.judgment, outcome.passages) == (expected, passages_of(expected))


@pytest.mark.parametrize(
    "answer",
    [
        b"\xff\xff\xff\xff",  # four gigabytes are announced
        b"\x00\x00\x00\x09{}",  # cut off
        b"\x00\x00\x00\x02[]",  # no object
        b'\x00\x00\x00\x0f{"arrived": [1]}',  # not what was agreed
    ],
)
def test_a_broken_answer_is_a_crash(tmp_path: Path, folder: Path, answer: bytes) -> None:
    ready = b'{"ready": true, "limited": true}'
    liar = tmp_path / "liar.py"
    liar.write_text(
        "import sys\n"
        f"sys.stdout.buffer.write({len(ready).to_bytes(4, 'big') + ready!r})\n"
        "sys.stdout.flush()\n"
        "sys.stdin.buffer.read(4)\n"
        f"sys.stdout.buffer.write({answer!r})\n"
    )
    sandbox = Sandbox(1, Limits(5), (str(liar),))
    (said,) = reasons(read(sandbox, folder / "0.txt"))
    sandbox.close()
    assert "崩溃" in said


def test_a_worker_that_does_not_start_is_told_once_and_plainly(folder: Path) -> None:
    sandbox = Sandbox(1, Limits(5), ("-c", "raise SystemExit(1)"))
    with pytest.raises(Unavailable, match="启动不了"):
        read(sandbox, folder / "0.txt")


def test_leaving_early_ends_the_work(folder: Path) -> None:
    sleeper = folder / "a.sleeps"
    sleeper.write_bytes(b"x")
    sandbox = Sandbox(2, Limits(600), HOSTILE)
    began = time.monotonic()
    with sandbox.reading([folder / "0.txt", sleeper, folder / "1.txt"]) as outcomes:
        next(outcomes)
    assert time.monotonic() - began < 30
    sandbox.close()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_program_leaves_no_process_behind(folder: Path, how: signal.Signals) -> None:
    (folder / "a.sleeps").write_bytes(b"x")
    code = (
        "import sys; from pathlib import Path; from ingest.sandbox import Limits, Sandbox\n"
        f"sandbox = Sandbox(2, Limits(600), {HOSTILE!r})\n"
        f"files = [Path({str(folder / '0.txt')!r}), Path({str(folder / 'a.sleeps')!r})]\n"
        "with sandbox.reading(files) as found:\n"
        "    for outcome in found: print(outcome.source_id, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"PANDU_TEST_MARK": str(folder)},
    ) as program:
        assert program.stdout is not None and program.stdout.readline() == b"0.txt\n"
        children = _children(program.pid)
        assert children
        program.send_signal(how)
        program.wait(30)
    deadline = time.monotonic() + 10
    while any(map(_runs, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_runs, children))


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_the_parent_stays_small(folder: Path, sandbox: Sandbox) -> None:
    (folder / "a.eats").write_bytes(b"x")
    (folder / "b.long").write_bytes(b"x")
    read(sandbox, folder / "a.eats")
    before = _resident()
    for _ in range(10):
        assert len(reasons(read(sandbox, folder / "a.eats", folder / "b.long"))) == 2
    assert _resident() - before < 50 * 1024 * 1024


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_lone_surrogates_come_back_as_lost_characters(folder: Path, sandbox: Sandbox) -> None:
    rows = folder / "a.jsonl"
    rows.write_text('{"id": "甲\\ud800", "text": "本院认为\\udfff，应当还款。"}\n', "utf-8")
    (outcome,) = read(sandbox, rows)
    assert isinstance(outcome, Arrival)
    assert outcome.judgment.text == "本院认为\ufffd，应当还款。"
    assert outcome.source_id == "甲\ufffd"


def test_a_large_parent_does_not_wear_its_workers_out(folder: Path) -> None:
    # getrusage counts the parent's memory as the child's: every file cost a new process.
    for name in ("a.tells", "b.tells"):
        (folder / name).write_bytes(b"x")
    ballast = b"x" * 400 * 1024 * 1024
    sandbox = Sandbox(1, Limits(10), HOSTILE)
    first, second = read(sandbox, folder / "a.tells", folder / "b.tells")
    sandbox.close()
    assert ballast and isinstance(first, Arrival) and isinstance(second, Arrival)
    assert first.judgment.text == second.judgment.text  # the same folder, so the same process
