"""The words around an export's contents, the same in every format."""

from corpus.provision_today import PROVISIONS_ARE_OURS
from ui.export.memo import Asked, Footnote, Nearest, Said, Speaker

HEADLINE = "判读 PanDu 导出"
BEWARE = "引用前请核对原件"
APPENDIX = "附录：引文核验表"
APPENDIX_TELLS = (
    "每条引文在导出时重新核验：按“位置”从来源文本中截取，与引文逐字比对。"
    "位置按来源文本的字符计，从 0 起；SHA-256 为来源文本（UTF-8）的摘要值。"
)
NO_CITATIONS = "没有引文。"
WARNINGS = "请注意"
NEAREST = "最接近的段落（未作为回答依据）"
NOT_ORIGINAL = "以下文字没有在出处中逐字找到，不是原文："
LIKELY = "疑为（推测，不是原文）："
UNDERSTOOD = "按此理解："
SOURCES = "出处"

FEW_PROVISIONS = 3
"""Cited articles told within a footnote; an order may cite twenty, which would fill its page."""

SHORT_HEADING = 60
"""Characters of a question that a heading may hold; a longer one stands below it."""


def heading(asked: Asked) -> str:
    """The heading over a question; it holds the question itself if that is short."""
    number = f"第 {asked.number} 问"
    return number if is_long(asked) else f"{number}　{asked.question}"


def is_long(asked: Asked) -> bool:
    """Whether the question stands below its heading."""
    return len(asked.question) > SHORT_HEADING or "\n" in asked.question


def named(speaker: Speaker) -> str:
    """Who speaks, in words: 〔判决主文〕."""
    return f"〔{speaker.voice.value}〕"


def caveat(speaker: Speaker) -> str:
    """What must be said beside the name, in brackets; empty for what the court held."""
    return f"（{speaker.caveat}）" if speaker.caveat else ""


def bracketed(labels: tuple[str, ...]) -> str:
    """The labels of a source, each in brackets of its own."""
    return "".join(f"【{label}】" for label in labels)


def beside(said: Said) -> str:
    """What stands beside the speaker's name: caveat, labels, verdict."""
    return "　·　".join(filter(None, (said.speaker.caveat, *said.labels, said.verdict.value)))


def grounds(note: Footnote) -> str:
    """A footnote up to its quote: labels, source, who speaks, where."""
    who = f"{named(note.speaker)}{caveat(note.speaker)}"
    return f"{bracketed(note.labels)}{note.source}，{who}，{note.place}"


def provisions(note: Footnote) -> tuple[str, ...]:
    """What the cited articles say, a line each, then that it is ours; for many, where to look."""
    if len(note.provisions) > FEW_PROVISIONS:
        return (f"所引条文 {len(note.provisions)} 条，见附录。",)
    return (*note.provisions, PROVISIONS_ARE_OURS) if note.provisions else ()


def appended_provisions(note: Footnote) -> tuple[str, ...]:
    """The same in the appendix, of the footnotes that leave it to the appendix."""
    if len(note.provisions) <= FEW_PROVISIONS:
        return ()
    return (*note.provisions, PROVISIONS_ARE_OURS)


def result(note: Footnote) -> tuple[str, ...]:
    """The result of verifying, a line each: the verdict, the check made now, the findings."""
    return (note.verdict.value, note.check, *note.findings)


def nearest(near: Nearest) -> str:
    """Where a near passage stands and who speaks in it."""
    who = f"{named(near.speaker)}{caveat(near.speaker)}"
    return f"{bracketed(near.labels)}{near.source}，{who}，{near.place}"


def ended(asked: Asked) -> str:
    """Who wrote the answer and what was searched."""
    return "　·　".join(filter(None, (asked.writer, f"范围：{asked.scope}")))
