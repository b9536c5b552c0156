"""A reply of which statements fail is shown its faults once; the better of two replies counts."""

import time
from collections.abc import Generator, Iterator

import pytest
from asking import HITS, Pauses, build
from scripted_model import (
    BAD_JSON,
    CUT,
    FORGED,
    NORMAL,
    STALLED,
    Asked,
    ModelServer,
    Script,
    answering,
    forging,
    refusing,
    reply_json,
    statement,
)

from analysis.answer import Outcome, Statement
from analysis.model.chain import TRIES, Correcting, Step, Waiting, WrittenReply, answer_with_model
from analysis.model.port import Limits, Piece

REAL = ("法院判决李某返还张某借款32000元。", "被告李某返还原告张某借款32000元")
ALSO = ("原告张某主张李某返还借款50000元。", "原告张某要求李某返还借款50000元")
FORGERY = ("法院判决李某返还99999元。", "返还99999元")


def replying(*sentences: tuple[str, str], outcome: str = "answered") -> Script:
    """A reply of these sentences; each is quoted from the passage that holds it, or the first."""

    def write(asked: Asked) -> str:
        made = []
        for text, quote in sentences:
            home = next((p for p in asked.passages if quote in p.text), asked.passages[0])
            made.append(statement(text, (home.id, quote)))
        return reply_json(made, outcome)

    return Script(write)


def steps(server: ModelServer, *scripts: Script, timeout: float = 10.0) -> list[Step]:
    server.play(*scripts)
    model = build(server, timeout)
    found = answer_with_model("返还多少？", HITS, (), model, sleep=Pauses())
    return [step for step in found if not isinstance(step, Waiting)]


def texts(reply: Step) -> list[str]:
    assert isinstance(reply, WrittenReply)
    return [s.text for s in reply.statements]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([REAL, FORGERY], [REAL, ALSO], [REAL, ALSO]),  # corrected
        ([REAL, FORGERY], [REAL], [REAL]),  # struck out
        ([FORGERY], [REAL], [REAL]),  # rescued: none had passed
        ([REAL, FORGERY], [FORGERY], [REAL, FORGERY]),  # made worse
        ([REAL, ALSO, FORGERY], [REAL], [REAL, ALSO, FORGERY]),  # fewer failed, and fewer verified
        ([REAL, FORGERY], [ALSO, FORGERY], [REAL, FORGERY]),  # as good: what was shown stays
    ],
)
def test_the_better_reply_counts(
    model_server: ModelServer,
    first: list[tuple[str, str]],
    second: list[tuple[str, str]],
    expected: list[tuple[str, str]],
) -> None:
    *_, last = steps(model_server, replying(*first), replying(*second))
    assert texts(last) == [text for text, _ in expected]
    assert len(model_server.asked) == 2  # and no third time, whatever still fails


def test_the_model_is_shown_each_fault(model_server: ModelServer) -> None:
    steps(model_server, replying(REAL, FORGERY), NORMAL)
    told = model_server.asked[1].user
    assert "有 1 句没有通过核验" in told
    assert f"第 2 句“{FORGERY[0]}”：引文在出处中找不到" in told
    assert told.startswith(model_server.asked[0].user)  # the passages are the same


def test_what_stands_on_the_page_is_true_at_every_moment(model_server: ModelServer) -> None:
    shown = steps(model_server, replying(REAL, FORGERY), replying(ALSO, REAL))
    # One reply as it is written, its failed sentence marked; a word that it is being corrected;
    # then the better reply in one piece. Nothing of the second is shown beside the first.
    assert [type(step) for step in shown] == [Statement, Statement, Correcting, WrittenReply]
    assert [s.verified for s in shown if isinstance(s, Statement)] == [True, False]
    assert shown[2] == Correcting(1)
    assert texts(shown[3]) == [ALSO[0], REAL[0]]


def test_a_reply_without_a_fault_is_not_asked_for_again(model_server: ModelServer) -> None:
    steps(model_server, NORMAL)
    assert len(model_server.asked) == 1


def test_a_model_may_take_back_what_it_forged(model_server: ModelServer) -> None:
    *_, last = steps(model_server, FORGED, Script(reply_json([], "declined")))
    assert last == WrittenReply(Outcome.DECLINED, ())


@pytest.mark.parametrize(
    "second",
    [BAD_JSON, CUT, refusing(401), refusing(500), STALLED, Script(raw="<html>")],
    ids=["format", "cut", "401", "500", "stalled", "html"],
)
def test_a_correction_that_fails_leaves_the_first_reply(
    model_server: ModelServer, second: Script
) -> None:
    *_, last = steps(model_server, replying(REAL, FORGERY), second, timeout=1.0)
    assert texts(last) == [REAL[0], FORGERY[0]]
    assert len(model_server.asked) == 2


def test_both_kinds_of_fault_share_the_tries(model_server: ModelServer) -> None:
    *_, last = steps(model_server, BAD_JSON, replying(REAL, FORGERY), replying(REAL))
    assert texts(last) == [REAL[0]] and len(model_server.asked) == TRIES
    *_, last = steps(model_server, refusing(500), BAD_JSON, replying(REAL, FORGERY))
    assert texts(last) == [REAL[0], FORGERY[0]] and len(model_server.asked) == TRIES


class SlowModel:
    """Takes longer for a reply than it has for an answer."""

    name = "slow"
    limits = Limits(timeout=0.1)
    asked = 0

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        self.asked += 1
        time.sleep(0.2)
        asked = Asked("", {}, {"messages": [{"content": user}]})
        yield Piece(forging(asked), "stop")


def test_a_late_reply_is_not_sent_back() -> None:
    model = SlowModel()
    *_, last = answer_with_model("返还多少？", HITS, (), model)
    assert isinstance(last, WrittenReply) and last.failed and model.asked == 1


def test_a_correction_ends_with_the_time_of_the_answer(model_server: ModelServer) -> None:
    def endless(asked: Asked) -> str:
        return answering(asked)[:-2] + ', {"text": "' + "字" * 29_000

    drip = Script(endless, piece=40, pause=0.02)  # words keep coming, at 2,000 characters a second
    begun = time.monotonic()
    *_, last = steps(model_server, replying(REAL, FORGERY), drip, timeout=1.5)
    assert texts(last) == [REAL[0], FORGERY[0]]
    assert time.monotonic() - begun < 3.0


def test_statements_of_a_badly_formatted_reply_are_not_mixed_with_the_next(
    model_server: ModelServer,
) -> None:
    def broken(asked: Asked) -> str:
        return answering(asked)[:-1] + ', "extra": 1}'

    found: Iterator[Step] = iter(steps(model_server, Script(broken), replying(ALSO)))
    *streamed, last = found
    assert len(streamed) == 2 and texts(last) == [ALSO[0]]
