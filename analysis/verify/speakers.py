"""Speakers: whether the words of a statement claim more than the voices it cites allow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.verify.attribution import (
    NAMED_SPEAKER,
    PARTIES,
    Attribution,
    Speaker,
    attributions,
    instance_told,
    mentions,
)
from corpus.voice import COURT_VOICES, HOLDING_VOICES, PARTY_VOICES, Voice

_RANKS = (
    Voice.COMMENTARY,
    Voice.PLAINTIFF_CLAIM,
    Voice.DEFENDANT_ARGUMENT,
    Voice.THIRD_PARTY,
    Voice.PARTY_EVIDENCE,
    Voice.LOWER_COURT,
    Voice.OTHER,
    Voice.ISSUE,
    Voice.PROCEDURE,
    Voice.COSTS_NOTICE,
    Voice.EVIDENCE_RULING,
    Voice.COURT_FINDING,
    Voice.COURT_REASONING,
    Voice.ORDER,
)
"""From the least to the most authoritative."""

_EARLIER = re.compile(r"一审|原审|初审|前审|前案|仲裁|下级|原判|该判决|该裁定|此前|裁决|曾")
_ARBITRATION = re.compile(r"仲裁|裁决")
_FIRST = re.compile(r"一审|原审|初审")
_SECOND = re.compile(r"二审|终审|再审")
_ASKS = re.compile(r"(?:请求?|要求|申请|希望|恳请|诉请|由|上诉|建议|向)[^，。；]{0,10}$")
"""被告请求法院依法判决: the court's verb, and still the party's words."""

_JUDGES = frozenset(
    {"判决", "判令", "裁定", "决定", "准许", "准予", "确认", "审理", "归纳", "驳回", ""}
)
"""What a court does in its orders on costs and procedure too."""

_SAID = re.compile(
    r"主张|称|辩|请求|要求|提出|认为|意见|指控|承认|认可|否认|表示|异议|申请|陈述|供述|举证|提交|证"
)
_FRAME = re.compile(
    r"(?:对|关于|就|针对|至于|在|为|因|由于|根据|按照|虽|除|据|如|若|鉴于|本案|案件|诉讼|庭审|此外|另|同时)|.*(?:[时中后]|\d日)$"
)
"""A clause that only sets the scene for what follows: 关于违约金，原告主张."""

_CLAIMED = frozenset({"主张", "诉称", "辩称", "述称", "称", "认为", "抗辩", "辩解", "指控"})
_CONCLUDES = re.compile(
    r"清楚|适当|准确|一致|无误|本院|法院|支持|采纳|采信|成立|属实|确认|认定|驳回|不当|正确|维持|依据|证据|理由|不符|相符|查"
)
_TURNS = re.compile(r"但|然而|本院|有误|错误|不当|纠正|改判|上诉")
_PARTY = re.compile(_SAID.pattern + "|述|诉|说|自认|不服|同意|出示|提供|答辩")
_COMMENT = re.compile(r"评论|评析|点评|报道|媒体|案例|文章|律师|学者|专家")
_CHANGED = re.compile(r"上诉|反诉|再审|申诉|原审")
_SIDES = {
    Speaker.PLAINTIFF: frozenset({Voice.DEFENDANT_ARGUMENT, Voice.THIRD_PARTY}),
    Speaker.DEFENDANT: frozenset({Voice.PLAINTIFF_CLAIM, Voice.THIRD_PARTY}),
    Speaker.THIRD: frozenset({Voice.PLAINTIFF_CLAIM, Voice.DEFENDANT_ARGUMENT}),
}
"""Voices in which this side does not speak, but where sides have changed."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a statement rests on, for telling who may be said to speak."""

    voices: Sequence[Voice]  # of the quotes that were found
    quotes: Sequence[str]
    passages: Sequence[str]  # that the quotes stand in
    shown: Sequence[str]  # every passage of the same judgments that was shown
    titles: Sequence[str]


def weakest_voice(voices: Sequence[Voice]) -> Voice:
    """The least authoritative of the voices; 其他 if there is none."""
    return min(voices, key=_RANKS.index, default=Voice.OTHER)


def speaker_fault(text: str, cited: Cited) -> str | None:
    """What is wrong, in Chinese, with whom the text has speaking; None if nothing is.

    The first who is said to speak is taken for the speaker of the whole; a court that is said to
    hold something must be cited wherever it stands. No voices mean nothing to compare.
    """
    if not cited.voices:
        return None
    told = attributions(text)
    return (
        _court_claimed(text, told, cited)
        or _unattributed(text, told, cited)
        or _wrong_speaker(text, told[0] if told else None, told, cited)
        or _reported(text, told, cited)
    )


def _shown(cited: Cited) -> str:
    return "、".join(dict.fromkeys(cited.voices))


def _court_claimed(text: str, told: Sequence[Attribution], cited: Cited) -> str | None:
    """A holding of the deciding court, wherever in the text, without a court's voice."""
    present = set(cited.voices)
    others_before = False
    for each in told:
        if each.speaker is not Speaker.COURT:
            others_before = True
            continue
        asked = _ASKS.search(text[: each.start])
        reported = others_before and any(
            _tells_of_court(quote, text[each.start : each.end], each.verb) for quote in cited.quotes
        )
        earlier = _EARLIER.search(text[max(0, each.start - 6) : each.end])
        if asked or (reported and each.start > 0):
            continue
        if earlier and present & {Voice.LOWER_COURT, *COURT_VOICES}:
            continue
        allowed = HOLDING_VOICES
        if each.verb in _JUDGES:
            allowed = COURT_VOICES
        if not present & allowed:
            return f"这句话写成法院的认定或判决，所引却是{_shown(cited)}。"
    return None


def _tells_of_court(quote: str, claimed: str, verb: str) -> bool:
    """Whether what others say tells itself that a court did so: 原告称，某法院已判决不准离婚.

    A request is no such thing, 请求法院判令, but where the statement names no court either.
    """
    done = re.escape(verb or claimed)
    if not re.search(r"院|庭", claimed):
        return bool(
            re.search(
                rf"(?:^[^，。；院]{{0,8}}|请求?[^。；]{{0,80}}|院[^，。；]{{0,10}}){done}", quote
            )
        )
    acts = re.finditer(rf"(?:院|庭)[^，。；]{{0,10}}?{done}", quote)
    return any(not _ASKS.search(quote[: act.start() + 1]) for act in acts)


def _unattributed(text: str, told: Sequence[Attribution], cited: Cited) -> str | None:
    """What others than the deciding court say, told as if it were so."""
    present = set(cited.voices)
    speakers = {each.speaker for each in told}
    if present <= PARTY_VOICES and _begins_as_fact(text, told):
        return f"所引是{_shown(cited)}，这句话开头却没有写明是当事人的说法。"
    if present <= PARTY_VOICES and not speakers & PARTIES:
        if not told and NAMED_SPEAKER.match(text) and not _EARLIER.search(text):
            return None
        return f"所引是{_shown(cited)}，这句话却没有写明是当事人的说法。"
    if present == {Voice.LOWER_COURT} and not _EARLIER.search(text):
        return f"所引是{_shown(cited)}，这句话却没有写明是此前的裁判。"
    if present == {Voice.COMMENTARY} and not _COMMENT.search(text):
        return f"所引是{_shown(cited)}，这句话却没有写明是评论。"
    return None


def _begins_as_fact(text: str, told: Sequence[Attribution]) -> bool:
    """被告违约，原告因此起诉: what a party says stands before who says it."""
    first = next((each for each in told if each.speaker in PARTIES), None)
    comma = text.find("，")
    return first is not None and 0 <= comma < first.start and not _FRAME.match(text[:comma])


def _wrong_speaker(
    text: str, first: Attribution | None, told: Sequence[Attribution], cited: Cited
) -> str | None:
    """The one who is said to speak against the voices of the quotes."""
    if first is None:
        return None
    present = set(cited.voices)
    quoted = "\n".join(cited.quotes)
    around = "\n".join((*cited.passages, text))
    match first.speaker:
        case Speaker.PLAINTIFF | Speaker.DEFENDANT | Speaker.THIRD:
            if present <= _SIDES[first.speaker] and not _CHANGED.search(around):
                return f"这句话写成{first.speaker.value}所说，所引却是{_shown(cited)}。"
            also = Speaker.THIRD if first.speaker is Speaker.THIRD else Speaker.PARTY
            told_of = [*mentions(quoted, first.speaker), *mentions(quoted, also)]
            if present <= COURT_VOICES and not told_of:
                return f"这句话写成{first.speaker.value}所说，所引却是{_shown(cited)}。"
        case Speaker.LOWER | Speaker.ARBITRATION | Speaker.SECOND:
            return _wrong_court(text, first, cited)
        case Speaker.COURT if present == {Voice.LOWER_COURT}:
            if not _EARLIER.search(text[: first.end]):
                return f"这句话写成法院的认定或判决，所引却是{_shown(cited)}。"
        case Speaker.COMMENT if present <= COURT_VOICES | PARTY_VOICES:
            return f"这句话写成评论，所引却是{_shown(cited)}。"
    return None


def _wrong_court(text: str, first: Attribution, cited: Cited) -> str | None:
    """一审, 二审 or 仲裁 said to speak where another of them does."""
    present = set(cited.voices)
    name = first.speaker.value
    own = {Speaker.LOWER: _FIRST, Speaker.SECOND: _SECOND, Speaker.ARBITRATION: _ARBITRATION}
    mark = own[first.speaker]
    if present <= PARTY_VOICES:
        return f"这句话写成{name}的认定，所引却是{_shown(cited)}。"
    if any(_says_there(first.speaker, quote, text) for quote in cited.quotes):
        return None
    if Voice.LOWER_COURT in present:
        around = "\n".join(cited.passages)
        others = [pattern for speaker, pattern in own.items() if speaker is not first.speaker]
        if mark.search(around):
            return None
        if first.speaker is Speaker.SECOND or any(p.search(around) for p in others):
            return f"这句话写成{name}的认定，所引的下级裁判却不是{name}。"
        return None
    instance = instance_told(cited.titles, cited.shown)
    if first.speaker is Speaker.ARBITRATION:
        return f"这句话写成仲裁的认定，所引却是{_shown(cited)}。"
    if first.speaker is Speaker.LOWER and instance not in (None, "一审"):
        return f"这句话写成一审的认定，所引的文书却是{instance}裁判。"
    if first.speaker is Speaker.SECOND and instance == "一审":
        return "这句话写成二审或再审的认定，所引的文书却是一审裁判。"
    return None


def _says_there(speaker: Speaker, quote: str, text: str) -> bool:
    """Whether what the text says stands in the quote after that court speaks, with no turn."""
    pairs = _pairs(text)
    clauses = [(m.start(), m[0]) for m in re.finditer(r"[^，。；：]+", quote)]
    at, clause = max(clauses, key=lambda c: len(_pairs(c[1]) & pairs), default=(0, ""))
    marks = [start for start in mentions(quote, speaker) if start < at + len(clause)]
    return bool(marks) and not _TURNS.search(quote[marks[-1] : max(at, marks[-1])])


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _reported(text: str, told: Sequence[Attribution], cited: Cited) -> str | None:
    """What a court only reports of a party or a lower court, told as its own view."""
    if "“”" in text:  # repeated in quotation marks: the quote itself tells who speaks
        return None
    if not told or told[0].speaker is not Speaker.COURT or not set(cited.voices) <= COURT_VOICES:
        return None
    if any(each.speaker is not Speaker.COURT for each in told) or _PARTY.search(
        text[told[0].end :]
    ):
        return None
    for quote in cited.quotes:
        inner = attributions(quote)
        if not inner or inner[0].start > 12:
            return None
        if inner[0].speaker is Speaker.COURT or _EARLIER.search(text):
            return None
        claims = inner[0].speaker in PARTIES and inner[0].verb in _CLAIMED
        lower = inner[0].speaker in (Speaker.LOWER, Speaker.ARBITRATION, Speaker.EARLIER)
        if not (claims or lower) or _CONCLUDES.search(quote[inner[0].end :]):
            return None
        who = inner[0].speaker.value
    return f"所引原文转述的是{who}的说法，这句话却写成法院的认定。"
