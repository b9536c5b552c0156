"""The report draws what metrics.json says of declining, of confidence, and of single cases."""

import re
from typing import Any

from made_up_answers import cited, hit, question, row

from analysis.answer import Outcome
from evals.charts import labelled_bars, sure_bars
from evals.dataset import Question
from evals.declining import RiskCoverage
from evals.estimate import Estimate
from evals.report import render_report
from evals.report_tables import CASES_SHOWN
from evals.summary import summarise

Asked = tuple[Question, dict[str, Any]]
ABOUT: dict[str, Any] = {
    "questions": {"file": "q.jsonl", "sha256": "0", "count": 1},
    "settings": {"model": "none"},
    "versions": {"pandu": "0", "python": "3"},
    "date": None,
}
DECLINING, SURE, CASES = "不该答的认得出来吗", "得分高的更可靠吗", "按案件"


def rendered(*pairs: Asked) -> str:
    questions = tuple(asked for asked, _ in pairs)
    rows = {asked.id: found for asked, found in pairs}
    return render_report(questions, rows, summarise(questions, rows), ABOUT)


def answered(id_: str, doc: str = "loan-7") -> Asked:
    return question((10, 20), id=id_, doc=doc), row(cited(10, 20), hits=(hit(10, 20),))


def declined(id_: str, answerable: bool) -> Asked:
    return question(id=id_, answerable=answerable, voice=None), row(outcome=Outcome.DECLINED)


def panel(page: str, title: str) -> str:
    found = re.search(f"<h2>{title}</h2>(.*?)<h2>", page, re.S)
    return found[1] if found else ""


def test_declining_is_drawn() -> None:
    # Two were declined, one of them rightly; the only one that had to be was.
    drawn = panel(rendered(answered("a"), declined("b", False), declined("c", True)), DECLINING)
    assert re.findall(r'class="value">([^<]*)', drawn) == ["50.0%", "100.0%", "66.7%"]
    assert "没有作答的 2 题" in drawn and "不该答的 1 题" in drawn


def test_what_no_question_calls_for_is_not_drawn() -> None:
    page = rendered(answered("a"))
    assert DECLINING not in page  # nothing had to be declined, and nothing was
    assert CASES not in page  # a single case is the whole
    unstated = question(answerable=None, voice=None, doc=None)
    assert SURE not in rendered((unstated, row(cited(10, 20))))


def test_confidence_is_drawn() -> None:
    drawn = panel(rendered(answered("a"), answered("b")), SURE)
    assert re.findall(r'class="name">([^<]*)', drawn) == ["前 25%", "前 50%", "前 75%", "前 100%"]
    assert re.findall(r'class="value">([^<]*)', drawn) == ["100.0%"] * 4
    assert "2 条回答" in drawn and "0.000" in drawn


def test_bars_without_an_interval_claim_none() -> None:
    bars = sure_bars(RiskCoverage(4, 0.5, 0.3, ((0.25, 1.0), (1.0, 0.5))))
    assert "whisker" not in bars and "区间" not in bars
    assert "whisker" in labelled_bars({"准确率": Estimate(4, 0.5, 0.2, 0.8)})


def test_cases_are_listed_with_most_questions_first() -> None:
    drawn = panel(rendered(answered("a", "甲"), answered("b", "乙"), answered("c", "乙")), CASES)
    assert re.findall(r'<th scope="row">([^<]*)', drawn) == ["乙", "甲"]


def test_many_cases_are_cut_and_it_is_said() -> None:
    page = rendered(*(answered(str(n), f"案{n:03}") for n in range(CASES_SHOWN + 2)))
    drawn = panel(page, CASES)
    assert drawn.count('<th scope="row">') == CASES_SHOWN
    assert "其余 2 份见 metrics.json" in drawn
