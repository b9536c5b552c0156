"""Checks: what a passage must hold to answer, by what is asked. `says_enough` asks them all."""

import re
from collections.abc import Callable

from analysis.extract.answer_type import needed
from analysis.extract.fit import BY_RULING, Fit
from analysis.extract.signs import (
    BOILERPLATE,
    IN_ONE_SENTENCE,
    KIND_SIGNS,
    ORDERED,
    SIGN_REQUIRED,
    SOURCES,
)
from analysis.extract.support import SumWanted, sum_asked_for
from analysis.extract.whom import is_of_who_is_asked, tells_of_the_stage
from analysis.question import Kind
from analysis.question.case_phrase import without_case
from analysis.reader import Reading
from corpus.voice import PARTY_VOICES, Voice
from retrieval.hit import Hit

LEAST_IN_PASSAGE = 0.2
"""Share of the question's telling words that a quote must be about; set on the dev questions."""

LEAST_OF_FACT = 0.3
"""The same where a fact is asked for, which a judgment need not tell."""

LEAST_IN_ORDER = 0.4
"""The same of the order, where a fact is asked for and not what was ordered."""

LEAST_IN_PLEA = 0.12
"""The same of a party's own words, asked of that party: a defence repeats little of the claim."""

LEAST_IN_GARBLED = 0.12
"""The same of a garbled source, half of whose words are others'."""

_SENTENCE_END = re.compile(r"[。；！？]")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2,}|[％%]")
_LAW = re.compile(r"《(?:中华人民共和国)?([^《》]{2,30})》的?(?:哪|第?几|什么)")
_MARKS = re.compile(r"[A-Za-z]+[-－]?\d[\dA-Za-z-]*|\d+[A-Za-z][\dA-Za-z-]*")
_ARBITRATION = re.compile(r"仲裁|裁决|该委")
_CAUSE = re.compile(r"因|由于|鉴于|导致|致使|造成|所致|为由|故|系|为了|理由")


def says_enough(hit: Hit, fit: Fit, reading: Reading) -> bool:
    """Whether a passage speaks of the thing asked for, in the way its kind requires."""
    return all(check(hit, fit, reading) for check in _CHECKS)


def _holds_the_sign(hit: Hit, fit: Fit, _: Reading) -> bool:
    """A sum is told by a sum, and a date and a reckoning in a sentence that is about it."""
    question, text = fit.question, hit.passage.search_text.lower()
    if question.kind is Kind.AMOUNT and not question.asks_sum:
        return _FIGURE.search(text) is not None  # 多少亩, 编号是多少
    required = {Kind.AMOUNT} if question.asks_sum else {question.kind} & SIGN_REQUIRED
    if not all(KIND_SIGNS[kind].search(text) for kind in required):
        return False
    return question.kind not in IN_ONE_SENTENCE or any(
        KIND_SIGNS[question.kind].search(sentence) and fit.topic.held(sentence) >= LEAST_IN_PASSAGE
        for sentence in _SENTENCE_END.split(text)
    )


def gives_reasons(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
    """驳回诉讼请求 is what was ordered, never why; nor is what courts write in any case."""
    kind = fit.question.kind
    if kind in BY_RULING and BOILERPLATE.search(hit.passage.text):
        return False
    if kind is not Kind.REASON or hit.spun:
        return True
    reasons = hit.passage.voice is Voice.COURT_REASONING
    if not fit.question.asks_the_court and not reasons and not _tells_a_cause(hit, fit):
        return False
    return hit.passage.voice is not Voice.ORDER and (
        bool(fit.topic.words) or hit.passage.id in fit.decided
    )


def _tells_a_cause(hit: Hit, fit: Fit) -> bool:
    """为什么停业 is told where a cause stands in a sentence about it, or in the next one."""
    sentences = _SENTENCE_END.split(hit.passage.search_text.lower())
    about = [fit.topic.held(sentence) >= LEAST_IN_PASSAGE for sentence in sentences]
    return any(
        _CAUSE.search(sentence) and (here or before)
        for sentence, here, before in zip(sentences, about, [False, *about], strict=False)
    )


def names_the_law(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
    """引用了《婚姻法》的哪几条: only what names that law tells."""
    law = _LAW.search(fit.question.asked) if fit.question.kind is Kind.LEGAL_BASIS else None
    return law is None or law[1] in hit.passage.text


def _bears_the_marks(hit: Hit, fit: Fit, _: Reading) -> bool:
    """What is said of contract N1001-B is not said of N1001-A."""
    text = hit.passage.search_text.lower()
    return all(mark.lower() in text for mark in _MARKS.findall(fit.question.asked))


def _speaks_of_the_source(hit: Hit, fit: Fit, _: Reading) -> bool:
    """合同对此怎么约定 is not told by an order."""
    source = SOURCES.search(fit.question.asked)
    if source is None:
        return True
    by_name = source[1] in hit.passage.text
    return by_name or ("约定" in hit.passage.text and not source[1].startswith("《"))


def _tells_of_the_tribunal(hit: Hit, fit: Fit, _: Reading) -> bool:
    """What an arbitral tribunal thought is told where the text speaks of arbitration."""
    told = hit.passage.voice is Voice.LOWER_COURT or _ARBITRATION.search(hit.passage.text)
    return not fit.question.asks_arbitration or bool(told)


def _names_what_is_asked(hit: Hit, fit: Fit, _: Reading) -> bool:
    """在哪所学校读书 is told by what names a school, 多少小时 by a number of hours."""
    if fit.question.kind in BY_RULING or hit.spun:
        return True
    return all(p.search(hit.passage.search_text) for p in needed(fit.question.asked))


def _grants_the_sum(hit: Hit, fit: Fit, _: Reading) -> bool:
    """判赔多少 is told by the order or the reasons for it, never by a sum found as fact."""
    asked = fit.question.kind is Kind.AMOUNT and ORDERED.search(fit.question.asked)
    return not asked or hit.spun or hit.passage.voice is not Voice.COURT_FINDING


def _tells_the_sum(hit: Hit, fit: Fit, reading: Reading) -> bool:
    """A figure stands in one sentence with the thing whose sum is wanted."""
    wanted = sum_wanted(fit, reading)
    figure = KIND_SIGNS[Kind.AMOUNT] if fit.question.asks_sum else _FIGURE
    return wanted is None or any(
        wanted.told_by(sentence) and figure.search(sentence)
        for sentence in _SENTENCE_END.split(hit.passage.search_text.lower())
    )


def sum_wanted(fit: Fit, reading: Reading) -> SumWanted | None:
    """What sum the question asks for, its case and parties left out; None if it names none."""
    asked = without_case(fit.question.asked)
    for name in fit.topic.names:
        asked = asked.replace(name, "，")
    return sum_asked_for(asked, reading)


def _is_about_it(hit: Hit, fit: Fit, reading: Reading) -> bool:
    ordered = hit.passage.voice is Voice.ORDER and ORDERED.search(fit.question.asked)
    a_sum = fit.question.kind is Kind.AMOUNT and fit.question.asks_sum
    if ordered and a_sum and sum_wanted(fit, reading) is None:
        return True  # 法院判还多少: whatever the order grants
    if fit.question.kind is Kind.YES_NO and hit.passage.voice is Voice.ORDER and not ordered:
        return fit.about(hit) >= LEAST_IN_ORDER  # 签订过合同吗 is not told by what was ordered
    plea = fit.question.kind is Kind.PARTY_POSITION and hit.passage.voice in PARTY_VOICES
    least = LEAST_OF_FACT if fit.question.asks_a_fact else LEAST_IN_PASSAGE
    least = LEAST_IN_GARBLED if hit.spun else LEAST_IN_PLEA if plea else least
    return fit.about(hit) >= least


_CHECKS: tuple[Callable[[Hit, Fit, Reading], bool], ...] = (
    _holds_the_sign,
    tells_of_the_stage,
    gives_reasons,
    names_the_law,
    _bears_the_marks,
    _speaks_of_the_source,
    _tells_of_the_tribunal,
    _names_what_is_asked,
    _grants_the_sum,
    is_of_who_is_asked,
    _tells_the_sum,
    _is_about_it,
)
