"""Enough: whether a passage says what is asked for, and not merely something near it."""

import re
from collections.abc import Callable, Sequence

from analysis.extract.answer_type import needed
from analysis.extract.fit import BY_RULING, Fit, best_first
from analysis.extract.signs import (
    BOILERPLATE,
    IN_ONE_SENTENCE,
    KIND_SIGNS,
    LISTS_ARTICLES,
    LISTS_FACTORS,
    ORDERED,
    SIGN_REQUIRED,
    SOURCES,
)
from analysis.extract.support import LEAST_SHARE, SumWanted, share, sum_asked_for
from analysis.extract.whose import may_answer
from analysis.question import HEADER_FIELDS, Kind
from analysis.reader import Reading
from corpus.judgment import Judgment
from corpus.voice import COURT_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit

LEAST_IN_PASSAGE = 0.2
"""Share of the question's telling words that a quote must be about; set on the dev questions."""

LEAST_OF_FACT = 0.3
"""The same where a fact is asked for, which a judgment need not tell."""

BEHIND = 0.5
"""How far below the best fit a passage may lie that tells a fact."""

LEAST_IN_ORDER = 0.4
"""The same of the order, where a fact is asked for and not what was ordered."""

LEAST_IN_PLEA = 0.12
"""The same of a party's own words, asked of that party: a defence repeats little of the claim."""

LEAST_IN_GARBLED = 0.12
"""The same of a garbled source, half of whose words are others'."""

MOST_OF_TOPIC = 0.6
"""Share of the telling words that only parties speak of, from which on the question is theirs."""

_NOT_ACCEPTED = re.compile(r"(?:不|没有?|未)(?:予|能|被)?(?:采[纳信]|支持|认可?|准)|驳回")
_GIVING = frozenset({"支付", "给付", "返还", "偿还", "承担", "赔偿", "负担"})
"""Words of any claim: that only parties use them here says nothing."""

_SENTENCE_END = re.compile(r"[。；！？]")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2,}|[％%]")
_LAW = re.compile(r"《(?:中华人民共和国)?([^《》]{2,30})》的?(?:哪|第?几|什么)")
_MARKS = re.compile(r"[A-Za-z]+[-－]?\d[\dA-Za-z-]*|\d+[A-Za-z][\dA-Za-z-]*")
_ARBITRATION = re.compile(r"仲裁|裁决|该委")
_A_DETAIL = re.compile(
    r"^(?!.*(?:怎么说|态度|答辩|抗辩|意见|回应|理由|凭什么))"
    r".*(?:多少|[谁几]|哪[里儿天年月]|(?:什么|哪)[^，。？]{0,4}(?:工种|岗位|时候|地方))"
)
"""Asks for one thing of what a party said, which it need not have said."""

_CAUSE = re.compile(r"因|由于|鉴于|导致|致使|造成|所致|为由|故|系|为了|理由")

_REASONING = frozenset({Voice.COURT_REASONING, Voice.EVIDENCE_RULING})


def answers(fitting: Sequence[Hit], fit: Fit, reading: Reading) -> list[tuple[float, Hit]]:
    """The passages that answer, best first, with their scores; empty if none does.

    A fact is told by what fits the question best or nearly so: where that falls short, what comes
    far behind it only happens to hold the words.
    """
    ranked = best_first(fitting, fit)
    if fit.question.asks_a_fact and ranked:
        ranked = [pair for pair in ranked if ranked[0][0] - pair[0] <= BEHIND]
    return [p for p in ranked if says_enough(p[1], fit, reading)] or nearest(fitting, fit)


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


def _tells_of_the_stage(hit: Hit, fit: Fit, _: Reading) -> bool:
    """The head of a document tells of one instance; of another only a passage that names it."""
    stage = fit.question.stage
    return fit.question.kind not in HEADER_FIELDS or not stage or stage in hit.passage.search_text


def _gives_reasons(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
    """驳回诉讼请求 is what was ordered, never why; nor is what courts write in any case."""
    kind = fit.question.kind
    if kind in BY_RULING and BOILERPLATE.search(hit.passage.text):
        return False
    if kind is not Kind.REASON or hit.spun:
        return True
    if not fit.question.asks_the_court and not _tells_a_cause(hit, fit):
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


def _names_the_law(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
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


def _tells_the_sum(hit: Hit, fit: Fit, reading: Reading) -> bool:
    """A figure stands in one sentence with the thing whose sum is wanted."""
    wanted = _sum_wanted(fit, reading)
    figure = KIND_SIGNS[Kind.AMOUNT] if fit.question.asks_sum else _FIGURE
    return wanted is None or any(
        wanted.told_by(sentence) and figure.search(sentence)
        for sentence in _SENTENCE_END.split(hit.passage.search_text.lower())
    )


def _sum_wanted(fit: Fit, reading: Reading) -> SumWanted | None:
    asked = fit.question.asked
    for name in fit.topic.names:
        asked = asked.replace(name, "，")
    return sum_asked_for(asked, reading)


def _is_about_it(hit: Hit, fit: Fit, reading: Reading) -> bool:
    ordered = hit.passage.voice is Voice.ORDER and ORDERED.search(fit.question.asked)
    a_sum = fit.question.kind is Kind.AMOUNT and fit.question.asks_sum
    if ordered and a_sum and _sum_wanted(fit, reading) is None:
        return True  # 法院判还多少: whatever the order grants
    if fit.question.kind is Kind.YES_NO and hit.passage.voice is Voice.ORDER and not ordered:
        return fit.about(hit) >= LEAST_IN_ORDER  # 签订过合同吗 is not told by what was ordered
    plea = fit.question.kind is Kind.PARTY_POSITION and hit.passage.voice in PARTY_VOICES
    least = LEAST_OF_FACT if fit.question.asks_a_fact else LEAST_IN_PASSAGE
    least = LEAST_IN_GARBLED if hit.spun else LEAST_IN_PLEA if plea else least
    return fit.about(hit) >= least


_CHECKS: tuple[Callable[[Hit, Fit, Reading], bool], ...] = (
    _holds_the_sign,
    _tells_of_the_stage,
    _gives_reasons,
    _names_the_law,
    _bears_the_marks,
    _speaks_of_the_source,
    _tells_of_the_tribunal,
    _names_what_is_asked,
    _tells_the_sum,
    _is_about_it,
)


def nearest(fitting: Sequence[Hit], fit: Fit) -> list[tuple[float, Hit]]:
    """The passage that answers though it hardly shares a word, with its score; empty if none does.

    What a party says, why a court ruled as it did, who bears what and the costs stand in every
    judgment, in its own words: 坚决要离，法院为什么没准. Facts do not, and get no such answer.
    """
    question = fit.question
    if question.kind is Kind.PARTY_POSITION and not _A_DETAIL.search(question.asked):
        theirs = [hit for hit in fitting if hit.passage.voice in PARTY_VOICES]
        return best_first(theirs, fit)[:1]
    if question.kind is Kind.REASON and question.asks_the_court:
        reasons = [h for h in fitting if h.passage.voice in _REASONING and _gives_reasons(h, fit)]
        return best_first(reasons, fit)[:1]
    if question.kind is Kind.LIABILITY and fit.topic.names:
        theirs = [h for h in fitting if h.passage.voice is Voice.ORDER and _names_them(h, fit)]
        return best_first(theirs, fit)[:1]
    if question.kind is Kind.COSTS:
        told = [h for h in fitting if KIND_SIGNS[Kind.COSTS].search(h.passage.search_text)]
        return best_first(told, fit)[:1]
    if question.kind is Kind.LEGAL_BASIS and question.asks_the_court:
        # 依据哪条法律判的: what the court does not say of one claim it says of the whole judgment.
        listing = [h for h in fitting if LISTS_ARTICLES.search(h.passage.text)]
        return best_first([h for h in listing if _names_the_law(h, fit)], fit)[:1]
    if question.kind is Kind.FACTORS:  # a list of factors seldom names what it is the test for
        return best_first([h for h in fitting if LISTS_FACTORS.search(h.passage.search_text)], fit)[
            :1
        ]
    return []


def _names_them(hit: Hit, fit: Fit) -> bool:
    return fit.topic.names_held(hit.passage.text) > 0


def only_parties_say(fit: Fit, hits: Sequence[Hit], judgment: Judgment) -> str | None:
    """What most of the question is about, if parties speak of it and no court does.

    法院认定拖车归谁所有 cannot be told by an order that speaks of a fridge. None if there is no
    such word, and of a garbled source, where hardly anybody is known to speak.
    """
    words, question = fit.topic.words, fit.question
    if question.kind is Kind.PARTY_POSITION or not words or any(hit.spun for hit in hits):
        return None
    texts = {True: "", False: ""}
    for hit in hits:
        may = hit.passage.voice in COURT_VOICES or may_answer(
            hit.passage, question, judgment, spun=hit.spun
        )
        texts[may] += hit.passage.text.lower() + "\n"
    if question.kind is Kind.REASON and _NOT_ACCEPTED.search(question.asked):
        return None  # what was not accepted, a party said
    words = {word: weight for word, weight in words.items() if word not in _GIVING}
    theirs = [
        word for word in words if word in texts[False] and share(word, texts[True]) < LEAST_SHARE
    ]
    if not theirs or sum(words[w] for w in theirs) < MOST_OF_TOPIC * sum(words.values()):
        return None
    return max(theirs, key=lambda word: words[word])
