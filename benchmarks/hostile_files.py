"""Reliability of reading: bombs, spoilt, cut and lying files through the real sandbox.

    python benchmarks/hostile_files.py [bombs] [mutants] [cuts] [encodings] [lies] [--size 1600]

Prints a line of figures a part. At full size it takes about an hour on two cores; --mutants and
--size make it smaller.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile_bombs import BOMBS  # noqa: E402
from hostile_runs import (  # noqa: E402
    encoded_texts,
    lying_files,
    outcome_of_cut,
    resident,
    tree,
)
from hostile_samples import SAMPLES, cuts, mutant, sample  # noqa: E402

from corpus.errors import DocumentError  # noqa: E402
from ingest.clean import decode  # noqa: E402
from ingest.load.files import READERS  # noqa: E402
from ingest.load.outcome import Arrival, Outcome, Refused  # noqa: E402
from ingest.sandbox import Sandbox  # noqa: E402

FORMATS = [suffix for suffix in (*SAMPLES, ".pdf") if suffix in READERS]


PLAIN = 200
"""Megabytes of a bomb that does not grow but is that large."""

WRITTEN_OUT = frozenset(name for name in BOMBS if Path(name).suffix in (".jsonl", ".csv", ".txt"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", default=list(PARTS), metavar="|".join(PARTS))
    parser.add_argument("--size", type=int, default=1600, help="megabytes a bomb grows to")
    parser.add_argument("--mutants", type=int, default=10_000, help="spoilt files a format")
    options = parser.parse_args()
    sandbox = Sandbox()
    for part in options.parts:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            for line in PARTS[part](sandbox, Path(folder), options):
                say(f"{part}: {line}")
        say(f"{part}: {time.monotonic() - began:.0f} s")
    sandbox.close()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read(sandbox: Sandbox, files: list[Path]) -> list[Outcome]:
    with sandbox.reading(files) as outcomes:
        return list(outcomes)


def bombs(sandbox: Sandbox, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Two sizes of each: what is refused, how long it takes, how far the parent grows."""
    read_whole: list[str] = []
    count = slowest = growth = 0.0
    for size in (options.size, options.size // 8):
        for name, make in BOMBS.items():
            if Path(name).suffix not in READERS:
                continue
            path = folder / name
            path.write_bytes(make(min(size, PLAIN) if name in WRITTEN_OUT else size))
            before, began = resident(), time.monotonic()
            outcomes = read(sandbox, [path])
            slowest = max(slowest, time.monotonic() - began)
            growth = max(growth, resident() - before)
            count += 1
            if not any(isinstance(outcome, Refused) for outcome in outcomes):
                read_whole.append(f"{name}@{size}")
            path.unlink()
    yield f"{count:.0f} bombs, {count - len(read_whole):.0f} refused with a reason"
    yield f"read within the limits: {'、'.join(read_whole) or 'none'}"
    yield f"parent grew by at most {growth / 1024 / 1024:.1f} MB, slowest {slowest:.1f} s"


def mutants(sandbox: Sandbox, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """Spoilt files: every one must have an outcome, and the parent no exception."""
    for suffix in FORMATS:
        chance = random.Random(f"benchmark{suffix}")
        sound = [sample(suffix, number, folder) for number in range(20)]
        verdicts: Counter[str] = Counter()
        silent = 0
        for start in range(0, options.mutants, 500):
            files = []
            for number in range(start, min(start + 500, options.mutants)):
                files.append(folder / f"{number:05}{suffix}")
                files[-1].write_bytes(mutant(chance.choice(sound), chance))
            outcomes = read(sandbox, files)
            told = {Path(outcome.origin.split("::")[0]).name for outcome in outcomes}
            silent += sum(file.name not in told for file in files)
            verdicts.update(map(verdict, outcomes))
            for file in files:
                file.unlink()
        yield f"{suffix}: {options.mutants} files, {silent} without an outcome, {dict(verdicts)}"


def verdict(outcome: Outcome) -> str:
    if isinstance(outcome, Arrival):
        return "flagged" if outcome.judgment.quality.partial else "read"
    if "超时" in outcome.reason:
        return "timed out"
    if "解析程序崩溃" in outcome.reason:
        return "child crashed"
    return "reader's fault" if "解析出错" in outcome.reason else "refused"


def cut_off(sandbox: Sandbox, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """20 files a format, cut at 50 places each."""
    for suffix in FORMATS:
        chance = random.Random(f"cuts{suffix}")
        verdicts: Counter[str] = Counter()
        for number in range(20):
            whole = sample(suffix, number, folder)
            for cut in cuts(whole, 50, chance):
                verdicts[outcome_of_cut(sandbox, folder / f"a{suffix}", cut, whole)] += 1
        yield f"{suffix}: {verdicts.total()} cuts, {dict(verdicts)}"


def encodings(sandbox: Sandbox, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """1,200 texts of 8 to 200 characters in eight encodings."""
    wrong: Counter[int] = Counter()
    for data, text in encoded_texts(1200):
        try:
            right = decode(data, "a.txt") == text
        except DocumentError:
            right = False
        wrong[len(text)] += not right
    yield f"1200 texts, {wrong.total()} wrong, by length {dict(wrong)}"


def lies(sandbox: Sandbox, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """200 files that are not what their names say, point elsewhere, or carry macros."""
    secret = folder / "secret"
    secret.write_text("机密文字" * 50, "utf-8")
    inside = folder / "files"
    inside.mkdir()
    files = list(lying_files(inside, secret, 200))
    before = tree(folder)
    outcomes = read(sandbox, files)
    leaked = sum(isinstance(o, Arrival) and "机密文字" in o.judgment.text for o in outcomes)
    verdicts = Counter(map(verdict, outcomes))
    changed = tree(folder) != before
    yield f"200 files, {dict(verdicts)}, {leaked} leaks, files changed: {changed}"


PARTS = {
    "bombs": bombs,
    "mutants": mutants,
    "cuts": cut_off,
    "encodings": encodings,
    "lies": lies,
}

if __name__ == "__main__":
    main()
