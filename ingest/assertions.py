"""Assertions: what a party says within the court's own part: 庭审中，被告主张已经付清。"""

import re
from collections.abc import Mapping

from corpus.voice import Voice
from ingest.cues import expanded

_ROLE = r"(?:(?P<原告>{原告})|(?P<被告>{被告})|(?P<第三>{第三人}))人?(?P<rest>.*)"
_ROLES = tuple(  # 原告甲某认为，原告…: the first 原告 is the one who speaks
    re.compile(expanded(opening + _ROLE), re.DOTALL) for opening in ("", r"[^，。；]{0,12}[，,]")
)
_NAMED = re.compile(r"(?:[^，。；]{0,12}[，,])?(?P<rest>.*)", re.DOTALL)
_SAYS = re.compile(
    r"[^，。；：:]{0,16}?(?:还|亦|则|又|均|也|对此|当庭|自认|自称|庭审中)?"
    r"(?:主张|辩称|述称|诉称|陈述|抗辩|(?<![与和及、])辩解|否认|自述|自认|表示|声称|称(?!病|为|号|重|职|量|霸|赞)|认为|认可"
    r"|提[交供][^。；]{2,40}[，,](?:主张|称|欲证明|用以证明|以证明))"
)

# With these the court speaks about the assertion, and the sentence is its own.
_RULED = re.compile(
    r"本院|不予|予以|应予|应当|于法有据|缺乏|依据不足|证据不足|没有(?:事实|法律|证据)|无(?:事实|法律)"
    r"|未(?:就此|就其|能|提供|提交|举证|向)|不成立|理由(?:成立|正当)|不符|无法|不足以|不能|合法有据|视为"
    r"|根据|依照|依据|符合|属于|故|因此|并无不当|构成|有误|可以?(?:酌情|考虑|从轻|适用)|的(?:主张|意见|理由|请求|陈述|抗辩)"
)
_SIDES = {
    "原告": Voice.PLAINTIFF_CLAIM,
    "被告": Voice.DEFENDANT_ARGUMENT,
    "第三": Voice.THIRD_PARTY,
}


_ARGUES = re.compile(r"[^，。；：:]{0,16}?(?:认为|主张|辩称|提出|称)[，,：:](?!.{0,40}本院)")


def argument_of(sentence: str, sides: Mapping[str, Voice]) -> Voice | None:
    """The voice of the party that the sentence gives the floor: 原告甲某认为，…; None if none."""
    if (voice := _role_that(_ARGUES, sentence)) is not None:
        return voice
    for name, voice in sides.items():
        if sentence.startswith(name) and _ARGUES.match(sentence[len(name) :]):
            return voice
    return None


_FIRST_PERSON = re.compile(r"^(?![^。]*(?:本院|载明|“|证言|供述)).*?我(?:们|方|与|和)")


def own_words_of(sentence: str) -> Voice | None:
    """Within the reasoning, the party that says we: 我与被告已经分居; None for the court's words.

    The court calls itself 本院. Who it is shows by the other side that is named.
    """
    if not _FIRST_PERSON.match(sentence):
        return None
    named = re.search("原告|被告", sentence)
    if named is None:
        return None
    return Voice.DEFENDANT_ARGUMENT if named[0] == "原告" else Voice.PLAINTIFF_CLAIM


def assertion_of(sentence: str, sides: Mapping[str, Voice]) -> Voice | None:
    """The voice of the party whose assertion the sentence reports and does not rule on, or None."""
    if _RULED.search(sentence):
        return None
    if (voice := _role_that(_SAYS, sentence)) is not None:
        return voice
    rest = _NAMED.match(sentence)
    for opening in (sentence, rest["rest"] if rest else ""):
        for name, voice in sides.items():
            if opening.startswith(name) and _SAYS.match(opening[len(name) :]):
                return voice
    return None


def _role_that(speaks: re.Pattern[str], sentence: str) -> Voice | None:
    for roles in _ROLES:
        match = roles.match(sentence)
        if match and speaks.match(match["rest"]):
            return next(voice for role, voice in _SIDES.items() if match[role])
    return None
