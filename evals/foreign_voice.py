"""Whether an answer about what the court held shows somebody else's words for it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.answer import Fault, Outcome
from analysis.question import Kind, understand
from analysis.question.follow_up import Standalone
from analysis.verify.attribution import NAMED_SPEAKER, PARTIES, Speaker, attributions
from corpus.voice import HOLDING_VOICES, INTRODUCTIONS, PARTY_VOICES, Voice
from evals.dataset import Question, gold_voice
from evals.evidence_measures import Score
from evals.places import Row, evidence_at

NOT_THE_COURT = PARTY_VOICES | {Voice.LOWER_COURT, Voice.COMMENTARY}
"""Voices that must not carry an answer about what the court held."""

OPENING = 12
"""Characters of a statement within which its speaker must be named."""

_DIGEST = "据案例摘要，"

_OF_WHOM: dict[Voice, frozenset[Speaker]] = {
    Voice.PLAINTIFF_CLAIM: frozenset({Speaker.PLAINTIFF, Speaker.PARTY}),
    Voice.DEFENDANT_ARGUMENT: frozenset({Speaker.DEFENDANT, Speaker.PARTY}),
    Voice.THIRD_PARTY: frozenset({Speaker.THIRD, Speaker.PARTY}),
    Voice.PARTY_EVIDENCE: PARTIES,
    Voice.LOWER_COURT: frozenset({Speaker.LOWER, Speaker.EARLIER, Speaker.ARBITRATION}),
}
"""How a statement in free words may name whose words it tells."""

_WHY = re.compile(r"为什么|为何|因何|理由|原因")
"""原告要求的丧葬费为什么没有得到: the court's reason is asked for, though 要求 stands there."""

_LOWER_DECIDED = re.compile(
    r"(?:一审|原审|初审|仲裁(?:委员会|委|庭|机构|院)?)(?:法院)?(?:的)?"
    r"(?:裁决|裁定|判决|判令|判|认定|认为|支持)"
)
"""仲裁裁决多少，法院判多少: the earlier decision is asked for by its name."""


def holding_from_party(question: Question, row: Row) -> Score:
    """How many citations carry a party's, a lower court's or a commentator's voice in an answer
    about what the court held. The worst bug there is: it must be 0.

    Such words are no fault where they are asked for, and there are two ways to ask:

    - The file itself gives the evidence that the citation touches such a voice.
    - The question asks for them in a part of its own, beside a part about the court: 甲主张多少，
      法院判了多少. Then a citation in the voice that was asked for does not count if its statement
      is told as theirs: it has that voice, begins by naming who speaks (原告一方主张：“…”), and
      verification found no fault with its speaker. A plea without that beginning, or after
      another (55031元。原告一方主张：“…”), counts, and so does one of the other side, and one that
      answers a question for the court's reasons.

    None where the gold voice is not a holding's, and without an answer (declined).
    """
    answered = row["outcome"] in (Outcome.ANSWERED, Outcome.PREMISE_REJECTED)
    if gold_voice(question.voice) not in HOLDING_VOICES or not answered:
        return None
    return float(
        sum(
            is_foreign_voice(question, citation, statement)
            for statement in row["statements"]
            for citation in statement["citations"]
        )
    )


def is_foreign_voice(
    question: Question, citation: Mapping[str, Any], statement: Mapping[str, Any]
) -> bool:
    """Whether this citation of this statement counts for `holding_from_party`."""
    if gold_voice(question.voice) not in HOLDING_VOICES or citation["voice"] not in NOT_THE_COURT:
        return False
    if _is_marked(question, citation):
        return False
    voice = Voice(citation["voice"])
    return not (voice in voices_asked_for(question) and _is_told_as_theirs(statement, voice))


def voices_asked_for(question: Question) -> frozenset[Voice]:
    """The voices that are not the court's which the question asks for beside the court's.

    Empty where it asks one thing only, and where no part of it is about the court.
    """
    parts = understand(Standalone(question.question, question.question)).parts()
    asked = [frozenset(_voices_of(part.kind, part.voices, part.asked)) for part in parts]
    of_the_court = any(not voices for voices in asked)
    return frozenset().union(*asked) if of_the_court else frozenset()


def _voices_of(kind: Kind, voices: frozenset[Voice], asked: str) -> Iterator[Voice]:
    if kind is Kind.PARTY_POSITION and not _WHY.search(asked):
        yield from voices & PARTY_VOICES
    elif kind is not Kind.PARTY_POSITION and _LOWER_DECIDED.search(asked):
        yield Voice.LOWER_COURT


def _is_marked(question: Question, citation: Mapping[str, Any]) -> bool:
    """Whether it touches evidence to which the file gives a voice that is not the court's."""
    return any(gold_voice(e.voice) in NOT_THE_COURT for e in evidence_at(question, citation))


def _is_told_as_theirs(statement: Mapping[str, Any], voice: Voice) -> bool:
    findings = {finding["fault"] for finding in statement["findings"]}
    if statement["voice"] != voice or Fault.VOICE_MISMATCH.name.lower() in findings:
        return False
    told = statement["text"].removeprefix(_DIGEST)
    if told.startswith(INTRODUCTIONS[voice]):
        return True
    named = attributions(told[: told.find("“")] if "“" in told else told)
    if named:
        opens = named[0].start <= OPENING and "。" not in told[: named[0].start]
        return opens and named[0].speaker in _OF_WHOM.get(voice, frozenset())
    # 张三主张3万元: by a name without a role, which only a party has.
    return voice in PARTY_VOICES and NAMED_SPEAKER.match(told) is not None
