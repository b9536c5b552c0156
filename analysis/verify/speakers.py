"""Speakers: whether the words of a statement claim more than the voices it cites allow."""

import re
from collections.abc import Sequence

from corpus.voice import COURT_VOICES, PARTY_VOICES, Voice

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

# What only the deciding court does; not where 一审, 原审 or 仲裁 stands before it.
_EARLIER = r"一审|原审|初审|前审|前案|仲裁|下级|原判|该判决|该裁定|此前|曾"
_COURT = re.compile(
    r"本院|法院(?:经审理|审理后|最终|也|亦|依法|据此|因此|遂|并|还|没有|未|不予|已|已经|综合|经)*"
    r"(?:认定|认为|查明|判决|判令|裁定|支持|采信|采纳|确认|驳回|酌定|酌情|准许|准予)"
    r"|^(?:法院|判决)|判令|判决主文"
)
_ASKED = re.compile(r"请|要求|申请|希望|主张|称|认为|上诉|建议")
"""被告请求法院依法判决: the court's verb, and still the party's words."""

_EARLIER_COURT = re.compile(_EARLIER)
_PARTY = re.compile(
    r"主张|诉称|辩称|抗辩|陈述|诉请|请求|要求|起诉|上诉|反诉|称|提出|提交|举证|质证|表示|承认|自认"
    r"|否认|认可|同意|异议|意见|述|申请|答辩|认为|说|出示|提供|证明|证据|不服"
)
_COMMENT = re.compile(
    r"评论|评析|点评|报道|媒体|文章|作者|记者|编者|律师|学者|专家|案例|指出|认为|介绍"
)


def weakest_voice(voices: Sequence[Voice]) -> Voice:
    """The least authoritative of the voices; 其他 if there is none."""
    return min(voices, key=_RANKS.index, default=Voice.OTHER)


def speaker_fault(text: str, voices: Sequence[Voice]) -> str | None:
    """What is wrong, in Chinese, with whom the text has speaking; None if nothing is.

    `voices` are those of the quotes that were found; none of them means nothing to compare.
    """
    if not voices:
        return None
    shown = "、".join(dict.fromkeys(voices))
    present = set(voices)
    says_earlier = bool(_EARLIER_COURT.search(text))
    court = _COURT.search(text)
    asked = court is not None and bool(_ASKED.search(text[: court.start()]))
    if court and not asked and not says_earlier and not present & COURT_VOICES:
        return f"这句话写成法院的认定或判决，所引却是{shown}。"
    if present <= PARTY_VOICES and not _PARTY.search(text):
        return f"所引是{shown}，这句话却没有写明是当事人的说法。"
    if present == {Voice.LOWER_COURT} and not says_earlier:
        return f"所引是{shown}，这句话却没有写明是此前的裁判。"
    if present == {Voice.COMMENTARY} and not _COMMENT.search(text):
        return f"所引是{shown}，这句话却没有写明是评论。"
    return None
