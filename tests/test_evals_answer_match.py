"""What the gold answer names, looked for in the answer's text."""

from typing import Any

import pytest
from made_up_answers import answer, cited, question

from analysis.answer import Outcome
from evals.answer_match import (
    amounts_match,
    articles_match,
    parties_match,
    says_the_opposite,
    yes_no_match,
)
from evals.dataset import FALSE_PREMISE
from evals.failures import Failure, failures_of
from evals.metrics import score


def said(text: str, outcome: Outcome = Outcome.ANSWERED) -> dict[str, Any]:
    """A row whose answer reads so."""
    return {"id": "q1", **answer(cited(10, 20), outcome=outcome, text=text).as_json()}


AMOUNTS = [
    ("3万元。", "判决主文：“赔偿人民币30,000元。”", 1),
    (
        "本金5万元，利息600元。",
        "支付本金50000元、利息600元及诉讼费20元",
        1,
    ),  # more is no fault here
    ("本金5万元，利息600元。", "支付本金50000元", 0),  # all of them
    ("3万元。", "支付3万余元", 1),
    ("3万元。", "支付30000.50元", 0),
    ("年利率6%，自5月1日起三年。", "支付6元", None),  # a rate and a time are no sums
    ("", "支付6元", None),
]


@pytest.mark.parametrize(("gold", "text", "expected"), AMOUNTS)
def test_amounts(gold: str, text: str, expected: float | None) -> None:
    assert amounts_match(question(answer=gold), said(text)) == expected


ARTICLES = [
    ("《担保法》第十八条。", "依照《中华人民共和国担保法》第十四条、第十八条之规定", 1),
    ("《担保法》第十八条、第二十一条。", "依照《担保法》第十八条", 0),
    ("《担保法》第十八条。", "依照《合同法》第十八条", 0),  # the same number of another law
    ("《担保法》第十八条第二款。", "依照《担保法》第十八条", 1),  # articles only
    ("《某市停车办法》第三条。", "根据《某市停车办法》第三条", 1),  # a law we do not know
    ("《借款合同》第三条。", "《借款合同》第三条", None),  # a contract is no law
    ("没有引用。", "依照《担保法》第十八条", None),
]


@pytest.mark.parametrize(("gold", "text", "expected"), ARTICLES)
def test_articles(gold: str, text: str, expected: float | None) -> None:
    assert articles_match(question(answer=gold), said(text)) == expected


WHO = "费用由谁负担？"
PARTIES = [
    (WHO, "由被告张某甲负担。", "判决主文：“费用由张某甲负担。”", 1),
    (WHO, "由被告张某甲负担。", "费用由被告负担。", 1),  # by the role alone
    (WHO, "由被告张某甲负担。", "费用由被告李某乙负担。", 0),  # the role with another's name
    (WHO, "由被告张某甲负担。", "由被告甲乙建筑有限公司负担。", 0),  # the role with a company's
    (WHO, "由原告负担。", "费用由原告赵强负担。", 1),  # whoever the plaintiff is
    (WHO, "由原告负担。", "费用由原告甲乙建筑有限公司负担。", 1),
    (WHO, "由原告负担。", "费用由被告负担。", 0),
    (WHO, "张某甲和李某乙各半。", "张某甲负担一半", 0),
    ("由原告还是被告支付？", "由被告甲乙建筑有限公司支付。", "“甲乙建筑有限公司应当支付”", 1),
    ("由原告还是被告支付？", "由被告甲乙建筑有限公司支付。", "“丙丁建筑有限公司应当支付”", 0),
    (WHO, "文中写明各半。", "各半", None),  # names nobody
    ("法院为什么不支持？", "张某甲没有证据。", "没有证据", None),  # does not ask who
]  # fmt: skip


@pytest.mark.parametrize(("asked", "gold", "text", "expected"), PARTIES)
def test_parties(asked: str, gold: str, text: str, expected: float | None) -> None:
    assert parties_match(question(question=asked, answer=gold), said(text)) == expected


YES_NO = [
    ("法院是否支持？", "支持。", "是。法院认为：“……”", 1),
    ("法院是否支持？", "没有支持。", "是。法院认为：“本院不予支持。”", 0),  # its own word counts
    ("法院是否支持？", "没有支持。", "法院认为：“本院不予支持。”", 1),
    ("法院是否支持？", "支持。", "法院查明：“双方签订合同。”", 0),  # neither can be read
    ("是直接侵权还是帮助侵权？", "不构成直接侵权，构成帮助侵权。", "不构成直接侵权", None),
    ("赔多少？", "3万元。", "是。", None),
]


@pytest.mark.parametrize(("asked", "gold", "text", "expected"), YES_NO)
def test_yes_or_no(asked: str, gold: str, text: str, expected: float | None) -> None:
    assert yes_no_match(question(question=asked, answer=gold), said(text)) == expected


OPPOSITE = [
    ("没有支持。", "是。法院认为：“本院不予支持。”", True),
    ("没有支持。", "法院认为：“本院予以支持。”", True),
    ("没有支持。", "法院查明：“双方签订合同。”", False),  # says neither
    ("没有支持。", "不支持。", False),
    ("3万元。", "是。", False),
]


@pytest.mark.parametrize(("gold", "text", "expected"), OPPOSITE)
def test_what_says_the_opposite(gold: str, text: str, expected: bool) -> None:
    asked, found = question((10, 20), question="法院是否支持？", answer=gold), said(text)
    assert says_the_opposite(asked, found) is expected
    held = failures_of(asked, found, score(asked, found))
    assert (Failure.SAYS_OPPOSITE in held) is expected


def test_only_where_an_answer_is_called_for() -> None:
    right = said("3万元。")
    assert amounts_match(question(answer="3万元。"), said("…", Outcome.DECLINED)) == 0
    assert amounts_match(question(answer="3万元。"), said("3万元", Outcome.UNAVAILABLE)) is None
    # What must not be answered has words about sums in its gold answer too.
    assert amounts_match(question(answer="只说了3万元。", answerable=False), right) is None
    assert amounts_match(question(answer="没有判3万元。", type=FALSE_PREMISE), right) is None
    assert amounts_match(question(answer="3万元。", answerable=None), right) == 1
