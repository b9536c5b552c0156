"""`pandu ask` over made-up pairs of instances: what was overturned never answers as held."""

import json
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from command_line import Pandu, pandu_over
from made_up_cases import Appeal, FirstInstance
from test_analysis_instances import (
    APPEAL,
    FIRST,
    NUMBERED,
    REMANDING,
    REVOKING,
    retrial_text,
    retried_text,
)

from analysis import Settings, open_assistant
from analysis.model.port import Limits, Piece
from ui.cli import run

CASE = f"{FIRST.plaintiff}诉{FIRST.defendant}案"
SUM = f"{CASE}判决归还多少借款？"
CHANGING = Appeal(
    f"一、维持{NUMBERED}第二项；\n"
    f"二、变更{NUMBERED}第一项为：{FIRST.defendant}归还{FIRST.plaintiff}借款120000元。",
    reasoning="收据有一部分不是真实的，一审认定的数额有误，应当归还的借款数额为120000元。",
)
RESTORING = retrial_text(
    f"一、撤销浙江省杭州市中级人民法院{REVOKING.number}民事判决；\n二、维持{NUMBERED}。"
)
OTHER = FirstInstance(
    number="（2019）浙0106民初55号", plaintiff="海棠食品有限公司",
    defendant="松林运输有限公司", awarded=70_000,
)  # fmt: skip
HALF_WIDTH = str.maketrans("（）", "()")
LIBRARIES = {
    "affirmed": {"first": FIRST.text, "appeal": APPEAL.text},
    "changed": {"first": FIRST.text, "appeal": CHANGING.text},
    "reversed": {"first": FIRST.text, "appeal": REVOKING.text},
    "remanded": {"first": FIRST.text, "appeal": REMANDING.text},
    "retried": {"first": FIRST.text, "appeal": REMANDING.text, "anew": retried_text()},
    "retrial": {"first": FIRST.text, "appeal": REVOKING.text, "retrial": RESTORING},
    "alone": {"first": FIRST.text},
    "appeal-alone": {"appeal": REVOKING.text},
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library a row of LIBRARIES, each with another case beside; the tests only read them."""
    folder = tmp_path_factory.mktemp("pairs")
    for name, texts in LIBRARIES.items():
        rows = [{"id": id_, "text": text} for id_, text in (texts | {"other": OTHER.text}).items()]
        path = folder / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        assert run(["ingest", str(path), "--json", "--library", str(folder / name)]) == 0
    return folder


@pytest.fixture
def pandu(libraries: Path, capsys: pytest.CaptureFixture[str]) -> Pandu:
    return pandu_over(libraries / "alone", capsys)


def asked(pandu: Pandu, libraries: Path, name: str, question: str, *options: str) -> dict[str, Any]:
    """The answer, after every citation was compared with the text that was ingested."""
    done = pandu("ask", question, "--model", "none", "--json", *options, library=libraries / name)
    assert done.code == 0
    answer: dict[str, Any] = done.json
    texts = LIBRARIES[name] | {"other": OTHER.text}
    for statement in answer["statements"]:
        for citation in statement["citations"]:
            source = texts[citation["source_id"]]
            assert source[citation["start"] : citation["end"]] == citation["quote"]
            assert citation["verified"]
    return answer


def sources(answer: dict[str, Any]) -> list[str]:
    return [c["source_id"] for s in answer["statements"] for c in s["citations"]]


def test_an_upheld_judgment_answers_and_is_said_to_be_upheld(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "affirmed", SUM)
    assert answer["outcome"] == "answered" and "200000元" in answer["text"]
    assert set(sources(answer)) == {"first"}
    assert any(
        f"{FIRST.number}一审判决经" in w and f"{APPEAL.number}二审判决维持" in w
        for w in answer["warnings"]
    )


@pytest.mark.parametrize(
    ("name", "held", "told"),
    [
        ("changed", "120000元", f"{FIRST.number}一审判决已被"),
        ("reversed", "驳回青石贸易有限公司的全部诉讼请求", f"{FIRST.number}一审判决已被"),
        ("remanded", "发回杭州市西湖区人民法院重审", "撤销并发回重审"),
        ("retried", "借款50000元", "发回重审后已由"),
    ],
)
def test_the_later_decision_answers_and_the_earlier_is_named(
    name: str, held: str, told: str, pandu: Pandu, libraries: Path
) -> None:
    answer = asked(pandu, libraries, name, SUM)
    assert answer["outcome"] == "answered"
    assert held in answer["text"] and told in answer["text"]
    assert "first" not in sources(answer) and "200000元" not in answer["text"]


def test_a_retrial_restores_the_first_judgment(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "retrial", SUM)
    assert answer["outcome"] == "answered" and "200000元" in answer["text"]
    assert "appeal" not in sources(answer)
    assert any("再审判决维持" in warning for warning in answer["warnings"])


def test_asked_for_the_first_instance_it_answers_as_overturned(
    pandu: Pandu, libraries: Path
) -> None:
    questions = (
        f"{CASE}一审怎么判的？",
        f"{FIRST.number}判决归还多少借款？",
        f"{FIRST.number.translate(HALF_WIDTH)}判决归还多少借款？",  # as people type it
        f"{FIRST.court}判决{FIRST.defendant}归还多少借款？",
    )
    for question in questions:
        answer = asked(pandu, libraries, "reversed", question)
        first = answer["statements"][0]
        assert [c["source_id"] for c in first["citations"]] == ["first"]
        assert "200000元" in first["text"]
        assert first["text"].startswith(f"{FIRST.court}{FIRST.number}一审判决（已被")
        assert f"“一、撤销{NUMBERED}；”" in answer["statements"][-1]["text"]


def test_asked_for_the_appeal_it_answers(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "affirmed", f"{CASE}二审怎么判的？")
    assert sources(answer) == ["appeal"]
    assert (
        "驳回上诉，维持原判。" in answer["text"] and answer["statements"][0]["voice"] == "判决主文"
    )


def test_without_the_later_one_nothing_is_claimed(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "alone", SUM)
    assert answer["outcome"] == "answered" and "200000元" in answer["text"]
    assert not any(word in str(answer["warnings"]) for word in ("维持", "撤销", "改判"))


def test_a_scope_without_the_later_one_is_kept_and_labelled(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "reversed", SUM, "--in", "first")
    assert answer["statements"][0]["text"].startswith(f"{FIRST.court}{FIRST.number}一审判决（已被")
    assert "200000元" in answer["text"]


def test_what_a_party_said_stays_said(pandu: Pandu, libraries: Path) -> None:
    answer = asked(pandu, libraries, "reversed", f"{CASE}被告是怎么辩称的？")
    assert answer["outcome"] == "answered"
    assert {s["voice"] for s in answer["statements"]} <= {"被告抗辩", "程序"}


def test_another_case_is_not_touched(pandu: Pandu, libraries: Path) -> None:
    question = f"{OTHER.plaintiff}诉{OTHER.defendant}案判决归还多少借款？"
    answer = asked(pandu, libraries, "reversed", question)
    assert sources(answer) == ["other"] and "70000元" in answer["text"]
    assert answer["warnings"] == []


@pytest.mark.parametrize("name", sorted(LIBRARIES))
@pytest.mark.parametrize(
    "question",
    [
        SUM,
        f"{CASE}法院为什么支持原告？",
        f"{CASE}法院认为应当还款吗？",
        f"{CASE}被告承担什么责任？",
    ],
)
def test_a_lower_courts_view_is_never_the_courts(
    question: str, name: str, pandu: Pandu, libraries: Path
) -> None:
    # The appeal tells what the first court held, in its words: 一审法院认为…; 一审法院判决….
    answer = asked(pandu, libraries, name, question)
    overturned = {"changed", "reversed", "remanded", "retried"}
    for statement in answer["statements"]:
        for citation in statement["citations"]:
            assert citation["voice"] != "下级裁判"
            assert "一审法院认为" not in citation["quote"]
            if name in overturned:
                assert citation["source_id"] != "first"


class QuotingModel:
    """A model that answers with one quote, wherever it was shown."""

    name = "quoting"
    limits = Limits()

    def __init__(self, quote: str, says: str) -> None:
        self._quote, self._says = quote, says

    def stream(self, system: str, user: str, patience: float) -> Generator[Piece, None, None]:
        shown = user.find(self._quote)
        if shown < 0:
            yield Piece('{"outcome": "declined", "statements": []}')
        else:
            passage = re.findall(r"p-[0-9a-f]{4,}", user[:shown])[-1]
            said = {"text": self._says, "citations": [{"passage": passage, "quote": self._quote}]}
            reply = {"outcome": "answered", "statements": [said]}
            yield Piece(json.dumps(reply, ensure_ascii=False))
        yield Piece("", "stop")


@pytest.mark.parametrize(
    ("question", "shown"), [(f"{FIRST.number}判决归还多少借款？", True), (SUM, False)]
)
def test_a_model_is_not_shown_what_was_overturned(
    question: str, shown: bool, libraries: Path
) -> None:
    model = QuotingModel("借款200000元", "判决主文：被告归还借款200000元。")
    settings = Settings(library=libraries / "reversed", model="quoting", embedding_model=None)
    with open_assistant(settings, build_model=lambda _: model) as assistant:
        answer = assistant.ask(question)
    assert ("200000元" in answer.text) is shown
    if shown:
        assert answer.model == "quoting"
        assert answer.statements[0].text.startswith(f"{FIRST.court}{FIRST.number}一审判决（已被")
