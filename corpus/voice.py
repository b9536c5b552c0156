"""Voices: whose words a sentence of a judgment reports."""

from enum import StrEnum


class Voice(StrEnum):
    """Whose words a sentence reports; exactly one each. The value is what the reader sees."""

    PLAINTIFF_CLAIM = "原告主张"
    DEFENDANT_ARGUMENT = "被告抗辩"
    THIRD_PARTY = "第三人意见"
    PARTY_EVIDENCE = "当事人举证质证"
    LOWER_COURT = "下级裁判"
    EVIDENCE_RULING = "法院采信证据"
    COURT_FINDING = "法院查明"
    ISSUE = "争议焦点"
    COURT_REASONING = "法院说理"
    ORDER = "判决主文"
    COSTS_NOTICE = "费用与告知"
    PROCEDURE = "程序"
    COMMENTARY = "评论"
    OTHER = "其他"


HOLDING_VOICES = frozenset(
    {Voice.EVIDENCE_RULING, Voice.COURT_FINDING, Voice.COURT_REASONING, Voice.ORDER}
)
"""The only voices that state what the deciding court held."""

PARTY_VOICES = frozenset(
    {
        Voice.PLAINTIFF_CLAIM,
        Voice.DEFENDANT_ARGUMENT,
        Voice.THIRD_PARTY,
        Voice.PARTY_EVIDENCE,
    }
)
"""What a party said; always introduced as theirs."""

COURT_VOICES = HOLDING_VOICES | {Voice.ISSUE, Voice.COSTS_NOTICE, Voice.PROCEDURE}
"""Whatever the deciding court itself wrote, holdings and the frame around them."""

INTRODUCTIONS: dict[Voice, str] = {
    Voice.PLAINTIFF_CLAIM: "原告一方主张",
    Voice.DEFENDANT_ARGUMENT: "被告一方抗辩",
    Voice.THIRD_PARTY: "第三人陈述",
    Voice.PARTY_EVIDENCE: "当事人举证、质证称",
    Voice.LOWER_COURT: "下级裁判（一审或仲裁）曾认定",
    Voice.EVIDENCE_RULING: "法院就证据认定",
    Voice.COURT_FINDING: "法院查明",
    Voice.ISSUE: "法院归纳的争议焦点",
    Voice.COURT_REASONING: "法院认为",
    Voice.ORDER: "判决主文",
    Voice.COSTS_NOTICE: "关于费用与告知，文书载明",
    Voice.PROCEDURE: "关于程序，文书载明",
    Voice.COMMENTARY: "评论（非裁判文书内容）称",
    Voice.OTHER: "文书载明（说话人未能确定）",
}
"""How a quote of each voice is introduced, so that no plea reads like a holding."""


def voice_named(name: str) -> Voice:
    """The voice with this Chinese value or English member name, in any case.

    >>> voice_named("法院说理") is voice_named("court_reasoning")
    True

    Raises ValueError, listing the names, for anything else.
    """
    cleaned = name.strip()
    for voice in Voice:
        if cleaned == voice.value or cleaned.upper() == voice.name:
            return voice
    raise ValueError(f"没有“{name}”这种说话人；可用的有：{'、'.join(Voice)}")
