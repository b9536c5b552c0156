"""The questions over the bundled digests: every file of them checks itself against what the digests
say, so that a score is never lost to a fault of the questions."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bundled_digests import CASE_NUMBER, NAMES, ROOT, SECTIONS, digest, section_at

from corpus.amount import amounts_in
from corpus.passage import Span
from corpus.voice import Voice
from evals.dataset import GOLD_VOICES, unknown_voices
from evals.question_file import read_questions

FOLDER = ROOT / "evals" / "questions"
ANSWERS = "graded.jsonl"  # no questions: answers, see test_evals_judge_set.py
FILES = tuple(sorted(path for path in FOLDER.glob("*.jsonl") if path.name != ANSWERS))

SPLITS = ("dev", "test")  # dev is looked at while building, test only measured
ROWS_OF_A_SPLIT = 130
ROWS_OF_A_TYPE = 12
TYPES_OF_A_SPLIT = (
    "liability", "factors", "amount", "party_argument", "yes_no", "legal_basis", "comparison",
    "follow_up", "unanswerable", "false_premise", "trap",
)  # fmt: skip
TURNS_OF_A_DIALOGUE = range(3, 6)

NUMBER = re.compile(r"\d+(?:[.,]\d+)*|第[零一二三四五六七八九十百千]+条")

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """The rows of a question file, in file order."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def documents_of(row: Row) -> list[str]:
    """The digests a row is about: two for a comparison, else one."""
    return list(row.get("docs", [row["doc"]]))


def places_of(row: Row) -> list[tuple[str, Span, Row]]:
    """Digest, span and row of each piece of evidence, in file order."""
    return [(e.get("doc", row["doc"]), Span(e["start"], e["end"]), e) for e in row["evidence"]]


def turns_of(row: Row) -> tuple[tuple[str, str], ...]:
    """Question and answer of the earlier turns and of this one."""
    told = [*row.get("history", []), row]
    return tuple((turn["question"], turn["answer"]) for turn in told)


ROWS = [row for path in FILES for row in rows_of(path)]
every_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
SPLIT_FILES = [path for path in FILES if path.stem in SPLITS]
every_split = pytest.mark.parametrize("path", SPLIT_FILES, ids=[p.stem for p in SPLIT_FILES])
every_row = pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])


def test_ids_are_unique_over_all_files() -> None:
    assert [id for id, times in Counter(row["id"] for row in ROWS).items() if times > 1] == []


def test_no_digest_is_in_two_splits() -> None:
    seen = {p.stem: {d for r in rows_of(p) for d in documents_of(r)} for p in FILES}
    assert set(SPLITS) <= set(seen)
    assert len(set.union(*seen.values())) == sum(len(docs) for docs in seen.values())
    assert set.union(*seen.values()) <= set(NAMES)


@every_file
def test_a_file_is_read_whole_and_every_voice_is_known(path: Path) -> None:
    questions = read_questions(path).questions
    assert len(questions) == len(rows_of(path))
    assert not unknown_voices(questions)


@every_split
def test_a_split_has_enough_of_every_type(path: Path) -> None:
    rows = rows_of(path)
    types = Counter(row["type"] for row in rows)
    assert len(rows) >= ROWS_OF_A_SPLIT
    assert {t: types[t] for t in TYPES_OF_A_SPLIT if types[t] < ROWS_OF_A_TYPE} == {}


@every_file
def test_a_question_is_asked_once(path: Path) -> None:
    # "判了多少？" may end two dialogues: what was said before is part of the question.
    asked = Counter((turns_of(row)[:-1], row["question"]) for row in rows_of(path))
    assert [question for question, times in asked.items() if times > 1] == []


@every_file
def test_a_dialogue_has_three_to_five_turns_all_of_them_rows_on_one_digest(path: Path) -> None:
    # Keyed by the turn and all before it, so that two dialogues may share a question.
    turns = {(row["doc"], turns_of(row)): row for row in rows_of(path)}
    later = [key for key, row in turns.items() if row.get("history")]
    longest = Counter[tuple[str, str, str]]()
    for doc, told in later:
        for length in range(1, len(told)):
            assert (doc, told[:length]) in turns, told[length - 1]
        first = (doc, *told[0])
        longest[first] = max(longest[first], len(told))
    for first, length in longest.items():
        assert length in TURNS_OF_A_DIALOGUE, first


@every_row
def test_a_follow_up_is_a_row_with_history(row: Row) -> None:
    assert (row["type"] == "follow_up") is bool(row.get("history"))


@every_row
def test_only_what_can_be_answered_or_contradicted_has_evidence(row: Row) -> None:
    # A follow-up may ask for what the digest does not say; every other type settles it.
    if row["type"] != "follow_up":
        assert row["answerable"] is (row["type"] not in ("unanswerable", "false_premise"))
    assert bool(row["evidence"]) is (row["answerable"] or row["type"] == "false_premise")
    voices = {place["voice"] for place in row["evidence"]}
    assert row["voice"] in voices if voices else row["voice"] is None
    assert row["question"].endswith("？") and row["answer"].endswith("。")
    assert row["answer"].startswith("文中未载明") is not bool(row["evidence"])


@every_row
def test_a_comparison_has_evidence_in_both_of_its_digests(row: Row) -> None:
    assert (row["type"] == "comparison") is ("docs" in row)
    if "docs" in row:
        assert len(set(row["docs"])) == 2 and row["doc"] == row["docs"][0]
        assert {place["doc"] for place in row["evidence"]} == set(row["docs"])


@every_row
def test_a_span_cuts_out_its_quote_and_no_other(row: Row) -> None:
    for doc, span, place in places_of(row):
        text = digest(doc).text
        assert span.of(text) == place["quote"] == place["quote"].strip()
        assert text.count(place["quote"]) == 1
    taken = [(doc, span) for doc, span, _ in places_of(row)]
    for n, (doc, span) in enumerate(taken):
        assert not any(d == doc and span.overlaps(s) for d, s in taken[:n])


@every_row
def test_evidence_is_whole_sentences_of_the_voice_named(row: Row) -> None:
    for doc, span, place in places_of(row):
        text = digest(doc).text
        assert text[span.start - 1] == "\n" and place["quote"].endswith("。")
        assert "\n" not in place["quote"], "evidence must not run over a line"
        # The lines on court and parties are read as either of the two, and neither is a holding.
        voice = GOLD_VOICES[place["voice"]]
        told = Voice.OTHER if voice is Voice.PROCEDURE else voice
        assert told is SECTIONS[section_at(text, span.start)]


@every_row
def test_numbers_in_an_answer_are_in_its_evidence(row: Row) -> None:
    if not row["evidence"]:
        return  # nothing to prove: the answer says that the digest does not say
    answer, proof = row["answer"], "\n".join(place["quote"] for place in row["evidence"])
    assert set(NUMBER.findall(answer)) <= set(NUMBER.findall(proof))
    assert {a.yuan for a in amounts_in(answer)} <= {a.yuan for a in amounts_in(proof)}
    for words in re.findall(r"\d{4}年\d+月\d+日", answer) + CASE_NUMBER.findall(answer):
        assert words in proof


@every_row
def test_a_question_on_a_sum_is_answered_with_one(row: Row) -> None:
    if row["type"] == "amount":
        assert amounts_in(row["answer"])
