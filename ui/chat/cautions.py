"""What is wrong with what a sentence of an answer rests on, told beside that sentence."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from analysis import warnings
from analysis.answer import Statement
from corpus.voice import Voice
from ui.badges import labels_html
from ui.chat.conversation import CitedPassage


class Caution(StrEnum):
    """The words for the reader."""

    SPUN = (
        "出处疑似被机器改写过：词语可能被替换，例如“直接”写成“间接”，句序可能被打乱。"
        "引文照录来源，不等于法院原话，引用前请核对裁判文书原件。"
    )
    PARTIAL = "出处的文字可能不全或有误读，没有引到的不等于没有写，引用前请核对原件。"
    DIGEST = "出处是案例摘要，由判读据公开报道自撰，不是裁判文书原文，不可作为原文引用。"
    UNSURE = "部分引文未能确定是谁说的，不可当作法院的认定。"
    GONE = "出处已移出文库，引文是当时核验过的，现在不能再核。"


SAME_AS: Mapping[Caution, str] = {
    Caution.SPUN: warnings.SPUN,
    Caution.PARTIAL: warnings.PARTIAL,
    Caution.DIGEST: warnings.DIGEST,
    Caution.UNSURE: warnings.UNKNOWN_VOICE,
}
"""The warnings of an answer as a whole that these say beside the very sentence."""


def cautions_for(statement: Statement, cited: Sequence[CitedPassage]) -> tuple[Caution, ...]:
    """What the reader must know of this sentence, in the order of the words above."""
    unsure = any(citation.voice is Voice.OTHER for citation in statement.citations)
    faults = {
        Caution.SPUN: any(passage.spun for passage in cited),
        Caution.PARTIAL: any(passage.partial for passage in cited),
        Caution.DIGEST: any(citation.digest for citation in statement.citations),
        # Where all of it is nobody's known words, the badge and its note say so.
        Caution.UNSURE: unsure and statement.voice is not Voice.OTHER,
        Caution.GONE: any(passage.gone for passage in cited),
    }
    return tuple(caution for caution, there in faults.items() if there)


def told_beside(statements: Sequence[Statement], cited: Sequence[CitedPassage]) -> frozenset[str]:
    """The warnings of the answer that stand beside its sentences, and need not stand below it."""
    told = {SAME_AS.get(c, "") for s in statements for c in cautions_for(s, cited)}
    if any(statement.voice is Voice.OTHER for statement in statements):
        told.add(warnings.UNKNOWN_VOICE)
    return frozenset(told)


def labels_of(cautions: Sequence[Caution]) -> str:
    """The same as labels, HTML, where an earlier sentence has told them in full."""
    return labels_html(
        spun=Caution.SPUN in cautions,
        partial=Caution.PARTIAL in cautions,
        digest=Caution.DIGEST in cautions,
    )
