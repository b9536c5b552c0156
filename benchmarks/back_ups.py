"""Back-ups made while another process writes, each restored and opened.

    python benchmarks/back_ups.py [--rows FILE.jsonl] [--times 20] [--between 20]

Prints a line a back-up: judgments reported before it began, judgments restored, how many of the
reported are missing, its size, and the seconds for both ways. Restoring indexes anew, so twenty
of them take some minutes. Without --rows, short made-up judgments are written.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from busy_library import made_up_rows, rounds  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=Path, help="judgments to write, {id, text} a line")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--between", type=int, default=20, help="reports between two back-ups")
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = options.rows or made_up_rows(folder / "rows.jsonl", 20_000)
        for r in rounds(folder, rows.resolve(), options.times, options.between):
            found.append(r)
            say(
                f"reported {r.acknowledged:>5}  restored {r.restored:>5}  lost {len(r.lost):>3}  "
                f"{'amid writing' if r.at_work else 'writer done ':<12}  "
                f"{r.bytes / 1e6:6.2f} MB  out {r.backup_seconds:5.2f} s  "
                f"in {r.restore_seconds:5.1f} s"
            )
    say(
        f"{len(found)} back-ups, {sum(r.at_work for r in found)} amid writing: all opened, "
        f"{sum(len(r.lost) for r in found)} reported judgments lost"
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
