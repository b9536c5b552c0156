"""Reliability of answering with a model: every fault of a server, met five times each.

    python benchmarks/model_faults.py [fault ...] [--repeat 5] [--timeout 60]

Prints a line a fault: how many of the answers were labelled extracts, how many requests were made
at most, the slowest first verified sentence and the slowest whole answer, in seconds. With the
usual timeout it takes about five minutes; the repeats of a fault run side by side.
"""

import argparse
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from faulty_models import Outcome, faults_named, meet  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("faults", nargs="*", help="parts of the faults' names; default: all")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=60.0, help="PANDU_MODEL_TIMEOUT")
    options = parser.parse_args()
    warnings.simplefilter("ignore", ResourceWarning)
    everything: list[Outcome] = []
    for fault in faults_named(options.faults):
        with ThreadPoolExecutor(options.repeat) as pool:
            times = [options.timeout] * options.repeat
            outcomes = list(pool.map(meet, [fault] * options.repeat, times))
        say(f"{fault:<30} {figures(outcomes)}")
        everything += outcomes
    say(f"{'all':<30} {figures(everything)}")


def figures(outcomes: list[Outcome]) -> str:
    labelled = sum(o.is_labelled for o in outcomes)
    leaks = sum(o.shows_key for o in outcomes)
    elsewhere = sum(o.elsewhere for o in outcomes)
    return (
        f"labelled {labelled}/{len(outcomes)}, tries ≤ {max(o.tries for o in outcomes)}, "
        f"first ≤ {max(o.first for o in outcomes):.1f} s, "
        f"whole ≤ {max(o.whole for o in outcomes):.1f} s, "
        f"keys shown {leaks}, sent elsewhere {elsewhere}"
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
