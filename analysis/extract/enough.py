"""Enough: which passages of the judgment that is meant answer, and what only parties say."""

import re
from collections.abc import Callable, Sequence

from analysis.extract.checks import gives_reasons, names_the_law, says_enough, sum_wanted
from analysis.extract.fit import Fit, best_first
from analysis.extract.signs import KIND_SIGNS, LISTS_ARTICLES, LISTS_FACTORS, RELATED
from analysis.extract.support import LEAST_SHARE, share
from analysis.extract.whom import is_of_who_is_asked, tells_of_the_stage
from analysis.extract.whose import may_answer
from analysis.question import Kind
from analysis.reader import Reading
from corpus.judgment import Judgment
from corpus.voice import COURT_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit

BEHIND = 0.5
"""How far below the best fit a passage may lie that tells a fact."""

MOST_OF_TOPIC = 0.6
"""Share of the telling words that only parties speak of, from which on the question is theirs."""

_NOT_ACCEPTED = re.compile(r"(?:不|没有?|未)(?:予|能|被)?(?:采[纳信]|支持|认可?|准)|驳回")
_GIVING = frozenset({"支付", "给付", "返还", "偿还", "承担", "赔偿", "负担"})
"""Words of any claim: that only parties use them here says nothing."""

_A_DETAIL = re.compile(
    r"^(?!.*(?:怎么说|态度|答辩|抗辩|意见|回应|理由|凭什么))"
    r".*(?:多少|[谁几]|哪[里儿天年月]|(?:什么|哪)[^，。？]{0,4}(?:工种|岗位|时候|地方))"
)
"""Asks for one thing of what a party said, which it need not have said."""

_NEVER_THEIRS = frozenset({Kind.PARTY_POSITION, Kind.OUTCOME, Kind.COSTS, Kind.LEGAL_BASIS})
"""Kinds that words which only parties use say nothing about."""

_REASONING = frozenset({Voice.COURT_REASONING, Voice.EVIDENCE_RULING})


def answers(fitting: Sequence[Hit], fit: Fit, reading: Reading) -> list[tuple[float, Hit]]:
    """The passages that answer, best first, with their scores; empty if none does.

    A fact is told by what fits the question best or nearly so: where that falls short, what comes
    far behind it only happens to hold the words.
    """
    ranked = best_first(fitting, fit)
    if fit.question.asks_a_fact and ranked:
        ranked = [pair for pair in ranked if ranked[0][0] - pair[0] <= BEHIND]
    enough = [pair for pair in ranked if says_enough(pair[1], fit, reading)]
    usual = nearest(fitting, fit, reading)
    if not enough or (usual and usual[0][0] - enough[0][0] > BEHIND):
        return usual
    return enough


def nearest(fitting: Sequence[Hit], fit: Fit, reading: Reading) -> list[tuple[float, Hit]]:
    """The passage that answers though it hardly shares a word, with its score; empty if none does.

    What a party says, why a court ruled as it did, who bears what, the outcome and the costs stand
    in every judgment, in its own words: 坚决要离，法院为什么没准. Facts do not, and get no such
    answer.
    """
    apt = _apt_for(fit, reading)
    if apt is None:
        return []
    of_them = [h for h in fitting if tells_of_the_stage(h, fit) and is_of_who_is_asked(h, fit)]
    ranked = best_first([hit for hit in of_them if apt(hit)], fit)
    return ranked if fit.question.kind is Kind.OUTCOME else ranked[:1]


def _apt_for(fit: Fit, reading: Reading) -> Callable[[Hit], bool] | None:
    """What a passage has to be to answer in whatever words; None where words decide."""
    question = fit.question
    match question.kind:
        case Kind.PARTY_POSITION if not _A_DETAIL.search(question.asked):
            return lambda hit: hit.passage.voice in PARTY_VOICES
        case Kind.PARTY_POSITION if question.asks_sum and sum_wanted(fit, reading) is None:
            sum_ = KIND_SIGNS[Kind.AMOUNT]
            return lambda hit: (
                hit.passage.voice in PARTY_VOICES and sum_.search(hit.passage.text) is not None
            )
        case Kind.REASON if question.asks_the_court:
            reasoning = {r.hit.passage.id for r in fit.ruled if r.hit.passage.voice in _REASONING}
            # 为什么驳回, where only the order says how it ended: all of the reasoning may tell why.
            bare = not fit.topic.words and not reasoning & fit.decided.keys()
            return lambda hit: hit.passage.voice in _REASONING and (bare or gives_reasons(hit, fit))
        case Kind.LIABILITY if fit.topic.names:
            return lambda hit: (
                hit.passage.voice is Voice.ORDER and fit.topic.names_held(hit.passage.text) > 0
            )
        case Kind.LIABILITY if "谁" in question.asked:
            return lambda hit: hit.passage.voice is Voice.ORDER
        case Kind.OUTCOME:
            return lambda hit: hit.passage.voice in (Voice.ORDER, Voice.LOWER_COURT)
        case Kind.COSTS:
            return lambda hit: KIND_SIGNS[Kind.COSTS].search(hit.passage.search_text) is not None
        case Kind.LEGAL_BASIS if question.asks_the_court:
            # What the court does not say of one claim it says of the whole judgment: 判决如下.
            return lambda hit: (
                LISTS_ARTICLES.search(hit.passage.text) is not None and names_the_law(hit, fit)
            )
        case Kind.LEGAL_BASIS:
            return lambda hit: (
                hit.passage.voice is Voice.COMMENTARY
                and RELATED.search(hit.passage.text) is not None
                and names_the_law(hit, fit)
            )
        case Kind.FACTORS:  # a list of factors seldom names what it is the test for
            lists = any(LISTS_FACTORS.search(r.text) for r in fit.ruled)
            return lambda hit: (
                LISTS_FACTORS.search(hit.passage.search_text) is not None
                if lists
                else hit.passage.voice in _REASONING and gives_reasons(hit, fit)
            )
        case _:
            return None


def only_parties_say(fit: Fit, hits: Sequence[Hit], judgment: Judgment) -> str | None:
    """What most of the question is about, if parties speak of it and no court does.

    法院认定拖车归谁所有 cannot be told by an order that speaks of a fridge. None if there is no
    such word, and of a garbled source, where hardly anybody is known to speak.
    """
    words, question = fit.topic.words, fit.question
    if question.kind in _NEVER_THEIRS or not words or any(hit.spun for hit in hits):
        return None
    called = "".join(party.name for party in judgment.header.parties)
    texts = {True: "", False: ""}
    for hit in hits:
        may = hit.passage.voice in COURT_VOICES or may_answer(
            hit.passage, question, judgment, spun=hit.spun
        )
        texts[may] += hit.passage.text.lower() + "\n"
    if question.kind is Kind.REASON and _NOT_ACCEPTED.search(question.asked):
        return None  # what was not accepted, a party said
    words = {w: x for w, x in words.items() if w not in _GIVING and w not in called}
    theirs = [
        word for word in words if word in texts[False] and share(word, texts[True]) < LEAST_SHARE
    ]
    if not theirs or sum(words[w] for w in theirs) < MOST_OF_TOPIC * sum(words.values()):
        return None
    return max(theirs, key=lambda word: words[word])
