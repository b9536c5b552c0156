"""Yes or no, read from the beginning of an answer, or from words by which courts decide."""

import pytest
from made_up_answers import answer, cited

from analysis.answer import Outcome
from evals.yes_no import DECISIVE, FIRST_WORDS, LEAD, Cue, decided, said, verdict


@pytest.mark.parametrize("cue", FIRST_WORDS, ids=lambda cue: cue.example)
def test_every_first_word_decides_its_example(cue: Cue) -> None:
    lead = LEAD.match(cue.example)
    assert lead is not None
    assert next(c for c in FIRST_WORDS if c.pattern.match(lead[1])) is cue
    assert said(cue.example) is cue.says


@pytest.mark.parametrize("cue", DECISIVE, ids=lambda cue: cue.example)
def test_every_decisive_word_decides_its_example(cue: Cue) -> None:
    assert next(c for c in DECISIVE if c.pattern.search(cue.example)) is cue
    assert decided(cue.example) is cue.says


SAID = [
    ("没有。虽然有人这样说", False),
    ("要。判决写明应当扣除。", True),
    ("您好，不可以的。", False),
    ("据案例摘要，是。法院认为：“……”", True),
    ("3万元。判决主文：“……”", None),
    ("一年，依据该法第五条。", None),
    ("会计师事务所出具了报告。", None),  # 会 is no whole clause
    ("有权追偿。", None),
    ("不动产登记中心", None),  # six characters after 不 are no answer
    ("", None),
    ("“支持”", None),  # a quote is not the answer's own word
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_the_first_clause_says(text: str, expected: bool | None) -> None:
    assert said(text) is expected


DECIDED = [
    ("法院认为：“该项请求本院予以支持，其余不予支持。”", None),  # both: nothing can be read off
    ("法院查明：“双方于五月签订合同。”", None),
    ("判决不准予原、被告离婚。", False),  # 准予 within 不准予
    ("判决主文：“一、准许原告与被告离婚；三、驳回其他请求。”", None),
]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_what_decisive_words_say(text: str, expected: bool | None) -> None:
    assert decided(text) is expected


VERDICTS = [
    # The first clause goes before what is quoted.
    (Outcome.ANSWERED, "支持。法院认为：“其余不予支持。”", True),
    (Outcome.ANSWERED, "法院认为：“其余不予支持。”", False),
    (Outcome.DECLINED, "没有找到依据。", None),  # declining is not saying no
]


@pytest.mark.parametrize(("outcome", "text", "expected"), VERDICTS)
def test_the_verdict_of_an_answer(outcome: Outcome, text: str, expected: bool | None) -> None:
    assert verdict(answer(cited(0, 5), outcome=outcome, text=text).as_json()) is expected
