"""The questions over the bundled digests: each with its evidence, cut where the digest says it."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from bundled_digests import (
    CASE_NUMBER,
    GUANGZHOU,
    HANGZHOU,
    JINSHAN,
    NAMES,
    ROOT,
    SECTIONS,
    digest,
    section_at,
)

from corpus.amount import amounts_in
from corpus.passage import Span
from corpus.voice import voice_named

QUESTIONS = ROOT / "evals" / "questions" / "samples.jsonl"


def questions() -> list[dict[str, Any]]:
    """The rows of the question file, in file order."""
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


QUESTION_ROWS = [pytest.param(row, id=row["id"]) for row in questions()]
ANSWERABLE_ROWS = [pytest.param(row, id=row["id"]) for row in questions() if row["answerable"]]


def test_questions_cover_the_kinds_a_reader_asks() -> None:
    rows = questions()
    assert len(rows) >= 30
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["question"] for row in rows}) == len(rows)
    assert {HANGZHOU, GUANGZHOU, JINSHAN} <= {row["doc"] for row in rows} <= set(NAMES)
    kinds = Counter(row["type"] for row in rows)
    floors = {"unanswerable": 4, "false_premise": 3, "amount": 3, "party_argument": 3}
    floors |= {"yes_no": 3, "comparison": 2, "legal_basis": 1}
    for kind, floor in floors.items():
        assert kinds[kind] >= floor, kind


@pytest.mark.parametrize("row", QUESTION_ROWS)
def test_a_question_has_evidence_and_a_voice_if_it_can_be_answered(row: dict[str, Any]) -> None:
    assert row["answerable"] is (row["type"] != "unanswerable")
    assert bool(row["evidence"]) is row["answerable"]
    assert (row["voice"] is not None) is row["answerable"]
    assert row["question"].endswith("？") and row["answer"].endswith("。")
    assert row["answer"].startswith("文中未载明") is not row["answerable"]


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_evidence_is_whole_sentences_of_the_voice_named(row: dict[str, Any]) -> None:
    text = digest(row["doc"]).text
    spans = [Span(place["start"], place["end"]) for place in row["evidence"]]
    assert spans == sorted(spans)
    for before, after in zip(spans, spans[1:], strict=False):
        assert not before.overlaps(after)
    for span in spans:
        quote = span.of(text)
        assert quote == quote.strip() and len(quote) == span.end - span.start > 0
        assert text[span.start - 1] == "\n" and quote.endswith("。")
        assert "## " not in quote, "evidence must not run over a heading"
        assert SECTIONS[section_at(text, span.start)] is voice_named(row["voice"])


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_amounts_dates_and_numbers_in_an_answer_are_in_its_evidence(row: dict[str, Any]) -> None:
    text = digest(row["doc"]).text
    proof = "".join(text[place["start"] : place["end"]] for place in row["evidence"])
    answer = row["answer"]
    assert {a.yuan for a in amounts_in(answer)} <= {a.yuan for a in amounts_in(proof)}
    exact = re.findall(r"\d{4}年\d+月\d+日|第[一二三四五六七八九十百千]+条", answer)
    for words in exact + CASE_NUMBER.findall(answer):
        assert words in proof


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_a_question_on_a_sum_is_answered_with_one(row: dict[str, Any]) -> None:
    if row["type"] == "amount":
        assert amounts_in(row["answer"])
