"""Whom and when: whether a passage is about the instance and the party that is asked about."""

import re

from analysis.extract.fit import Fit
from analysis.extract.sides import part_in, sides_in
from analysis.question import HEADER_FIELDS, Kind
from analysis.reader import Reading
from corpus.voice import Voice
from retrieval.hit import Hit

_ABOVE = ("二审", "终审", "再审")
_STAGE_NAMES = {"二审": ("二审", "上诉", "终审"), "终审": ("二审", "终审"), "再审": ("再审",)}
_OF_SOMEBODY = frozenset({Kind.AMOUNT, Kind.LIABILITY})
"""Kinds whose answer is another for every party."""

_PAYS = re.compile(
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,30}?)(?:应|要|需|被判|判)?(?:该|当)?(?:赔|付|还)了?多少"
)
"""甲公司赔了多少: what stands before is who pays."""


def tells_of_the_stage(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
    """A document tells of one instance; of another only a passage that names it."""
    stage = fit.question.stage
    own = fit.judgment.header.instance
    if not stage or (own is None and fit.question.kind not in HEADER_FIELDS):
        return True
    if fit.question.kind not in HEADER_FIELDS and (stage == own or stage not in _ABOVE):
        return True
    return any(name in hit.passage.search_text for name in _STAGE_NAMES.get(stage, (stage,)))


def is_of_who_is_asked(hit: Hit, fit: Fit, _: Reading | None = None) -> bool:
    """What 甲 is ordered to pay, or bears, is not told by an item of the order about 乙 alone."""
    if hit.passage.voice is not Voice.ORDER or fit.question.kind not in _OF_SOMEBODY:
        return True
    asked = _PAYS.search(fit.question.asked)
    payers = [name for name in fit.topic.names if asked is None or name in asked["who"]]
    text = hit.passage.text
    known = {p.name for p in fit.judgment.header.parties} | set(sides_in(fit.judgment))
    whole = {name for name in known if any(part_in(name, payer) for payer in payers)}
    if not payers or any(name in text for name in (*payers, *whole)):
        return True
    return not any(name in text for name in known - whole if len(name) > 1)
