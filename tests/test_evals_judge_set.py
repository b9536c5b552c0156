"""The 60 answers graded by reading: each is about a dev question, and checks itself against it."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from bundled_digests import NAMES, ROOT, digest

from evals.answer_match import amounts_match
from evals.dataset import Question
from evals.judge import Mark
from evals.judge_set import GRADED, GradedRow, read_graded, read_rows
from prompts.judge_render import render_judge
from prompts.judge_schema import REASON_LIMIT

ROWS = read_rows()
DEV: dict[str, Any] = {
    row["id"]: row
    for row in map(
        json.loads, (ROOT / "evals" / "questions" / "dev.jsonl").read_text("utf-8").splitlines()
    )
}
TEXTS = "\n".join(digest(name).text for name in NAMES)
INTRODUCTION = re.compile("^[^“]*：“")
"""What PanDu writes before a quote: 据案例摘要，3万元。判决主文：“"""

NOTES = ("文书没有说明", "没有找到法院", "以上每案")
"""How a line of PanDu's begins that is no quote."""
FLAWS = {
    "wrong sum", "plea as holding", "half", "other case", "opposite", "lower court as final",
    "instruction", "wrong beside", "wrong article", "wrong term", "empty words",
}  # fmt: skip


def test_there_are_sixty_of_all_grades_and_both_kinds() -> None:
    assert len(ROWS) == 60 == len({row.id for row in ROWS})
    assert len({(row.of, row.given) for row in ROWS}) == 60
    grades = Counter(row.grade for row in ROWS)
    assert min(grades[mark] for mark in ("正确", "部分正确", "错误")) >= 15
    # No grade can be guessed from who wrote the answer.
    for source in ("pandu", "written"):
        assert len({row.grade for row in ROWS if row.source == source}) == 3
    assert {row.flaw for row in ROWS if row.flaw} == FLAWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_is_about_its_dev_question(row: GradedRow) -> None:
    asked = DEV[row.of]
    assert (row.question, row.standard) == (asked["question"], asked["answer"])
    assert [turn.model_dump() for turn in row.history] == asked.get("history", [])
    assert [each.quote for each in row.evidence] == [e["quote"] for e in asked["evidence"]]
    assert all(each.quote in TEXTS for each in row.evidence)
    assert 0 < len(row.reason) <= REASON_LIMIT and row.reason.endswith("。")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.source == "pandu"], ids=lambda row: row.id
)
def test_what_pandu_answered_quotes_the_digests(row: GradedRow) -> None:
    lines = [line for line in row.given.split("\n") if not line.startswith(NOTES)]
    for line in lines:  # a quote of several sentences has its marks on the first and last line
        assert INTRODUCTION.sub("", line).removesuffix("”") in TEXTS
    assert lines and not row.flaw


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_right_answer_has_the_sums_of_the_standard_one(row: GradedRow) -> None:
    if row.grade != "正确":
        return
    question = Question("q", row.question, answerable=True, answer=row.standard, type="amount")
    found = {"outcome": "answered", "text": row.given, "statements": [], "hits": []}
    assert amounts_match(question, found) in (None, 1.0)


def test_a_wrong_or_half_answer_says_why_it_is_written() -> None:
    for row in ROWS:
        assert bool(row.flaw) == (row.source == "written" and row.grade != "正确")


def test_every_paper_fits_the_smallest_context() -> None:
    # 8,192 tokens less a quarter for the reply, a sixteenth for a retry, 16 around each message.
    room = 8_192 - 2_048 - 512 - 32
    for each in read_graded():
        prompt = render_judge(each.paper, room)
        assert prompt is not None
        assert all(quote.quote in prompt.user for quote in each.paper.evidence)
        assert each.mark in (Mark.RIGHT, Mark.PARTIAL, Mark.WRONG)


def test_it_lies_in_the_package() -> None:
    assert GRADED.parent.name == "questions" and GRADED.exists()
