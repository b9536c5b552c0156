"""Rulings: which way the court's sentences decide, and what each of them is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.extract.signs import BOILERPLATE
from analysis.extract.topic import Topic
from analysis.extract.whose import SENTENCE, only_tells
from corpus.judgment import Judgment
from corpus.voice import HOLDING_VOICES, Voice
from ingest.spin_reading import likely_reading
from retrieval.hit import Hit

_REFUSES = re.compile(
    r"不[做作](?:确认|处理|认定|审查)|不(?:予|能|应|宜|再|得)?(?:以)?(?:支持|采信|采纳|认定|准许|认可|确认|处理|审理|审查|受理)|难以(?:支持|采信|采纳|认定)|无法(?:支持|采信|采纳|认定|确认)"
    r"|虽然?(?:主张|称|辩称|提出)[^。；]*但|(?:没有?|未)(?:能|获得?|得到|予以?|被)?(?:支持|采信|采纳|准许)|驳回|不(?:能)?成立|不构成|不属于|不符|不足以|于法无据|(?:没有|无|缺乏|缺少)[^，。；]{0,8}(?:依据|证据)|证据不足"
    r"|(?:无[需须]|不(?:应)?(?:承担|支付|赔偿|返还|负))|准许[^。；]{0,12}撤回"
)
_ALLOWS = re.compile(
    r"(?<!不)(?:予以|应予|可予|依法)(?:支持|采信|采纳|准许|认定)|准予|(?<!不)准许|(?<![不予能得])支持"
    r"|(?<!不)应(?:当|依法)?[^，。；不无]{0,12}(?:支付|赔偿|承担(?!举证|[^，。；]{0,6}后果)|返还|偿还|给付)|(?<!不)构成|理由成立|于法有据"
)
_RULES_ON_A_CLAIM = re.compile(r"支持|采信|采纳|驳回|不予处理|不予审理|不予认定|予以认定|准予|准许")

_PLEAS_ACCEPTED = re.compile(r"对?[^，。；]*(?:辩解|抗辩|辩称|答辩)[^，。；]*采[纳信]")
"""故对被告的抗辩意见予以采纳: no claim is granted by it."""

_PAYS = re.compile(
    r"支付|赔偿|返还|偿还|给付|承担|归还|偿付|归[^，。；]{1,10}所有|抚养|准予|有权|解除|确认"
)

_NEW_TOPIC = re.compile(
    r"^(?:\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]|关于|至于|其次|另外?|此外|综上|请求)"
)

_THEREFORE = re.compile(r"\s*(?:故|因此|综上|据此|所以|遂)")

CARRIED = 0.9
"""How much of what one sentence is about the next one is, if it begins nothing new."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A sentence of the court's own, what it is about (0 to 1), and how it rules."""

    hit: Hit
    text: str
    topic: float
    grants: bool
    refuses: bool  # both, if it grants one thing and refuses another

    @property
    def decides(self) -> bool:
        """Whether it rules on anything."""
        return self.grants or self.refuses


def ruled_sentences(hits: Sequence[Hit], topic: Topic, judgment: Judgment) -> list[Ruled]:
    """The court's sentences in text order; those that only tell what a party says left out.

    A claim is often restated in one sentence and ruled on in the next, or reasons come first and
    name it at last: what any sentence up to a ruling is about, all of them are, a little less.
    """
    court = [hit for hit in hits if hit.passage.voice in HOLDING_VOICES or _concludes(hit)]
    ruled: list[Ruled] = []
    for unit in _units(sorted(court, key=lambda hit: hit.passage.span.start), judgment):
        own = [topic.held(text.lower()) for _, text in unit]
        shared = max(own) * CARRIED
        for (hit, text), about in zip(unit, own, strict=True):
            if not only_tells(text) and not BOILERPLATE.search(text):
                ruled.append(Ruled(hit, text, max(about, shared), *ways(text, hit.passage.voice)))
    return ruled


def _units(hits: Sequence[Hit], judgment: Judgment) -> Iterator[list[tuple[Hit, str]]]:
    """Runs of sentences up to a ruling, or to where something new begins."""
    unit: list[tuple[Hit, str]] = []
    end = -1
    for hit in hits:
        whole = hit.passage.text
        if hit.spun:  # only the likely reading can be compared with the question
            whole = likely_reading(whole, judgment.text) or whole
        for match in SENTENCE.finditer(whole):
            text = match[0]
            apart = hit.passage.span.start not in (end, hit.passage.span.start) or hit.spun
            if unit and (apart or _NEW_TOPIC.search(text)):
                yield unit
                unit = []
            unit.append((hit, text))
            if _RULES_ON_A_CLAIM.search(text):
                yield unit
                unit = []
        end = hit.passage.span.end
    if unit:
        yield unit


def ways(text: str, voice: Voice) -> tuple[bool, bool]:
    """Whether a sentence grants, and whether it refuses."""
    if voice is Voice.COURT_FINDING:  # 应由甲方支付 in a finding is what a contract says
        return False, False
    text = _PLEAS_ACCEPTED.sub("", text)
    refuses = _REFUSES.search(text) is not None
    ordered = voice is Voice.ORDER and not refuses and _PAYS.search(text) is not None
    return ordered or _ALLOWS.search(text) is not None, refuses


def decides(text: str) -> bool:
    """Whether a sentence of the court's rules on anything."""
    return _RULES_ON_A_CLAIM.search(text) is not None or _ALLOWS.search(text) is not None


def _concludes(hit: Hit) -> bool:
    """Whether a clause of a garbled source, of nobody known, draws a conclusion as courts do."""
    return (
        hit.spun and hit.passage.voice is Voice.OTHER and bool(_THEREFORE.match(hit.passage.text))
    )
