"""Whom and when: whether a passage is about the instance and the party that is asked about."""

import re

from analysis.extract.fit import Fit
from analysis.extract.sides import part_in
from analysis.question import HEADER_FIELDS
from analysis.reader import Reading
from corpus.voice import Voice
from retrieval.hit import Hit

_ABOVE = ("二审", "终审", "再审")
_STAGE_NAMES = {"二审": ("二审", "上诉", "终审"), "终审": ("二审", "终审"), "再审": ("再审",)}
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
    """What 甲 is ordered to pay is not told by an item of the order about 乙 alone."""
    asked = _PAYS.search(fit.question.asked)
    if hit.passage.voice is not Voice.ORDER or asked is None:
        return True
    payers = [name for name in fit.topic.names if name in asked["who"]]
    known = [party.name for party in fit.judgment.header.parties]
    others = [name for name in known if not any(p in name or name in p for p in payers)]
    text = hit.passage.text
    names_them = any(part_in(name, payer) and name in text for name in known for payer in payers)
    return not payers or names_them or not any(name in text for name in others)
