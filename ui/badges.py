"""How the page tells who is speaking: by words first, by colour and line second."""

from enum import StrEnum

from corpus.voice import COURT_VOICES, HOLDING_VOICES, PARTY_VOICES, Voice
from ui.escape import as_html


class Family(StrEnum):
    """Voices that are drawn alike; the value is the CSS class."""

    HOLDING = "pd-holding"  # what the deciding court held
    FRAME = "pd-frame"  # what the court wrote around it
    PARTY = "pd-party"
    LOWER = "pd-lower"
    COMMENT = "pd-comment"
    UNKNOWN = "pd-unknown"


NOTES: dict[Family, str] = {
    Family.HOLDING: "",
    Family.FRAME: "不是法院的认定",
    Family.PARTY: "当事人的说法，不是法院的认定",
    Family.LOWER: "下级裁判所认，不是本案最后的认定",
    Family.COMMENT: "评论，不是裁判文书内容",
    Family.UNKNOWN: "说话人未能确定，不可当作法院的认定",
}
"""What is written beside a badge, so that no reader needs the colour."""


def family_of(voice: Voice) -> Family:
    """The family that a voice is drawn in."""
    if voice in HOLDING_VOICES:
        return Family.HOLDING
    if voice in PARTY_VOICES:
        return Family.PARTY
    if voice in COURT_VOICES:
        return Family.FRAME
    return {Voice.LOWER_COURT: Family.LOWER, Voice.COMMENTARY: Family.COMMENT}.get(
        voice, Family.UNKNOWN
    )


def badge_html(voice: Voice) -> str:
    """The voice as a badge."""
    return f'<span class="pd-badge {family_of(voice)}">{as_html(voice.value)}</span>'


def note_html(voice: Voice) -> str:
    """What must be said beside the badge; empty for what the court held."""
    note = NOTES[family_of(voice)]
    return f'<span class="pd-note">{as_html(note)}</span>' if note else ""


def labels_html(*, digest: bool = False, spun: bool = False, partial: bool = False) -> str:
    """The labels of a source that is not a clean original."""
    labels = []
    if digest:
        labels.append('<span class="pd-label">案例摘要 · 非原文</span>')
    if spun:
        labels.append('<span class="pd-label pd-alarm">疑似改写</span>')
    if partial:
        labels.append('<span class="pd-label pd-alarm">文字可能不全</span>')
    return "".join(labels)
