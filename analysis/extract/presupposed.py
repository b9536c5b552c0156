"""Presupposed: what a question states in passing, and where the judgment says otherwise.

丙公司到庭抗辩说过了时效，法院怎么驳的？ It never came. Unlike the rulings that a question takes
for granted (premise.py), these are facts: who came, who admitted it, what there was, what a
tribunal decided.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from analysis.extract.contrary import Contradiction
from analysis.extract.fit import Fit
from analysis.extract.sides import SIDES
from analysis.extract.support import HELD, share
from analysis.question import Kind, Question
from analysis.question.case_phrase import without_case
from corpus.voice import COURT_VOICES, HOLDING_VOICES, PARTY_VOICES, Voice
from retrieval.hit import Hit

LEAST_OF_CLAIM = 0.3
"""Share of an admission's telling words that a party's own sentence must be about to deny it."""

_SENTENCE = re.compile(r"[^。；]+[。；]?")
_ASKS = re.compile(r"什么|哪|谁|多少|几|怎么|如何|吗|是否|有没有|何")

_CAME = re.compile(r"到庭|出庭|来开庭|出席|当庭|庭上|答辩|抗辩|辩称")
_NOT_CAME = re.compile(
    r"(?:没|未|不)有?(?:来|到|出|去)?(?:庭|答辩|开庭|应诉|参加)|缺席|没来|没露面|不来|没去"
)
_STAYED_AWAY = re.compile(
    r"(?:拒不|未|没有)(?:到庭|出庭|参加诉讼|应诉|答辩|作答辩|提交(?:书面)?答辩)"
    r"|缺席(?:审理|判决)|视为(?:其)?放弃"
)

_ADMITS = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:自己|本人|当庭|在庭上|一直|都|也|还|就|曾)*"
    r"(?:承认|自认)(?P<what>[^，。？]{4,})"
)
_DENIES_IT = re.compile(
    r"否认|不(?:认可|承认|予认可|属实|是)|从未|从来没|未曾|没有|并非|非[^，。]{0,6}(?:亲|本人)"
)
_TELLS = re.compile(r"称|辩|主张|否认|表示|陈述|认可|承认|认为")

_NONE = re.compile(
    r"(?:无|没有|不存在)(?P<thing>[\u4e00-\u9fff]{3,8}?)(?=[，。；、和及]|存在|需要|可供)"
)

_GIVEN_TO = re.compile(r"判(?!断|决(?:书|依据|引用))[^，。？]{0,8}(?:给|归|由|令|让|分)")
_OF_THE_ORDER = frozenset({Kind.OTHER, Kind.LIABILITY, Kind.WHEN, Kind.WHERE, Kind.CALCULATION})

_TRIBUNAL_RULED = re.compile(
    r"仲裁(?:委|委员会|庭|院)?[^，。？]{0,10}(?:驳回|支持|裁决(?!书)|裁定|裁的?(?!委)|判|认定)"
)
_NO_AWARD = re.compile(r"不予受理|未(?:作出|在.{0,10}作出)裁决|超时未审结|逾期未")
_AWARD = re.compile(
    r"裁决(?:如下|：|书)|作出[^，。；]{0,20}(?:裁决|裁字|仲案字|仲裁字)|裁决[^，。；]{0,12}(?:支付|驳回)"
)


def presupposed(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """What contradicts a fact that the question states in passing; None if nothing does.

    Nothing does in a garbled source, where hardly anybody is known to speak.
    """
    if any(hit.spun for hit in hits):
        return None
    found = (rule(question, fit, hits) for rule in _RULES)
    return next((one for one in found if one is not None), None)


def _stayed_away(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """Said to have come and argued, and the court tells that it stayed away."""
    for clause in re.split(r"[，。？]", question.asked):
        if not _CAME.search(clause) or _NOT_CAME.search(clause) or _ASKS.search(clause):
            continue
        for name, side in fit.sides.items():
            spoke = any(h.passage.voice is side for h in hits)
            if name not in clause or side not in PARTY_VOICES or spoke:
                continue
            roles = [role for role, voice in SIDES.items() if voice is side]
            for hit, sentence in _sentences(hits, COURT_VOICES):
                away = _STAYED_AWAY.search(sentence)
                if away and any(called in sentence for called in (name, *roles)):
                    return Contradiction(hit, f"文书写明{name}“{away[0]}”。")
    return None


def _never_admitted(question: Question, fit: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """Said to have admitted what the party's own words deny."""
    said = _ADMITS.search(without_case(question.asked))
    if said is None or re.search(r"[不未没无非]", said["what"]) or _ASKS.search(said["what"]):
        return None
    names = [name for name in fit.sides if name in said["who"]]
    sides = {fit.sides[name] for name in names}
    words = {word: weight for word, weight in fit.topic.words.items() if word in said["what"]}
    if len(sides) != 1 or not words:
        return None
    own = sides.pop()

    def about(sentence: str) -> float:
        held = sum(x for word, x in words.items() if share(word, sentence.lower()) >= HELD)
        return held / sum(words.values())

    theirs = [
        (about(sentence), hit, sentence)
        for hit, sentence in _sentences(hits, frozenset(Voice))
        if hit.passage.voice is own
        or (any(name in sentence for name in names) and _TELLS.search(sentence))
    ]
    best, hit, sentence = max(theirs, key=lambda told: told[0], default=(0.0, None, ""))
    if hit is not None and best >= LEAST_OF_CLAIM and _DENIES_IT.search(sentence):
        return Contradiction(hit, f"{names[0]}没有这样承认。")
    return None


def _none_such(question: Question, _: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """What the question takes to be there, and the court tells that there is none."""
    asked = question.asked
    if question.kind in (Kind.YES_NO, Kind.PARTY_POSITION) or re.search(r"[没无未不]", asked):
        return None
    court = [hit for hit in hits if hit.passage.voice in HOLDING_VOICES]
    for hit in court:
        for denied in _NONE.finditer(hit.passage.text):
            thing = denied["thing"]
            elsewhere = (_NONE.sub("", h.passage.text) for h in court)
            if thing in asked and not any(thing in text for text in elsewhere):
                return Contradiction(hit, f"法院写明“{denied[0]}”。")
    return None


def _nothing_ordered(question: Question, fit: Fit, _: Sequence[Hit]) -> Contradiction | None:
    """判给谁养, of an order that only dismisses."""
    if question.kind not in _OF_THE_ORDER or not _GIVEN_TO.search(question.asked):
        return None
    order = [r for r in fit.ruled if r.hit.passage.voice is Voice.ORDER]
    refusing = [r for r in order if r.refuses]
    if refusing and not any(r.grants for r in order):
        return Contradiction(refusing[0].hit, "判决主文驳回了请求，没有作这样的判决。")
    return None


def _never_arbitrated(question: Question, _: Fit, hits: Sequence[Hit]) -> Contradiction | None:
    """What a tribunal is said to have decided, where it decided nothing."""
    asked = question.asked
    if not _TRIBUNAL_RULED.search(asked) or _NO_AWARD.search(asked) or "受理" in asked:
        return None
    told = list(_sentences(hits, frozenset(Voice)))
    none = [h for h, s in told if re.search(r"仲裁|该委", s) and _NO_AWARD.search(s)]
    if none and not any(_AWARD.search(sentence) for _, sentence in told):
        return Contradiction(none[0], "仲裁机构没有作出裁决。")
    return None


def _sentences(hits: Sequence[Hit], voices: frozenset[Voice]) -> Iterator[tuple[Hit, str]]:
    for hit in hits:
        if hit.passage.voice in voices:
            for match in _SENTENCE.finditer(hit.passage.text):
                yield hit, match[0]


_RULES: tuple[Callable[[Question, Fit, Sequence[Hit]], Contradiction | None], ...] = (
    _stayed_away,
    _never_admitted,
    _none_such,
    _nothing_ordered,
    _never_arbitrated,
)
