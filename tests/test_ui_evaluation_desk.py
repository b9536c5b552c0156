"""Evaluations of the page, run in a thread and read back, without the page."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import make_library
from made_up_evaluations import Broken, Slow, create, ended, results

from analysis import Assistant, load_settings, open_assistant
from corpus.errors import UsageError
from evals.run import Standing
from ui.evaluation.boxes import without_svg
from ui.evaluation.desk import BUSY, Desk, State
from ui.evaluation.figures import figures, report_html
from ui.evaluation.progress import standing_words
from ui.evaluation.results import Kind, Wanted
from ui.evaluation.runs import Progress, packed


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("evaluation"))


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    with open_assistant(load_settings(library=library, model="none")) as opened:
        yield opened


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_evaluation_runs_and_is_read_back(
    assistant: Assistant, tmp_path: Path, jobs: int
) -> None:
    run = create(tmp_path, jobs=jobs)
    job = ended(Desk().start(assistant, run))
    assert (job.state, job.failure, job.standing.done) == (State.DONE, "", 3)
    assert run.progress is Progress.DONE and run.answered == 3
    found = results(assistant, run)
    assert found.is_whole and [card.question.id for card in found.cards] == ["1", "2", "3"]
    by_name = {figure.name: figure for figure in figures(found)}
    assert by_name["该答未答"].value == "0.0%" and "2 题" in by_name["该答未答"].sure
    assert by_name["当事人的话当成法院的"].value == "0 处"
    drawn = report_html(found)
    assert "<svg" not in drawn and "pd-boxes" in drawn  # the page's HTML is cleaned of SVG
    assert {"questions/借款.csv", "results.jsonl", "metrics.json", "report.html", "results.csv",
            "results.xlsx"} == set(zipfile.ZipFile(io.BytesIO(packed(run))).namelist())  # fmt: skip


def test_one_at_a_time_stopped_and_gone_on_with(assistant: Assistant, tmp_path: Path) -> None:
    run, desk, slow = create(tmp_path), Desk(), Slow(assistant)
    job = desk.start(slow, run)  # type: ignore[arg-type]
    assert slow.waits.wait(60)
    with pytest.raises(UsageError, match=BUSY):
        desk.start(assistant, create(tmp_path, "乙"))
    job.stop()
    assert job.state is State.STOPPING and job.is_going_on
    slow.go_on.set()
    assert ended(job).state is State.STOPPED
    assert run.progress is Progress.HALF and run.answered == 2
    found = results(assistant, run)
    assert not found.is_whole and found.total == 3
    assert "3 题里答了 2 题" in report_html(found)
    again = ended(desk.start(assistant, run))
    assert again.state is State.DONE and again.standing.before == 2
    assert [card.question.id for card in results(assistant, run).cards] == ["1", "2", "3"]


def test_what_changed_since_stands_against_going_on(assistant: Assistant, tmp_path: Path) -> None:
    run, desk = create(tmp_path), Desk()
    ended(desk.start(assistant, run))
    before = json.loads((run.folder / "run.json").read_bytes())
    before["settings"]["library_generation"] = "earlier"
    (run.folder / "run.json").write_text(json.dumps(before), encoding="utf-8")
    with pytest.raises(UsageError, match="文库版次原为“earlier”.*重新评测"):
        desk.start(assistant, run)
    assert not desk.is_busy


def test_a_fault_is_told_and_keeps_what_is_done(assistant: Assistant, tmp_path: Path) -> None:
    run, desk, slow = create(tmp_path), Desk(), Slow(assistant)
    slow.go_on.set()
    slow._assistant = Broken(assistant)  # type: ignore[assignment]
    job = ended(desk.start(slow, run))  # type: ignore[arg-type]
    assert job.state is State.FAILED
    assert "出了意料之外的差错" in job.failure and "secret" not in job.failure
    assert run.answered == 1
    assert ended(desk.start(assistant, run)).state is State.DONE


@pytest.mark.parametrize(
    ("standing", "seconds", "words"),
    [
        (Standing(0, 70, 0), 2.0, ["已答 0 / 70 题", "已用 2 秒"]),  # no rate yet
        (
            Standing(20, 70, 10, right=12, wrong=3),  # 10 here in 20 s: 50 left at 2 s each
            20.0,
            ["已答 20 / 70 题", "该答则答 12，不对 3", "已用 20 秒", "约剩 1 分 40 秒"],
        ),
        (
            Standing(70, 70, 0, unavailable=2, unreadable=1),
            75.0,
            ["已答 70 / 70 题", "已用 1 分 15 秒", "正在写报告", "未能作答 2", "模型回答不可用 1"],
        ),
    ],
)
def test_how_far_it_is_in_words(standing: Standing, seconds: float, words: list[str]) -> None:
    assert standing_words(standing, seconds) == words


def test_questions_are_narrowed(assistant: Assistant, tmp_path: Path) -> None:
    run = create(tmp_path)
    ended(Desk().start(assistant, run))
    cards = results(assistant, run).cards

    def ids(**wanted: object) -> list[str]:
        return [card.question.id for card in Wanted(**wanted).of(cards)]  # type: ignore[arg-type]

    assert ids() == ["1", "2", "3"]
    assert ids(type="amount") == ["1"]
    assert ids(words=" 火星 ") == ["3"]
    assert ids(words="拖欠") == ["2"]  # of the answer
    wrong = ids(kind=Kind.WRONG)
    assert set(wrong) <= set(ids(kind=Kind.FAULTY))
    assert sorted(ids(kind=Kind.FAULTY) + ids(kind=Kind.CLEAN)) == ["1", "2", "3"]
    assert ids(kind=Kind.DECLINED, words="没有这样的话") == []


def test_bars_become_boxes_and_text_stays() -> None:
    html = (
        '<p>&lt;rect&gt;</p><svg class="bar" height="14" role="img" aria-label="80%">'
        '<rect class="track" width="100%" height="14" rx="3"></rect>'
        '<rect class="fill" x="5.00%" width="80.00%" y="2" height="12"></rect>'
        '<line class="whisker" x1="70.00%" x2="90.00%" y1="7.0" y2="7.0"></line></svg>'
    )
    assert without_svg(html) == (
        '<p>&lt;rect&gt;</p><div class="bar pd-boxes" style="height:14px" role="img"'
        ' aria-label="80%"><i class="track" style="left:0;top:0px;width:100%;height:14px"></i>'
        '<i class="fill" style="left:5.00%;top:2px;width:80.00%;height:12px"></i>'
        '<i class="whisker" style="left:70.00%;top:7px;width:20.00%;height:0px"></i></div>'
    )
