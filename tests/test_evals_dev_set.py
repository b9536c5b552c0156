"""The dev questions, asked of the bundled digests without a model: the promises are kept, and no
figure has fallen below the baseline that `make baseline` wrote."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from bundled_digests import ROOT, SECTIONS, digest, section_at

from corpus.voice import HOLDING_VOICES, Voice
from evals.bars import bars_of, broken
from evals.floors import fallen, read_floors
from evals.places import citations_of
from ui.cli import run

QUESTIONS = ROOT / "evals" / "questions"


def text_at(citation: Mapping[str, Any]) -> str:
    """What the digest's file has where a citation says that its quote stands."""
    return digest(citation["source_id"]).text[citation["start"] : citation["end"]]


def voices_at(citation: Mapping[str, Any]) -> set[Voice]:
    """Whose words stand there by the headings above its first and its last character."""
    text = digest(citation["source_id"]).text
    return {SECTIONS[section_at(text, at)] for at in (citation["start"], citation["end"])}


class Run(NamedTuple):
    rows: list[dict[str, Any]]
    metrics: dict[str, Any]


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("dev")
    library, out = str(folder / "library"), folder / "out"
    assert run(["ingest", "--samples", "--library", library, "--json"]) == 0
    asked = ["eval", str(QUESTIONS / "dev.jsonl"), "--out", str(out), "--library", library]
    assert run([*asked, "--model", "none", "--jobs", "1", "--json"]) == 0
    lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    return Run(
        [json.loads(line) for line in lines],
        json.loads((out / "metrics.json").read_text("utf-8")),
    )


def test_every_question_has_an_answer(dev: Run) -> None:
    assert broken(bars_of(["unavailable=0"]), dev.metrics) == []


def test_every_quote_is_exact(dev: Run) -> None:
    assert broken(bars_of(["citation_verified=1"]), dev.metrics) == []
    # And by the files themselves, so that it does not rest on our own word.
    cited = [citation for row in dev.rows for citation in citations_of(row)]
    assert [c for c in cited if text_at(c) != c["quote"]] == [] != cited


def test_what_is_shown_as_the_courts_stands_under_a_heading_of_the_courts(dev: Run) -> None:
    cited = [citation for row in dev.rows for citation in citations_of(row)]
    shown = [c for c in cited if c["voice"] in HOLDING_VOICES]
    assert [c for c in shown if not voices_at(c) <= HOLDING_VOICES] == [] != shown


def test_nobody_else_speaks_for_the_court(dev: Run) -> None:
    # By question, so that a failure says which.
    assert [row["id"] for row in dev.rows if row["scores"]["holding_from_party"]] == []
    assert broken(bars_of(["holding_from_party=0"]), dev.metrics) == []


def test_no_figure_fell_below_the_baseline(dev: Run) -> None:
    assert fallen(read_floors(QUESTIONS / "baseline.json"), dev.metrics) == []


def test_the_baseline_is_of_a_run_without_a_model(dev: Run) -> None:
    # What `docs/make_baseline.py` asks for holds for a run with the settings of these tests.
    settings = {k: v for k, v in dev.metrics["settings"].items() if v and k != "library_generation"}
    assert settings == {"model": "none", "embedding_model": "embedded"}
