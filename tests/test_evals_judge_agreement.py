"""Agreement of a model's grades with a reader's: the figures by hand, and four kinds of judge."""

import pytest
from scripted_judge import FakeJudge, always, blocks, grade_json

from evals.judge import Graded, Judge, Mark
from evals.judge_agreement import Agreement, agreement, in_words, kappa
from evals.judge_many import grade_all
from evals.judge_set import HandGraded, read_graded
from prompts.judge_render import Paper

R, P, W = Mark.RIGHT, Mark.PARTIAL, Mark.WRONG
HAND = read_graded()
BY_ANSWER = {(each.paper.question, each.paper.given): each.mark for each in HAND}


def pairs(**counts: int) -> list[tuple[Mark, Mark]]:
    """RW=3: three that the first grades right and the second wrong."""
    names = {"R": R, "P": P, "W": W}
    return [(names[key[0]], names[key[1]]) for key, n in counts.items() for _ in range(n)]


KAPPAS = [
    # po = 35/50 = 0.7; pe = 25/50 * 30/50 + 25/50 * 20/50 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4
    (pairs(RR=20, RW=5, WR=10, WW=15), 0.4),
    # po = 6/9; pe = 3 * (3/9 * 3/9) = 1/3; (2/3 - 1/3) / (2/3) = 0.5
    (pairs(RR=2, RP=1, PP=2, PW=1, WW=2, WR=1), 0.5),
    (pairs(RR=3, PP=3, WW=3), 1.0),
    (pairs(RW=2, WR=2), -1.0),  # po = 0, pe = 1/2
    (pairs(RR=5, PR=5, WR=5), 0.0),  # a constant one agrees as often as chance
]


@pytest.mark.parametrize(("given", "value"), KAPPAS)
def test_kappa(given: list[tuple[Mark, Mark]], value: float) -> None:
    found = kappa(given)
    assert found.mean == pytest.approx(value, abs=1e-6)
    assert found.n == len(given)
    assert found.low is not None and found.high is not None
    assert found.low <= value + 1e-9 and value - 1e-9 <= found.high


@pytest.mark.parametrize("given", [[], pairs(RR=7)])
def test_kappa_has_no_value_where_chance_alone_agrees(given: list[tuple[Mark, Mark]]) -> None:
    assert (kappa(given).n, kappa(given).mean) == (0, None)


def test_an_interval_narrows_with_more_answers() -> None:
    few, many = (kappa(pairs(RR=2 * n, RW=n, WW=2 * n, WR=n)) for n in (5, 100))
    assert few.mean == many.mean
    assert few.low is not None and few.high is not None
    assert many.low is not None and many.high is not None
    assert many.high - many.low < few.high - few.low


def graded_by(model: FakeJudge) -> Agreement:
    papers = {each.id: each.paper for each in HAND}
    return agreement(model.name, HAND, dict(grade_all(papers, Judge(model))))


def perfect(user: str) -> str:
    shown = blocks(user)
    return grade_json(BY_ANSWER[shown["问题"], shown["待评回答"]].value)


def test_a_judge_that_grades_as_the_reader_did() -> None:
    found = graded_by(FakeJudge(perfect))
    assert (found.exact.mean, found.exact.n, found.kappa.mean) == (1.0, 60, 1.0)
    assert found.disagreements == ()


def test_a_judge_that_finds_everything_right() -> None:
    found = graded_by(always(grade_json("正确")))
    assert found.exact.mean == pytest.approx(20 / 60, abs=1e-6)  # 20 of the 60 are
    assert found.kappa.mean == 0.0
    assert len(found.disagreements) == 40
    assert [found.table[mark][R] for mark in (R, P, W)] == [20, 18, 22]


def test_a_judge_that_cannot_be_read() -> None:
    found = graded_by(always("正确"))
    assert (found.total(Mark.UNREADABLE), found.exact.n, found.kappa.mean) == (60, 0, None)
    assert found.exact_of_all.mean == 0.0
    assert "量不出" in "".join(in_words(found))


def test_marks_that_are_no_grades_count_apart() -> None:
    hand = [HandGraded(str(n), Paper("", "", (), ""), mark, "") for n, mark in enumerate((R, P, W))]
    marks = {"0": R, "1": Mark.UNREADABLE, "2": Mark.UNAVAILABLE}
    found = agreement("m", hand, {id_: Graded(mark, "因") for id_, mark in marks.items()})
    assert (found.exact.mean, found.exact.n) == (1.0, 1)
    assert found.exact_of_all.mean == pytest.approx(1 / 3, abs=1e-6)
    assert found.exact_of_all.n == 3
    told = found.as_json()
    assert (told["unreadable"], told["unavailable"], told["answers"]) == (1, 1, 3)
    assert told["confusion"]["partial"]["unreadable"] == 1
    assert [each["id"] for each in told["disagreements"]] == ["1", "2"]
    words = "\n".join(in_words(found))
    assert "评分读不懂：1 份，不计入" in words and "2：对照评分错误，模型：未得评分（因）" in words
    assert "算不出" in words
