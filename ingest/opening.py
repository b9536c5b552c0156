"""Openings: who speaks before the first cue, in a text that starts in the middle."""

import re

from corpus.voice import Voice
from ingest.cues import Cue

_FOLLOWS_FINDINGS = re.compile(r"另查明|上述事实")
_HEARING = re.compile(r"(?:本案|庭审|诉讼)(?:审理|进行)?(?:过程)?中[，,]")
_PLEADS = re.compile(
    r"诉请|请求(?:法院|判|依法|贵)|贵院|我(?!国|院|市|县|省)|答辩人|上诉人|人民法院\s|判\s*决\s*书"
)
_PROVES = re.compile(r"[，,](?:用以|欲|拟|以)?(?:证明|证实)|\d[、.．].{2,30}(?:一份|复印件)")
_LOWER_COURT_RULES = re.compile(r"该院(?:予以|不予|认为|依法|据此)")


def opening_voice(words: str, opened_by: Cue | None) -> Voice:
    """The voice of what stands before the first cue, in a text that starts in the middle.

    Before a defence stands the claim; before 另查明 and 上述事实 stand findings; before the
    findings, what is to prove something is the parties' evidence. Before the reasoning a claim
    may stand as well as findings, unless it tells of the hearing. What 该院 holds is another
    court's.
    """
    if _LOWER_COURT_RULES.search(words):
        return Voice.LOWER_COURT
    if opened_by is None or _PLEADS.search(words):
        return Voice.OTHER
    if opened_by.voice is Voice.DEFENDANT_ARGUMENT:
        return Voice.PLAINTIFF_CLAIM
    if _FOLLOWS_FINDINGS.match(opened_by.example):
        return Voice.COURT_FINDING
    if opened_by.voice is Voice.COURT_FINDING and _PROVES.search(words):
        return Voice.PARTY_EVIDENCE
    if opened_by.voice is Voice.COURT_REASONING and _HEARING.search(words):
        return Voice.COURT_FINDING
    return Voice.OTHER
