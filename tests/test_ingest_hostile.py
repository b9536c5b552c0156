"""Hostile files through the real readers, at a size for every day.

benchmarks/hostile_files.py runs the same at full size and prints the figures.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_bombs import lay
from hostile_runs import SILENT, encoded_texts, lying_files, outcome_of_cut, resident, tree
from hostile_samples import SAMPLES, cuts, mutant, sample

from ingest.clean import decode
from ingest.load.files import READERS
from ingest.load.outcome import Arrival, Refused
from ingest.patience import Limits
from ingest.sandbox import Sandbox

FORMATS = [suffix for suffix in (*SAMPLES, ".pdf") if suffix in READERS]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the system has no such limits")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(2)
    yield made
    made.close()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_sound_file_of_the_format_is_read(tmp_path: Path, sandbox: Sandbox, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(sample(suffix, 1, tmp_path))
    with sandbox.reading([path]) as outcomes:
        for outcome in outcomes:
            assert isinstance(outcome, Arrival), outcome
            assert not outcome.judgment.quality.partial, outcome.judgment.quality.notes


@pytest.mark.parametrize("suffix", FORMATS)
def test_spoilt_files_are_read_or_refused(tmp_path: Path, sandbox: Sandbox, suffix: str) -> None:
    chance = random.Random(f"spoilt{suffix}")
    sound = [sample(suffix, number, tmp_path) for number in range(3)]
    files = []
    for number in range(50):
        files.append(tmp_path / f"{number:03}{suffix}")
        files[-1].write_bytes(mutant(chance.choice(sound), chance))
    before = tree(tmp_path)
    with sandbox.reading(files) as outcomes:
        found = list(outcomes)
    assert {Path(o.origin.split("::")[0]).name for o in found} >= {f.name for f in files}
    assert not [o for o in found if isinstance(o, Refused) and ("超时" in o.reason)]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_was_cut_off_never_passes_for_whole(
    tmp_path: Path, sandbox: Sandbox, suffix: str
) -> None:
    chance = random.Random(f"cut{suffix}")
    path = tmp_path / f"a{suffix}"
    whole = sample(suffix, 2, tmp_path)
    verdicts = [outcome_of_cut(sandbox, path, cut, whole) for cut in cuts(whole, 12, chance)]
    assert SILENT not in verdicts


def test_bombs_are_refused_and_the_parent_stays_small(tmp_path: Path) -> None:
    sandbox = Sandbox(1, Limits(2))  # two seconds are enough to see that the time is kept
    laid = lay(tmp_path, 6, set(READERS))
    before = resident()
    refused = 0
    for path in laid:
        with sandbox.reading([path]) as outcomes:
            refused += any(isinstance(outcome, Refused) for outcome in outcomes)
        path.unlink()
    sandbox.close()
    assert resident() - before < 50 * 1024 * 1024
    assert refused >= len(laid) / 3  # at this size some are merely large


def test_encodings() -> None:
    cases = list(encoded_texts(400))
    wrong = [case for case, text in cases if decode(case, "a.txt") != text]
    assert len(wrong) / len(cases) <= 0.005


def test_lying_files_write_nothing_and_read_nothing_else(tmp_path: Path, sandbox: Sandbox) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密文字" * 50, "utf-8")
    folder = tmp_path / "files"
    folder.mkdir()
    laid = list(lying_files(folder, secret, 60))
    before = tree(tmp_path)
    with sandbox.reading(laid) as outcomes:
        found = list(outcomes)
    assert {o.origin.split("::")[0] for o in found} >= {str(f) for f in laid}
    read = [o.judgment.text for o in found if isinstance(o, Arrival)]
    assert read and not any("机密文字" in text for text in read)
    assert tree(tmp_path) == before
