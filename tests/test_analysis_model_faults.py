"""A faulty model never keeps a reader waiting, and nothing it left unfinished passes as whole."""

import sys
from concurrent.futures import ThreadPoolExecutor

from faulty_models import FAULTS, Outcome, meet

from analysis.model.chain import TRIES

REPEAT = 5
TIMEOUT = 1.2
"""A fiftieth of what is usual; benchmarks/model_faults.py takes the usual one."""


def test_every_fault_ends_in_a_labelled_extract() -> None:
    runs = [fault for fault in FAULTS for _ in range(REPEAT)]
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(meet, runs, [TIMEOUT] * len(runs)))
    wrong = [run for run, o in zip(runs, outcomes, strict=True) if not _sound(o)]
    slowest = max(outcomes, key=lambda o: o.first)
    sys.stdout.write(
        f"{len(FAULTS)} faults, {len(runs)} answers: {len(wrong)} unsound, at most "
        f"{max(o.tries for o in outcomes)} tries, first sentence within {slowest.first:.1f} s\n"
    )
    assert len(FAULTS) >= 20 and not wrong
    # 1 s of Retry-After twice, and what a busy machine adds to a patience of half a second.
    assert max(o.tries for o in outcomes) <= TRIES and slowest.first < 10.0


def _sound(outcome: Outcome) -> bool:
    return (
        outcome.is_labelled
        and all(s.verified for s in outcome.answer.statements)
        and not outcome.shows_key
        and outcome.elsewhere == 0
    )
