from collections.abc import Generator

import pytest
from made_up_library import MadeUpJudgment, reader_of

from analysis.answer import Answer, Outcome
from analysis.ask import Tools, answer_events, ask
from analysis.events import (
    AnswerReady,
    EvidenceFound,
    ModelCorrecting,
    ModelFailed,
    StatementReady,
)
from analysis.model.port import ChatModel, Limits, Piece
from analysis.warnings import DIGEST, SPUN, UNKNOWN_VOICE
from corpus.errors import ModelUnavailable
from corpus.scope import Scope
from corpus.voice import Voice
from retrieval.search import Asked, SearchResult

CASE = MadeUpJudgment(
    [
        (Voice.COURT_REASONING, "本院认为，平台应知侵权而未采取必要措施，构成帮助侵权。"),
        (Voice.DEFENDANT_ARGUMENT, "被告乙公司辩称，平台不构成帮助侵权。"),
    ]
)
QUESTION = "平台构成帮助侵权吗？"


class ScriptedModel:
    """Replies what it is told to, or fails; finds out the id of the first passage shown."""

    name = "scripted"
    limits = Limits()

    def __init__(self, reply: str | Exception) -> None:
        self._reply = reply

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        if isinstance(self._reply, Exception):
            raise self._reply
        first = user[user.index("p-") :][:6]
        yield Piece(self._reply.replace("FIRST", first))
        yield Piece("", "stop")


def tools(model: ChatModel | None = None, case: MadeUpJudgment = CASE) -> Tools:
    def search(asked: Asked, limit: int, scope: Scope) -> SearchResult:
        return SearchResult(asked.text, tuple(case.hits()[:limit]), 0.0)

    return Tools(search, reader_of(case), model)


def reply(quote: str, text: str = "法院认为平台构成帮助侵权。") -> str:
    return (
        f'{{"outcome": "answered", "statements": [{{"text": "{text}", '
        f'"citations": [{{"passage": "FIRST", "quote": "{quote}"}}]}}]}}'
    )


def checked(answer: Answer) -> bool:
    return all(
        citation.span is not None and citation.span.of(CASE.text) == citation.quote
        for statement in answer.statements
        for citation in statement.citations
        if citation.verified
    )


def test_without_a_model_the_answer_is_extracted() -> None:
    answer = ask(QUESTION, tools())

    assert answer.outcome is Outcome.ANSWERED
    assert answer.model == "none"
    assert "构成帮助侵权" in answer.text and checked(answer)


def test_a_verified_reply_is_the_answer() -> None:
    answer = ask(QUESTION, tools(ScriptedModel(reply("构成帮助侵权"))))

    assert answer.model == "scripted"
    assert answer.statements[0].verified and checked(answer)


@pytest.mark.parametrize(
    "model",
    [
        ScriptedModel(ModelUnavailable("模型服务没有响应。")),
        ScriptedModel("not json"),
        # A forged quote is the only one: nothing of this reply can be shown.
        ScriptedModel(reply("平台承担全部赔偿责任")),
    ],
    ids=["down", "unreadable", "forged"],
)
def test_a_model_that_fails_is_replaced_by_a_labelled_extract(model: ScriptedModel) -> None:
    events = list(answer_events(QUESTION, tools(model)))

    failed = next(event for event in events if isinstance(event, ModelFailed))
    last = events[-1]
    assert isinstance(last, AnswerReady)
    assert last.answer.model == "none" and checked(last.answer)
    assert failed.reason in last.answer.warnings[0]
    assert all(statement.verified for statement in last.answer.statements)


def test_events_come_in_order() -> None:
    events = list(answer_events(QUESTION, tools(ScriptedModel(reply("构成帮助侵权")))))

    assert [type(event) for event in events] == [EvidenceFound, StatementReady, AnswerReady]


class CorrectingModel(ScriptedModel):
    """Forges at first, and not once it is told."""

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        told = "没有通过核验" in user
        quoted = ScriptedModel(reply("构成帮助侵权" if told else "平台承担全部赔偿责任"))
        yield from quoted.stream(system, user, patience)


def test_a_model_that_corrects_itself_is_believed_then() -> None:
    events = list(answer_events(QUESTION, tools(CorrectingModel(""))))

    assert [type(event) for event in events] == [
        EvidenceFound,
        StatementReady,  # marked as failed
        ModelCorrecting,
        AnswerReady,
    ]
    last = events[-1]
    assert isinstance(last, AnswerReady) and last.answer.model == "scripted"
    assert last.answer.statements[0].verified and not last.answer.warnings


def test_an_unverified_statement_beside_a_verified_one_is_marked_and_left_out_of_the_text() -> None:
    one = '{{"text": "{}", "citations": [{{"passage": "FIRST", "quote": "{}"}}]}}'
    real = one.format("法院认为平台构成帮助侵权。", "构成帮助侵权")
    forged = one.format("平台赔偿100万元。", "赔偿100万元")
    two = f'{{"outcome": "answered", "statements": [{real}, {forged}]}}'

    answer = ask(QUESTION, tools(ScriptedModel(two)))

    assert [statement.verified for statement in answer.statements] == [True, False]
    assert "100万元" not in answer.text
    assert any("未通过核验" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("case", "warning"),
    [
        (MadeUpJudgment([(Voice.OTHER, "平台形成帮帮侵权。")], spun=True), SPUN),
        (MadeUpJudgment([(Voice.OTHER, "平台形成帮帮侵权。")], spun=True), UNKNOWN_VOICE),
        (MadeUpJudgment(CASE.sentences, digest=True), DIGEST),
    ],
)
def test_what_is_wrong_with_the_source_is_said(case: MadeUpJudgment, warning: str) -> None:
    assert warning in ask("平台侵权吗？", tools(case=case)).warnings
