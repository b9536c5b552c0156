"""A whole run graded: what is written, what is left as it is, and that it goes on after an end."""

import json
from pathlib import Path
from typing import Any

import pytest
from made_up_answers import answer, cited, hit
from scripted_judge import DOWN, FakeJudge, always, blocks, grade_json

from analysis.answer import Answer, Outcome
from corpus.errors import ModelUnavailable
from evals.answerer import Answerer
from evals.dataset import Question
from evals.folder import METRICS, REPORT, RESULTS
from evals.judge import Judge, Mark
from evals.judge_file import GRADES
from evals.judge_run import Judging, judge_answers
from evals.judge_summary import CAVEAT, JudgeSummary, in_words
from evals.question_file import read_questions
from evals.run import evaluate

ROWS = [
    {"id": "a", "question": "一", "evidence": [{"start": 0, "end": 4}], "doc": "d", "answer": "甲"},
    {"id": "b", "question": "问二", "answerable": True, "answer": "乙"},
    {"id": "c", "question": "问三", "answerable": False},
    {"id": "d", "question": "问四", "answerable": True, "answer": "丁"},
    {"id": "e", "question": "问五", "answerable": True},
    {"id": "f", "question": "问六", "answerable": True, "answer": "己"},
]  # fmt: skip
ATTACK = "<img src=x onerror=alert(1)>"


def ask(it: Question) -> Answer:
    if it.id == "f":
        raise ModelUnavailable("模型没有回应。")
    outcome = Outcome.DECLINED if it.id in ("c", "d") else Outcome.ANSWERED
    return answer(cited(10, 20), hits=(hit(10, 20),), outcome=outcome, text=f"答{it.id}")


class Run:
    """A finished evaluation of ROWS, to be graded again and again."""

    def __init__(self, folder: Path) -> None:
        path = folder / "questions.jsonl"
        path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
        self.questions = read_questions(path)
        self.out = folder / "out"
        self.metrics = evaluate(
            self.questions, self.out, Answerer(ask), setting={"model": "none"},
            progress=lambda standing: None, date=None,
        )  # fmt: skip

    def judge(self, model: FakeJudge) -> JudgeSummary:
        judging = Judging(Judge(model), text_of=lambda doc: "法院判决" if doc == "d" else None)
        return judge_answers(self.questions, self.out, self.metrics, judging)

    def grades(self) -> dict[str, dict[str, Any]]:
        lines = (self.out / GRADES).read_text("utf-8").splitlines()
        return {row["id"]: row for row in map(json.loads, lines)}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def by_answer(user: str) -> str:
    return grade_json("正确" if blocks(user)["待评回答"] == "答a" else "错误", ATTACK)


def test_a_run_is_graded(run: Run) -> None:
    results = (run.out / RESULTS).read_bytes()
    model = FakeJudge(by_answer)
    summary = run.judge(model)
    assert [(id_, row["grade"], row["by"]) for id_, row in run.grades().items()] == [
        ("a", "正确", "模型"),
        ("b", "错误", "模型"),
        ("c", "正确", "规则"),  # declined where it had to be
        ("d", "错误", "规则"),
    ]  # e has no standard answer, f no answer
    assert blocks(model.asked[0])["标准依据"] == "- 未注明：法院判决"
    assert (run.out / RESULTS).read_bytes() == results  # the contract's file is as it was
    assert (summary.right.mean, summary.right.n, summary.ungraded) == (0.5, 4, 2)
    written = json.loads((run.out / METRICS).read_bytes())
    assert written["judge"] == summary.as_json()
    assert written["judge"]["counts"]["rule"]["wrong"] == 1
    assert written["counts"] == run.metrics.counts
    assert any(line == CAVEAT for line in in_words(summary))


def test_the_report_shows_the_grades_and_trusts_no_reason(run: Run) -> None:
    assert "评分" not in (run.out / REPORT).read_text("utf-8")
    run.judge(FakeJudge(by_answer))
    page = (run.out / REPORT).read_text("utf-8")
    assert "由模型评" in page and "由规则评" in page and CAVEAT in page
    assert page.count('class="badge good">评分：正确') == 4  # a and c, in the head and inside
    assert 'data-kind="WRONG"' in page
    assert "<img" not in page and "&lt;img src=x" in page


def test_marks_that_are_there_are_not_asked_for_again(run: Run) -> None:
    first = run.judge(FakeJudge(by_answer))
    again = FakeJudge(by_answer)
    assert run.judge(again) == first and again.asked == []
    other = FakeJudge(by_answer, name="other")  # another model's marks are not this one's
    assert run.judge(other).model == "other" and len(other.asked) == 2


def test_marks_that_were_not_given_are_asked_for_again(run: Run) -> None:
    summary = run.judge(always(DOWN))
    assert summary.total(Mark.UNAVAILABLE) == 2
    assert (summary.right.n, summary.right.mean) == (2, 0.5)  # the two by rule alone
    assert "未得评分 2" in "".join(in_words(summary))
    model = always(grade_json("正确"))
    assert run.judge(model).total(Mark.UNAVAILABLE) == 0 and len(model.asked) == 2


def test_an_unreadable_grade_is_counted_apart(run: Run) -> None:
    summary = run.judge(always("正确"))
    assert summary.total(Mark.UNREADABLE) == 2
    assert (summary.right.n, summary.right.mean) == (2, 0.5)
    assert summary.as_json()["counts"]["model"]["unreadable"] == 2
    assert "评分读不懂 2" in "".join(in_words(summary))


def test_an_interrupted_grading_is_gone_on_with(run: Run) -> None:
    broken = FakeJudge(lambda user: KeyError("a bug") if len(broken.asked) > 1 else by_answer(user))
    with pytest.raises(KeyError):
        run.judge(broken)
    with (run.out / GRADES).open("ab") as file:
        file.write(b'\n{"id": "b", "gra')  # torn by a crash
    model = FakeJudge(by_answer)
    assert run.judge(model).right.n == 4
    assert [blocks(user)["待评回答"] for user in model.asked] == ["答b"]
    assert list(run.grades()) == ["a", "b", "c", "d"]


def test_an_evaluation_that_goes_on_without_a_judge_shows_no_grade(run: Run) -> None:
    run.judge(FakeJudge(by_answer))
    evaluate(
        run.questions, run.out, Answerer(ask), setting={"model": "none"},
        progress=lambda standing: None, date=None,
    )  # fmt: skip
    assert "judge" not in json.loads((run.out / METRICS).read_bytes())
    assert "评分" not in (run.out / REPORT).read_text("utf-8")
