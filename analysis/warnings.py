"""Warnings that belong to an answer as a whole, in the words the reader sees."""

from collections.abc import Sequence

from analysis.answer import Statement
from corpus.voice import Voice
from retrieval.hit import Hit

SPUN = (
    "所引文书疑似被机器改写过（伪原创）：词语可能被替换，例如“直接”写成“间接”，句序可能被打乱。"
    "引文照录来源原文，不等于法院原话，请核对裁判文书原件。"
)
PARTIAL = "所引文书的文字可能不完整或有误读（见该文书的提示），没有引到的内容不等于文书没有写。"
DIGEST = "所引为案例摘要，由判读项目据公开报道自行撰写，不是裁判文书原文，不可作为原文引用。"
UNKNOWN_VOICE = "部分引文未能确定说话人，不可当作法院的认定。"


def warnings_for(statements: Sequence[Statement], hits: Sequence[Hit]) -> tuple[str, ...]:
    """What the reader must know about the sources of these statements, each once."""
    by_judgment = {hit.passage.judgment_id: hit for hit in hits}
    citations = [citation for statement in statements for citation in statement.citations]
    cited = [by_judgment[c.judgment_id] for c in citations if c.judgment_id in by_judgment]
    found = []
    if any(hit.spun for hit in cited):
        found.append(SPUN)
    if any(hit.partial for hit in cited):
        found.append(PARTIAL)
    if any(citation.digest for citation in citations):
        found.append(DIGEST)
    if any(citation.voice is Voice.OTHER for citation in citations):
        found.append(UNKNOWN_VOICE)
    return tuple(found)
