"""Whether citations are what they say they are, over thousands of answers to drawn questions.

    python benchmarks/citations.py [shared/data] [--answers 3000] [--removed 300] [--seed 1]

All civil judgments and CRIMINAL of the criminal ones are read into a library, and asked in all
modes: without a model, and with one that is honest, lies, obeys its documents, or fails. Every
citation must lead to its judgment and place, hold the very words that stand there, and be
introduced as whose words they are. Then the words of one statement are cut out of a judgment and
the same is asked again: nothing of them may be shown as verified, and no statement kept.

Prints the figures, and what was wrong with its example. Other words are drawn by another seed.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from citation_checks import Wrong  # noqa: E402
from citation_runs import Removal, Told, asked_again, desk_of, removals, told_of  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
CIVIL = ("divorce", "labor", "loan")
CRIMINAL = 150
SHOWN = 12
"""Examples of each kind of wrong that are printed."""


def main() -> int:
    """Print the figures; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    parser.add_argument("--answers", type=int, default=3000)
    parser.add_argument("--removed", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as place:
        with desk_of(Path(place) / "whole", rows_of(options.data, options.seed)) as desk:
            say(f"judgments\t{len(desk.named)}")
            told = list(told_of(desk, options.answers, options.seed))
            cut = list(islice(removals(desk, options.seed + 1), options.removed))
        wrong = answers(told)
        wrong += removed(place, cut) if cut else 0
    return 1 if wrong else 0


def rows_of(data: Path, seed: int) -> list[tuple[str, str]]:
    """Source id and text of the judgments that are asked about."""
    files = [data / "civil-judgments" / f"{name}.jsonl" for name in CIVIL]
    civil = [row for file in files for row in _rows(file)]
    criminal = _rows(data / "criminal-judgments" / "judge.jsonl")
    return civil + random.Random(seed).sample(criminal, CRIMINAL)


def _rows(file: Path) -> list[tuple[str, str]]:
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    return [(str(row["id"]), str(row["text"])) for row in rows]


def answers(told: Sequence[Told]) -> int:
    """Figures of the answers; how many citations or answers are wrong."""
    for mode in dict.fromkeys(t.mode for t in told):
        say(f"{mode}\t{figures([t for t in told if t.mode == mode])}")
    say(f"all\t{figures(told)}")
    say(f"outcomes\t{dict(Counter(t.answer.outcome.value for t in told if t.answer))}")
    say(f"questions\t{dict(Counter(t.drawn.kind for t in told))}")
    voices = Counter(c.voice.value for t in told if t.answer for s in t.answer.statements
                     if s.verified for c in s.citations)  # fmt: skip
    say(f"voices cited\t{dict(voices.most_common())}")
    on_rulings = [t for t in told if t.drawn.of_ruling]
    by_others = [w for t in told for w in t.by_others]
    say(f"on a ruling, told by parties or lower courts alone\t{len(by_others)} sentences "
        f"of {len(on_rulings)} answers (each introduced as theirs, or it is a wrong)")  # fmt: skip
    show(by_others)
    doubts = list({w.shown: w for t in told for w in t.doubts}.values())
    say(f"court's by its voice, another's by its first words (to be read)\t{len(doubts)} quotes")
    show(doubts)
    wrong = [w for t in told for w in t.wrong]
    show(wrong)
    return len(wrong)


def figures(told: Sequence[Told]) -> str:
    statements = [s for t in told if t.answer for s in t.answer.statements]
    verified = [s for s in statements if s.verified]
    citations = sum(c.verified for s in statements for c in s.citations)
    wrong = Counter(w.kind for t in told for w in t.wrong)
    marked = len(statements) - len(verified)
    return (
        f"{len(told)} answers, {len(verified)} statements verified, {marked} marked as failed, "
        f"{citations} citations; wrong: {wrong.total()} {dict(wrong) or ''}".rstrip()
    )


def removed(place: str, cut: Sequence[Removal]) -> int:
    """Figures of the second answers, by mode; how many are wrong."""
    elsewhere = sum(r.stands_elsewhere for r in cut)
    say(f"removed\t{len(cut)} statements' quotes; of {elsewhere} the words stand elsewhere too")
    again = [told for _, told in asked_again(Path(place) / "cut", cut)]
    for mode in dict.fromkeys(t.mode for t in again):
        of_mode = [t for t in again if t.mode == mode]
        gone = sum(not t.wrong for t in of_mode)
        declined = sum(not t.answer.statements for t in of_mode if t.answer)
        say(f"asked again, {mode}\t{gone}/{len(of_mode)} gone or marked = "
            f"{gone / len(of_mode):.2%}; {declined} now without a statement; "
            f"{figures(of_mode)}")  # fmt: skip
    wrong = [w for t in again for w in t.wrong]
    show(wrong)
    return len(wrong)


def show(wrong: Iterable[Wrong]) -> None:
    """The first examples of each kind."""
    shown: Counter[str] = Counter()
    for one in wrong:
        shown[one.kind] += 1
        if shown[one.kind] <= SHOWN:
            say(f"  {one.kind}: {one.shown}".replace("\n", "⏎")[:700])


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
