"""Rendering: an answer to be graded, and what it is graded by, as the two texts a model is sent.

Question, standard answer, evidence and answer are data. Each stands within a border that none of
them can write, and nothing in them can be taken for structure. Pure.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from prompts.budget import tokens_at_most, within
from prompts.frame import border_for, inert, template_named
from prompts.judge_schema import Grade

QUESTION, STANDARD, EVIDENCE, GIVEN = "问题", "标准答案", "标准依据", "待评回答"
NO_EVIDENCE, NO_VOICE = "（没有给出）", "未注明"


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Words that prove the standard answer, and whose they are; empty where nobody says."""

    voice: str
    quote: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What is graded, and by what."""

    question: str
    standard: str
    evidence: tuple[EvidenceView, ...]
    given: str


@dataclass(frozen=True, slots=True)
class JudgePrompt:
    """Both texts."""

    system: str
    user: str

    @property
    def tokens(self) -> int:
        """No fewer than any tokenizer makes of both."""
        return tokens_at_most(self.system) + tokens_at_most(self.user)


def render_judge(paper: Paper, room: int) -> JudgePrompt | None:
    """The prompt for one paper, in at most `room` tokens; None if it does not fit.

    Evidence that does not fit is left out, the last first; nothing is ever cut, for a grade of
    half an answer would be a grade of another one. The same arguments always give the same texts.
    """
    for count in range(len(paper.evidence), -1, -1):
        user = template_named("judge_question.md").substitute(_framed(paper, count)).strip()
        prompt = JudgePrompt(_system(), user)
        if prompt.tokens <= room:
            return prompt
    return None


def render_judge_retry(prompt: JudgePrompt, reply: str, error: str, room: int) -> JudgePrompt:
    """The same once more, with the unusable reply and what was wrong with it.

    Adds at most `room` tokens: the reply is cut to what is left beside the rest.
    """
    retry = template_named("retry.md")
    told = within(inert(error), room // 4)
    left = room - tokens_at_most(retry.substitute(error=told, reply="")) - 2
    words = retry.substitute(error=told, reply=within(inert(reply), left)).strip()
    return JudgePrompt(prompt.system, f"{prompt.user}\n\n{words}")


EXAMPLE = Paper(
    question="法院判决返还多少货款，限几天？",
    standard="32000元，判决生效之日起十日内。",
    evidence=(
        EvidenceView("判决主文", "被告乙公司于本判决生效之日起十日内返还原告甲公司货款32000元"),
    ),
    given="判决主文：“返还原告甲公司货款32000元”。",
)
"""The worked example that the prompt shows: half of what is asked is answered."""

EXAMPLE_REPLY = {"reason": "金额答对，没有说期限。", "grade": Grade.PARTIAL.value}


def _framed(paper: Paper, evidence: int) -> dict[str, str]:
    border = border_for(
        [
            paper.question,
            paper.standard,
            paper.given,
            *(word for each in paper.evidence for word in (each.voice, each.quote)),
        ]
    )
    blocks = (
        (QUESTION, inert(paper.question)),
        (STANDARD, inert(paper.standard)),
        (EVIDENCE, _quotes(paper.evidence[:evidence])),
        (GIVEN, inert(paper.given)),
    )
    return {
        "border": border,
        "blocks": "\n\n".join(f"{border} {name}\n{text}\n{border} 完" for name, text in blocks),
    }


def _quotes(evidence: Sequence[EvidenceView]) -> str:
    # On one line each: a quote of several lines could begin one with another voice.
    lines = [f"- {_line(each.voice) or NO_VOICE}：{_line(each.quote)}" for each in evidence]
    return "\n".join(lines) or NO_EVIDENCE


def _line(text: str) -> str:
    return " ".join(inert(text).split())


@cache
def _system() -> str:
    return (
        template_named("judge.md")
        .substitute(
            example=_framed(EXAMPLE, len(EXAMPLE.evidence))["blocks"],
            example_reply=json.dumps(EXAMPLE_REPLY, ensure_ascii=False),
        )
        .strip()
    )
