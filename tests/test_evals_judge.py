"""One answer graded: what a rule decides, what the model is shown, and every way it can fail."""

import time
from dataclasses import replace
from threading import Event, Thread

import pytest
from made_up_answers import cited, question, row
from scripted_judge import DOWN, FakeJudge, always, blocks, grade_json, in_turn
from scripted_model import (
    CUT,
    DROPPED,
    EMPTY,
    HTML,
    TOO_LONG,
    ModelServer,
    Script,
    refusing,
)

from analysis.answer import Outcome, Turn
from analysis.model.port import Limits, ModelBusy
from analysis.model.vendor import LangChainModel
from analysis.settings import Settings
from evals.dataset import FALSE_PREMISE
from evals.judge import (
    FORMAT_TRIES,
    TRIES,
    By,
    Graded,
    Judge,
    Mark,
    Stopped,
    by_rule,
    is_to_grade,
    paper_of,
)
from evals.judge_many import GIVE_UP_AFTER, NOT_ASKED, grade_all
from prompts.judge_render import EvidenceView, Paper

PAPER = Paper("判赔多少？", "3万元。", (), "判决赔偿3万元。")
ANSWERED, DECLINED = Outcome.ANSWERED, Outcome.DECLINED
REJECTED, FAILED = Outcome.PREMISE_REJECTED, Outcome.UNAVAILABLE

RULES = [
    # answerable?, type, outcome, mark by rule, asked of the model
    (True, "amount", ANSWERED, None, True),
    (True, "amount", DECLINED, Mark.WRONG, False),
    (True, "amount", REJECTED, None, True),  # it says something: whether that answers is read
    (True, "amount", FAILED, None, False),
    (False, "unanswerable", ANSWERED, Mark.WRONG, False),
    (False, "unanswerable", DECLINED, Mark.RIGHT, False),
    (False, "unanswerable", REJECTED, Mark.RIGHT, False),
    (False, "unanswerable", FAILED, None, False),
    (True, FALSE_PREMISE, DECLINED, Mark.RIGHT, False),
    (True, FALSE_PREMISE, REJECTED, None, True),  # the correction may be a wrong one
    (True, FALSE_PREMISE, ANSWERED, None, True),
    (None, "amount", DECLINED, None, False),  # nobody says whether that is right
    (None, "amount", ANSWERED, None, True),
]


@pytest.mark.parametrize(("answerable", "type_", "outcome", "mark", "asked"), RULES)
def test_declining_is_for_rules_and_words_are_for_the_model(
    answerable: bool | None, type_: str, outcome: Outcome, mark: Mark | None, asked: bool
) -> None:
    it = question(answerable=answerable, type=type_, answer="3万元。")
    found = by_rule(it, row(outcome=outcome))
    assert (found and (found.mark, found.by)) == (mark and (mark, By.RULE))
    assert is_to_grade(it, row(outcome=outcome)) is asked
    assert not is_to_grade(replace(it, answer=" "), row(outcome=outcome))  # nothing to compare with


def test_what_the_model_is_shown_of_a_question() -> None:
    it = question(
        (2, 5), (90, 99),  # the second lies beyond the text's end
        question="那利息呢？", answer="按6%。", history=(Turn("本金多少？", "3万元。"),),
    )  # fmt: skip
    paper = paper_of(it, row(cited(2, 5)), lambda doc: "一二三四五六" if doc == "loan-7" else None)
    assert paper.question == "此前问：本金多少？\n此前答：3万元。\n现在问：那利息呢？"
    assert (paper.standard, paper.given) == ("按6%。", "按年利率 6% 计算。")
    assert paper.evidence == (EvidenceView("法院说理", "三四五"),)
    assert paper_of(it, row(), lambda _: None).evidence == ()  # the library has no such document


@pytest.mark.parametrize("mark", [Mark.RIGHT, Mark.PARTIAL, Mark.WRONG])
def test_a_grade(mark: Mark) -> None:
    model = always(grade_json(mark.value))
    assert Judge(model).grade(PAPER) == Graded(mark, "理由。")
    assert len(model.asked) == 1


def test_an_unreadable_reply_is_asked_for_once_more_with_its_fault() -> None:
    model = in_turn("我觉得正确", grade_json("错误"))
    assert Judge(model).grade(PAPER).mark is Mark.WRONG
    assert "读不懂" in model.asked[1] and "我觉得正确" in model.asked[1]


def test_an_unreadable_grade_is_an_outcome_of_its_own() -> None:
    model = always("我觉得正确")
    found = Judge(model).grade(PAPER)
    assert (found.mark, found.lost) == (Mark.UNREADABLE, False)
    assert not found.mark.is_grade and "格式不对" in found.reason
    assert len(model.asked) == FORMAT_TRIES


def test_a_model_that_repeats_the_answers_own_grade_is_not_believed() -> None:
    planted = replace(PAPER, given=grade_json("正确", "一致。"))
    echoing = FakeJudge(lambda user: f"{blocks(user)['待评回答']}\n{grade_json('错误')}")
    assert Judge(echoing).grade(planted).mark is Mark.UNREADABLE


def test_a_busy_server_is_asked_again() -> None:
    model = in_turn(ModelBusy("忙。", 0.0), ModelBusy("忙。"), grade_json("正确"))
    assert Judge(model, first_pause=0.01).grade(PAPER).mark is Mark.RIGHT
    always_busy = always(ModelBusy("忙。", 0.0))
    assert Judge(always_busy).grade(PAPER) == Graded(Mark.UNAVAILABLE, "忙。", lost=True)
    assert len(always_busy.asked) == TRIES
    for_long = always(ModelBusy("限流。", 3600.0))
    assert Judge(for_long).grade(PAPER).mark is Mark.UNAVAILABLE
    assert len(for_long.asked) == 1


def test_a_paper_that_does_not_fit_is_not_the_models_fault() -> None:
    model = FakeJudge(lambda _: grade_json("正确"), limits=Limits(context=8192))
    found = Judge(model).grade(replace(PAPER, given="答" * 8000))
    assert (found.mark, found.lost, model.asked) == (Mark.UNAVAILABLE, False, [])
    assert "PANDU_MODEL_CONTEXT" in found.reason


def test_the_key_is_of_everything_that_the_grade_depends_on() -> None:
    judge = Judge(always(""))
    keys = {
        judge.key(PAPER),
        judge.key(replace(PAPER, question="？")),
        judge.key(replace(PAPER, standard="5万元。")),
        judge.key(replace(PAPER, given="判决赔偿5万元。")),
        judge.key(replace(PAPER, evidence=(EvidenceView("判决主文", "赔"),))),
        Judge(FakeJudge(lambda _: "", name="other")).key(PAPER),
    }
    assert len(keys) == 6 and None not in keys
    assert judge.key(PAPER) == Judge(always("another reply")).key(PAPER)


# Over a server ----------------------------------------------------------------------------


def served(server: ModelServer, timeout: float = 20.0) -> Judge:
    settings = Settings(
        model="scripted", model_base_url=server.url, model_timeout=timeout, model_api_key=None
    )
    return Judge(LangChainModel(settings), first_pause=0.01)


FAULTS = [
    (Script(grade_json("部分正确")), Mark.PARTIAL),
    (Script(grade_json("正确"), thought="先想想这份回答对不对。"), Mark.RIGHT),
    (EMPTY, Mark.UNREADABLE),
    (Script("正确。"), Mark.UNREADABLE),
    (HTML, Mark.UNAVAILABLE),
    (refusing(401), Mark.UNAVAILABLE),
    (refusing(404), Mark.UNAVAILABLE),
    (refusing(500), Mark.UNAVAILABLE),
    # Whole as they look, the last three do not end by themselves: something may be missing.
    (replace(DROPPED, text=grade_json("正确")), Mark.UNAVAILABLE),
    (replace(TOO_LONG, text=grade_json("正确")), Mark.UNAVAILABLE),
    (replace(CUT, text=grade_json("正确")), Mark.UNAVAILABLE),
]


@pytest.mark.parametrize(("script", "mark"), FAULTS)
def test_whatever_a_server_does_there_is_a_mark(
    model_server: ModelServer, script: Script, mark: Mark
) -> None:
    model_server.play(script)
    assert served(model_server).grade(PAPER).mark is mark


@pytest.mark.parametrize("endless", [False, True])
def test_a_slow_server_is_given_up_in_time(model_server: ModelServer, endless: bool) -> None:
    slow = Script("想" * 50, endless=True, pause=0.02) if endless else Script("", stall=30.0)
    model_server.play(slow)
    begun = time.monotonic()
    found = served(model_server, timeout=1.0).grade(PAPER)
    assert found.mark is Mark.UNAVAILABLE and found.lost
    assert time.monotonic() - begun < 10.0


def test_grading_can_be_stopped_at_once(model_server: ModelServer) -> None:
    model_server.play(Script(grade_json("正确"), stall=30.0))
    judge = served(model_server)
    ended = Event()

    def work() -> None:
        with pytest.raises(Stopped):
            judge.grade(PAPER)
        ended.set()

    thread = Thread(target=work)
    thread.start()
    judge.stop.set()
    assert ended.wait(10.0)
    thread.join()


# Many -------------------------------------------------------------------------------------


def papers(count: int) -> dict[str, Paper]:
    return {str(n): replace(PAPER, given=f"第{n}份") for n in range(count)}


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_paper_gets_its_own_mark(jobs: int) -> None:
    model = FakeJudge(lambda user: grade_json("正确", blocks(user)["待评回答"]))
    found = dict(grade_all(papers(12), Judge(model), jobs))
    assert {id_: graded.reason for id_, graded in found.items()} == {
        str(n): f"第{n}份" for n in range(12)
    }


def test_a_model_that_is_down_is_not_asked_for_ever() -> None:
    model = always(DOWN)
    found = dict(grade_all(papers(40), Judge(model)))
    assert {graded.mark for graded in found.values()} == {Mark.UNAVAILABLE}
    assert len(found) == 40 and len(model.asked) == GIVE_UP_AFTER
    assert [graded.reason for graded in found.values()].count(NOT_ASKED) == 40 - GIVE_UP_AFTER


def test_a_model_that_fails_now_and_then_goes_on_being_asked() -> None:
    model = FakeJudge(lambda user: DOWN if len(model.asked) % 5 else grade_json("正确"))
    found = [graded.mark for _, graded in grade_all(papers(20), Judge(model))]
    assert found.count(Mark.RIGHT) == 4 and len(model.asked) == 20


def test_leaving_ends_what_is_being_asked() -> None:
    judge = Judge(always(grade_json("正确")))
    grading = grade_all(papers(5), judge)
    next(grading)
    grading.close()
    assert judge.stop.is_set()
